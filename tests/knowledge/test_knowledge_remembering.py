"""A question is read by a model once, however often a turn asks it."""

from __future__ import annotations

import numpy as np
from counting_embedder import CountingEmbedder

from knowledge import remembering
from knowledge.remembering import Remembering


def test_a_question_asked_again_is_not_read_again(counting):
    model = Remembering(counting)
    first = model.embed_questions(["facture", "badge", "facture"])
    again = model.embed_questions(["badge"])
    assert counting.embedded == ["facture", "badge"]
    assert np.array_equal(first[1], again[0])
    assert np.array_equal(first[0], first[2])


def test_only_what_is_new_among_questions_is_read(counting):
    model = Remembering(counting)
    model.embed_questions(["facture"])
    rows = model.embed_questions(["badge", "facture"])
    assert counting.embedded == ["facture", "badge"]
    assert np.array_equal(rows, CountingEmbedder().embed_questions(["badge", "facture"]))


def test_what_was_asked_longest_ago_is_forgotten_first(counting, monkeypatch):
    monkeypatch.setattr(remembering, "_MOST", 2)
    model = Remembering(counting)
    for text in ("facture", "badge", "facture", "fax"):
        model.embed_questions([text])
    model.embed_questions(["facture"])
    model.embed_questions(["badge"])
    assert counting.embedded == ["facture", "badge", "fax", "badge"]


def test_passages_are_not_kept(counting):
    model = Remembering(counting)
    model.embed_passages(["texte"])
    model.embed_passages(["texte"])
    assert counting.embedded == ["texte", "texte"]
    assert model.embed_questions([]).shape == (0, 0)
