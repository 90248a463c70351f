"""Answers made of a passage's own sentences: the part that answers, whole, and no more."""

import pytest

from guard.composer.answer import compose_answer

WARRANTY = (
    "Les capteurs sont garantis 3 ans, les piles 2 ans.\n\nCe qui est couvert:\n\n"
    "Les défauts de fabrication : l’appareil est remplacé sous 5 jours."
)
PRICES = "| Article | Prix |\n| --- | --- |\n| Capteur C1 | 129 € |\n| Capteur C3 | 249 € |"
STEPS = "Pour résilier :\n\n1. Ouvrez **Contrat**.\n2. Choisissez la date.\n3. Confirmez."


def answer(question, *texts, language="fr"):
    passages = [
        {"id": f"p{number}", "article": "a", "title": "Titre", "text": text, "language": language}
        for number, text in enumerate(texts)
    ]
    facts = {"question": question, "passages": passages}
    return compose_answer(facts, language)


def test_a_heading_never_ends_an_answer():
    told = answer("combien de temps les capteurs sont-ils garantis", WARRANTY)["text"]
    assert "3 ans" in told
    assert "couvert" not in told


def test_a_section_is_told_under_its_heading():
    told = answer("quels défauts de fabrication sont couverts", WARRANTY)["text"]
    assert "Ce qui est couvert\u202f: Les défauts de fabrication" in told
    assert "piles" not in told


def test_of_a_table_the_row_that_is_asked_for_is_told_with_its_columns():
    told = answer("prix du C3", PRICES)["text"]
    assert "- Capteur C3\u202f: Prix 249 €" in told
    assert "C1" not in told


@pytest.mark.parametrize("question", ["comment résilier", "je veux résilier"])
def test_steps_stay_steps(question):
    told = answer(question, STEPS)["text"]
    assert "\n1. Ouvrez **Contrat**.\n2. Choisissez la date.\n3. Confirmez." in told


def test_another_passage_joins_only_where_it_takes_up_the_question():
    near = "Comptez 10 minutes par capteur."
    same = "Le remplacement d’un capteur garanti est gratuit pendant 3 ans dans toute l’Europe."
    question = "remplacement gratuit d’un capteur garanti"
    assert answer(question, WARRANTY, near)["used"] == ["p0"]
    assert answer(question, WARRANTY, same)["used"] == ["p0", "p1"]
