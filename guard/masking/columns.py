"""Tables pasted into a text: cells told by the heading of their column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from guard.spans import Span

Fits = Callable[[str], object]
"""Says whether a cell can hold what its heading promises."""

_DATE = re.compile(r"\d{1,4}[ ./\-]\d{1,2}[ ./\-]\d{2,4}|\d{1,2} [^\W\d_]{3,10}\.? \d{4}|\d{8}")
_NUMBER = re.compile(r"(?=(?:\W*\w){6})(?=(?:\D*\d){4})[\w .\-/]{6,30}")
_PHONE = re.compile(r"\+?[\d .()/\-]{8,20}")
_SECRET = re.compile(r"(?=\S*[\d\W])\S{4,100}")
_STREET = re.compile(r"(?=.*[^\W\d_]{3}).{5,120}")
_CODE = re.compile(r"\d{4,5}|[A-Za-z]{1,2}\d[\dA-Za-z]? ?\d[A-Za-z]{2}")
_NAME = re.compile(r"[^\W\d_][^\d@:;=\"]{1,50}")

_KINDS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "DATE_OF_BIRTH",
        r"date[ _]?(?:de[ _]?)?naissance|naissance|n[ée]\(?e?\)? le|ddn|dob|d\.o\.b\.?"
        r"|(?:date[ _]?of[ _]?)?birth(?:[ _]?da(?:te|y))?|born",
        _DATE,
    ),
    ("PHONE_NUMBER", r"t[ée]l\w*\.?|phone\w*|mobile|portable|gsm|fax|cell", _PHONE),
    ("ADDRESS", r"adresses?\w*|address\w*|street|rue|voie|line ?1|ligne ?1", _STREET),
    ("ADDRESS", r"code[ _]?postal|cp|zip(?:[ _]?code)?|post[ _]?code|postal[ _]?code", _CODE),
    ("SECRET", r"mots? de passe|mdp|password|passwd|pwd|token|secret|api[ _]?key|pin", _SECRET),
    ("FR_NIR", r"nir|n[°o]? ?s[ée]cu\w*|s[ée]curit[ée] sociale|num[ée]ro de s[ée]cu\w*", _NUMBER),
    ("US_SSN", r"ssn|social security(?: number)?", _NUMBER),
    ("UK_NINO", r"nino|ni (?:number|no\.?)|national insurance(?: number)?", _NUMBER),
    ("UK_NHS", r"nhs(?: (?:number|no\.?))?", _NUMBER),
    ("PASSPORT", r"passeports?|passports?(?: (?:number|no\.?))?|n[°o] ?passeport", _NUMBER),
    ("ID_CARD", r"cni|carte d['’]identit[ée]|pi[èe]ce d['’]identit[ée]|id card|identity", _NUMBER),
    ("DRIVING_LICENCE", r"permis|driving licen[cs]e|licen[cs]e (?:number|no\.?)", _NUMBER),
    ("FR_SPI", r"(?:n[°o]|num[ée]ro) ?fiscal|spi|tax (?:id|number|ref\w*)|utr", _NUMBER),
    ("LICENSE_PLATE", r"immat\w*\.?|plaques?|number ?plate|plate|reg(?:istration)?", _NUMBER),
)
_HEADINGS = tuple(
    (kind, re.compile(rf"(?i)\s*[\"']?(?:{heading})[\"']?\s*\Z"), cell)
    for kind, heading, cell in _KINDS
)
_HEADING = re.compile(r"\s*[\"']?[^\W\d][\w .°/()\-'’]{0,30}[\"']?\s*|\s*")
_SEPARATORS = (";", "\t", "|", ",")
_LONGEST = 2000
"""Lines of a text looked at."""


class TableFinder:
    """Finds the personal cells of tables.

    `name` says what a heading announces: a person surely (True), perhaps (False), none (None);
    `could_be` whether a value can be a person's name, given how sure that is.
    """

    def __init__(
        self, name: Callable[[str], bool | None], could_be: Callable[[str, bool], bool]
    ) -> None:
        self._name = name
        self._could_be = could_be

    def find(self, text: str) -> Iterator[Span]:
        """Yield the cells that a heading says are personal."""
        at, mark = 0, ""
        header: Sequence[tuple[str, Fits] | None] = ()
        for line in text.splitlines(keepends=True)[:_LONGEST]:
            found = self._read_header(line)
            if found:
                mark, header = found
            elif mark and len(cells := _split(line, mark)) == len(header):
                yield from _personal(cells, at, header)
            else:
                mark, header = "", ()
            at += len(line)

    def _read_header(self, line: str) -> tuple[str, list[tuple[str, Fits] | None]] | None:
        """Return the separator of a heading line and what each column holds, None for others."""
        if len(line) >= 400:
            return None
        for mark in _SEPARATORS:
            cells = line.rstrip("\r\n").split(mark)
            if len(cells) > 1 and all(map(_HEADING.fullmatch, cells)):
                columns = [self._column(cell) for cell in cells]
                if any(columns):
                    return mark, columns
        return None

    def _column(self, heading: str) -> tuple[str, Fits] | None:
        """Return the type a heading announces, and what its cells look like."""
        sure = self._name(heading)
        if sure is not None:
            return "PERSON", lambda cell: _NAME.fullmatch(cell) and self._could_be(cell, sure)
        for kind, pattern, cell in _HEADINGS:
            if pattern.match(heading):
                return kind, cell.fullmatch
        return None


def _split(line: str, mark: str) -> list[tuple[int, str]]:
    """Return the cells of a line with their places; a quoted cell may hold the separator."""
    bare = line.rstrip("\r\n")
    cells, start, quoted = [], 0, False
    for at, character in enumerate(bare):
        if character == '"':
            quoted = not quoted
        elif character == mark and not quoted:
            cells.append((start, bare[start:at]))
            start = at + 1
    return [*cells, (start, bare[start:])]


def _personal(
    cells: list[tuple[int, str]], at: int, header: Sequence[tuple[str, Fits] | None]
) -> Iterator[Span]:
    """Yield the personal cells of one line."""
    for (place, cell), column in zip(cells, header, strict=True):
        bare = cell.strip(" \"'")
        if column and bare and column[1](bare):
            start = at + place + cell.index(bare)
            yield Span(column[0], start, start + len(bare), 0.9)
