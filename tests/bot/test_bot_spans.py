from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.commonness import commonness
from bot.disguise import Disguise, rewrite
from bot.figure_values import find_figures
from bot.marking import Marking, learn_marking
from bot.pieces import Span, cut
from bot.tidying import tidy
from bot.traits import look, traits

DAY = date(2026, 11, 22)


def tidied(text: str, *names: str, label: str = "record_name") -> list[str]:
    spans = [Span(text.index(n), text.index(n) + len(n), label) for n in names]
    return [text[s.start : s.end] for s in tidy(text, spans, find_figures(text, DAY))]


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("qui est O'Hara ?", "Hara", "O'Hara"),
        ("le compte l'Atelier du Verre", "Atelier du Verre", "Atelier du Verre"),
        ("the Co-op account", "Co", "Co-op"),
        ("chez x-tronic", "tronic", "x-tronic"),
        ("Kate Osborne's phone", "Kate Osborne", "Kate Osborne"),
        ("open Upgrade (phase B)", "Upgrade", "Upgrade (phase B)"),
        ("passe Zénith 3D en gagné", "Zénith", "Zénith 3D"),
        ("l'affaire « Novalis phase 2 » avance", "Novalis phase", "Novalis phase 2"),
        ('the "Mills of Avon" account', "Mills", "Mills of Avon"),
    ],
)
def test_a_name_is_taken_whole(text: str, seen: str, whole: str) -> None:
    assert tidied(text, seen) == [whole]


def test_what_lies_inside_an_address_is_no_name() -> None:
    assert tidied("mail à kate.osborne@fenwick.example", "osborne") == []


@pytest.mark.parametrize("seen", ["ressort", "ressort-"])
def test_a_verb_that_asks_is_no_name(seen: str) -> None:
    assert tidied("que ressort-il de nos appels avec Quintal ?", seen) == []
    assert tidied("le compte Stratford-on-Avon", "Stratford") == ["Stratford-on-Avon"]


def test_a_topic_is_left_as_it_was_marked() -> None:
    assert tidied("sur l'auto-consommation", "auto", label="topic") == ["auto"]


def test_names_are_rarer_than_words_whatever_their_case_and_accents() -> None:
    assert commonness("vauclin") == 0
    assert commonness("client") > 2
    assert commonness("opportunite") > 0


def test_quotation_marks_that_never_close_mark_nothing() -> None:
    pieces = cut('un « client " pressé')
    assert not any(t.quoted for t in traits(pieces, set(), [""] * len(pieces)))
    pieces = cut("« A b » c")
    assert [t.quoted for t in traits(pieces, set(), [""] * 5)] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "shape"),
    [("SARL", "AA"), ("Été", "Aa"), ("été", "a"), ("3D", "AA"), ("2026", "94"), ("h2o", "a9")],
)
def test_a_piece_has_a_look(text: str, shape: str) -> None:
    assert look(text) == shape


def test_disguises_keep_the_spans_on_the_names_and_repeat_exactly() -> None:
    text = "écris à Julie Pons chez Novalis"
    example = (text, [Span(8, 18, "person"), Span(24, 31, "record_name")])
    others = [("c'est Hervé Colin", [Span(6, 17, "record_name")])]
    one = Disguise([example, *others], seed=3).swapped(example)
    assert one == Disguise([example, *others], seed=3).swapped(example)
    said, spans = one
    assert said.startswith("écris à ")
    assert [label for *_, label in spans] == ["person", "record_name"]
    assert said[spans[0].end : spans[1].start] == " chez "


def test_renaming_leaves_other_spans_alone() -> None:
    example = ("mets Picot en négo", [Span(5, 10, "record_name"), Span(14, 18, "stage")])
    assert rewrite(example, lambda _: "Le Gall") == (
        "mets Le Gall en négo",
        [Span(5, 12, "record_name"), Span(16, 20, "stage")],
    )


@pytest.fixture(scope="module")
def marking(few: list, tmp_path_factory: pytest.TempPathFactory) -> Marking:
    examples, intents = [s.example for s in few], [s.intent for s in few]
    return learn_marking(examples, intents, DAY, tmp_path_factory.mktemp("spans"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Qui est Vauclin Orvanne ?", "Vauclin Orvanne"),
        ("qui est vauclin orvanne", "vauclin orvanne"),
        ("Who is Tarnbrook Pellworth?", "Tarnbrook Pellworth"),
    ],
)
def test_a_name_never_seen_is_found_in_any_case(marking: Marking, text: str, name: str) -> None:
    assert [text[s.start : s.end] for s in marking.spans(text, "show_record", DAY)] == [name]


def test_what_was_learnt_is_read_back_as_it_was(
    marking: Marking, few: list, tmp_path: Path
) -> None:
    examples, intents = [s.example for s in few], [s.intent for s in few]
    learn_marking(examples, intents, DAY, tmp_path)
    text = "Passe l'opportunité Vauclin en négociation"
    read = Marking.read(tmp_path)
    assert read.spans(text, "update_record", DAY) == marking.spans(text, "update_record", DAY)


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "?!", "«", "a" * 5000, "(" * 500])
def test_odd_texts_are_read_without_failing(marking: Marking, text: str) -> None:
    assert isinstance(marking.spans(text, "inform", DAY), list)
