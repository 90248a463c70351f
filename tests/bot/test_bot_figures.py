from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.figure_values import find_figures
from bot.figures import FigureExtractor, today

DAY = date(2026, 11, 22)


def labelled(text: str) -> list[tuple[str, str]]:
    return [(figure.label, text[figure.start : figure.end]) for figure in find_figures(text, DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Résume les cinq dernières interactions", ("count", "cinq")),
        ("the third one", ("ordinal", "third")),
        ("écris à a.b@carsac.example", ("email", "a.b@carsac.example")),
        ("appelle le 01 99 00 12 34", ("phone", "01 99 00 12 34")),
        ("call 020 7946 0123", ("phone", "020 7946 0123")),
        ("deals over £1.2m", ("amount", "over £1.2m")),
        ("mets 45\u202f000\u202f€", ("amount", "45\u202f000\u202f€")),
        ("who closed most last month", ("period", "last month")),
    ],
)
def test_figures_are_found_in_both_languages(text: str, expected: tuple[str, str]) -> None:
    assert expected[0] in {label for label, _ in labelled(text)}
    assert any(expected[1] in span or span in expected[1] for _, span in labelled(text))


def test_the_digits_of_a_phone_number_are_no_amount_and_a_day_is_no_count() -> None:
    assert [label for label, _ in labelled("01 99 00 12 34")] == ["phone"]
    assert [label for label, _ in labelled("le 15 janvier")] == ["period"]


def test_figures_never_overlap() -> None:
    text = "les 10 plus gros deals > 50 k€ au 15/01/2027, 020 7946 0123, a@b.example, top 3"
    figures = find_figures(text, DAY)
    assert all(one.end <= two.start for one, two in pairwise(figures))


def test_the_component_adds_json_values_to_what_others_found() -> None:
    message = Message({"text": "les cinq affaires de plus de 50 k€ depuis mars", "entities": []})
    message.set("entities", [{"entity": "topic", "value": "x", "start": 0, "end": 3}])
    [read] = FigureExtractor().process([message])
    labels = [entity["entity"] for entity in read.get("entities")]
    assert labels[0] == "topic"
    assert {"amount", "count", "period"} <= set(labels)
    assert json.loads(json.dumps(read.get("entities")))


def test_a_payload_has_no_figures() -> None:
    [read] = FigureExtractor().process(
        [Message({"text": '/choose{"record":"003000000000001AAA"}'})]
    )
    assert not read.get("entities")


def test_the_clock_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_TODAY", "2026-11-22")
    assert today() == DAY
    monkeypatch.delenv("COMPTOIR_TODAY")
    assert today() >= date(2024, 1, 1)


def test_a_figure_inside_a_name_belongs_to_the_name() -> None:
    text = "les cinq derniers échanges avec Castaing 2027 – 12 sites"
    name = {"entity": "record_name", "start": text.index("Castaing"), "end": len(text)}
    [read] = FigureExtractor().process([Message({"text": text, "entities": [name]})])
    assert [entity["entity"] for entity in read.get("entities")] == ["record_name", "count"]
