from __future__ import annotations

import pytest

from bot.pieces import Span, cut, to_spans, to_tags


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("l'opportunité", ["l", "'", "opportunité"]),
        ("l’affaire O’Brien", ["l", "’", "affaire", "O", "’", "Brien"]),
        ("45\u202f000\u202f€ ?", ["45", "000", "€", "?"]),
        ("« Delmas – 12 sites »", ["«", "Delmas", "–", "12", "sites", "»"]),
        ("R&D_2", ["R", "&", "D", "_", "2"]),
        ("   ", []),
    ],
)
def test_a_text_is_cut_at_every_sign_and_space(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in cut(text)] == pieces


def test_a_piece_remembers_where_it_stood() -> None:
    text = "Passe l'opportunité « Été & Fils » à 1\u202f234,56\u202f€"
    assert all(text[piece.start : piece.end] == piece.text for piece in cut(text))


def test_spans_survive_tagging() -> None:
    text = "change Kate O'Hara's phone to 3D"
    spans = [Span(7, 18, "record_name"), Span(21, 26, "field")]
    pieces = cut(text)
    assert to_spans(pieces, to_tags(pieces, spans)) == spans


def test_two_spans_side_by_side_stay_two() -> None:
    pieces = cut("Delmas Carsac")
    tags = ["B-record_name", "B-record_name"]
    assert [s[:2] for s in to_spans(pieces, tags)] == [(0, 6), (7, 13)]


def test_an_inside_tag_without_a_beginning_opens_a_span() -> None:
    pieces = cut("chez Delmas Industries")
    assert to_spans(pieces, ["O", "I-person", "I-person"]) == [Span(5, 22, "person")]
