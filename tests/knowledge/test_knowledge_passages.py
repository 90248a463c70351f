"""Passages follow the structure of the document they come from."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.errors import UnreadableDocument
from knowledge.readers import read_file
from knowledge.splitting import LIMIT, count_words, split


def read(folder: Path, name: str, content: str | bytes) -> list[Document]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path)


def sentences(count: int, word: str = "mesure") -> str:
    return " ".join(f"La {word} numéro {n} arrive chaque minute." for n in range(count))


def test_a_passage_keeps_the_headings_above_it(folder):
    part = sentences(9)
    text = f"# Guide\n\n## Pose\n\n### Capteur C1\n\n{part}\n\n### Capteur C3\n\n{part}"
    pieces = split(read(folder, "a.md", text)[0])
    assert [piece.headings for piece in pieces] == [
        ("Pose", "Capteur C1"),
        ("Pose", "Capteur C3"),
    ]


def test_a_list_is_never_cut_while_it_fits(folder):
    steps = "\n".join(f"{n}. Appuyez sur le bouton numéro {n} du boîtier." for n in range(1, 13))
    pieces = split(read(folder, "a.md", f"# T\n\n{sentences(8)}\n\nFaites ceci :\n\n{steps}")[0])
    assert any(steps in piece.text for piece in pieces)


def test_a_lead_in_line_stays_with_its_list(folder):
    steps = "\n".join(f"- Vérifiez le point numéro {n} de la liste du site." for n in range(9))
    pieces = split(read(folder, "a.md", f"# T\n\n{sentences(8)}\n\nFaites ceci :\n\n{steps}")[0])
    with_list = next(piece for piece in pieces if steps in piece.text)
    assert "Faites ceci" in with_list.text


def test_a_long_table_is_cut_at_rows_and_repeats_its_header(folder):
    rows = "\n".join(
        f"| modèle {n} | {n * 10} € | en stock à Lyon aujourd'hui |" for n in range(80)
    )
    pieces = split(
        read(folder, "a.md", f"# Prix\n\n| Modèle | Prix | Stock |\n|---|---|---|\n{rows}")[0]
    )
    assert len(pieces) > 2
    assert all(piece.text.startswith("| Modèle | Prix | Stock |") for piece in pieces)


def test_no_passage_exceeds_the_limit_even_without_punctuation(folder):
    pieces = split(read(folder, "a.txt", "mot " * 2000)[0])
    assert max(count_words(piece.text) for piece in pieces) <= LIMIT
    assert sum(count_words(piece.text) for piece in pieces) == 2000


def test_each_question_of_an_faq_is_a_passage_of_its_own(folder):
    text = "# FAQ\n\n## Faut-il couper le courant ?\n\nNon.\n\n"
    text += "## Y a-t-il une application ?\n\nNon plus."
    pieces = split(read(folder, "faq.md", text)[0])
    assert [piece.question for piece in pieces] == [
        "Faut-il couper le courant ?",
        "Y a-t-il une application ?",
    ]


def test_very_short_sections_are_read_together(folder):
    text = "# Prix\n\n## Essentiel\n\n29 € par mois.\n\n## Performance\n\n59 € par mois."
    pieces = split(read(folder, "a.md", text)[0])
    assert len(pieces) == 1
    assert "Performance" in pieces[0].text


def test_front_matter_says_what_a_document_is(folder):
    text = "---\nid: x-fr\ntitle: Garantie\naudience: customer\n"
    text += "valid_to: 2026-12-31\n---\nTrois ans."
    document = read(folder, "a.md", text)[0]
    assert (document.id, document.title, document.label.audience) == (
        "x-fr",
        "Garantie",
        "customer",
    )
    assert str(document.label.valid_to) == "2026-12-31"


def test_an_unknown_audience_is_refused_rather_than_guessed(folder):
    with pytest.raises(UnreadableDocument, match="public, customer, internal"):
        read(folder, "a.md", "---\naudience: everyone\n---\nText.")


def test_html_loses_its_menus_and_keeps_lists_and_tables(folder):
    html = (
        "<html lang='fr'><head><title>Site</title></head><body><nav>Accueil Contact</nav><main>"
        "<h1>Retours</h1><p>Sous 30 jours.</p><ol><li>Demandez</li><li>Renvoyez</li></ol>"
        "<table><tr><th>Cas</th><th>Délai</th></tr><tr><td>Neuf</td><td>30 j</td></tr></table>"
        "</main><script>var x</script></body></html>"
    )
    document = read(folder, "a.html", html)[0]
    assert (document.title, document.label.language) == ("Retours", "fr")
    assert [block.kind for block in document.blocks] == ["text", "list", "table"]
    assert document.blocks[1].text == "1. Demandez\n2. Renvoyez"
    assert "Accueil" not in str(document.blocks)


def test_word_headings_lists_and_tables_survive(folder):
    import docx

    file = docx.Document()
    file.add_heading("Garantie", level=1)
    file.add_paragraph("Trois ans.")
    file.add_paragraph("capteurs", style="List Bullet")
    file.add_paragraph("passerelles", style="List Bullet")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Pile", "2 ans"
    out = io.BytesIO()
    file.save(out)
    document = read(folder, "a.docx", out.getvalue())[0]
    assert document.title == "Garantie"
    assert [block.kind for block in document.blocks] == ["text", "list", "table"]
    assert document.blocks[1].text == "- capteurs\n- passerelles"


def pdf(lines: list[tuple[int, str]]) -> bytes:
    """Write a one-page PDF by hand: (type size, text) lines from the top."""
    body = (
        "BT 50 780 Td "
        + " ".join(f"/F1 {size} Tf ({text}) Tj 0 -{size + 6} Td" for size, text in lines)
        + " ET"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(body)} >>\nstream\n{body}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def test_larger_type_in_a_pdf_is_a_heading(folder):
    data = pdf(
        [
            (22, "Warranty"),
            (11, "Three years from delivery."),
            (15, "Batteries"),
            (11, "Two years."),
        ]
    )
    document = read(folder, "a.pdf", data)[0]
    assert document.title == "Warranty"
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("text", "Three years from delivery."),
        ("heading", "Batteries"),
        ("text", "Two years."),
    ]


def test_csv_rows_are_questions_whatever_the_separator_and_encoding(folder):
    data = "question;réponse;id\nPeut-on payer au mois ?;Oui, dès 10 sites.;f1\n".encode("cp1252")
    document = read(folder, "faq.csv", data)[0]
    assert (document.title, document.id, document.question) == (
        "Peut-on payer au mois ?",
        "f1",
        True,
    )
    assert document.blocks[0].text == "Oui, dès 10 sites."


def test_json_reads_lists_of_articles_and_html_bodies(folder):
    body = "<p>Sous 30 jours.</p><ul><li>Neuf</li></ul>"
    data = {"articles": [{"id": 7, "title": "Retours", "body": body}]}
    document = read(folder, "a.json", json.dumps(data))[0]
    assert (document.id, document.title) == ("7", "Retours")
    assert [block.kind for block in document.blocks] == ["text", "list"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"not a pdf"),
        ("a.docx", b"not a docx"),
        ("a.json", b"{broken"),
        ("a.jsonl", b"{broken"),
        ("a.json", b"[1, 2]"),
        ("a.csv", b"\n"),
        ("a.md", b""),
        ("a.md", b"---\n: [\n---\ntext"),
        ("a.html", b"<html></html>"),
    ],
)
def test_a_damaged_or_empty_file_is_named_with_its_remedy(folder, name, content):
    with pytest.raises(UnreadableDocument, match=name):
        read(folder, name, content)
