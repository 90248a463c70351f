from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from language import detect

MESSAGES = yaml.safe_load((Path(__file__).parent / "detection.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ["dev", "test"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nine_messages_of_ten_are_known_without_any_context(part, language):
    messages = MESSAGES[part][language]
    right = [message for message in messages if detect(message).language == language]
    assert len(right) >= 0.9 * len(messages)


@pytest.mark.parametrize("message", MESSAGES["dev"]["other"][:8])
def test_a_third_language_is_neither(message):
    assert detect(message, "fr").language is None


@pytest.mark.parametrize("message", ["ok", "Martin Dupont", "42", "👍", "", "50 k€", "CSV"])
@pytest.mark.parametrize("previous", ["fr", "en"])
def test_what_cannot_be_told_keeps_the_previous_language(message, previous):
    assert detect(message, previous).language == previous


def test_the_frame_decides_a_mixed_sentence():
    assert detect("montre-moi les hot leads du pipe", "en").language == "fr"
    assert detect("show me the leads chauds of Crédit du Midi", "fr").language == "en"


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("ouvre la fiche de Brasserie Ysold", "fr"),
        ("ouvre la page de Kowalczyk Maschinenbau", "fr"),
        ("pull up the record of Brasserie Lenoir Frères", "en"),
        ("write to the buyer at Officine Bellandi", "en"),
    ],
)
def test_a_name_from_elsewhere_does_not_make_a_sentence_foreign(message, language):
    assert detect(message).language == language
