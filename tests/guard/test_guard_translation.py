"""A translation that loses, changes or adds something is none."""

import json

import pytest

from guard import Guard, Known, Prompt
from guard.faithful import unfaithful
from guard.masking.masker import Masker
from guard.screening.screen import Screen

FRENCH = (
    "Marie Dupont, 06 39 98 12 34, a commandé 24 capteurs le 14 mars 2026 pour 1 234,50 €. "
    "Le remplacement prend trois jours. [1]"
)
GOOD = (
    "[PERSON], [PHONE], ordered 24 sensors on 14 March 2026 for €1,234.50. "
    "The replacement takes three days. [1]"
)
KNOWN = (Known("Marie Dupont", "PERSON", "003A"),)


class Translator:
    """Writes what a test says, with the placeholders it was given."""

    name = "translator"

    def __init__(self, *texts):
        self.texts, self.seen = list(texts), []

    async def complete(self, prompt):
        self.seen.append(json.dumps(dict(prompt.facts), ensure_ascii=False))
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        for token in prompt.tokens:
            text = text.replace(f"[{token[1:].partition('_')[0]}]", token)
        return json.dumps({"text": text})


@pytest.fixture(scope="module")
def parts():
    return {"masker": Masker(), "screen": Screen()}


async def translated(parts, *texts, language="en", source=FRENCH):
    translator = Translator(*texts)
    prompt = Prompt("translation", language, {"text": source}, KNOWN, "c", "t")
    return await Guard(translator, **parts).ask(prompt), translator


async def test_a_faithful_translation_is_shown_with_its_values(parts):
    answer, translator = await translated(parts, GOOD)
    assert answer.content["text"].startswith("Marie Dupont, 06 39 98 12 34, ordered 24 sensors")
    assert (answer.engine, answer.verified) == ("large", True)
    assert not any(word in translator.seen[0] for word in ("Marie", "Dupont", "39 98"))


@pytest.mark.parametrize(
    "wrong",
    [
        GOOD.replace("24", "42"),
        GOOD.replace("14 March", "15 March"),
        GOOD.replace("three days", "five days"),
        GOOD.replace("€1,234.50", "a fair price"),
        GOOD.replace("[PHONE], ", ""),
        GOOD.replace("[PERSON]", "Voltanis"),
        GOOD + " We will refund everything.",
        "Sure!",
        FRENCH.replace("Marie Dupont", "[PERSON]").replace("06 39 98 12 34", "[PHONE]"),
    ],
)
async def test_what_loses_changes_or_adds_something_is_not_shown(parts, wrong):
    answer, translator = await translated(parts, wrong)
    assert (answer.engine, answer.content["text"]) == ("offline", "")
    assert len(translator.seen) == 2, "it was asked to put it right"


async def test_a_second_try_may_be_right(parts):
    answer, _ = await translated(parts, GOOD.replace("24", "42"), GOOD)
    assert "24 sensors" in answer.content["text"]


async def test_english_becomes_french(parts):
    source = "The meeting of 3 June 2026 is confirmed for 12 people."
    said = "La réunion du 3 juin 2026 est confirmée pour 12 personnes."
    answer, _ = await translated(parts, said, language="fr", source=source)
    assert answer.content["text"] == said
    assert list(unfaithful(source, source, "fr")) == ["language"]


def test_without_a_translation_nothing_is_wrong_with_it():
    assert list(unfaithful(FRENCH, "", "en")) == []
