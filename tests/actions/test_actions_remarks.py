"""What sentences are: measured on sentences labelled by hand, in both languages."""

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent


def labelled(part, language):
    """Yield each sentence with the kinds and the themes it may be read as."""
    groups = yaml.safe_load((HERE / f"remarks_{part}.yml").read_text())[language]
    for label, texts in groups.items():
        kinds, _, themes = label.partition("/")
        yield from ((text, kinds.split("|"), themes.split("|")) for text in texts)


async def scores(doors, part, language):
    """Return the kinds' accuracy, the pain points' precision and recall, the themes' accuracy."""
    rows = list(labelled(part, language))
    read = await doors.remarks.read([text for text, _, _ in rows])
    pairs = [(kinds, remark.kind) for (_, kinds, _), remark in zip(rows, read, strict=True)]
    pains = [kinds for kinds, kind in pairs if kind == "pain_point"]
    right = sum("pain_point" in kinds for kinds in pains)
    missed = sum(kinds == ["pain_point"] and kind != "pain_point" for kinds, kind in pairs)
    themes = [
        remark.theme in {doors.remarks.labels[theme] for theme in themes}
        for (_, _, themes), remark in zip(rows, read, strict=True)
        if themes != [""] and remark.theme
    ]
    return {
        "kinds": sum(kind in kinds for kinds, kind in pairs) / len(pairs),
        "precision": right / len(pains),
        "recall": right / (right + missed),
        "themes": sum(themes) / len(themes),
    }


@pytest.mark.parametrize("part", ["dev", "test"])
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_sentences_nobody_trained_on_are_read_right(doors, part, language):
    found = await scores(doors, part, language)
    assert found["kinds"] >= 0.80
    assert found["precision"] >= 0.75
    assert found["recall"] >= 0.75
