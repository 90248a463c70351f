"""Every part as Block Kit, within Slack's limits and never as markup of its own."""

import json

import pytest
from slack_sdk.models.blocks import Block

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
from copilot.channels.slack.blocks import from_reply
from copilot.channels.slack.mrkdwn import spoken, to_mrkdwn
from copilot.turn import Reply

HOSTILE = "<!channel> & <@U1> <https://evil.example|clic>"


def rendered(*parts, language="fr", **more):
    reply = Reply(conversation="c", turn="t" * 32, language=language, parts=list(parts))
    message = from_reply(reply, "UCLAIRE", **more)
    for block in message.blocks:
        check(block)
    assert len(message.blocks) <= 50
    assert len(message.text) <= 4000
    return message


def check(block):
    """Ask Slack's own library; it does not know the newest blocks' insides."""
    if block["type"] not in {"table", "data_visualization", "context_actions"}:
        Block.parse(block).validate_json()


def shown(message):
    return json.dumps(message.blocks, ensure_ascii=False)


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("Le montant est de **45 000 €**.", "Le montant est de *45 000 €*."),
        ("[le guide](https://x.example/a?b=1&c=2)", "<https://x.example/a?b=1&amp;c=2|le guide>"),
        ("a < b & b > c", "a &lt; b &amp; b &gt; c"),
        (HOSTILE, "&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https://evil.example|clic&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("**<!here>**", "*&lt;!here&gt;*"),
    ],
)
def test_markdown_becomes_mrkdwn_and_data_stays_data(markdown, mrkdwn):
    assert to_mrkdwn(markdown) == mrkdwn


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("<@UBOT> mes affaires", "mes affaires"),
        ("écris à <mailto:a@x.example|a@x.example>", "écris à a@x.example"),
        ("appelle <tel:+33199000001|01 99 00 00 01>", "appelle 01 99 00 00 01"),
        ("<https://x.example>", "https://x.example"),
        ("&lt;b&gt; R&amp;D", "<b> R&D"),
        ("<@U7> et <#C1|ventes> <!here>", "Zoé et ventes"),
    ],
)
def test_slacks_markup_is_read_as_what_was_meant(said, meant):
    assert spoken(said, {"U7": "Zoé"}, "UBOT") == meant


PARTS = [
    Text(text=HOSTILE),
    Table(columns=["Nom", HOSTILE], rows=[[HOSTILE, "1 234,56 €"]], total=1),
    Chart(spec={}, title=HOSTILE, alt=HOSTILE),
    Summary(title=HOSTILE, items=[SummaryItem(text=HOSTILE, kind="promise", evidence=[
        Evidence(object="Task", id="00T1", quote=HOSTILE)])]),
    Email(to=["a@x.example"], subject=HOSTILE, body=HOSTILE, language="fr",
          sources=[Source(article="a", title=HOSTILE, passage="p", score=1)]),
    Citation(article="a", title=HOSTILE, passage=HOSTILE, url="/articles/a"),
    Card(object="Account", id="001", title=HOSTILE, url="https://org.example/001",
         fields=[CardField(label=HOSTILE, value=HOSTILE)]),
]  # fmt: skip


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.type)
@pytest.mark.parametrize("native", [True, False])
def test_no_record_can_mention_people_or_hide_a_link(part, native):
    message = rendered(part, native=native)
    said = [json.dumps(one) for one in message.blocks if one["type"] != "table"]
    assert "<!channel>" not in "".join(said) + message.text
    assert "<@U1>" not in "".join(said) + message.text


def test_a_summary_groups_what_was_said_and_shows_the_evidence():
    items = [
        SummaryItem(text="Livrer **lundi**", kind="promise",
                    evidence=[Evidence(object="Task", id="00T1", quote="on livre lundi")]),
        SummaryItem(text="Trop cher", kind="pain_point", evidence=[]),
    ]  # fmt: skip
    said = shown(rendered(Summary(title="Échanges", items=items)))
    assert said.index("Points de douleur") < said.index("Promesses")
    assert "Livrer *lundi*" in said
    assert "_on livre lundi_" in said


def test_a_small_table_is_readable_on_a_phone_and_figures_stand_right():
    table = Table(columns=["Champ", "Montant"], rows=[["A", "5 €"], ["Bé", "1 200 €"]], total=2)
    text = rendered(table).blocks[0]["text"]["text"]
    lines = text.strip("`").split("\n")
    assert lines[2] == "A          5 €"
    assert lines[3] == "Bé     1 200 €"


def wide(rows, **more):
    columns = [f"Colonne numéro {n}" for n in range(6)]
    cells = [[f"valeur {n}-{m}" for m in range(6)] for n in range(rows)]
    return Table(columns=columns, rows=cells, total=more.pop("total", rows), **more)


def test_a_wide_table_is_slacks_own():
    block = rendered(wide(20)).blocks[0]
    assert block["type"] == "table"
    assert len(block["rows"]) == 21
    assert block["rows"][1][0] == {"type": "raw_text", "text": "valeur 0-0"}


def test_one_message_has_one_native_table():
    kinds = [block["type"] for block in rendered(wide(20), wide(20)).blocks]
    assert kinds.count("table") == 1


@pytest.mark.parametrize(("language", "mark"), [("fr", ";"), ("en", ",")])
def test_a_long_table_comes_with_a_file_of_every_row(language, mark):
    message = rendered(wide(250), language=language)
    (file,) = message.files
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 251
    assert lines[1].count(mark) == 5
    assert "250" in shown(message)
    assert len(message.blocks[0]["rows"]) <= 100


def test_rows_that_older_blocks_cannot_show_are_in_the_file():
    message = rendered(wide(60), native=False)
    assert len(message.files[0].content.decode("utf-8-sig").splitlines()) == 61
    assert "60 lignes" in shown(message)


def test_an_answer_too_long_for_a_message_keeps_its_choices():
    choices = Buttons(buttons=[Button(label="Confirmer", payload="/confirm{}")])
    kinds = [one["type"] for one in rendered(Text(text="mot " * 20_000), choices).blocks]
    assert "actions" in kinds


def test_a_file_that_was_asked_for_is_the_one_that_was_made():
    message = rendered(wide(3, csv="a;b\r\n1;2\r\n", total=3))
    assert message.files[0].content.decode("utf-8-sig") == "a;b\r\n1;2\r\n"


def test_a_cut_table_says_how_much_is_missing():
    said = shown(rendered(wide(20, total=90, truncated=True)))
    assert "20 lignes sur 90" in said


def test_empty_cells_and_long_cells_are_taken_by_slack():
    table = wide(15)
    table.rows[0][0], table.rows[1][1] = "", "x" * 3000
    cells = [cell["text"] for row in rendered(table).blocks[0]["rows"] for cell in row]
    assert min(map(len, cells)) >= 1
    assert max(map(len, cells)) <= 500


def chart(names, *series):
    data = [{"name": name, "type": "bar", "data": list(values)} for name, values in series]
    spec = {"xAxis": {"type": "category", "data": names}, "series": data}
    return Chart(spec=spec, title="Montant par étape", alt="Montant par étape : A 1, B 2")


def test_a_chart_is_slacks_own_with_its_words_beside_it():
    drawn, words, *_ = rendered(chart(["A", "B"], ("Montant", [1.0, None]))).blocks
    assert drawn["type"] == "data_visualization"
    assert drawn["chart"]["series"][0]["data"] == [
        {"label": "A", "value": 1.0}, {"label": "B", "value": 0},
    ]  # fmt: skip
    assert "A 1, B 2" in json.dumps(words)


def test_names_that_are_cut_to_the_same_thing_stay_apart():
    names = ["Négociation avancée en France", "Négociation avancée en Angleterre"]
    labels = rendered(chart(names, ("n", [1, 2]))).blocks[0]["chart"]["axis_config"]["categories"]
    assert len(set(labels)) == 2
    assert max(map(len, labels)) <= 20


@pytest.mark.parametrize(
    "drawn",
    [chart([str(n) for n in range(40)], ("n", range(40))), Chart(spec={}, title="T", alt="A 1")],
)
def test_a_chart_that_slack_cannot_draw_is_told_in_words(drawn):
    assert rendered(drawn).blocks[0]["type"] == "section"


def test_buttons_carry_their_payload_and_who_may_press():
    label = "Une question bien trop longue pour un bouton " * 3
    message = rendered(
        Buttons(
            buttons=[
                Button(label=label, payload="/choose{}", style="primary"),
                *(Button(label=str(n), payload=str(n)) for n in range(7)),
            ]
        )
    )
    first, second = (one for one in message.blocks if one["type"] == "actions")
    assert first["elements"][0]["value"] == "/choose{}"
    assert first["elements"][0]["style"] == "primary"
    assert len(first["elements"]) == 5
    assert len(second["elements"]) == 3
    assert first["block_id"].startswith("UCLAIRE:")
    assert first["block_id"] != second["block_id"]


def test_long_answers_are_cut_between_lines_and_stay_within_a_message():
    email = Email(to=["a@x.example"], subject="S", body="ligne\n" * 3000, language="fr")
    message = rendered(email, Text(text="mot " * 20_000))
    (file,) = message.files
    assert file.content.decode("utf-8-sig").count("ligne") == 3000
    assert "fichier joint" in shown(message)
    assert len(shown(message)) < 13_000
    assert all(len(b["text"]["text"]) <= 3000 for b in message.blocks if b["type"] == "section")


def test_a_refusal_asks_for_no_thumb():
    reply = Reply(conversation="c", turn="t", language="fr", parts=[Text(text="Non.")],
                  refused="unavailable")  # fmt: skip
    kinds = [block["type"] for block in from_reply(reply, "U1").blocks]
    assert kinds == ["section"]
