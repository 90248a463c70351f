"""The words that compare an amount: « au moins », "or more", « un seul », "about"."""

from __future__ import annotations

import re
from typing import Literal

Comparator = Literal["eq", "gt", "ge", "lt", "le", "between"]

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (
        "ge",
        r"au moins|au minimum|minimum|min|at least|no less than|not less than|a partir de|"
        r">=|≥|pas moins de|from|superieure?s? ou egale?s? a|starting at|minimum of",
    ),
    (
        "le",
        r"au plus|au maximum|maximum|max|at most|no more than|not more than|jusqu'a|up to|"
        r"<=|≤|pas plus de|inferieure?s? ou egale?s? a|maximum of|plafonne a|plafonnees a",
    ),
    (
        "gt",
        r"(?:de )?plus de|plus d'|plus que|more than|over|above|greater than|higher than|"
        r"larger than|bigger than|superieure?s? a|au[- ]dessus de|au[- ]dela de|"
        r"depass\w*(?: les?)?|exced\w*|exceed\w*|>|north of|upwards of|worth over|beyond|"
        r"plus gros(?:ses)? que|plus grande?s? que",
    ),
    (
        "lt",
        r"(?:de )?moins de|moins d'|moins que|less than|under|below|lower than|"
        r"smaller than|fewer than|inferieure?s? a|en[- ]dessous de|au[- ]dessous de|"
        r"sous(?: les?)?|<|south of|plus petite?s? que|moins [a-z]+s? (?:que|de)|cheaper than|"
        r"lighter than|shorter than",
    ),
    ("gt", r"[a-z]+er than|plus [a-z]+s? (?:que|de)|more [a-z]+ than"),
    ("eq", r"exactement|exactly|precisely|precisement"),
)  # fmt: skip
_AFTER: tuple[tuple[Comparator, str], ...] = (
    (
        "ge",
        r"\+|et plus|ou plus|and (?:up|more|above|over)|or (?:more|above|higher|over)|"
        r"minimum|et au[- ]dela|et au[- ]dessus|upwards?",
    ),
    (
        "le",
        r"et moins|ou moins|and (?:less|below|under)|or (?:less|below|under|fewer)|"
        r"maximum|max",
    ),
    ("eq", r"seule?s?"),
)  # fmt: skip
COUNTED: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    ("gt", re.compile(r"(?:plus d(?:e |')[a-z]+|more [a-z]+s) (?P<than>(?:que|than) ?)$")),
    (
        "lt",
        re.compile(
            r"(?:moins d(?:e |')[a-z]+|fewer [a-z]+|less [a-z]+s) (?P<than>(?:que|than) ?)$"
        ),
    ),
    ("eq", re.compile(r"\bn'[a-z]+ (?:[a-z]+ )?(?P<than>qu(?:e |'))$")),
    (
        "eq",
        re.compile(
            r"\b(?:with|having|has|have|had|avec|ayant|ont|avons|a) "
            r"(?P<than>(?:only|just|seulement|juste|uniquement) )$"
        ),
    ),
)
"""What is counted, or who has it, stands inside the comparison, and is no part of the figure."""
SINGLE = re.compile(r"\b(?<!not )(?<!without )(?<!even )a single(?= [a-z])")
_LEAD = r"(?: (?:les?|la|the|a|un|une|environ|about))?"
BEFORE_PATTERNS = tuple(
    (name, re.compile(rf"(?:^|(?<=\W))(?:{words}){_LEAD} ?$")) for name, words in _BEFORE
)
AFTER_PATTERNS = tuple((name, re.compile(rf" ?(?:{words})(?!\w)")) for name, words in _AFTER)
AFTER_NOUN_PATTERNS = tuple(
    (name, re.compile(rf" [a-z-]{{3,}} (?:{words})(?! (?:de|than|que)\b| d'|\w)"))
    for name, words in _AFTER
)
APPROXIMATE = re.compile(
    r"(?:environ|about|around|roughly|approximately|autour de|aux alentours de|approx\.?|circa|~"
    r"|pres de|nearly|a peu pres|quelque) ?$"
)
