"""How a customer feels, measured on sentences the classifier never saw.

Development 38 of 40; test 39 of 44 when first run.
"""

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent


def sentences(name):
    """Return (language, feeling, text) for each sentence of a set."""
    told = yaml.safe_load((HERE / f"feelings_{name}.yml").read_text())
    return [
        (language, feeling, text)
        for language, feelings in told.items()
        for feeling, texts in feelings.items()
        for text in texts
    ]


@pytest.mark.parametrize(("name", "least"), [("dev", 0.9), ("test", 0.82)])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_feelings_are_read_in_both_languages(feelings, name, least, language):
    rows = [(feeling, text) for spoken, feeling, text in sentences(name) if spoken == language]
    read = await feelings.read([text for _, text in rows])
    right = [one == feeling for one, (feeling, _) in zip(read, rows, strict=True)]
    assert sum(right) / len(right) >= least


async def test_who_asks_a_plain_question_is_not_taken_for_angry(feelings):
    plain = [text for _, feeling, text in sentences("test") if feeling == "neutral"]
    assert (await feelings.read(plain)).count("negative") <= 1


@pytest.mark.parametrize(
    ("said", "feeling"),
    [(["C'est inadmissible.", "Merci beaucoup, tout remarche."], "positive"),
     (["Merci pour votre appel.", "Mais cela fait trois semaines, c'est honteux."], "negative"),
     (["How do I add a user?"], "neutral"), ([], "neutral")],
)  # fmt: skip
async def test_the_last_clear_feeling_is_the_conversations(feelings, said, feeling):
    assert await feelings.of(said) == feeling
