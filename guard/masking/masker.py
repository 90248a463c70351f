"""Finds what must not leave: the turn's own values first, then patterns, then names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from guard.digests import Digests
from guard.errors import GuardError
from guard.masking.addresses import widen
from guard.masking.disguises import pulled_apart, readings
from guard.masking.fields import find_fields, is_personal_field, is_plain_field
from guard.masking.known import KnownValues
from guard.masking.languages import guess_language
from guard.masking.lexicon import Lexicon
from guard.masking.readable import put_back, readable
from guard.masking.repeats import RepeatFinder
from guard.masking.speakers import find_speakers
from guard.masking.tagger import Tagger
from guard.masking.usernames import find_user_names
from guard.prompt import PLAIN, Known, Language
from guard.recognizers import RECOGNIZERS
from guard.spans import Span, settle
from guard.vault import Find

LEAKING = 0.9
"""From this score on, what a checksum confirms keeps a request from leaving."""
WINDOW = 4_000
"""A longer text is analysed in pieces of about this many characters, cut between lines or words."""

_TELLING = re.compile(r"[^\W\d_]{2}|[^\W\d_][ ]?[.,\-' ][ ]?[^\W\d_]|[^\W\d_]\.|[^\x00-\u024f]")
_SURROGATE = re.compile(r"[\ud800-\udfff\x00]")


class Masker:
    """Finds personal values and secrets. Loads its lists at first use; thread-safe after that.

    `kept` are types of values that the policy leaves as they are.
    """

    def __init__(self, kept: frozenset[str] = frozenset()) -> None:
        self._kept = kept
        self._lexicon = Lexicon()
        self._tagger = Tagger(self._lexicon)
        self._repeats = RepeatFinder(self._lexicon)
        self._checked = [
            one
            for one in RECOGNIZERS
            if one.check and one.score >= LEAKING and one.type not in kept
        ]
        self._detected: Digests[tuple[Span, ...]] = Digests()

    def find(
        self, text: str, language: Language | None = None, known: Iterable[Known] = ()
    ) -> list[Span]:
        """Return what must not leave, in the order of the text, without overlaps."""
        values = KnownValues(known, self._lexicon.is_word)
        return self._find(text, language, values)

    def _find(
        self,
        text: str,
        language: Language | None,
        values: KnownValues,
        plain: KnownValues | None = None,
        *,
        tagged: bool = True,
    ) -> list[Span]:
        """Return the settled findings of all nets, in the text as it is."""
        if not text.strip():
            return []
        clean, places = readable(_SURROGATE.sub("\ufffd", text))
        spans = self._settled(clean, language, values, plain, tagged=tagged)
        return [put_back(span, places) for span in spans] if places else spans

    def _settled(
        self,
        clean: str,
        language: Language | None,
        values: KnownValues,
        plain: KnownValues | None,
        *,
        tagged: bool,
    ) -> list[Span]:
        """Return the settled findings of all nets, in the text as it looks."""
        told = (find_fields, find_speakers, find_user_names)
        found = [span for find in told for span in find(clean, self._lexicon)]
        for start, piece in pieces(clean):
            found += [
                Span(span.type, span.start + start, span.end + start, span.score)
                for span in self._detect(piece, language, tagged=tagged)
            ]
        spared = list(plain.find(clean)) if plain else []
        found = self._ruled(found, spared)
        found = [*_outside_names(clean, values.find(clean), found), *widen(clean, found)]
        repeated = self._ruled(self._repeats.find(clean, found), spared)
        return list(_told(clean, settle(_trim(clean, [*found, *repeated]))))

    def _ruled(self, found: Iterable[Span], plain: Sequence[Span]) -> list[Span]:
        """Return what was found but for kept types, and names within values never masked."""
        return [
            span
            for span in found
            if span.type not in self._kept
            and not (span.type == "PERSON" and any(_within(span, one) for one in plain))
        ]

    def _detect(self, text: str, language: Language | None, *, tagged: bool) -> tuple[Span, ...]:
        """Return what the patterns and the tagger find; passages come again and again."""
        spoken = (language or guess_language(text)) if tagged else None
        name = self._detected.name(text, spoken or "")
        found = self._detected.get(name)
        if found is None:
            found = self._detected.keep(name, tuple(self._look(text, spoken)))
        return found

    def _look(self, text: str, language: Language | None) -> Iterator[Span]:
        """Yield what the patterns find, and the tagger where a language is given."""
        for recognizer in RECOGNIZERS:
            yield from recognizer.find(text)
        if language:
            yield from self._tagger.find(text, language)

    def finder(self, known: Iterable[Known]) -> Find:
        """Return the function a vault masks with; known values are prepared once."""
        return self._finder(known, tagged=True)

    def untagged_finder(self, known: Iterable[Known]) -> Find:
        """Return a quicker one, for what no model reads: patterns and known values alone."""
        return self._finder(known, tagged=False)

    def _finder(self, known: Iterable[Known], *, tagged: bool) -> Find:
        """Return the function a vault masks with."""
        listed = list(known)
        plain = KnownValues((one for one in listed if one.type == PLAIN), self._lexicon.is_word)
        personal = (one for one in listed if one.type != PLAIN)
        values = KnownValues(personal, self._lexicon.is_word)

        def find(text: str, field: str) -> list[Span]:
            if text.strip() and is_personal_field(field):
                inside = [span for span in values.find(text) if span.end - span.start == len(text)]
                return inside or self._ruled([Span("PERSON", 0, len(text), 1.0)], ())
            if is_plain_field(field):
                return settle(values.find(text))
            return self._find(text, None, values, plain, tagged=tagged)

        return find

    def leaks(self, text: str, known: Iterable[Known]) -> list[Span]:
        """Return the known values and checksum-valid identifiers a text still holds.

        It is read as it stands and decoded (`disguises`); places are those in what was read.
        """
        listed = list(known)
        values = KnownValues(listed, self._lexicon.is_word)
        found = [Span(one.type, 0, len(text), 1.0) for one in pulled_apart(text, listed)]
        for reading in (text, *readings(text)):
            found += values.find(reading)
            for recognizer in self._checked:
                found += recognizer.find(reading)
        return found

    def problem(self) -> str:
        """Return what is missing, "" when everything loads."""
        try:
            self._lexicon.is_word("test")
            self._tagger.find("test", "en")
        except GuardError as exc:
            return str(exc)
        return ""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in windows with their place, cut at a line's or a word's end."""
    at = 0
    while at < len(text):
        end = min(at + WINDOW, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", at + WINDOW // 2, end), text.rfind(" ", end - 300, end))
            end = cut + 1 if cut > at else end
        yield at, text[at:end]
        at = end


def _outside_names(text: str, known: Iterable[Span], found: Iterable[Span]) -> Iterator[Span]:
    """Yield the known values but for a last name within another person's whole name.

    « Paul Dupont » is not the known Marie Dupont: the vault tells them apart by the whole name.
    """
    names = [span for span in found if span.type == "PERSON"]
    for span in known:
        lone = span.type == "PERSON" and " " not in text[span.start : span.end]
        longer = lone and any(
            (name.start <= span.start and span.end < name.end)
            or (name.start < span.start and span.end <= name.end)
            for name in names
        )
        if not longer:
            yield span


def _within(span: Span, other: Span) -> bool:
    """Say whether a span lies in another."""
    return other.start <= span.start and span.end <= other.end


def _told(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans but for leftovers of names that hold no two letters and no initial."""
    for span in spans:
        if span.type != "PERSON" or _TELLING.search(text, span.start, span.end):
            yield span


def _trim(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans without the blanks and punctuation at their ends."""
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start] in " \t\n\r,;:\u00a0\u202f":
            start += 1
        while end > start and text[end - 1] in " \t\n\r,;:\u00a0\u202f":
            end -= 1
        if end > start:
            yield Span(span.type, start, end, span.score, span.subject)
