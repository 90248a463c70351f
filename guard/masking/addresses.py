"""Addresses made whole: what stands before and after the part that a pattern is sure of.

« Résidence du Lac, bât. 4, » before a street, "Ground Floor," before a number, ", Suite 200,
Portland, OR 97209" after one: no pattern could hold them all in every order, but each piece is
told by a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guard.spans import Span

_OPENS = (
    r"r[ée]sidence|r[ée]s\.?|lotissement|lot\.?|zone|z\.?[ia]\.?[ce]?\.?|zac|zae|parc|domaine"
    r"|ferme|hameau|lieu[- ]?dit|ld|le bourg|au bourg|immeuble|imm\.?|tour|entrep[ôo]t|b[âa]t\.?"
    r"|b[âa]timent|esc\.?|escalier|hall|porte|entr[ée]e|cage|palier|appartement"
    r"|app?t\.?|[ée]tage|rdc|rez[- ]de"
    r"|\d{1,2}(?:er|e|[èe]me) [ée]tage|villa|mas|ch[âa]teau|moulin|clos|bo[îi]te|bp|cs|tsa"
    r"|[dn] ?\d{2,4}(?!\d)|r[dn] ?\d{1,4}(?!\d)"
    r"|centre commercial|c\.?c\.?(?= )|rue|avenue|av\.|route|chemin|all[ée]e|impasse|place|quai"
    r"|flat|entrance|staircase|unit|suite|ste|block|plot|room|studio|apartment|floor|level|no\.?|c/o"
    r"|(?:ground|first|second|third|fourth|fifth|top|lower|upper|\d{1,2}(?:st|nd|rd|th)) floor"
    r"|po box|p\.o\. box|building"
)
_CLOSES = (
    r"house|cottage|farm|lodge|court|hall|mill|barn|granary|manor|grange|view|park|building"
    r"|buildings|centre|tower|point|works|wharf|vicarage|rectory|chambers|villas|mews|estate"
    r"|lane|road|street|close|drive|avenue|gardens|terrace|crescent|crofts?|stables|village|quarter"
    r"|campus|plaza|docks?|arcade|trading estate|industrial estate|(?:business|retail) park"
)
_PIECE = (
    rf"(?:(?:{_OPENS})(?![^\W\d_])[^,;:\n|()!?]{{0,40}}"
    rf"|(?:[\w'’\-]{{1,25}}[ ]){{1,4}}(?:{_CLOSES})"
    rf"|(?-i:The)(?:[ ](?-i:[A-Z])[\w'’]{{1,20}}){{1,2}})"
)
_BEFORE = re.compile(
    rf"(?i)(?:^|(?<=[\s,;:|(\"'=«]))((?:{_PIECE}(?:,[ ]?|[ ]?\n[ ]?|[ ][-–][ ]|[ ])){{1,4}})\Z"
)
_BETWEEN = re.compile(
    rf"(?i)[ ]?(?:,|\n|[-–/])?[ ]?(?:(?:{_PIECE})(?:,[ ]?|\n|[ ]?[-–/][ ]?|[ ]|(?=\Z))){{0,3}}"
)
_UNIT = (
    r"(?:(?:suite|ste|apt|apartment|unit|fl|floor|room|#)\.?[ ]?#?\w{1,5}"
    r"|\d{1,2}(?:st|nd|rd|th) floor)"
)
_TOWN = (
    r"(?-i:[A-ZÀ-Ý][\w'’.\-]{1,25})"
    r"(?:[ ](?:(?-i:[A-ZÀ-Ý])[\w'’.\-]{0,25}|upon|on|under|sur|la|le|de|en)){0,4}"
)
_STATE = (
    r"(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
)
_AFTER = re.compile(
    rf"(?i)\.?(?:,?[ ](?:{_UNIT}|\d{{1,5}}))?(?:(?:,[ ]?|\n|[ ]){_TOWN})?,?[ ]{_STATE}[ ]"
    r"\d{5}(?:-\d{4})?(?!\w)"
    rf"|(?:,?[ ](?:{_UNIT}|\d{{1,2}}))?(?:,[ ]{_TOWN}){{0,2}},?[ ]"
    r"(?-i:[A-Z]\d[\dW][ ]?[A-Z0-9]{4})(?!\w)"
    rf"|[ ]\d{{1,4}}[a-z]?,?[ ]\d{{4}}[ ]{_TOWN}"
)
_REACH = 120


def widen(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans, each address with the pieces before and after it, neighbours joined."""
    addresses = []
    for span in spans:
        if span.type == "ADDRESS":
            addresses.append(span)
        else:
            yield span
    last: Span | None = None
    for span in sorted(addresses, key=lambda s: (s.start, -s.end)):
        wide = _widened(text, span)
        if last and _continues(text, last, wide):
            last = Span("ADDRESS", last.start, max(last.end, wide.end), max(last.score, wide.score))
            continue
        if last:
            yield last
        last = wide
    if last:
        yield last


def _widened(text: str, span: Span) -> Span:
    """Return an address with what belongs to it on both sides."""
    left = max(0, span.start - _REACH)
    before = _BEFORE.search(text, left, span.start) if _may_follow(text, span) else None
    after = _AFTER.match(text, span.end, min(len(text), span.end + _REACH))
    return Span(
        "ADDRESS",
        before.start(1) if before else span.start,
        after.end() if after else span.end,
        span.score,
    )


def _may_follow(text: str, span: Span) -> bool:
    """Say whether what stands before an address could be its beginning."""
    return span.start > 0 and text[span.start - 1] in " ,\n"


def _continues(text: str, last: Span, span: Span) -> bool:
    """Say whether an address goes on with another one."""
    if span.start <= last.end:
        return True
    return span.start - last.end < 60 and bool(_BETWEEN.fullmatch(text, last.end, span.start))
