"""Abuse is told from anger, in both languages and both directions."""

import json

import pytest

from guard import Guard, Prompt
from guard.screening.abuse import AbuseReader

READER = AbuseReader()


@pytest.mark.parametrize(
    "text",
    ["espèce de c0nnard", "sale c.o.n.n.a.r.d", "e n c u l é", "you f*cking idiot", "id\u200biot",
     "Bonjour, ma commande n’est pas arrivée. Vous êtes une bande d’incapables, répondez !"],
)  # fmt: skip
def test_abuse_is_found_however_it_is_spelt(text):
    assert READER.is_abusive(text)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_model_that_insults_is_replaced_by_the_offline_wording(language):
    texts = {
        "fr": ("Appelez le support, espèce d’imbécile. [1]", "Appelez le support."),
        "en": ("Call support, you stupid idiot. [1]", "Call support."),
    }
    insult, passage = texts[language]

    class Rude:
        name = "rude"

        async def complete(self, prompt):
            return json.dumps({"text": insult, "used": ["p1"]})

    guard = Guard(Rude())
    passages = [{"id": "p1", "title": "Support", "language": language, "text": passage}]
    facts = {"question": "Support ?", "passages": passages}
    answer = await guard.ask(Prompt("answer", language, facts, (), "c", "t"))
    assert answer.fell_back
    assert passage in answer.content["text"]
    assert guard.counters["out_abuse"] == 2
