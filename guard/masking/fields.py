"""Names told by the field they stand in: JSON keys, `key: value` lines, CSV columns, facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guard.masking.names import NameFinder
from guard.spans import Span

_PERSONAL = frozenset(
    {
        ".contact.first_name",
        ".contact.last_name",
        ".sender.name",
        ".interactions.participants",
    }
)
_KEY = (
    r"(?:first|last|given|family|middle|full|sur|birth|maiden|nick)[ _\-]?names?"
    r"|f_?name|l_?name|pr[ée]noms?|"
    r"noms?[ _](?:de famille|complet|du contact|contact|client|prenom|pr[ée]nom"
    r"|usuel|naissance|de naissance|de jeune fille)|"
    r"contact[ _\-]?(?:full)?name|owner[ _\-]?name|customer[ _\-]?name|user[ _\-]"
    r"?full[ _\-]?name|display[ _\-]?name|"
    r"cardholder(?:[ _\-]?name)?|account[ _\-]?holder|attendees?|participants?"
    r"|interlocut(?:eur|rice)|titulaire|"
    r"nom et pr[ée]nom|pr[ée]nom et nom|signataire|nom"
)
_PAIR = re.compile(
    rf"(?im)(?<![\w])[\"']?(?:\w{{1,20}}[._])?(?:{_KEY})[\"']?[ \t\u00a0]*(?::|=)"
    r"[ \t]*(?:\[[ \t]*)?[\"']?"
    r"(?P<value>[^\W\d_][^\"\n;|:={}<>\[\]\t\d@]{1,60})"
)
_COLUMN = re.compile(
    rf"(?i)\s*[\"']?(?:{_KEY}|contact|name|propri[ée]taire|owner|responsable"
    r"|commercial|client|customer|manager|rep|who|qui|person(?:ne)?|assignee|assigned to|agent"
    r"|author"
    r"|auteur|requester|demandeur|technicien|technician|sender|from|salesperson|vendeur|with"
    r"|avec)[\"']?\s*\Z"
)
_SURE = re.compile(rf"(?i)\s*[\"']?(?:{_KEY})[\"']?\s*\Z")
_SPLIT = re.compile(r"\s*(?:,|;|&|\bet\b|\band\b|/)\s*")
_HEADING = re.compile(r"\s*[\"']?[^\W\d][\w .°/()\-']{0,30}[\"']?\s*|\s*")
_CELL = re.compile(r"[^\W\d_][^\d@:;=\"]{1,50}")


_PLAIN = re.compile(
    r"\.(?:kind|object|purpose|phase|stage|amount|date|close_date|products|company|tone|length"
    r"|slot|today|"
    r"salutation|language|title|theme|article)\Z"
)


def is_plain_field(path: str) -> bool:
    """Say whether the facts' field holds a word of the org: a stage, a product, a job title.

    Only the turn's own values are masked in it: « Price Quote » is nobody.
    """
    return _PLAIN.search(path) is not None


def is_personal_field(path: str) -> bool:
    """Say whether the facts' field at that path holds a person's name whatever it looks like."""
    return path in _PERSONAL


def find_fields(text: str, names: NameFinder) -> list[Span]:
    """Return the names that a field announces."""
    return [*_find_pairs(text, names), *_find_columns(text, names)]


def _find_pairs(text: str, names: NameFinder) -> Iterator[Span]:
    """Yield the values of `key: value` and of JSON members."""
    for match in _PAIR.finditer(text):
        yield from _people(match.group("value"), match.start("value"), names)


def _people(value: str, start: int, names: NameFinder) -> Iterator[Span]:
    """Yield each person of a field's value, which may list several."""
    at = 0
    for piece in [*_SPLIT.finditer(value), None]:
        end = piece.start() if piece else len(value)
        name = value[at:end].strip(" .'’)(")
        if name and names.could_be(name):
            begin = start + at + value[at:end].index(name)
            yield Span("PERSON", begin, begin + len(name), 0.9)
        at = piece.end() if piece else end


def _find_columns(text: str, names: NameFinder) -> Iterator[Span]:
    """Yield the cells of columns whose heading says they hold names."""
    lines = text.splitlines(keepends=True)[:2000]
    at = 0
    header: list[bool | None] = []
    mark = ""
    for line in lines:
        found = _read_header(line)
        if found:
            mark, header = found
        elif mark and line.count(mark) == len(header) - 1:
            yield from _cells(line, at, mark, header, names)
        else:
            mark, header = "", []
        at += len(line)


def _read_header(line: str) -> tuple[str, list[bool | None]] | None:
    """Return the separator of a heading line and which columns hold names, None for other lines.

    Column by column: True for surely, False for perhaps, None for no.
    """
    for mark in (";", "\t", "|", ","):
        cells = line.rstrip("\r\n").split(mark)
        kinds = [True if _SURE.match(c) else False if _COLUMN.match(c) else None for c in cells]
        named = len(cells) > 1 and any(kind is not None for kind in kinds) and len(line) < 400
        if named and all(map(_HEADING.fullmatch, cells)):
            return mark, kinds
    return None


def _cells(
    line: str, at: int, mark: str, header: list[bool | None], names: NameFinder
) -> Iterator[Span]:
    """Yield the name cells of one line."""
    for cell, kind in zip(line.rstrip("\r\n").split(mark), header, strict=True):
        bare = cell.strip(" \"'")
        fits = kind is not None and _CELL.fullmatch(bare)
        if fits and names.could_be(bare, sure=bool(kind)):
            start = at + cell.index(bare)
            yield Span("PERSON", start, start + len(bare), 0.9)
        at += len(cell) + len(mark)
