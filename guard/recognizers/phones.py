"""Phone numbers, in every usual French and British writing, and foreign ones."""

from __future__ import annotations

import re

from guard.recognizers.contract import REFERENCE, Recognizer, digits, whole

# An opening bracket belongs to the number only where it closes within: (020) 7946 0000.
_OPEN = r"(?:\((?=\+?[\d ]{1,6}\)))?"
_GAP = r"[ \u00a0\u202f\u2009./\-–_()]{0,3}"
_TEN = r"0[1-9](?:[ .]?\d\d){4}"
_RUN = rf"\d(?:{_GAP}\d)"
_DATE = re.compile(
    r"\A\D*(?:[0-3]?\d[./\-][01]?\d[./\-](?:19|20)\d\d|(?:19|20)\d\d[./\-][01]\d[./\-])"
)
_CALL = (
    r"\b(?:t[ée]l(?:[ée]phone)?s?|mob(?:ile)?|portable|port|fixe|fax|joindre|appel\w*|rappel\w*|"
    r"phone|call\w*|ring|dial|cell|whatsapp|sms|texte[rz]?|text|num[ée]ro|number|direct|standard|"
    r"ligne|line|reach)\b|☎|📞"
)


def _groups(value: str) -> list[int]:
    """Return how many digits each group has."""
    return [len(group) for group in re.findall(r"\d+", value)]


def _is_french(value: str) -> bool:
    """Say whether ten digits are a French number: 0, then 1 to 9, grouped as people group them."""
    number = digits(value)
    if len(number) != 10 or not re.match(r"0[1-9]", number) or _DATE.match(value):
        return False
    groups = _groups(value)
    return groups[0] in {1, 2, 4, 10} or (groups[0] == 3 and len(groups) <= 4)


def _is_british(value: str) -> bool:
    """Say whether ten or eleven digits are a British number: 0, then 1, 2, 3, 7 or 8."""
    number = digits(value)
    if _DATE.match(value) or not re.match(r"0[12378]", number):
        return False
    first = _groups(value)[0]
    return len(number) == 11 and (first in {3, 4, 5, 6, 11} or value.startswith("(0)"))


def _is_foreign(value: str) -> bool:
    """Say whether a number with its country code can exist (lengths by country)."""
    import phonenumbers  # noqa: PLC0415  slow to load

    text = re.sub(r"\A00", "+", re.sub(r"\(0\)|[^\d+]", "", value))
    try:
        parsed = phonenumbers.parse(text if text.startswith("+") else f"+{text}", None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(parsed))


def _is_american(value: str) -> bool:
    """Say whether ten digits can be a North American number (NPA and exchange from 200)."""
    number = digits(value)
    return len(number) == 10 and number[0] in "23456789" and number[3] in "23456789"


def _is_called(value: str) -> bool:
    """Say whether, after a word for phone, the value is not a date."""
    return not _DATE.match(value) and 8 <= len(digits(value)) <= 14


_FIGURE = (
    r"(?:z[ée]ro|oh|o|nought|double|triple|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
    r"|onze|douze|treize"
    r"|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|octante"
    r"|nonante|et"
    r"|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)

PHONES = (
    Recognizer(
        "PHONE_NUMBER",
        r"(?:poste|int\.?|ext(?:ension|n)?\.?|x)[ ]?\d{2,5}(?!\w)",
        0.8,
        near=r"(?:\d[ .\-]?){9}[ ]?[,(]?[ ]?\Z",
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?<!\w)(?:plus(?=[ ])|z[ée]ro|oh|nought|double oh?)"
        rf"(?:[ ,.\-]{{1,2}}{_FIGURE}){{5,24}}(?!\w)",
        0.9,
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?<![\w+]){_OPEN}(?:\+|(?<![\-./])\b00)[ (]{{0,2}}[1-9]{_GAP}"
        rf"(?:\(0\){_GAP})?{_RUN}{{6,13}}(?![\w])",
        0.9,
        whole(_is_foreign),
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?<![\w+.\-/]){_TEN}(?:[ ]?/[ ]?{_TEN}){{1,3}}(?![\w/])",
        0.9,
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?<![\w+.\-/])(?<!\d,){_OPEN}0{_GAP}[1-9](?:{_GAP}\d){{8}}(?!\w|[.\-/]\d|,\d{{1,2}}(?!\d))",
        0.85,
        whole(_is_french),
        unless=REFERENCE,
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?<![\w+.\-/])(?<!\d,){_OPEN}0{_GAP}[12378](?:{_GAP}\d){{9}}(?!\w|[.\-/]\d|,\d{{1,2}}(?!\d))",
        0.85,
        whole(_is_british),
        unless=REFERENCE,
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?:{_CALL})\W{{0,5}}(?P<value>0[1-9](?:[ .]?\d\d){{1,3}}[ .]?\n[ ]?(?:\d\d[ .]?){{0,2}}"
        r"\d\d|0\d{3,4}[ ]?\n[ ]?\d{3}[ ]?\d{3,4})(?![\w/])",
        0.85,
        whole(_is_called),
    ),
    Recognizer(
        "PHONE_NUMBER",
        r"(?<![\w+\-/])(?:\+?1[ .\-])?(?:\(\d{3}\) ?|\d{3}[.\- ])\d{3}[.\-]\d{4}(?![\w\-])",
        0.8,
        whole(_is_american),
        unless=REFERENCE,
    ),
    Recognizer(
        "PHONE_NUMBER",
        rf"(?:{_CALL})[ \t]*(?:n[°o]\.?|is|est|au|on|at|:|=)?[ \t]*"
        rf"(?P<value>\+?{_OPEN}{_RUN}{{7,13}})(?![\w])",
        0.75,
        whole(_is_called),
        unless=r"(?:commande|order|cmd|facture|invoice)\W*\Z",
    ),
)
