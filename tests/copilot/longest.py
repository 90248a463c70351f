"""Every kind of part of an answer, each longer than any channel's message."""

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

WORDS = "R&D <prix> **net** à l’été : 1 234,56 € — 是 "
LONG = WORDS * 400
SOURCE = Source(article="a", title=WORDS * 20, passage=LONG, score=1)
BUTTON = Button(label="Étiquette très longue " * 9, payload="/" + "x" * 1990)
PARTS = {
    Text: Text(text=LONG),
    Table: Table(columns=[WORDS] * 30, rows=[[LONG[:700]] * 30] * 300, total=900, csv="a;b"),
    Chart: Chart(spec={"xAxis": {"data": [WORDS] * 20}, "series": [
        {"type": "bar", "name": WORDS, "data": [1] * 20}] * 6}, title=LONG, alt=LONG),
    Summary: Summary(title=LONG, items=[
        SummaryItem(text=LONG, kind=kind, evidence=[Evidence(object="Task", id="1", quote=LONG)])
        for kind in ("who", "promise", "risk")]),
    Email: Email(to=["a@b.example"] * 200, subject=LONG, body=LONG, language="fr",
                 sources=[SOURCE] * 9),
    Citation: Citation(article="a", title=WORDS * 20, passage=LONG, url="https://x.example/a"),
    Card: Card(object="Account", id="1", title=WORDS * 200, url="https://x.example/" + "y" * 400,
               fields=[CardField(label=WORDS * 30, value=LONG)] * 60),
    Buttons: Buttons(buttons=[BUTTON] * 40),
}  # fmt: skip
