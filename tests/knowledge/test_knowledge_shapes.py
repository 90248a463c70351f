"""Whatever shape a folder's files come in: JSON by any name, texts without titles, loose mark-up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge import ingest
from knowledge.document import Block, Document, untitled
from knowledge.manifest import read_manifest
from knowledge.readers import read_file

FAX = {"title": "Fax", "text": "Le fax est au second étage."}
BADGE = {"title": "Badge perdu", "text": "Prévenez le poste 12 sans attendre."}


def read(folder: Path, name: str, content: str) -> list[Document]:
    (folder / name).write_text(content, encoding="utf-8")
    return read_file(folder / name)


@pytest.mark.parametrize(
    "value",
    [
        [FAX, BADGE],
        {"docs": [FAX, BADGE]},
        {"version": 2, "authors": [{"name": "Zoé"}], "knowledge": [FAX, BADGE]},
        {"a1": FAX, "a2": BADGE},
    ],
)
def test_articles_are_found_in_a_list_under_any_name_or_by_their_identifiers(folder, value):
    documents = read(folder, "a.json", json.dumps(value))
    assert [document.title for document in documents] == ["Fax", "Badge perdu"]


def test_a_mapping_gives_its_articles_their_identifiers(folder):
    documents = read(folder, "a.json", json.dumps({"a1": FAX, "a2": {"id": "own", **BADGE}}))
    assert [document.id for document in documents] == ["a1", "own"]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Réseau/réinitialiser-le_mot de passe.txt", "réinitialiser le mot de passe"),
        ("doc-0412.txt", "Le parking ferme à 20 h."),
        ("corpus.jsonl", "Le parking ferme à 20 h."),
    ],
)
def test_a_text_without_title_has_its_files_name_or_its_own_first_words(source, title):
    blocks = (Block("list", "- Portail nord"), Block("text", "Le parking ferme à 20 h. Badge."))
    assert untitled(source, Document("", blocks)) == title


def test_first_words_are_few_and_without_marks():
    steps = Block("list", "1. " + " ".join(f"mot{n}" for n in range(30)))
    title = untitled("a.csv", Document("", (steps,)))
    assert title.split()[0] == "mot0"
    assert title.endswith("mot11…")


def test_rows_without_titles_are_told_apart_by_what_they_say(folder, tmp_path, counting):
    rows = [{"id": "1", "text": BADGE["text"]}, {"id": "2", "text": FAX["text"]}]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ingest(folder, tmp_path / "index", embedder=counting)
    titles = [passage.title for passage in read_manifest(tmp_path / "index").passages]
    assert titles == ["Prévenez le poste 12 sans attendre.", "Le fax est au second étage."]


def test_marks_inside_a_sentence_leave_no_space_behind(folder):
    page = "<h1>Prix</h1><p>Payable <b>chaque mois</b>, par l’<i>offre</i> (<a>ici</a>).</p>"
    document = read(folder, "a.html", page)[0]
    assert document.blocks[0].text == "Payable chaque mois, par l’offre (ici)."
