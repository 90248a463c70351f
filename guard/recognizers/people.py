"""Numbers a state gives to a person: social security, tax, health, and their papers."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.us import ssn

from guard.recognizers.contract import REFERENCE, Recognizer, bare, digits, whole

_SP = r"[ \u00a0\u202f.\-]?"
_SECU = (
    r"s[ée]cu(?:rit[ée])?\b|\bnir\b|\binsee\b|\bn[°o]\.? ?ss\b|num[ée]ro de ss\b|vitale|ameli|"
    r"social security|assur[ée]"
)
_NO = r"(?:\W{0,3}(?:n[°ºo]\.?|num[ée]ro|number|no\.?|is|est|:|=|#|de s[ée]rie))*\W{0,4}"


def _is_nir(value: str) -> bool:
    """Say whether fifteen characters are a NIR whose key is 97 − number mod 97."""
    try:
        nir.validate(bare(value))
    except (ValidationError, ValueError):
        return False
    return len(bare(value)) == 15


def _is_tax(value: str) -> bool:
    """Say whether a French tax number's last three digits are the first ten modulo 511."""
    number = digits(value)
    return len(number) == 13 and number[0] in "0123" and int(number[:10]) % 511 == int(number[10:])


def _is_nhs(value: str) -> bool:
    """Say whether ten digits carry the NHS number's modulus-11 check digit."""
    return bool(nhs.is_valid(digits(value)))


def _is_ssn(value: str) -> bool:
    """Say whether nine digits can be a US social security number (no 000, 666, 9xx area)."""
    return bool(ssn.is_valid(digits(value)))


def _is_id_card(value: str) -> bool:
    """Say whether the value is as long as a card's number and no word."""
    return 8 <= len(bare(value)) <= 14 and bool(digits(value))


def _has_digits(value: str) -> bool:
    """Say whether a paper's number holds enough digits not to be a word."""
    return len(digits(value)) >= 4


_NIR = (
    rf"(?<![\w\-])[1-478]{_SP}\d{{2}}{_SP}(?:0[1-9]|1[0-2]|[2-9]\d){_SP}(?:\d{{2}}|2[AB]){_SP}"
    rf"\d{{3}}{_SP}\d{{3}}"
)
_WHOSE = (
    r"(?:\s+(?:fran[çc]ais|britannique|british|french|uk|us|polonais|belge|suisse))?"
    r"(?:[ ](?:de|du|d['’]|of|for|pour|belonging to)[ ]?[^\n\d:;,.]{2,40}?"
    r"(?=[ ]?[:=,]|[ ]n[°o]|[ ]is))?"
)
_MONTH = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre"
    r"|d[ée]cembre|january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
)
_SAID = (
    r"(?:premier|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|octante|nonante|mille"
    r"|cents?|et|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|een|ieth)|(?:thir|four|fif|six"
    r"|seven|eigh|nine)teenth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|oh|hundred"
    r"|thousand|and)(?!\w)"
)
_SPOKEN = (
    rf"(?:(?:{_SAID}[ \-]){{1,4}}(?:of )?{_MONTH}|{_MONTH} (?:the )?{_SAID}(?:[ \-]{_SAID})?)"
    rf"(?:,? (?:\d{{4}}|{_SAID}(?:[ \-]{_SAID}){{0,8}}))?"
)
_DAY = (
    r"(?:\d{1,4}[ ./\-]\d{1,2}[ ./\-]\d{2,4}|\d{1,2}[./]\d{1,2}(?![\d./])|"
    r"\d{1,2}(?:er|st|nd|rd|th)?(?: of)? [^\W\d_]{3,10}\.?,? ?(?:\d{4}|\d{2}\b)?|"
    r"(?!and )[^\W\d_]{3,9} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4}|(?!\w)))"
)
_PAPER = r"(?<![\w\-])(?=(?:[A-Z]*\d){2})[A-Z0-9]{8,16}(?![\w\-])"
_FAR = r"[^\d\n.;?!]{0,50}\Z"
"""A paper's number some words after the paper is named, in the same sentence."""
_PAPERS = (
    ("ID_CARD", r"cni|cartes? (?:nationales? )?d['’ ]?identit[ée]|id card|titre de s[ée]jour"),
    ("PASSPORT", r"passeport|passport"),
    ("DRIVING_LICENCE", r"permis(?: de conduire)?|driv(?:ing|er['’]?s?) licen[cs]e|dvla"),
)
_NINO = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"

PEOPLE = (
    Recognizer(
        "FR_NIR",
        rf"{_NIR}[ /\-.\u00a0]{{0,3}}(?:cl[ée]\W{{0,3}})?\d{{2}}(?!\w)",
        0.99,
        whole(_is_nir),
    ),
    Recognizer(
        "FR_NIR",
        r"(?<![\w\-])[1-4] \d{2} (?:0[1-9]|1[0-2]|[2-9]\d) (?:\d{2}|2[AB])"
        r" \d{3} \d{3}(?: \d{2})?(?![\w])",
        0.9,
    ),
    Recognizer("FR_NIR", rf"{_NIR}(?:[ /\-.]{{0,3}}\d{{2}})?(?!\w)", 0.85, near=_SECU, reach=60),
    Recognizer(
        "FR_SPI",
        r"(?<![\w\-])[0-3]\d(?:[ .\u00a0]?\d){11}(?!\w)",
        0.9,
        near=r"fiscal|\bspi\b|imp[ôo]t|tax|dgfip|contribuable",
        reach=60,
    ),
    Recognizer(
        "FR_SPI",
        r"(?<![\w\-])[0-3]\d \d{2} \d{3} \d{3} \d{3}(?!\w)",
        0.85,
        whole(_is_tax),
    ),
    Recognizer(
        "TAX_NUMBER",
        r"\b(?:utr|unique taxpayer ref\w*"
        r"|tax(?:payer)? (?:ref(?:erence)?|id(?:entification)?|number)"
        rf"|itin|tin|ein|tax code)\b(?: number| no\.?)?{_NO}"
        r"(?P<value>\d{2}-\d{7}|\d{3}-\d{2}-\d{4}|\d{5} ?\d{5}K?)(?!\w)",
        0.9,
    ),
    Recognizer(
        "PERSONAL_NUMBER",
        r"\b(?:allocataire|matricule|neph|agdref|ipp|n(?:°|um[ée]ro) (?:ine|[ée]tudiant|salari[ée]"
        r"|patient|d['’][ée]tranger)|caf|(?:employee|staff|payroll|student|patient|hospital)"
        rf" (?:id|number|no\.?))\b{_NO}"
        r"(?P<value>(?=(?:\w? ?\d){4})[A-Z]{0,3}[ ]?\d[\d .]{3,14}\d(?:[ ]?[A-Z](?![\w]))?)(?!\w)",
        0.85,
    ),
    Recognizer(
        "UK_NINO",
        rf"(?<![\w\-]){_NINO} \d{{2}} \d{{2}} \d{{2}} [A-D](?!\w)",
        0.95,
    ),
    Recognizer(
        "UK_NINO",
        r"(?<![\w\-])[A-Z]{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?[A-D](?!\w)",
        0.85,
        near=r"\bnino\b|national insurance|\bni\b|insurance n|hmrc|payroll",
        reach=60,
    ),
    Recognizer(
        "UK_NINO",
        r"(?:\bni\b|\bnino\b|national insurance)(?: (?:number|no\.?|num))?\W{1,4}(?:is )?"
        r"(?P<value>[A-Z]{2}(?:[ \-]?\d{2}){3}[ \-]?[A-D])(?!\w)",
        0.9,
    ),
    Recognizer("UK_NINO", rf"(?<![\w\-]){_NINO}\d{{6}}[A-D](?!\w)", 0.7, unless=REFERENCE, flags=0),
    Recognizer(
        "UK_NHS",
        r"(?<![\w+])\d{3}[ \-]?\d{3}[ \-]?\d{4}(?!\w)",
        0.9,
        near=r"\bnhs\b",
        reach=40,
    ),
    Recognizer(
        "UK_NHS",
        r"(?<![\w+\-])[4679]\d{2} \d{3} \d{4}(?![\w\-])",
        0.6,
        whole(_is_nhs),
        unless=REFERENCE,
    ),
    Recognizer(
        "US_SSN", r"(?<![\w\-])\d{3}-\d{2}-\d{4}(?![\w\-])", 0.9, whole(_is_ssn), unless=REFERENCE
    ),
    Recognizer(
        "US_SSN",
        r"(?<![\w\-])\d{3}[ \-]?\d{2}[ \-]?\d{4}(?![\w\-])",
        0.85,
        near=r"\bssn\b|social security",
    ),
    Recognizer(
        "PASSPORT",
        rf"\b(?:passeport|passport)s?\b{_WHOSE}{_NO}"
        r"(?P<value>[A-Z]{0,3}[ ]?\d[A-Z0-9 ]{4,9}\d)(?!\w)",
        0.9,
        whole(_has_digits),
    ),
    Recognizer(
        "PASSPORT",
        r"(?<![\w\-])\d{2}[A-Z]{2}\d{5}(?![\w\-])",
        0.7,
        near=r"pass(?:e)?port|voyage|travel|visa",
        flags=0,
    ),
    Recognizer(
        "ID_CARD",
        r"\b(?:cni|carte (?:nationale )?d['’ ]?identit[ée](?: nationale)?|pi[èe]"
        r"ce d['’ ]identit[ée]|identity card|"
        rf"id card|national id|titre de s[ée]jour|residence permit)\b(?:[ ][^\W\d_]{{3,14}}){{0,2}}"
        rf"{_NO}"
        r"(?P<value>[A-Z0-9]{2,4}[ ]?[A-Z0-9]{3,5}[ ]?[A-Z0-9]{2,5})(?!\w)",
        0.9,
        whole(_is_id_card),
    ),
    *(
        Recognizer(
            kind, _PAPER, 0.85, unless=REFERENCE, near=rf"\b(?:{paper})\b{_FAR}", reach=75, flags=0
        )
        for kind, paper in _PAPERS
    ),
    Recognizer(
        "DRIVING_LICENCE",
        r"\b(?:permis(?: de conduire)?|driving licen[cs]e|driver['’]?s? licen[cs]e|dvla)\b"
        rf"(?:\s+[ABCDE]\b)?{_WHOSE}{_NO}"
        r"(?P<value>[A-Z0-9]{2,16}(?: [A-Z0-9]{2,8}){0,3})(?!\w)",
        0.9,
        whole(_has_digits),
    ),
    Recognizer(
        "DRIVING_LICENCE",
        r"(?<![\w\-])[A-Z][A-Z9]{4} ?\d[0156]\d[0-3]\d\d ?[A-Z9]{2} ?[A-Z0-9]{3}(?![\w\-])",
        0.92,
        flags=0,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"\b(?:n[ée]\(?e?\)?s?(?: (?-i:[A-ZÀ-Ý])[\w'’\-]+){{0,4}},? (?:à [\w\-' ]{{2,30}}?,? )?le"
        r"|date(?:s)?[ _]?(?:de[ _]?)?naissance|birth[ _]?date|naissance|ddn|anniversaire|"
        r"dob|d\.o\.b\.?|born(?: in [\w\-' ]{2,30}?)?(?: on)?|date of birth|date_of_birth"
        r"|birth[ _]?day)\b"
        r"[ \t\"']*(?:[:=(\-–]|est|is|le|on|du|,)?[ \t\"']*(?:le |the |on )?"
        rf"(?P<value>{_DAY}|{_SPOKEN}|\d{{8}}(?!\d))",
        0.9,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:date(?:s)?[ _]?de[ _]?naissance|birth[ _]?date|ddn|anniversaire|dob|date of birth"
        r"|birthday)\b[^\d\n.;]{1,40}?[ ](?:est|is|:|le|on|du|c['’]est)[ ](?:le |the |on )?"
        rf"(?P<value>{_DAY})",
        0.85,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:date(?:s)?[ _]?de[ _]?naissance|n[ée]\(?e?\)?s?(?: le)?|dob|date of birth"
        r"|birthday|born)\b[^\n?]{0,30}\?\s{0,3}(?:[^\d\n:]{1,30}:)?"
        r"[^\d\n]{0,15}?(?<!\w)"
        rf"(?P<value>{_DAY}|{_SPOKEN}|\d{{8}}(?!\d))",
        0.88,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?<=les )(?P<value>{_DAY})(?= et {_DAY})",
        0.88,
        near=r"\bn[ée]e?s (?:respectivement )?les \Z",
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?:(?<= et )|(?<= and ))(?P<value>{_DAY})",
        0.88,
        near=rf"\b(?:n[ée]e?s (?:respectivement )?les|born(?: on)?) {_DAY} (?:et|and) \Z",
        reach=60,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?<![\w.])(?:b\.|°)[ ]?(?P<value>{_DAY}|(?:19|20)\d{{2}}(?!\d))",
        0.8,
        flags=0,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        r"\b(?:n[ée]e?s? (?:[àa] [\w\-' ]{2,30}? )?en|born(?: in(?: [\w\-' ]{2,30}? in)?)?)\s+"
        r"(?P<value>(?:[^\W\d_]{3,9} )?(?:19|20)\d{2})(?!\d)",
        0.8,
    ),
    Recognizer(
        "DATE_OF_BIRTH",
        rf"(?P<value>{_DAY})[ ]?\((?:dob|ddn|date of birth|date de naissance|n[ée]e?|born)\)",
        0.9,
    ),
)
