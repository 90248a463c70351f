"""Every fixed line exists in both languages, with the same blanks and French typography."""

import importlib
import pkgutil
import re
import string

import pytest

import actions
import copilot.wording


def tables():
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        loaded = importlib.import_module(module.name)
        for name in ("LINES", "OBJECTS"):
            table = getattr(loaded, name, None)
            if isinstance(table, dict):
                yield from ((f"{module.name}.{key}", said) for key, said in table.items())
    yield from copilot.wording.LINES.items()


LINES = dict(tables())


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_line_says_the_same_in_both_languages():
    assert [key for key, said in LINES.items() if set(said) != {"fr", "en"}] == []
    assert [key for key, said in LINES.items() if blanks(said["fr"]) != blanks(said["en"])] == []


@pytest.mark.parametrize("slip", [r"\w'\w", '"', r"\w[?!;:](?:\s|$)"])
def test_french_lines_use_typographic_apostrophes_and_guillemets(slip):
    assert [key for key, said in LINES.items() if re.search(slip, said["fr"])] == []
