"""How each part looks in a terminal. Record content is data: it is never read as markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from actions.parts import SummaryKind
from copilot.turn import Language

Part = Mapping[str, Any]

WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "to": "À", "cc": "Cc", "subject": "Objet", "rows": "{shown} lignes sur {total}",
        "source": "Source", "event": "Ce qui s’est passé", "pain_point": "Points de douleur",
        "decision": "Décisions", "promise": "Promesses", "next_step": "Prochaines étapes",
        "who": "Interlocuteurs", "company": "Entreprise", "mood": "Humeur", "deal": "Affaires",
        "case": "Demandes", "signal": "Signaux", "risk": "Risques", "angle": "Trois angles",
        "question": "Questions à poser", "outside": "Vu ailleurs",
        "chart": "Graphique",
    },
    "en": {
        "to": "To", "cc": "Cc", "subject": "Subject", "rows": "{shown} rows of {total}",
        "source": "Source", "event": "What happened", "pain_point": "Pain points",
        "decision": "Decisions", "promise": "Promises", "next_step": "Next steps",
        "who": "People", "company": "Company", "mood": "Mood", "deal": "Deals",
        "case": "Support cases", "signal": "Signals", "risk": "Risks", "angle": "Three angles",
        "question": "Questions to ask", "outside": "Seen elsewhere",
        "chart": "Chart",
    },
}  # fmt: skip
KINDS = get_args(SummaryKind)


def show(console: Console, answer: Mapping[str, Any]) -> list[Part]:
    """Print an answer's parts and return its buttons, numbered from 1 on screen."""
    buttons: list[Part] = []
    language: Language = answer["language"]
    for part in answer["parts"]:
        if part["type"] == "buttons":
            buttons += part["buttons"]
        elif part["type"] in SHOWN:
            console.print(SHOWN[part["type"]](part, WORDS[language]))
    for number, button in enumerate(buttons, 1):
        console.print(Text.assemble(("  " + str(number), "bold cyan"), "  ", button["label"]))
    console.print()
    return buttons


def show_text(part: Part, _words: Mapping[str, str]) -> RenderableType:
    """Return a paragraph, its **bold** words bold."""
    text = Text()
    for place, piece in enumerate(str(part["text"]).split("**")):
        text.append(piece, "bold" if place % 2 else "")
    return text


def show_table(part: Part, words: Mapping[str, str]) -> RenderableType:
    """Return a table; says how many rows are left out."""
    table = Table(header_style="bold cyan", border_style="dim")
    for column, name in enumerate(part["columns"]):
        figures = all(is_figure(row[column]) for row in part["rows"])
        table.add_column(Text(name), justify="right" if figures else "left", overflow="fold")
    for row in part["rows"]:
        table.add_row(*(Text(cell) for cell in row))
    if not part["truncated"]:
        return table
    said = words["rows"].format(shown=len(part["rows"]), total=part["total"])
    return Group(table, Text(said, "dim"))


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number or an amount, or nothing."""
    bare = cell.strip("€$£% +−-—=\u00a0\u202f")
    return not bare or (bare[0].isdigit() and not any(c.isalpha() or c == "/" for c in bare))


def show_chart(part: Part, words: Mapping[str, str]) -> RenderableType:
    """Return what the chart says in words."""
    return Panel(Text(part["alt"]), title=Text(words["chart"]), title_align="left",
                 border_style="dim")  # fmt: skip


def show_summary(part: Part, words: Mapping[str, str]) -> RenderableType:
    """Return a summary by kind of statement, each with the sentences it rests on."""
    lines: list[RenderableType] = [Text(part["title"], "bold")]
    for kind in KINDS:
        items = [item for item in part["items"] if item["kind"] == kind]
        lines += [Text(f"\n{words[kind]}", "bold cyan")] if items else []
        for item in items:
            lines.append(Padding(Text.assemble("• ", *_bold(item["text"])), (0, 0, 0, 1)))
            lines += [
                Padding(Text(f"« {found['quote']} »  {found['object']} {found['id']}", "dim"),
                        (0, 0, 0, 4))
                for found in item["evidence"]
            ]  # fmt: skip
    return Group(*lines)


def _bold(text: str) -> list[tuple[str, str]]:
    return [(piece, "bold" if n % 2 else "") for n, piece in enumerate(text.split("**"))]


def show_email(part: Part, words: Mapping[str, str]) -> RenderableType:
    """Return a draft with its head and the titles of its sources."""
    head = Text()
    for name, value in (("to", ", ".join(part["to"])), ("cc", ", ".join(part["cc"])),
                        ("subject", part["subject"])):  # fmt: skip
        if value:
            head.append(f"{words[name]}  ", "dim").append(f"{value}\n")
    titles = list(dict.fromkeys(source["title"] for source in part["sources"]))
    foot = [Rule(style="dim"), Text(f"{words['source']}  {', '.join(titles)}", "dim")]
    return Panel(Group(head, Text(part["body"]), *(foot if titles else ())), border_style="cyan")


def show_citation(part: Part, words: Mapping[str, str]) -> RenderableType:
    """Return a passage under its article's title."""
    title = Text(f"{words['source']} · {part['title']}")
    return Panel(Text(part["passage"], "dim"), title=title, title_align="left", border_style="dim")


def show_card(part: Part, _words: Mapping[str, str]) -> RenderableType:
    """Return a record's fields."""
    table = Table(show_header=False, box=None)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for field in part["fields"]:
        table.add_row(Text(field["label"]), Text(field["value"]))
    return Panel(table, title=Text(part["title"]), title_align="left", border_style="cyan")


SHOWN: dict[str, Callable[[Part, Mapping[str, str]], RenderableType]] = {
    "text": show_text,
    "table": show_table,
    "chart": show_chart,
    "summary": show_summary,
    "email": show_email,
    "citation": show_citation,
    "card": show_card,
}
