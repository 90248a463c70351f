"""How each part looks in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table

Part = dict[str, Any]


def show(console: Console, answer: dict[str, Any]) -> list[Part]:
    """Print an answer's parts and return its buttons, numbered from 1 on screen."""
    buttons: list[Part] = []
    for part in answer["parts"]:
        if part["type"] == "buttons":
            buttons += part["buttons"]
        else:
            SHOWN[part["type"]](console, part)
    for number, button in enumerate(buttons, 1):
        console.print(f"  [bold]{number}[/bold]  {button['label']}", highlight=False)
    return buttons


def show_text(console: Console, part: Part) -> None:
    """Print a paragraph."""
    console.print(Markdown(part["text"]))


def show_table(console: Console, part: Part) -> None:
    """Print a table."""
    table = Table(*part["columns"])
    for row in part["rows"]:
        table.add_row(*row)
    console.print(table)


def show_chart(console: Console, part: Part) -> None:
    """Print what the chart says in words."""
    console.print(Panel(part["alt"], title=part["title"]))


def show_summary(console: Console, part: Part) -> None:
    """Print a summary and its evidence."""
    lines = [f"**{part['title']}**", ""]
    for item in part["items"]:
        lines.append(f"- {item['text']}")
        lines += [f"    - « {found['quote']} » ({found['id']})" for found in item["evidence"]]
    console.print(Markdown("\n".join(lines)))


def show_email(console: Console, part: Part) -> None:
    """Print a draft."""
    head = f"À/To: {', '.join(part['to'])}\n{part['subject']}\n\n"
    console.print(Panel(head + part["body"]))


def show_citation(console: Console, part: Part) -> None:
    """Print a passage."""
    console.print(Panel(part["passage"], title=part["title"]))


def show_card(console: Console, part: Part) -> None:
    """Print a record."""
    table = Table(title=part["title"], show_header=False)
    for field in part["fields"]:
        table.add_row(field["label"], field["value"])
    console.print(table)


SHOWN: dict[str, Callable[[Console, Part], None]] = {
    "text": show_text,
    "table": show_table,
    "chart": show_chart,
    "summary": show_summary,
    "email": show_email,
    "citation": show_citation,
    "card": show_card,
}
