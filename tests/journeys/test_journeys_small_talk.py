"""Greeting, help by role, thanks, stop, out of scope, abuse, and a change of language."""

import pytest
from person import Person, part, words

SAYINGS = [
    ("Bonjour !", "fr", "greet"), ("Hi there", "en", "greet"),
    ("Merci beaucoup", "fr", "thank"), ("Thanks a lot", "en", "thank"),
    ("Stop", "fr", "stop"), ("forget it", "en", "stop"),
    ("Qui a gagné la coupe du monde de rugby ?", "fr", "out_of_scope"),
    ("Tell me a joke about penguins", "en", "out_of_scope"),
    ("T'es vraiment nul, espèce d'imbécile", "fr", "insult"),
    ("you useless piece of junk", "en", "insult"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "intent"), SAYINGS)
def test_small_talk_is_answered_in_its_language(product, text, language, intent):
    rep = Person(product, "claire.moreau@heliade.example")
    answer = rep.say(text, language=language if text == "Stop" else None)
    assert answer["language"] == language
    assert answer["intent"]["name"] == intent
    assert words(answer)
    assert not answer["records"]


def test_help_depends_on_who_asks(product):
    helps = {
        user: words(Person(product, user).say("Que pouvez-vous faire pour moi ?"))
        for user in ("claire.moreau@heliade.example", "nadia.benali@heliade.example", "")
    }
    assert len(set(helps.values())) == 3


def test_examples_of_the_help_work_when_pressed(claire):
    offered = part(claire.say("Que sais-tu faire ?"), "buttons")["buttons"]
    assert len(offered) >= 3
    for button in offered:
        answer = claire.anew().say(button["payload"])
        assert answer["refused"] is None, button["label"]


def test_the_language_follows_the_speaker(claire):
    assert claire.say("Combien d'opportunités ouvertes ai-je ?")["language"] == "fr"
    english = claire.say("How many open opportunities do I have?")
    assert english["language"] == "en"
    again = claire.say("Et combien de comptes ai-je ?")
    assert again["language"] == "fr"


def test_the_same_question_counts_the_same_in_both_languages(claire):
    french = claire.say("Combien d'opportunités ouvertes ai-je ?")["values"]
    english = claire.anew().say("How many open opportunities do I have?")["values"]
    truth = claire.soql(
        "SELECT COUNT(Id) n FROM Opportunity WHERE IsClosed = false "
        "AND Owner.Username = 'claire.moreau@heliade.example'"
    )[0]["n"]
    assert [one["value"] for one in french] == [one["value"] for one in english] == [truth]


def test_asked_to_speak_english_it_does(claire):
    assert claire.say("parle anglais s'il te plaît")["language"] in {"fr", "en"}
    assert claire.say("Switch to English please")["language"] == "en"
    assert claire.say("ok")["language"] == "en"
