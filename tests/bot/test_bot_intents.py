from __future__ import annotations

import time

import numpy as np
import pytest

from bot.reading import Reading, learn_reading
from bot.vectors import vectors


@pytest.fixture(scope="module")
def reading(few: list) -> Reading:
    return learn_reading([s.example for s in few], [s.intent for s in few])


def test_confidences_are_shares(reading: Reading) -> None:
    shares = reading.confidences(["Qui est Vauclin ?", "hello"])
    assert shares.shape == (2, len(reading.intents))
    assert np.allclose(shares.sum(axis=1), 1)
    assert (shares >= 0).all()


def test_one_language_teaches_the_other(reading: Reading) -> None:
    texts = ["Traduis le mail en anglais, plus court", "Make that email shorter and more polite"]
    best = [reading.intents[i] for i in reading.confidences(texts).argmax(axis=1)]
    assert best == ["revise_email", "revise_email"]


@pytest.mark.parametrize("text", ["😀", "…", "a" * 20_000, "\u202f", "''; DROP TABLE x --"])
def test_odd_texts_get_confidences_too(reading: Reading, text: str) -> None:
    assert reading.confidences([text]).shape == (1, len(reading.intents))


def test_vectors_have_length_one_and_long_texts_cost_no_more_than_their_beginning() -> None:
    assert np.allclose(np.linalg.norm(vectors(["bonjour", "x" * 50_000]), axis=1), 1, atol=1e-3)
    started = time.process_time()
    vectors(["mot " * 50_000])
    assert time.process_time() - started < 5
