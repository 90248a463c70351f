"""Answers as Adaptive Cards: every part, within what a Teams message holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from microsoft_agents.activity import Activity

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
from copilot.channels.teams.charts import drawn
from copilot.channels.teams.elements import (
    Element,
    grid,
    heading,
    link,
    literal,
    opening,
    quoted,
    small,
    written,
)
from copilot.channels.teams.wording import line
from copilot.spoken import spoken_parts
from copilot.turn import Reply

SCHEMA, VERSION = "http://adaptivecards.io/schemas/adaptive-card.json", "1.5"
CARD = "application/vnd.microsoft.card.adaptive"
# A message takes 28 kB, the card among them; words for notifications are cut short.
ROOM, BUTTON_ROOM, PLAIN = 22_000, 4_500, 500
MOST_ROWS, MOST_ACTIONS = 30, 6
KINDS = get_args(SummaryKind)
STYLES = {"primary": {"style": "positive"}, "danger": {"style": "destructive"}}
FIGURE_MARKS = "0123456789 \u202f\u00a0.,:%€$£+-–−/()"


@dataclass(frozen=True)
class Asked:
    """Whom an answer is for: the only one who may press its buttons; what they chose, if so.

    `file` tells where a turn's n-th table can be fetched.
    """

    by: str
    chosen: str = ""
    file: Callable[[str, int], str] | None = None


def to_card(reply: Reply, asked: Asked) -> Element:
    """Return a reply as one card; what does not fit is left out, and the card says so."""
    writer = _Writer(reply, asked)
    for part in reply.parts:
        writer.add(part)
    if writer.cut:
        writer.body.append(small(line("cut", reply.language)))
    if asked.chosen:
        writer.body.append(small(asked.chosen))
    return card(writer.body, reply.language, writer.actions)


def card(body: Sequence[Element], language: Language, actions: Sequence[Element] = ()) -> Element:
    """Return a card over the whole width of the conversation."""
    return {
        "type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION, "lang": language,
        "msteams": {"width": "Full"}, "body": list(body),
        **({"actions": list(actions)} if actions else {}),
    }  # fmt: skip


def message(shown: Element, words: str, *, rated: bool = False) -> Activity:
    """Return the message that carries a card; `words` are for notifications and readers."""
    told: dict[str, Any] = {
        "type": "message", "summary": words[:PLAIN] or "Comptoir",
        "attachments": [{"contentType": CARD, "content": shown}],
    }  # fmt: skip
    if rated:
        told["channelData"] = {"feedbackLoop": {"type": "default"}}
    return Activity.model_validate(told)


def answering(reply: Reply, asked: Asked) -> Activity:
    """Return the message that carries a reply, with Teams’ own thumbs under it."""
    words = spoken_parts(reply.parts).replace("**", "") or line("answer", reply.language)
    return message(to_card(reply, asked), words, rated=reply.refused is None)


def button(one: Button, reply: Reply, asked: Asked) -> Element:
    """Return a button that says its payload, for the asker alone."""
    data = {"payload": one.payload, "label": one.label, "turn": reply.turn, "asker": asked.by}
    return {"type": "Action.Execute", "title": one.label, "verb": "say", "data": data,
            **STYLES.get(one.style, {})}  # fmt: skip


class _Writer:
    """Writes the parts of one reply, minding what a message may hold."""

    def __init__(self, reply: Reply, asked: Asked) -> None:
        self.body: list[Element] = []
        self.actions: list[Element] = []
        self._reply, self._asked = reply, asked
        self._language: Language = reply.language
        self._room, self.cut, self._tables = ROOM, False, 0
        self._button_room = BUTTON_ROOM
        self._writers: dict[type, Callable[[Any], list[Element]]] = {
            Text: lambda part: written(part.text), Table: self._table, Chart: drawn,
            Summary: self._summary, Email: self._email, Citation: self._citation,
            Card: self._card,
        }  # fmt: skip

    def add(self, part: AnyPart) -> None:
        """Write one part, as far as the card can hold it; choices and files it always can."""
        if isinstance(part, Buttons):
            self._buttons(part)
            return
        if isinstance(part, Table):
            self._file(part)
        for element in self._writers[type(part)](part):
            size = _size(element)
            if self.cut or size > self._room:
                self.cut = True
                return
            self._room -= size
            self.body.append(element)

    def _buttons(self, part: Buttons) -> None:
        """Put suggestions where they stand and decisions at the end; none once one was chosen."""
        if self._asked.chosen:
            return
        made = self._held([button(one, self._reply, self._asked) for one in part.buttons])
        if len(self.actions) + len(made) <= MOST_ACTIONS:
            self.actions += made
            return
        for at in range(0, len(made), MOST_ACTIONS):
            self.body.append({"type": "ActionSet", "actions": made[at : at + MOST_ACTIONS]})

    def _held(self, made: list[Element]) -> list[Element]:
        """Return the actions that the message still holds, in order."""
        kept = []
        for one in made:
            size = _size(one)
            if size <= self._button_room:
                self._button_room -= size
                kept.append(one)
        return kept

    def _file(self, part: Table) -> None:
        """Offer a table as a file where rows of it are missing here."""
        missing = self.cut or part.csv or len(self._fitting(part)) < len(part.rows)
        if self._asked.file and part.columns and missing:
            url = self._asked.file(self._reply.turn, self._tables)
            self.actions += self._held([opening(url, line("download", self._language))])
        self._tables += 1

    def _fitting(self, part: Table) -> list[list[str]]:
        """Return the first rows, as many as the card can hold."""
        kept = part.rows[:MOST_ROWS]
        while kept and _size(self._grid(part, kept)) > self._room - 500:
            kept = kept[: len(kept) * 2 // 3]
        return kept

    @staticmethod
    def _grid(part: Table, rows: list[list[str]]) -> Element:
        right = [_are_figures([row[n] for row in part.rows]) for n in range(len(part.columns))]
        return grid([part.columns, *rows], headed=True, right=right)

    def _table(self, part: Table) -> list[Element]:
        if not part.columns:
            return []
        kept = self._fitting(part)
        made = self._grid(part, kept)
        if len(kept) == part.total:
            return [made]
        return [made, small(line("rows", self._language, shown=len(kept), total=part.total))]

    def _summary(self, part: Summary) -> list[Element]:
        made = [heading(part.title)]
        for kind in KINDS:
            items = [item for item in part.items if item.kind == kind]
            made += [heading(line(kind, self._language))] if items else []
            for item in items:
                made += written(f"• {item.text}")
                said = [" ".join(one.quote.split()) for one in item.evidence]
                made += [quoted([literal(one, italic=True) for one in said])] if said else []
        return made

    def _email(self, part: Email) -> list[Element]:
        heads = (("to", ", ".join(part.to)), ("cc", ", ".join(part.cc)), ("subject", part.subject))
        made = [
            literal(f"{line(name, self._language)} : {value}" if self._language == "fr"
                    else f"{line(name, self._language)}: {value}")
            for name, value in heads if value
        ]  # fmt: skip
        made.append(quoted([literal(one or "\u00a0") for one in part.body.split("\n")]))
        titles = dict.fromkeys(source.title for source in part.sources)
        foot = f"{line('source', self._language)} · {', '.join(titles)}"
        return [*made, small(foot)] if titles else made

    def _citation(self, part: Citation) -> list[Element]:
        passage = [literal(one) for one in part.passage.split("\n") if one.strip()]
        return [small(line("source", self._language)), link(part.title, part.url), quoted(passage)]

    def _card(self, part: Card) -> list[Element]:
        made = [link(part.title, part.url)]
        if part.fields:
            made.append(grid([[one.label, one.value] for one in part.fields], headed=False))
        if part.url.startswith("http") and len(self.actions) < MOST_ACTIONS - 3:
            self.actions += self._held([opening(part.url, line("open", self._language))])
        return made


def _are_figures(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(mark in FIGURE_MARKS for cell in said for mark in cell)


def _size(element: Element) -> int:
    return len(json.dumps(element, ensure_ascii=False).encode())
