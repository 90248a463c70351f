"""What a person should know of is told by meaning; the policy says what is done about it.

Sentences of `handover_test.yml`, by totals alone: 65 of 73 right, no plain question of 24 taken
for more. They are not to be read to add examples. `handover_near.yml` holds plain messages in the
words of danger, law and leaving.
"""

from pathlib import Path

import pytest
import yaml
from website import words

from actions import taught_in
from copilot.handover_policy import HandoverPolicy, Signs, read_handover_policy
from guard.errors import Misconfigured

HERE = Path(__file__).parent


def sentences(name, language):
    told = yaml.safe_load((HERE / f"handover_{name}.yml").read_text())[language]
    return [(topic, text) for topic, texts in told.items() for text in texts]


@pytest.fixture
def topics(articles, learnt):
    return taught_in("handover", articles, learnt)


@pytest.fixture
def signs(topics, feelings):
    return Signs(read_handover_policy(), topics, feelings)


@pytest.mark.parametrize(("name", "least"), [("dev", 0.9), ("test", 0.82)])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_topics_are_told_in_both_languages(topics, name, least, language):
    rows = sentences(name, language)
    read = await topics.read([text for _, text in rows])
    right = [told == topic for (told, _), (topic, _) in zip(read, rows, strict=True)]
    assert sum(right) / len(right) >= least
    alarms = [one for one, (topic, _) in zip(right, rows, strict=True) if topic == "ordinary"]
    assert alarms.count(False) <= 1


@pytest.mark.parametrize(
    ("text", "why", "at_once"),
    [
        ("Ça sent le brûlé et de la fumée sort de la passerelle", "danger", True),
        ("Smoke is coming out of the gateway", "danger", True),
        ("Il y a de la fumée qui sort de la passerelle, que faire ?", "danger", True),
        ("Je veux résilier mon contrat", "leaving", False),
        ("You will be hearing from our solicitor", "legal", False),
        ("Personne ne me rappelle jamais, c'est inadmissible", "upset", False),
        ("This is a complete joke, I am really angry", "upset", False),
    ],
)
async def test_the_shipped_policy_offers_a_person_or_passes_on(signs, text, why, at_once):
    sign = await signs.of(text)
    assert (sign.why, sign.at_once) == (why, at_once)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_plain_matters_in_grave_words_are_passed_on_to_nobody(signs, language):
    plain = yaml.safe_load((HERE / "handover_near.yml").read_text())[language]
    read = [sign for sign in [await signs.of(text) for text in plain] if sign]
    assert not [sign for sign in read if sign.at_once]
    assert len(read) <= len(plain) / 4


@pytest.mark.parametrize("text", ["/talk_to_person", "bonjour", "Où est ma commande du mois ?"])
async def test_a_plain_message_gives_no_sign(signs, text):
    assert await signs.of(text) is None


async def test_a_topic_may_be_left_to_the_assistant(topics, feelings):
    said = {
        "failures": 2,
        "upset": 1.0,
        "sure": 0.5,
        "at_once": 0.6,
        "topics": {"leaving": "ignore"},
    }
    signs = Signs(HandoverPolicy.model_validate(said), topics, feelings)
    assert await signs.of("Je veux résilier mon contrat") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("De la fumée sort de la passerelle, ça sent le brûlé", "appelez d’abord les secours (112)"),
     ("My colleague got an electric shock from your box", "call the emergency services first")],
)  # fmt: skip
async def test_danger_goes_to_a_person_at_once_and_says_whom_to_call(with_articles, text, said):
    visitor = await with_articles.visitor()
    answer = await visitor.say(text)
    assert said in words(answer)
    assert answer["handover"]["state"] == "waiting"
    assert with_articles.rasa.heard == []


@pytest.mark.parametrize(
    ("text", "said"),
    [("Trois semaines que j'attends, c'est inadmissible", "la situation est pénible"),
     ("I want to cancel my contract with you", "before you decide"),
     ("Ça ne m'a pas aidé du tout", "prendre la suite"),
     ("I already tried that and it didn't help", "a person can take over")],
)  # fmt: skip
async def test_who_is_upset_or_leaving_is_answered_and_offered_a_person(with_articles, text, said):
    visitor = await with_articles.visitor()
    answer = await visitor.say(text, language="en" if text.startswith("I ") else "fr")
    assert said in words(answer)
    assert "/talk_to_person" in str(answer["parts"][-1])
    assert answer["handover"] is None


def test_a_policy_that_cannot_be_read_says_which_line(tmp_path):
    wrong = tmp_path / "mine.yml"
    wrong.write_text("failures: 0\nupset: 0.6\nsure: 0.5\nat_once: 0.6\ntopics: {}\n")
    with pytest.raises(Misconfigured, match=r"mine\.yml.*failures"):
        read_handover_policy(wrong)
    with pytest.raises(Misconfigured, match="COMPTOIR_HANDOVER_POLICY"):
        read_handover_policy(tmp_path / "none.yml")
