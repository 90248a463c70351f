"""Answers as Block Kit: every part, within Slack's limits, and never as markup of its own.

A `Message` is what `chat.postMessage` takes: blocks, the same in plain words for notifications and
screen readers, and files that go beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, get_args

from actions import Language, Text
from actions import Part as AnyPart
from actions.parts import (
    Button,
    Buttons,
    Card,
    Chart,
    Citation,
    Email,
    Summary,
    SummaryKind,
    Table,
)
from copilot.channels.slack import tables
from copilot.channels.slack.mrkdwn import escape, fitted, link, to_mrkdwn
from copilot.channels.slack.wording import line
from copilot.table_files import csv_of
from copilot.turn import Reply

Block = dict[str, Any]

# Slack's limits: characters of a section, of a button's label and value; blocks of a message.
SECTION, LABEL, VALUE, MOST_BLOCKS, PLAIN = 2900, 75, 2000, 40, 3000
MOST_BUTTONS, MOST_ROWS, MOST_CHARTS = 5, 3, 2
# Rows of a table in fixed width.
MOST_FIXED = 30
# Characters of all blocks together, so that Slack does not find a message too long.
ROOM = 11_500
# Characters of all buttons together, and of a title that is a link.
BUTTON_ROOM, LONGEST_TITLE = 9_000, 250
KINDS = get_args(SummaryKind)
STYLES = {"primary": {"style": "primary"}, "danger": {"style": "danger"}}


@dataclass(frozen=True)
class File:
    """A file beside a message."""

    name: str
    title: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Message:
    """One message: blocks, the same as plain text, and its files."""

    blocks: tuple[Block, ...]
    text: str = field(repr=False)
    files: tuple[File, ...] = ()


def from_reply(reply: Reply, asker: str, *, native: bool = True, rated: bool = True) -> Message:
    """Return a reply as one message; without `native`, in the oldest blocks only.

    `asker` is the Slack id of the only person who may press its buttons.
    """
    writer = _Writer(reply, asker, native)
    for part in reply.parts:
        writer.add(part)
    if writer.cut:
        writer.attach(plain(reply))
    if rated and reply.refused is None:
        writer.blocks.append(_feedback(reply, asker))
    text = to_mrkdwn(plain(reply))
    return Message(tuple(writer.blocks), text[:PLAIN], tuple(writer.files))


def plain(reply: Reply) -> str:
    """Return what an answer says, in words alone."""
    said = [_in_words(part) for part in reply.parts]
    return "\n".join(words for words in said if words) or line("answer", reply.language)


def _in_words(part: AnyPart) -> str:
    match part:
        case Text():
            return part.text
        case Chart():
            return part.alt
        case Email():
            return f"{part.subject}\n{part.body}"
        case Summary():
            return "\n".join((part.title, *(f"• {item.text}" for item in part.items)))
        case Card() | Citation():
            return part.title
        case _:
            return ""


class _Writer:
    """Writes the parts of one reply, minding what a message may hold."""

    def __init__(self, reply: Reply, asker: str, native: bool) -> None:
        self.blocks: list[Block] = []
        self.files: list[File] = []
        self._reply, self._asker, self._native = reply, asker, native
        self._language: Language = reply.language
        self._tables = self._charts = 0
        self._room, self._button_room, self.cut = ROOM, BUTTON_ROOM, False
        self._writers: dict[type, Callable[[Any], list[Block]]] = {
            Text: self._text, Table: self._table, Chart: self._chart, Summary: self._summary,
            Email: self._email, Citation: self._citation, Card: self._card,
        }  # fmt: skip

    def add(self, part: AnyPart) -> None:
        """Write one part, as far as the message can hold it; choices it always can."""
        if isinstance(part, Buttons):
            self._choices(part)
            return
        for block in self._writers[type(part)](part):
            size = len(json.dumps(block, ensure_ascii=False)) if block["type"] != "table" else 0
            if self.cut or len(self.blocks) >= MOST_BLOCKS or size > self._room:
                self.cut = True
                return
            self._room -= size
            self.blocks.append(block)

    def _choices(self, part: Buttons) -> None:
        """Write choices: a few rows, the first of the message before all others."""
        for block in self._buttons(part)[:MOST_ROWS]:
            size = len(json.dumps(block, ensure_ascii=False))
            fits = len(self.blocks) < MOST_BLOCKS + MOST_ROWS and size <= self._button_room
            if fits or self._button_room == BUTTON_ROOM:
                self._button_room -= size
                self.blocks.append(block)

    def attach(self, words: str) -> None:
        """Put the whole answer in a file, and say so."""
        name = f"{line('whole_file', self._language)}.txt"
        self.files.append(File(name, name, words.replace("**", "").encode("utf-8-sig")))
        self.blocks.append(context(line("whole", self._language)))

    def _text(self, part: Text) -> list[Block]:
        return sections(to_mrkdwn(part.text))

    def _table(self, part: Table) -> list[Block]:
        blocks, shown = self._rows(part)
        if part.csv or shown < len(part.rows):
            number = f"-{len(self.files) + 1}" if self.files else ""
            name = f"{line('file', self._language)}{number}.csv"
            self.files.append(File(name, name, csv_of(part, self._language)))
            return [*blocks, context(self._about_file(part))]
        if part.truncated:
            rows = line("rows", self._language, shown=shown, total=part.total)
            return [*blocks, context(rows)]
        return blocks

    def _rows(self, part: Table) -> tuple[list[Block], int]:
        """Return the table's blocks, and how many of its rows they show."""
        if not part.columns:
            return [], len(part.rows)
        if self._native and not self._tables and not tables.is_narrow(part):
            self._tables += 1
            block = tables.table_block(part)
            return [block], len(block["rows"]) - 1
        first = part.model_copy(update={"rows": part.rows[:MOST_FIXED]})
        return tables.fixed_width(first), len(first.rows)

    def _about_file(self, part: Table) -> str:
        count = part.total if part.csv else len(part.rows)
        name = "in_file" if count >= part.total else "in_file_total"
        return line(name, self._language, count=count, total=part.total)

    def _chart(self, part: Chart) -> list[Block]:
        drawn = tables.chart_block(part) if self._native and self._charts < MOST_CHARTS else None
        if drawn is None:
            return sections(f"*{escape(part.title)}*\n{escape(part.alt)}")
        self._charts += 1
        return [drawn, context(part.alt)]

    def _summary(self, part: Summary) -> list[Block]:
        written = sections(f"*{escape(part.title)}*")
        for kind in KINDS:
            items = [item for item in part.items if item.kind == kind]
            said = [f"*{line(kind, self._language)}*"] if items else []
            for item in items:
                said.append(f"• {to_mrkdwn(item.text)}")
                said += [f"> _{escape(' '.join(e.quote.split()))}_" for e in item.evidence]
            written += sections("\n".join(said))
        return written

    def _email(self, part: Email) -> list[Block]:
        heads = (("to", ", ".join(part.to)), ("cc", ", ".join(part.cc)), ("subject", part.subject))
        head = "\n".join(
            f"*{line(name, self._language)}* {escape(value)}" for name, value in heads if value
        )
        body = sections("\n".join(f"> {escape(each)}" for each in part.body.split("\n")))
        titles = list(dict.fromkeys(source.title for source in part.sources))
        foot = f"{line('source', self._language)} · {', '.join(titles)}"
        return [*sections(head), *body, *([context(foot)] if titles else [])]

    def _citation(self, part: Citation) -> list[Block]:
        title = escape(part.title)
        if part.url.startswith(("https://", "http://")):
            title = link(part.url, part.title[:LONGEST_TITLE])
        passage = "\n".join(f"> {escape(each)}" for each in part.passage.split("\n"))
        return sections(f"*{line('source', self._language)}* · {title}\n{passage}")

    def _card(self, part: Card) -> list[Block]:
        linked = part.url.startswith("http")
        title = link(part.url, part.title[:LONGEST_TITLE]) if linked else escape(part.title)
        fields = [
            {"type": "mrkdwn", "verbatim": True,
             "text": fitted(f"*{escape(one.label)}*\n{escape(one.value) or '–'}")}
            for one in part.fields
        ]  # fmt: skip
        first = sections(f"*{title}*")
        return first + [
            {"type": "section", "fields": fields[n : n + 10]} for n in range(0, len(fields), 10)
        ]

    def _buttons(self, part: Buttons) -> list[Block]:
        kept = [one for one in part.buttons if len(one.payload) <= VALUE]
        rows = [kept[n : n + MOST_BUTTONS] for n in range(0, len(kept), MOST_BUTTONS)]
        first = len(self.blocks)
        return [
            {"type": "actions", "block_id": mark(self._asker, self._reply.turn, first + n),
             "elements": [button(one, place) for place, one in enumerate(row)]}
            for n, row in enumerate(rows)
        ]  # fmt: skip


def mark(asker: str, turn: str, place: int) -> str:
    """Return a block's id: who may press, and in which turn it was said."""
    return f"{asker}:{turn}:{place}"


def marked(block_id: str) -> tuple[str, str]:
    """Return who may press in a block, and its turn."""
    asker, _, rest = block_id.partition(":")
    return asker, rest.partition(":")[0]


def button(one: Button, place: int) -> Block:
    """Return a button that says its payload."""
    label = one.label if len(one.label) <= LABEL else one.label[: LABEL - 1] + "…"
    return {
        "type": "button", "action_id": f"say:{place}", "value": one.payload,
        "text": {"type": "plain_text", "text": label, "emoji": False},
        **STYLES.get(one.style, {}),
    }  # fmt: skip


def _feedback(reply: Reply, asker: str) -> Block:
    """Return Slack's own pair of thumbs."""

    def thumb(name: str, rating: str) -> Block:
        said = line(name, reply.language)
        words = {"type": "plain_text", "text": said}
        return {"text": words, "accessibility_label": said, "value": f"{rating}:{reply.turn}"}

    return {
        "type": "context_actions", "block_id": mark(asker, reply.turn, 99),
        "elements": [{"type": "feedback_buttons", "action_id": "rate",
                      "positive_button": thumb("helped", "up"),
                      "negative_button": thumb("missed", "down")}],
    }  # fmt: skip


def sections(text: str) -> list[Block]:
    """Return mrkdwn as sections, cut between lines where it is long."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": piece, "verbatim": True}}
        for piece in pieces(text, SECTION)
    ]


def pieces(text: str, length: int) -> list[str]:
    """Cut a text into pieces no longer than `length`, between lines or else words."""
    found = []
    while len(text) > length:
        cut = max(text.rfind("\n", 0, length), 0) or max(text.rfind(" ", 0, length), 0) or length
        found.append(text[:cut])
        text = text[cut:].lstrip("\n ")
    return [*found, text] if text.strip() else found


def context(text: str) -> Block:
    """Return a line in small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": fitted(escape(text)), "verbatim": True}],
    }
