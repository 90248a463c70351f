"""The names in a request and how each comes in: « chez X », "for X", « à Hugo », or on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from actions.contract import Request
from language import find_periods, fold_keep_length, words

Lead = Literal["", "at", "for", "with", "to", "of"]
NAME_ENTITIES = ("record_name", "person")
# Where a date stands in a sentence does not depend on the day it is read.
_ANY_DAY = date(2000, 1, 1)
WRITTEN = "written"
"""The kind of a name the dialogue did not mark: only its capitals tell it."""
_LEADS: Mapping[str, Lead] = {
    **dict.fromkeys(("chez", "at", "societe", "company", "entreprise", "boite", "from", "firm",
                     "joins", "joined", "dans", "in", "compte", "account"), "at"),
    **dict.fromkeys(("pour", "for", "pr"), "for"),
    **dict.fromkeys(("avec", "with", "w"), "with"),
    **dict.fromkeys(("a", "au", "aux", "to"), "to"),
    **dict.fromkeys(("de", "d", "of", "sur", "on", "du", "about", "concernant", "s"), "of"),
}  # fmt: skip
_SKIPPED = frozenset(
    words(
        "m mr mrs ms mme mlle dr monsieur madame mademoiselle miss l le la les the un une a an "
        "client customer nouveau nouvelle new"
    )
)
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?i:https?://|www\.|\S+@\S+\.\w+$)|[a-z\d-]+(?:\.[a-z-]{2,})+(?:/\S*)?$")
"""A link or an e-mail address, which the dialogue may take for a name."""
_NAMES_IT = re.compile(
    r"^.*\b(?:called|named|titled|appel[ée]e?s?|nomm[ée]e?s?|intitul[ée]e?s?)\s+(?=\S)", re.I
)
_GOES_ON = re.compile(
    r"\s+-\s+(?=[a-z])|\s+(?:en|to|into|passe|vers|jusqu'a|until|becomes|devient)\s+(?=\S)"
)
_CAPITALS = re.compile(
    r"(?:(?<=\s)|(?<=[’']))[A-ZÀ-Ý][\w’'.&-]*(?:\s+(?:[A-ZÀ-Ý&][\w’'.&-]*|(?:de|du|le|la|of|and|et)(?=\s[A-ZÀ-Ý])))*"
)


@dataclass(frozen=True)
class Named:
    """A name in the text, the way it comes in, and the kind of name the dialogue marked it as."""

    text: str
    start: int
    end: int
    lead: Lead
    kind: str = "record_name"


def named_in(request: Request, text: str) -> list[Named]:
    """Return the names a text holds, in order; capitals stand in where none was marked."""
    marked = [
        _cut(Named(str(one.value), one.start, one.end, lead_of(text, one.start), name), text)
        for name in NAME_ENTITIES
        for one in request.all(name)
        if one.end > one.start
        and one.end <= len(text)
        and str(one.value).strip()
        and not _ADDRESS.match(str(one.value))
    ]
    if not marked:
        marked = [
            _owning(Named(match[0], *match.span(), lead_of(text, match.start()), WRITTEN))
            for match in _CAPITALS.finditer(text)
            if lead_of(text, match.start()) and not _dated(text, match)
        ]
    return sorted(marked, key=lambda one: one.start)


def _cut(named: Named, text: str) -> Named:
    """Return a name without what goes on after it: « Ysold en qualif », "… called Phase 2".

    After a preposition names go on with a capital; what is called something is called just that.
    """
    said = text[named.start : named.end]
    if called := _NAMES_IT.search(said):
        start = named.start + called.end()
        return Named(text[start : named.end], start, named.end, "", named.kind)
    goes_on = _GOES_ON.search(fold_keep_length(said))
    after = said[goes_on.end() :] if goes_on else ""
    if not goes_on or not (after[:1].islower() or after[:1].isdigit()):
        return named
    kept = said[: goes_on.start()].rstrip()
    return replace(named, text=kept, end=named.start + len(kept)) if kept else named


def _owning(named: Named) -> Named:
    """Return a name without what makes it an owner's: "Plume's allergies"."""
    bare = re.sub(r"['’]s$", "", named.text)
    return replace(named, text=bare, end=named.start + len(bare))


def _dated(text: str, match: re.Match[str]) -> bool:
    """Whether a capital is a month's or a day's: "to the end of March" names nobody."""
    spans = (one.span for one in find_periods(text, _ANY_DAY))
    return any(start <= match.start() and match.end() <= end for start, end in spans)


def lead_of(text: str, start: int) -> Lead:
    """Return how a name that starts there comes in: by the preposition or noun before it."""
    before = fold_keep_length(text[:start])
    if before.rstrip()[-1:] in {",", ":", ";", "(", "-", "–"}:
        return ""
    for word in reversed(_WORD.findall(before)):
        if word in _LEADS and not (word == "a" and not text[:start].rstrip().endswith("à")):
            return _LEADS[word]
        if word not in _SKIPPED:
            return ""
    return ""


def overlaps(name: Named, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a name stands, in part or whole, where one of the spans does."""
    return any(name.start < end and start < name.end for start, end in spans)


def blanked(text: str, *spans: tuple[int, int]) -> str:
    """Return the text with blanks where the spans stand, so that places stay what they are."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
