"""An answer that says the contrary of its passage is found; one in other words is not refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guard.proving.polarity import contrary
from guard.vault import Vault
from guard.verification import Verifier

SETS = ("verified_bank", "verified_last")


def verdicts(name: str, kind: str, language: str) -> list[bool]:
    """Return, for each seeded sentence of a kind, whether the verifier finds fault with it."""
    cases = yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text("utf-8"))
    found = []
    for case in cases:
        if case["language"] != language:
            continue
        passages = [
            {"id": one, "title": "", "language": language, "text": case[one]}
            for one in ("p1", "p2")
        ]
        vault = Vault()
        facts = {"question": case["question"], "passages": passages}
        verifier = Verifier(vault.seal("answer", language, facts, lambda text, field: []), vault)  # type: ignore[arg-type]
        found += [
            bool(verifier.inventions({"text": said, "used": ["p1", "p2"]})) for said in case[kind]
        ]
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", SETS)
def test_seeded_faults_are_caught_and_other_words_are_not(name: str, language: str) -> None:
    caught = verdicts(name, "wrong", language)
    refused = verdicts(name, "right", language)
    assert sum(caught) >= 0.9 * len(caught)
    assert sum(refused) <= 0.1 * len(refused)


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("Les chèques sont acceptés.", "Les chèques ne sont plus acceptés."),
        ("Les prix ont baissé en mars.", "Les prix ont augmenté en mars."),
        ("The visit is compulsory for tenants.", "The visit is optional for tenants."),
        ("Installation isn't included in the licence.", "The licence includes installation."),
        ("Aucun acompte demandé à la commande.", "Un acompte est demandé à la commande."),
    ],
)
def test_the_contrary_is_told(said: str, given: str) -> None:
    assert contrary(said, [given])


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("Les chèques sont refusés.", "Les chèques ne sont pas acceptés."),
        ("Cheques are rejected.", "Cheques are not accepted."),
        ("Coupez le courant avant d'ouvrir.", "N'ouvrez pas avant d'avoir coupé le courant."),
        ("Le forfait coûte 30 €.", "Le forfait ne coûte que 30 €."),
        ("Redémarrez la passerelle.", "Si la passerelle ne répond pas, redémarrez la passerelle."),
        ("Le délai est de 8 jours au plus.", "Le délai ne dépasse pas 8 jours."),
        ("Support answers on Mondays.", "The sensor does not measure noise."),
    ],
)
def test_other_words_are_not_the_contrary(said: str, given: str) -> None:
    assert not contrary(said, [given])


def test_what_one_passage_says_and_another_denies_is_left_to_the_reader() -> None:
    assert not contrary(
        "Cheques are accepted.", ["Cheques are not accepted.", "Cheques are accepted."]
    )
