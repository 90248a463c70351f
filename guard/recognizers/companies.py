"""Numbers a state gives to a company: SIREN, SIRET, VAT."""

from __future__ import annotations

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from guard.recognizers.contract import REFERENCE, Recognizer, bare, digits, luhn, whole

_EU = "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI"
_NO = (
    r"(?:\W{0,3}(?:n[°ºo]\.?|num[ée]ro|number|no\.?|is|est|reg|registration|intra\w*|:|=))*\W{0,4}"
)
_UNIT = r"(?!\w|[.,]\d|[ \u00a0\u202f]?(?:€|k€|m€|eur|£|\$|kwh|mwh|kw|%|unit|pi[èe]ce))"


def _is_siren(value: str) -> bool:
    """Say whether nine digits carry the SIREN's Luhn key."""
    return len(digits(value)) == 9 and luhn(digits(value))


def _is_siret(value: str) -> bool:
    """Say whether fourteen digits carry the SIRET's Luhn key (La Poste's exception included)."""
    return bool(siret.is_valid(digits(value)))


def _is_plain_siret(value: str) -> bool:
    """Say whether ungrouped digits are a SIRET of an early establishment: not a chance number."""
    return _is_siret(value) and digits(value)[9:11] == "00" and luhn(digits(value)[:9])


def _is_vat(value: str) -> bool:
    """Say whether a European VAT number carries its country's check digits."""
    try:
        vat.validate(bare(value))
    except ValidationError:
        return False
    return True


def _is_british_vat(value: str) -> bool:
    """Say whether nine digits carry the British check (modulus 97, or 97 with 55)."""
    from stdnum.gb import vat as british  # noqa: PLC0415  slow to load

    return bool(british.is_valid(bare(value)))


COMPANIES = (
    Recognizer(
        "FR_SIRET",
        r"(?<![\w\-.,])\d{3}[ \u00a0\u202f.]\d{3}[ \u00a0\u202f.]\d{3}[ \u00a0\u202f.]\d{5}(?!\w)",
        0.95,
        whole(_is_siret),
    ),
    Recognizer(
        "FR_SIRET",
        r"(?<![\w\-.,])\d{9} ?\d{5}(?!\w)",
        0.8,
        whole(_is_plain_siret),
        unless=REFERENCE,
    ),
    Recognizer(
        "FR_SIRET",
        rf"\bsiret\b{_NO}(?P<value>\d(?:[ \u00a0\u202f.\-]{{0,2}}\d){{13}})(?!\w)",
        0.9,
    ),
    Recognizer(
        "FR_SIREN",
        rf"(?<![\w\-.,])\d{{3}}[ \u00a0\u202f.]?\d{{3}}[ \u00a0\u202f.]?\d{{3}}{_UNIT}",
        0.9,
        whole(_is_siren),
        near=r"\bsiren\b|\brcs\b|r\.c\.s|registre du commerce|immatricul|insee|soci[ée]"
        r"t[ée]|entreprise|kbis",
        reach=70,
    ),
    Recognizer(
        "FR_SIREN",
        rf"(?:\bsiren\b{_NO}|\br\.?c\.?s\.? [\w\-]{{2,20}} [ABCD]? ?)"
        r"(?P<value>\d{3}[ \u00a0\u202f.]?\d{3}[ \u00a0\u202f.]?\d{3})(?!\w)",
        0.85,
    ),
    Recognizer(
        "VAT_NUMBER",
        r"(?<![\w\-])FR[ .\-]?[A-HJ-NP-Z0-9]{2}[ .\-]?\d{3}[ .\-]?\d{3}[ .\-]?\d{3}(?!\w)",
        0.96,
    ),
    Recognizer(
        "VAT_NUMBER",
        r"(?<![\w\-])GB[ \-]?\d{3}[ \-]?\d{4}[ \-]?\d{2}(?:[ \-]?\d{3})?(?!\w)",
        0.9,
    ),
    Recognizer(
        "VAT_NUMBER",
        rf"(?<![\w\-])(?:{_EU})[ .\-]?[A-Z0-9](?:[ .\-]?[A-Z0-9]){{7,12}}(?!\w)",
        0.9,
        whole(_is_vat),
        flags=0,
    ),
    Recognizer(
        "VAT_NUMBER",
        rf"\b(?:tva|vat)\b{_NO}(?P<value>(?:[A-Z]{{2}})?[ ]?\d(?:[ .\-]?[A-Z0-9]){{7,12}})(?!\w)",
        0.8,
        unless=r"%\s*\Z",
    ),
    Recognizer(
        "UK_COMPANY_NUMBER",
        r"\b(?:company|companies house|registered|crn)\b[\w ]{0,20}?(?:number"
        r"|no\.?|n[°o])\W{0,4}(?P<value>(?:SC|NI|OC)?\d{6,8})(?!\w)",
        0.8,
    ),
)
