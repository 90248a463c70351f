"""How much screening finds and how often it is wrong, on texts it did not learn from.

A part of each set, as vectors take their time: `screening_scores.py` reads all of them.
"""

import pytest

from guard.screening.meaning import Meaning
from knowledge.embedding import load_embedder
from tests.guard.screening_scores import rates, readers


@pytest.fixture(scope="module")
def told():
    return readers(Meaning(load_embedder().embed_questions))


@pytest.mark.parametrize(
    ("kind", "which", "every", "recall", "alarms"),
    [
        ("orders", "dev", 2, 0.86, 0.1),
        ("orders", "test", 4, 0.85, 0.11),
        ("orders", "day", 2, 0.95, 0.0),
        ("orders", "turned_test", 1, 0.8, 0.16),
        ("abuse", "dev", 2, 0.9, 0.03),
        ("abuse", "test", 2, 0.8, 0.15),
        ("fishing", "dev", 2, 0.87, 0.13),
        ("fishing", "test", 2, 0.73, 0.07),
    ],
)
def test_screening_finds_what_it_should_and_little_else(told, kind, which, every, recall, alarms):
    for language, (found, wrong) in rates(kind, which, told[kind], every).items():
        assert found >= recall, (language, found)
        assert wrong <= alarms, (language, wrong)


@pytest.mark.parametrize(
    "text",
    ["Un bulot comprendrait plus vite que vous.", "A whelk would catch on faster than you would."],
)
def test_contempt_without_a_swear_word_is_abuse(told, text):
    assert told["abuse"](text, "")


def test_a_message_that_words_can_tell_is_not_embedded():
    def vectors(texts):
        raise AssertionError(texts)

    told = readers(Meaning(vectors))
    assert told["abuse"]("Va te faire foutre, espèce de connard !", "fr")
    assert not told["abuse"]("Montre-moi les opportunités de plus de 50 k€ du mois", "fr")


HELP = {
    "fr": (
        "mes identifiants ne passent plus",
        "comment retirer l'accès d'une collègue partie en retraite",
        "quels ports ouvrir sur notre pare-feu",
        "bon week-end à vous",
    ),
    "en": (
        "my credentials are refused",
        "how do I remove the access of a colleague who retired",
        "which ports to open on our firewall",
        "see you tomorrow",
    ),
}


@pytest.mark.parametrize("language", HELP)
def test_a_question_about_access_is_no_fishing(told, language):
    assert not [text for text in HELP[language] if told["fishing"](text, language)]
