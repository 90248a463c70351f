"""Bank accounts and cards."""

from __future__ import annotations

import re

from stdnum import iban
from stdnum.exceptions import ValidationError

from guard.recognizers.contract import REFERENCE, Recognizer, bare, digits, luhn, whole

_CARD = r"\b(?:carte|cb|card|visa|mastercard|amex|american express|maestro|num[ée]ro de carte)\b"
_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _iban_length(value: str) -> int:
    """Return how many characters, from the start, are an IBAN with a valid key (ISO 13616)."""
    ends = [match.end() for match in re.finditer(r"[A-Z0-9]", value, re.IGNORECASE)]
    for size in range(min(len(ends), 34), 14, -1):
        try:
            iban.validate(bare(value[: ends[size - 1]]), check_country=False)
        except ValidationError:
            continue
        return ends[size - 1]
    return 0


def _is_rib(value: str) -> bool:
    """Say whether the key of a French RIB fits: 97 − (89 bank + 15 branch + 3 account) mod 97."""
    text = bare(value)
    if len(text) != 23 or not text[:10].isdigit() or not text[-2:].isdigit():
        return False
    account = int(text[10:21].translate(_LETTERS))
    total = 89 * int(text[:5]) + 15 * int(text[5:10]) + 3 * account
    return 97 - total % 97 == int(text[21:])


def _is_card(value: str) -> bool:
    """Say whether the digits are a card's: a network's prefix and length, and the Luhn key."""
    number = digits(value)
    shape = r"(?:[245]\d{15}|6\d{15}(?:\d{3})?|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11})\Z"
    return bool(re.match(shape, number)) and luhn(number)


def _is_card_shaped(value: str) -> bool:
    """Say whether the value is as long as a card's number."""
    return len(digits(value)) in {15, 16}


BANK = (
    Recognizer(
        "IBAN_CODE",
        r"(?<![A-Za-z0-9])[A-Z]{2}[ ]?\d{2}(?:[ \u00a0\u202f.\-]{0,2}[A-Z0-9]){11,30}",
        1.0,
        _iban_length,
    ),
    Recognizer(
        "IBAN_CODE",
        r"\biban\b\W{0,4}(?:n[°o]\.?|is|est|du client|client|number|:)?\W{0,4}"
        r"(?P<value>[A-Z]{2}[ ]?\d{2}(?:[ \u00a0.\-]?(?=[A-Z]{0,4}\d)[A-Z0-9]"
        r"{1,5}){3,9})(?![A-Za-z0-9])",
        0.8,
    ),
    Recognizer(
        "FR_RIB",
        r"(?<![A-Za-z0-9])\d{5}[ .\-/|]{0,3}\d{5}[ .\-/|]{0,3}(?:[A-Z0-9][ ]?)"
        r"{10}[A-Z0-9][ .\-/|]{0,3}\d{2}(?![A-Za-z0-9])",
        0.98,
        whole(_is_rib),
    ),
    Recognizer(
        "FR_RIB",
        r"(?<![A-Za-z0-9])\d{5}[ .\-/|]{0,3}\d{5}[ .\-/|]{0,3}[A-Z0-9]{11}[ .\-/|]"
        r"{0,3}\d{2}(?![A-Za-z0-9])",
        0.9,
        near=r"\brib\b|guichet|compte|banque|bancaire|vir(?:er|ement)",
    ),
    Recognizer(
        "FR_RIB",
        r"(?:code )?banque\W{0,4}\d{5}\W{1,4}(?:code )?guichet\W{0,4}\d{5}\W{1,4}"
        r"(?:n[°o] ?(?:de )?)?compte\W{0,4}"
        r"[A-Z0-9]{11}\W{1,4}cl[ée](?: rib)?\W{0,4}\d{2}",
        0.98,
    ),
    Recognizer(
        "UK_BANK_ACCOUNT",
        r"\bsort[ -]?code\b\W{0,4}(?:is )?(?P<value>\d{2}[ \-]?\d{2}[ \-]?\d{2})(?!\d)",
        0.9,
    ),
    Recognizer(
        "UK_BANK_ACCOUNT",
        r"\b(?:account|acct|acc|a/c)\b\W{0,4}(?:number|no\.?|num)?\W{0,4}(?:is )?"
        r"(?P<value>\d{8})(?!\d)",
        0.85,
    ),
    Recognizer(
        "UK_BANK_ACCOUNT",
        r"(?<![\w\-/.])\d{2}-\d{2}-\d{2}[ ,/]{1,2}(?:a/?c[ :]{0,2})?\d{8}(?![\w\-])",
        0.86,
    ),
    Recognizer(
        "CREDIT_CARD",
        r"(?<![\w\-])[2-6]\d{3}(?:[ \u00a0.\-]{0,2}\d){10,15}(?![\w])",
        0.97,
        whole(_is_card),
        unless=REFERENCE.replace("code|", ""),
    ),
    Recognizer(
        "CREDIT_CARD",
        rf"(?:{_CARD})[^\d\n]{{0,30}}(?P<value>[2-6]\d{{3}}[ .\-]?\d{{4}}[ .\-]"
        rf"?\d{{4}}[ .\-]?\d{{3,4}})(?!\w)",
        0.85,
        whole(_is_card_shaped),
    ),
    Recognizer(
        "SECRET",
        r"\b(?:cvv2?|cvc|crypto(?:gramme)?)\b\W{0,4}(?:est |is )?(?P<value>\d{3,4})(?!\d)",
        0.9,
    ),
)
