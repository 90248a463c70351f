"""New words for a text field: « mets la ville à Nantes », "next step: call the CFO on Friday".

The words stand in quotation marks after the field's name, or after « à », "to", a colon, or right
after the name where « comme » or "as" leads to it; they end where the record is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from crm import FieldInfo
from language import fold_keep_length

TEXTS = frozenset({"string", "textarea", "url"})
_QUOTED = re.compile(r"«\s*(.+?)\s*»|\"(.+?)\"|“(.+?)”")
_LED = re.compile(
    r"(?:\s+(?:de|du|des|d'|of|for|on|sur|pour|chez|at)\b"
    r"(?:(?!\b(?:tou(?:te)?s|all|every|each|chaque)\b)[^:=])*?)?"
    r"(?:\s*[:=]\s*|[\s,]+(?:en|a|to|as|par|devient|becomes|should be)\s+)(?=\S)"
)
_IS = re.compile(
    r"(?:\s+(?:de|du|des|d'|of)\b[^:=]*?)?\s+(?:is|est)\s+(?:now\s+|maintenant\s+)?(?=\S)"
)
_BEGINS = re.compile(
    r"\W*(?:l'|(?:la|le|the|its|his|her|their|sa|son|leur|new|nouvel(?:le)?|nouveau)\s+)*"
)
"""What stands before the field's name in a statement: « la ville est Nantes »."""
_BECOMES = re.compile(
    r"\s+(?:devient|deviendra|becomes|est desormais|is now|sera|will be|should be|doit etre)\s+"
    r"(?:(?:la|le|the|its|sa|son|notre|our|your|votre)\s+|l')?\Z"
)
"""What stands between new words and the field they are for: « … devient la prochaine étape »."""
_INTO = re.compile(
    r"\b(?:in|into|dans|to|en|as|comme|sous)\s+(?:(?:la|le|the|its|sa|son|his|her)\s+|l')?\Z"
)
_CLAUSE = re.compile(r"[:;,]\s+|\s{3,}")
_AS = re.compile(r"\b(?:comme|en|as)\s+(?:(?:la|le|the|its|sa|son|une?|a)\s+)?\Z|\bas\s+\Z")
_LISTED = re.compile(
    r"(?:[,;]|\b(?:et|and|puis|then))\s+(?:(?:la|le|the|its|sa|son|avec|with)\s+|l')?\Z"
)
"""What stands before a field's name in a list of values: « …, prochaine étape … »."""
_ITEM = re.compile(
    r"\s+(?!(?:de|du|des|d'|of|for|on|pour|sur|et|and|est|is|a|to|en|as)\b)(?=\S)[^,;]+"
)
_VERB = re.compile(r"\A\W*(?:\w+['-])?\w+(?:-(?:le|la|les|lui))?\s+")
_OF = r"(?:sur|pour|dans|de|du|on|for|of|in|at|chez)"
_TOLD = re.compile(
    rf"\s+{_OF}\s+(?:tou(?:te)?s\b|all\b|every\b|each\b|chaque\b|ces\b|these\b|this\b|cet(?:te)?\b).*\Z|"
    rf"\s+{_OF}(?:\s+\S+){{0,3}}(?:\s{{3,}}.*|\s{{2,}})\Z|\s+(?:d|l)'\s{{2,}}.*\Z|\s{{3,}}.*\Z|"
    r"[\s,]+(?:stp|svp|s'il (?:te|vous) plait|please|pls|merci|thanks)\W*\Z"
)
_NEXT = re.compile(r"[\s,;]+(?:et|and|puis|then)\b\W*(?:\w+\W+){0,3}\Z|[,;]\s*(?:\w+\W+){0,2}\Z")


class Mention(Protocol):
    """A field named in the text."""

    @property
    def field(self) -> FieldInfo:
        """The field."""

    @property
    def start(self) -> int:
        """Where its name begins."""

    @property
    def end(self) -> int:
        """Where its name ends."""


def free_texts(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[FieldInfo, str, int, int]]:
    """Yield each text field named in full with its new words and where they stand.

    `mentions` are the fields named in full, `text` has blanks where records' names stood. Of
    several fields of one name, the first counts.
    """
    named: dict[tuple[int, int], Mention] = {}
    for one in mentions:
        if one.field.type in TEXTS:
            named.setdefault((one.start, one.end), one)
    folded = fold_keep_length(text.replace("’", "'"))
    for one in named.values():
        others = [other.start for other in mentions if other.start > one.end]
        span = _quoted(text, one.end) or _said(folded, one, others)
        if span and one.field.type == "url":
            span = span[0], span[0] + len(text[slice(*span)].split(maxsplit=1)[0])
        if span:
            yield one.field, text[span[0] : span[1]], *span


def _quoted(text: str, after: int) -> tuple[int, int] | None:
    quoted = _QUOTED.search(text, after)
    return next((span for span in quoted.regs[1:] if span[0] >= 0), None) if quoted else None


def _said(folded: str, one: Mention, others: Sequence[int]) -> tuple[int, int] | None:
    """Return where the new words stand that follow the field's name, or lead to it."""
    led = _LED.match(folded, one.end)
    begins = re.split(r"[,;.]|\b(?:et|and|puis|then)\b", folded[: one.start])[-1]
    if led is None and _BEGINS.fullmatch(begins):
        led = _IS.match(folded, one.end)
    if led:
        return _trimmed(folded, led.end(), others)
    if (item := _ITEM.match(folded, one.end)) and _LISTED.search(folded[: one.start]):
        return _trimmed(folded[: item.end()], item.start(), others)
    if said := _ahead(folded[: one.start]):
        return said
    before = _AS.search(folded[: one.start])
    if before is None:
        return None
    verb = _VERB.match(folded[: before.start()])
    quoted = bool(verb and _QUOTED.search(folded[: before.start()]))
    after = None if quoted else _trimmed(folded, one.end, others)
    if after:
        return after
    return _trimmed(folded[: before.start()], verb.end(), ()) if verb else None


def _ahead(before: str) -> tuple[int, int] | None:
    """Return where new words stand ahead of their field: « X devient… », « "X" dans… »."""
    if becomes := _BECOMES.search(before):
        return _before(before[: becomes.start()])
    into = _INTO.search(before)
    return _in_quotes(before[: into.start()]) if into else None


def _before(said: str) -> tuple[int, int] | None:
    """Return where the new words stand before « devient »: in quotes, or in the last clause."""
    if quoted := _in_quotes(said):
        return quoted
    begins = [found.end() for found in _CLAUSE.finditer(said) if said[found.end() :].strip()]
    return _trimmed(said, begins[-1] if begins else 0, ())


def _in_quotes(said: str) -> tuple[int, int] | None:
    """Return where the words stand that a text ends with in quotation marks."""
    quotes = [found for found in _QUOTED.finditer(said) if not said[found.end() :].strip()]
    if not quotes:
        return None
    begin, end = next(span for span in quotes[-1].regs[1:] if span[0] >= 0)
    return _trimmed(said[:end], begin, ())


def _trimmed(folded: str, start: int, others: Sequence[int]) -> tuple[int, int] | None:
    """Return the span without what tells the record, says please, or begins another change."""
    end = len(folded)
    for other in others:
        following = _NEXT.search(folded[:other], start)
        if following:
            end = following.start()
            break
    cut = folded[start:end]
    while (told := _TOLD.search(cut)) and told.start() >= 0:
        cut = cut[: told.start()]
    bare = cut.strip(' \t\n.!?,;:"«»“”')
    if not any(character.isalnum() for character in bare):
        return None
    begin = start + cut.index(bare)
    return begin, begin + len(bare)
