"""Filters come before ranking; the command line prints what outsiders rely on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge import ArticleUnknown, ingest, open_knowledge
from knowledge.__main__ import main

ARTICLE = """---
title: {title}
language: {language}
audience: {audience}
kind: {kind}
{more}---
{text}
"""


def article(folder: Path, name: str, text: str, **given: str) -> None:
    known = {"title": name, "language": "fr", "audience": "public", "kind": "article", "more": ""}
    (folder / f"{name}.md").write_text(ARTICLE.format(**(known | given), text=text))


@pytest.fixture
def shop(folder, tmp_path, counting):
    for number in range(30):
        article(
            folder,
            f"i{number}",
            "La remise accordée au client est de dix pour cent.",
            audience="internal",
        )
    article(folder, "public", "Une remise existe pour les écoles.")
    article(folder, "customer", "Votre remise figure sur la facture.", audience="customer")
    article(
        folder,
        "card",
        "Notre remise bat celle du concurrent.",
        audience="internal",
        kind="battlecard",
        more="theme: price\n",
    )
    article(folder, "old", "La remise de printemps.", more="valid_to: 2026-05-31\n")
    ingest(folder, tmp_path / "index", embedder=counting)
    return open_knowledge(tmp_path / "index", embedder=counting)


def found(result) -> set[str]:
    return {hit.passage.article for hit in result.hits}


async def test_a_reader_sees_their_audience_and_the_wider_ones_only(shop):
    question = "remise accordée au client dix pour cent"
    assert found(await shop.search(question, audience="public")) == {"public", "old"}
    assert found(await shop.search(question, audience="customer")) == {"public", "old", "customer"}
    assert len(found(await shop.search(question, audience="internal", limit=50))) == 34


async def test_filters_apply_before_ranking(shop):
    result = await shop.search(
        "remise accordée au client dix pour cent", kind="battlecard", limit=1
    )
    assert found(result) == {"card"}
    assert found(await shop.search("remise", theme="price")) == {"card"}
    assert found(await shop.search("remise", language="en")) == set()


async def test_an_article_out_of_date_is_not_found(shop):
    result = await shop.search("remise de printemps", audience="public", on=date(2026, 11, 22))
    assert found(result) == {"public"}


async def test_an_empty_question_finds_nothing_and_is_not_trusted(shop):
    result = await shop.search("   ")
    assert (result.hits, result.confident) == ((), False)


async def test_scores_are_chances_in_order(shop):
    scores = [hit.score for hit in (await shop.search("remise écoles")).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    "question", ["😀😀", "?" * 300, "mot " * 5000, "'; DROP TABLE x; --", "\x00"]
)
async def test_odd_questions_are_answered_calmly(shop, question):
    assert (await shop.search(question)).confident in (True, False)


async def test_vectors_are_remembered_by_content(shop, counting):
    first = await shop.vectors(["un deux", "trois"])
    asked = len(counting.embedded)
    again = await shop.vectors(["trois", "un deux"])
    assert len(counting.embedded) == asked
    assert np.array_equal(first[::-1], again)


def test_an_article_is_read_whole_with_its_neighbours(folder, tmp_path, counting):
    long = "\n\n".join(f"## Partie {n}\n\n" + "Une phrase de la partie. " * 20 for n in range(4))
    article(folder, "guide", long)
    ingest(folder, tmp_path / "index", embedder=counting)
    knowledge = open_knowledge(tmp_path / "index", embedder=counting)
    guide = knowledge.article("guide", audience="public")
    assert "## Partie 3" in guide.text
    assert [p.position for p in guide.neighbours(guide.passages[1])] == [0, 2]


def test_an_article_hidden_from_a_reader_is_unknown_to_them(shop):
    with pytest.raises(ArticleUnknown):
        shop.article("card", audience="customer")


def test_the_command_line_prints_rows_best_first(folder, tmp_path, capsys):
    article(folder, "retours", "Le matériel neuf est repris sous 30 jours.", title="Retours")
    article(folder, "garantie", "Les capteurs sont garantis 3 ans.", title="Garantie")
    index = str(tmp_path / "index")
    assert main(["ingest", str(folder), "--index", index]) == 0
    assert "added 2" in capsys.readouterr().out
    assert (
        main(["search", "--index", index, "-k", "2", "--json", "combien dure la garantie ?"]) == 0
    )
    rows = json.loads(capsys.readouterr().out)
    assert {"id", "article", "title", "passage", "score", "language"} <= rows[0].keys()
    assert [row["article"] for row in rows] == ["garantie", "retours"]
    assert rows[0]["score"] >= rows[1]["score"]


def test_batch_prints_one_list_a_line(folder, tmp_path, capsys):
    article(folder, "retours", "Le matériel neuf est repris sous 30 jours.", title="Retours")
    index = str(tmp_path / "index")
    main(["ingest", str(folder), "--index", index])
    questions = tmp_path / "questions.txt"
    questions.write_text("renvoyer un produit\n\nreturn a product\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["search", "--index", index, "--batch", str(questions)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(line) for line in lines] == [1, 0, 1]


def test_errors_are_one_clear_line(tmp_path, capsys):
    assert main(["search", "--index", str(tmp_path / "none"), "--json", "x"]) == 1
    assert capsys.readouterr().err.startswith("knowledge: there is no index in")
    assert main(["ingest", str(tmp_path / "none"), "--index", str(tmp_path / "i")]) == 1
    assert "is not a folder" in capsys.readouterr().err
