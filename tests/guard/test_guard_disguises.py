"""The last check before a request leaves finds values in whatever letters they stand."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from guard.masking.masker import Masker
from guard.prompt import Known

KNOWN = (
    Known("Zoé Quintrec", "PERSON", "003A"),
    Known("zoe.quintrec@client.example", "EMAIL_ADDRESS", "003A"),
    Known("06 39 98 12 34", "PHONE_NUMBER", "003A"),
    Known("7 rue des Ormes, 35000 Rennes", "ADDRESS", "003A"),
)
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "json": json.dumps,
    "json twice": lambda value: json.dumps(json.dumps(value)),
    "url": quote,
    "form": quote_plus,
    "html": lambda value: "".join(f"&#{ord(letter)};" for letter in value),
    "base64": lambda value: base64.b64encode(value.encode()).decode(),
    "base64 of a sentence": lambda value: base64.b64encode(
        f"Le client : {value}.".encode()
    ).decode(),
    "pulled apart": " ".join,
    "broken over lines": lambda value: value[:6] + "\n" + value[6:],
    "dotted": ".".join,
    "zero width": "\u200b".join,
    "wide": lambda value: "".join(
        chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in value
    ),
    "capitals": str.upper,
}


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker()


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("known", KNOWN, ids=lambda one: one.type)
def test_a_known_value_is_seen_through_its_disguise(
    masker: Masker, known: Known, disguise: str
) -> None:
    text = f"Question du client : {DISGUISES[disguise](known.value)} et la suite."
    assert masker.leaks(text, KNOWN)


def test_a_valid_identifier_is_seen_when_it_is_encoded(masker: Masker) -> None:
    card = base64.b64encode(b"carte 4111 1111 1111 1111 du client").decode()
    assert masker.leaks(f"Note : {card}", ())
    assert masker.leaks("IBAN%20FR14%202004%201010%200505%200001%203M02%20606", ())


@pytest.mark.parametrize(
    "text",
    [
        "Le client [PERSON_K4_1] demande un devis de 12 500 € pour 48 capteurs le 22/11/2026.",
        "mot de passe provisoire = [SECRET_K4_1], à changer",
        "Voir https://heliade.example/aide?sujet=capteurs%20muets et le dossier CMD-2026-118.",
        "Empreinte 9f2c41aa77b0d1e2, la suite c3VpdGUgZHUgZG9zc2llcg==",
    ],
)
def test_what_holds_nothing_leaves(masker: Masker, text: str) -> None:
    assert not masker.leaks(text, KNOWN)
