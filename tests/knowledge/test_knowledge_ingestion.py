"""Ingestion embeds only what is new, survives interruption and refuses what would corrupt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder

from knowledge import (
    IndexCorrupt,
    IndexLocked,
    IndexMissing,
    NothingToIndex,
    WrongModel,
    ingest,
    open_knowledge,
)
from knowledge.manifest import locked, read_manifest


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def filled(folder: Path) -> Path:
    write(folder, "retours.md", "# Retours\n\nLe matériel neuf est repris sous 30 jours.")
    write(folder, "garantie.md", "# Garantie\n\nLes capteurs sont garantis 3 ans.")
    return folder


def test_unchanged_passages_are_not_embedded_again(filled, tmp_path, counting):
    first = ingest(filled, tmp_path / "index", embedder=counting)
    assert (first.added, first.embedded) == (2, 4)
    again = ingest(filled, tmp_path / "index", embedder=counting)
    assert (again.unchanged, again.embedded, len(counting.embedded)) == (2, 0, 4)


def test_only_the_changed_article_is_embedded(filled, tmp_path, counting):
    ingest(filled, tmp_path / "index", embedder=counting)
    write(filled, "garantie.md", "# Garantie\n\nLes capteurs sont garantis 5 ans.")
    write(filled, "prix.md", "# Prix\n\nPilot coûte 29 € par mois.")
    counting.embedded.clear()
    report = ingest(filled, tmp_path / "index", embedder=counting)
    assert (report.added, report.changed, report.unchanged, report.deleted) == (1, 1, 1, 0)
    assert len(counting.embedded) == 3  # two texts and the one new topic line


def test_a_deleted_article_leaves_the_index(filled, tmp_path, counting):
    index = tmp_path / "index"
    ingest(filled, index, embedder=counting)
    (filled / "retours.md").unlink()
    assert ingest(filled, index, embedder=counting).deleted == 1
    hits = open_knowledge(index, embedder=counting).find("matériel repris").hits
    assert {hit.passage.article for hit in hits} == {"garantie"}


def test_an_open_knowledge_base_follows_a_new_ingestion(filled, tmp_path, counting):
    index = tmp_path / "index"
    ingest(filled, index, embedder=counting)
    knowledge = open_knowledge(index, embedder=counting)
    write(filled, "prix.md", "# Prix\n\nPilot coûte 29 € par mois.")
    ingest(filled, index, embedder=counting)
    assert knowledge.find("combien coûte Pilot").hits[0].passage.article == "prix"


def test_an_interrupted_ingestion_keeps_the_old_index_and_resumes(filled, tmp_path, counting):
    index = tmp_path / "index"
    ingest(filled, index, embedder=counting)
    for number in range(40):
        write(filled, f"n{number:02}.md", f"# Note {number}\n\nContenu numéro {number} de la note.")
    counting.fail_after = len(counting.embedded) + 33
    with pytest.raises(KeyboardInterrupt):
        ingest(filled, index, embedder=counting)
    assert len(open_knowledge(index, embedder=CountingEmbedder()).find("capteurs").hits) == 2
    done, counting.fail_after = len(counting.embedded), None
    report = ingest(filled, index, embedder=counting)
    assert report.added == 40
    assert len(counting.embedded) - done < 80


def test_progress_runs_from_nothing_to_everything(filled, tmp_path, counting):
    seen: list[tuple[int, int]] = []
    ingest(
        filled, tmp_path / "i", lambda done, total: seen.append((done, total)), embedder=counting
    )
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)


def test_another_model_is_refused_until_a_rebuild_is_asked(filled, tmp_path, counting):
    index, other = tmp_path / "index", CountingEmbedder("other")
    ingest(filled, index, embedder=counting)
    with pytest.raises(WrongModel, match="counting"):
        open_knowledge(index, embedder=other)
    with pytest.raises(WrongModel, match="--rebuild"):
        ingest(filled, index, embedder=other)
    ingest(filled, index, embedder=other, rebuild=True)
    assert open_knowledge(index, embedder=other).find("garantie").hits
    assert read_manifest(index).model == "other"


def test_a_file_that_breaks_keeps_its_last_good_passages(filled, tmp_path, counting):
    write(
        filled, "faq.json", '[{"id": "f1", "question": "Une appli ?", "answer": "Non, un site."}]'
    )
    ingest(filled, tmp_path / "index", embedder=counting)
    write(filled, "faq.json", "[{broken")
    report = ingest(filled, tmp_path / "index", embedder=counting)
    assert [failure.source for failure in report.failures] == ["faq.json"]
    assert (report.deleted, report.unchanged) == (0, 3)


def test_articles_are_named_by_front_matter_row_id_or_path(folder, tmp_path, counting):
    (folder / "aide").mkdir()
    write(folder / "aide", "a.md", "Un texte sans identifiant.")
    write(folder, "b.md", "---\nid: propre\n---\nUn texte avec identifiant.")
    write(folder, "faq.csv", "question,answer\nQui ?,Nous.\nQuoi ?,Ceci.\n")
    write(folder, "kb.json", '[{"id": "k9", "title": "T", "body": "Corps."}]')
    ingest(folder, tmp_path / "index", embedder=counting)
    names = {passage.article for passage in read_manifest(tmp_path / "index").passages}
    assert names == {"aide/a", "propre", "faq-1", "faq-2", "k9"}


def test_two_files_never_share_an_article_name(folder, tmp_path, counting):
    write(folder, "a.md", "Le texte en Markdown.")
    write(folder, "a.txt", "Le texte simple.")
    ingest(folder, tmp_path / "index", embedder=counting)
    assert {p.article for p in read_manifest(tmp_path / "index").passages} == {"a", "a.txt"}


def test_an_empty_or_missing_folder_is_said_so(folder, tmp_path, counting):
    with pytest.raises(NothingToIndex, match=r"\.md"):
        ingest(folder, tmp_path / "index", embedder=counting)
    with pytest.raises(NothingToIndex, match="not a folder"):
        ingest(folder / "nowhere", tmp_path / "index", embedder=counting)


def test_a_missing_index_names_the_command_that_makes_it(tmp_path, counting):
    with pytest.raises(IndexMissing, match="python -m knowledge ingest"):
        open_knowledge(tmp_path / "nowhere", embedder=counting)


@pytest.mark.parametrize(
    "damage", ["", "garbage", '{"format": 1, "model": "counting", "passages": 9}\n']
)
def test_a_damaged_manifest_is_said_so(filled, tmp_path, counting, damage):
    index = tmp_path / "index"
    ingest(filled, index, embedder=counting)
    (index / "passages.jsonl").write_text(damage)
    with pytest.raises(IndexCorrupt, match="ingest again"):
        open_knowledge(index, embedder=counting)


def test_lost_vectors_are_noticed(filled, tmp_path, counting):
    index = tmp_path / "index"
    ingest(filled, index, embedder=counting)
    lines = (index / "passages.jsonl").read_text().splitlines()
    row = json.loads(lines[1]) | {"text": "autre chose"}
    (index / "passages.jsonl").write_text("\n".join([lines[0], json.dumps(row), *lines[2:]]) + "\n")
    with pytest.raises(IndexCorrupt, match="vectors are missing"):
        open_knowledge(index, embedder=counting)


def test_two_ingestions_at_once_are_refused(filled, tmp_path, counting):
    with locked(tmp_path / "index"), pytest.raises(IndexLocked, match="another ingestion"):
        ingest(filled, tmp_path / "index", embedder=counting)
