"""Questions to the knowledge base: answered with sources, or honestly not."""

import pytest
from person import Person, part, words

ANSWERED = [
    ("Où sont hébergées les données de nos clients ?", "fr", ("Paris", "Lille")),
    ("Where is our customers' data hosted?", "en", ("Paris", "Lille")),
    ("combien de temps les capteurs sont ils garantis", "fr", ("3 ans",)),
    ("how long is the warranty on sensors", "en", ("3 years",)),
]
UNANSWERED = [
    "Quel est le protocole de télégestion des ascenseurs Otis avec notre passerelle ?",
    "What is the maximum altitude at which the gateway may be installed on a yacht?",
]


@pytest.mark.parametrize(("question", "language", "facts"), ANSWERED)
def test_an_answer_stands_on_the_passages_it_names(claire, question, language, facts):
    answer = claire.say(question)
    assert answer["language"] == language
    assert answer["refused"] is None
    assert answer["sources"]
    passages = " ".join(source["passage"] for source in answer["sources"])
    for fact in facts:
        assert fact in words(answer).replace("\u202f", " ").replace("\xa0", " ")
        assert fact in passages.replace("\u202f", " ").replace("\xa0", " ")
    assert part(answer, "citation")["title"]


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_is_not_written_is_not_known_and_the_nearest_articles_are_named(claire, question):
    answer = claire.say(question)
    assert answer["refused"] == "unknown"
    assert part(answer, "citation")["title"]


def test_a_visitor_is_answered_from_public_articles_alone(product):
    answer = Person(product, "").say("Quelle remise maximale puis-je accorder sur Pilot ?")
    assert not {"remises-fr", "discounts-en"} & {one["article"] for one in answer["sources"]}
