"""Whose name it is: a firm is told from the person it is named after, a speaker from a heading."""

from __future__ import annotations

import pytest

from guard.masking.masker import Masker


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Où en est Verreries Kerduff ?", []),
        ("Qu'est-ce qui bloque chez Institut Arbelin ?", []),
        ("Combien pèse Kerduff Chauffage cette année ?", []),
        ("who looks after Brackley Shipping?", []),
        ("What is blocking at ARBELIN CARE HOMES?", []),
        ("Transports : Martin Arbelin rappelle demain", ["Martin Arbelin"]),
        ("C'est la Banque de Paul Arbelin qui a refusé.", ["Paul Arbelin"]),
        ("Spoke to Karen Hall about Interiors.", ["Karen Hall"]),
        ("Karen Waters from Brackley Leisure rang", ["Karen Waters"]),
    ],
)
def test_the_trade_beside_a_name_makes_a_firm_of_it(
    masker: Masker, text: str, people: list[str]
) -> None:
    assert [text[span.start : span.end] for span in masker.find(text)] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("[09:13] okechi : moi\n[09:14] relance : rien reçu", ["okechi"]),
        ("09:10 Nantes : 3 palettes", []),
        ("otieno  14:03\nsee you there", ["otieno"]),
        ("14:05 - follow-up: customer away", []),
        ("margaux.t n'a plus accès au devis", ["margaux.t"]),
        ("pharris is locked out again", ["pharris"]),
        ("bdupuis ne peut plus se connecter", ["bdupuis"]),
        ("the bearing and the gasket need a reset", []),
        ("contact;suite\nokechi;rappeler", ["okechi"]),
    ],
)
def test_speakers_and_user_names_are_told_by_what_stands_beside(
    masker: Masker, text: str, people: list[str]
) -> None:
    assert [text[span.start : span.end] for span in masker.find(text)] == people
