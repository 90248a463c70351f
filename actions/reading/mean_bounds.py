"""Bounds that are a mean: « au-dessus de la moyenne », "at least twice the average deal".

The figure is not known while the question is read: another that nobody types stands in for it,
so that it bounds whatever a figure said there would; the mean takes its place before the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from actions.reading.slips import put
from language import fold_keep_length

Span = tuple[int, int]
_STANDS_IN = 111_111_110
_COUNT = Decimal("1.618033")
"""What stands in for a mean of numbers and money, and for a mean of how many there are."""
_TIMES: Mapping[str, Decimal] = {
    "deux fois": Decimal(2), "double": Decimal(2), "twice": Decimal(2), "trois fois": Decimal(3),
    "triple": Decimal(3), "half": Decimal("0.5"), "la moitie": Decimal("0.5"),
    **{f"{n}{word}": Decimal(n) for n in range(2, 6) for word in ("x", " times", " fois")},
    "two times": Decimal(2), "three times": Decimal(3),
}  # fmt: skip
_MANY = rf"(?:(?:le |the )?(?P<times>{'|'.join(_TIMES)}) (?:de |du |of )?)?"
_BIG = {"plus de": "gros(?:ses?)?|grande?s?|elevee?s?|chere?s?", "moins de": "petite?s?|faibles?"}
_OVER = (
    rf"plus (?:{'|'.join(_BIG.values())}) que|"
    r"plus (?:de|du|que)|moins (?:de|du|que)|au[- ]des(?:sus|sous) (?:de|du)|"
    r"en[- ]dessous (?:de|du)|au[- ]dela (?:de|du)|(?:supe|infe)rieure?s? (?:a|au)|"
    r"depass(?:e|ent|ant)|sous|au moins|above|over|(?:more|greater|higher|bigger|larger|less|lower|"
    r"smaller) than|exceed(?:s|ing)?|below|under|at least"
)
_WHAT = r"montant|panier|ca|deal|amount|value|size|sale|opportunity"
_MEAN = re.compile(
    rf"\b(?P<lead>{_OVER}) {_MANY}"
    rf"(?P<the>la |le |l.|the |our )?(?:(?:team|overall|company) )?(?P<what>(?:{_WHAT}) )?"
    rf"(?:(?P<fr>moyen(?:ne)?)|average|mean)"
    rf"(?: (?:(?:won|lost|open) )?(?:{_WHAT})\b(?: size| value)?)?"
    r"(?: (?:de l.|de notre |de mon |of the |of our |of my )(?:equipe|team))?\b"
)
_ENGLISH = frozenset({"more", "fewer", "less"})
_COUNTED = re.compile(
    r"\b(?P<lead>plus de |plus d.|moins de |moins d.|more |fewer |less )(?P<noun>(?:[\w-]+ ){1,3}?)"
    r"(?:que|than) (?:la |the )?(?:team |overall )?(?:moyenne|average|mean)\b"
)

_MANY_OF = re.compile(r"\b(?:an )?(?P<side>above|below)[- ]average (?:number|count|volume) of\b")


def means_written(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return a message with a figure that stands in for a mean, the spans moved along."""
    kept, plain = list(spans), fold_keep_length(text).lower()
    if found := _COUNTED.search(plain):
        first = found["lead"].split()[0]
        lead = f"{first} {'than' if first in _ENGLISH else 'de'}"
        return put(text, kept, found.span(), f"{lead} {_COUNT} {found['noun'].strip()}")
    if found := _MANY_OF.search(plain):
        lead = {"above": "more", "below": "fewer"}[found["side"]]
        return put(text, kept, found.span(), f"{lead} than {_COUNT}")
    if (found := _MEAN.search(plain)) and not _graded(found):
        sized = (to for to, big in _BIG.items() if re.search(rf"\b(?:{big}) que$", found["lead"]))
        lead = next(sized, None) or re.sub(
            r" (?:du|que)$", " de", re.sub(r" au$", " a", found["lead"])
        )
        figure = int(_STANDS_IN * _TIMES.get(found["times"] or "", Decimal(1)))
        return put(text, kept, found.span(), f"{lead} {figure}")
    return text, kept


def _graded(found: re.Match[str]) -> bool:
    """Whether « au moins moyenne » is of a grade, as of a priority: a mean has its article."""
    return bool(found["fr"]) and not (found["the"] or found["what"] or found["times"])


def times_the_mean(value: object) -> Decimal | None:
    """Return how many times a mean a figure stands in for; None for a figure that was said."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if Decimal(str(value)) == _COUNT:
        return Decimal(1)
    times = Decimal(str(value)) / _STANDS_IN
    return times if times in {Decimal(1), *_TIMES.values()} else None


def plainly(word: str) -> str:
    """Return a bound that no field took as it was said, without what stands in for its mean."""
    if str(_STANDS_IN) not in word and str(_COUNT) not in word:
        return word
    return "moyenne" if {*word.split()} & {"de", "a"} else "average"
