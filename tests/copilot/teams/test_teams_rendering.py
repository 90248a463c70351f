"""Every part of an answer as an Adaptive Card: whole, within limits, and never markup of its own."""

import json

import pytest
from fake_teams import buttons, said

from actions import Text
from actions.parts import (
    Button,
    Buttons,
    Card,
    CardField,
    Chart,
    Citation,
    Email,
    Evidence,
    Source,
    Summary,
    SummaryItem,
    Table,
)
from copilot.channels.teams.cards import Asked, answering, to_card
from copilot.turn import Reply

ELEMENTS = {
    "AdaptiveCard", "RichTextBlock", "TextRun", "Table", "TableRow", "TableCell", "Container",
    "ActionSet", "Action.Execute", "Action.OpenUrl", "Chart.Line", "Chart.VerticalBar.Grouped",
}  # fmt: skip
CHART = Chart(
    spec={"xAxis": {"data": ["T1", "T2"]}, "series": [{"type": "bar", "name": "Montant", "data": [1, None]}]},
    title="Par trimestre", alt="Par trimestre : T1 1 €, T2 rien.",
)  # fmt: skip
PARTS = [
    (Text(text="**Deux** [fiches](https://x.example/1)\nici"), ["Deux", "fiches", "ici"]),
    (Table(columns=["Nom", "Montant"], rows=[["Zéphyr", "1 €"]], total=1), ["Nom", "Zéphyr", "1 €"]),
    (CHART, ["Par trimestre", "T1 1 €"]),
    (CHART.model_copy(update={"spec": {}}), ["Par trimestre", "T1 1 €"]),
    (Summary(title="Compte", items=[SummaryItem(text="Promis", kind="promise",
             evidence=[Evidence(object="Task", id="1", quote="je promets")])]),
     ["Compte", "Promesses", "Promis", "je promets"]),
    (Email(to=["a@b.example"], cc=["c@d.example"], subject="Objet", body="Bonjour,\n\nmerci", language="fr",
           sources=[Source(article="1", title="Tarifs", passage="x", score=1)]),
     ["À : a@b.example", "Objet : Objet", "merci", "Tarifs"]),
    (Citation(article="1", title="Garantie", passage="Deux ans.", url="/articles/1"), ["Garantie", "Deux ans."]),
    (Card(object="Account", id="1", title="Zéphyr", url="https://x.example/1",
          fields=[CardField(label="Ville", value="Lyon")]), ["Zéphyr", "Ville", "Lyon", "Ouvrir dans Salesforce"]),
    (Buttons(buttons=[Button(label="Oui", payload="/confirm", style="primary")]), ["Oui"]),
]  # fmt: skip


def reply(*parts, **more):
    return Reply(conversation="c", turn="t" * 32, language="fr", parts=list(parts), **more)


def nodes(node):
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)


@pytest.mark.parametrize(("part", "shown"), PARTS)
def test_every_part_is_shown_in_elements_teams_has(part, shown):
    card = to_card(reply(part), Asked("aad"))
    words = said(card)
    assert not [one for one in shown if one not in words]
    types = {one["type"] for one in nodes(card) if "type" in one}
    assert types <= ELEMENTS
    assert card["version"] == "1.5"


def test_record_content_is_never_markup():
    name = "[ici](https://mal.example) **gras** <at>Tous</at>"
    parts = [Table(columns=["Nom"], rows=[[name]], total=1),
             Card(object="Account", id="1", title=name, url="javascript:alert(1)", fields=[])]  # fmt: skip
    card = to_card(reply(*parts), Asked("aad"))
    assert said(card).count(name) == 2
    assert not [one for one in nodes(card) if one.get("type") == "Action.OpenUrl"]
    assert not [one for one in nodes(card) if one.get("type") == "TextBlock"]


def test_figures_stand_to_the_right():
    table = Table(columns=["Nom", "Montant"], rows=[["a", "1 234,50 €"]], total=1)
    columns = to_card(reply(table), Asked("aad"))["body"][0]["columns"]
    assert [one.get("horizontalCellContentAlignment") for one in columns] == [None, "Right"]


@pytest.mark.parametrize("rows", [40, 400])
def test_a_long_answer_fits_and_says_what_is_left_out(rows):
    wide = Table(columns=list("ABCD"), rows=[["é" * 60] * 4] * rows, total=rows)
    made = answering(reply(Text(text="Voici."), wide, wide, wide), Asked("aad"))
    sent = made.model_dump(by_alias=True, exclude_unset=True, mode="json")
    assert len(json.dumps(sent, ensure_ascii=False).encode()) < 28_000
    words = said(sent)
    assert f"lignes sur {rows}" in words
    assert "ne tient pas" in words


def test_choices_are_there_however_long_the_answer_and_however_many():
    many = Buttons(
        buttons=[Button(label=f"Choix {n}", payload=f"/choose{{}} {n}") for n in range(9)]
    )
    card = to_card(reply(Text(text="x " * 30_000), many), Asked("aad"))
    assert len(buttons(card)) == 9
    assert {one["data"]["asker"] for one in buttons(card).values()} == {"aad"}


def test_a_refusal_has_no_thumbs():
    assert answering(reply(Text(text="Non.")), Asked("a")).channel_data
    assert not answering(reply(Text(text="Non."), refused="x"), Asked("a")).channel_data
