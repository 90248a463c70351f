"""The app's home: what waits for a yes, one's day, one's pipeline, and what one can ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions import Clock, Language
from actions import line as fill
from actions.display import CURRENCY, EMPTY, picked
from actions.parts import Button
from actions.small_talk_lines import EXAMPLES
from copilot.channels.slack.agenda import Agenda, read_agenda
from copilot.channels.slack.authors import Authors, role_of
from copilot.channels.slack.blocks import Block, button, context, mark, sections
from copilot.channels.slack.home_lines import LINES
from copilot.channels.slack.mrkdwn import escape, link
from copilot.channels.slack.wording import line
from copilot.channels.slack.workspaces import Workspaces, asking
from copilot.errors import Unauthorised
from copilot.ledger import SqlLedger
from copilot.people import People
from copilot.turn import Identity
from crm import Crm, CrmError, Proposal, Rows, value_at
from language import format_date, format_money, format_number

HOME = "home"


class Home:
    """Publishes the home of a person."""

    def __init__(
        self, workspaces: Workspaces, authors: Authors, people: People, ledger: SqlLedger,
        clock: Clock,
    ) -> None:  # fmt: skip
        self._workspaces, self._authors, self._people = workspaces, authors, people
        self._ledger, self._clock = ledger, clock

    async def publish(self, team: str, user: str, settled: str = "") -> None:
        """Show somebody their home; the proposal `settled` is being dealt with already."""
        blocks = await self._blocks(team, user, settled)
        client = await self._workspaces.of(team)
        view = {"type": "home", "blocks": blocks[:100]}
        await asking(client.views_publish(user_id=user, view=view))

    async def _blocks(self, team: str, user: str, settled: str) -> list[Block]:
        found = await self._authors.find(team, user)
        language = (await self._authors.profile(team, user)).language
        if found == "outsider":
            return sections(line("outsider", language))
        if not isinstance(found, Identity):
            url = await self._authors.sign_in_page(team, user)
            return [*sections(line("link_first", language)), invitation(url, language)]
        try:
            crm = await self._people.crm(found)
            return await self._written(crm, user, settled, language) if crm else []
        except (CrmError, Unauthorised):
            return sections(fill(LINES, "away", language))

    async def _written(self, crm: Crm, user: str, settled: str, language: Language) -> list[Block]:
        now = self._clock.now()
        proposals = [one for one in await self._ledger.open(crm.user.id, now) if one.id != settled]
        writer = Writer(crm, user, language, await self._labels(crm, language), now)
        agenda = await read_agenda(crm, self._clock.today())
        return [
            *writer.head(), *writer.pending(proposals), *writer.day(agenda),
            *writer.tally("pipeline", agenda.stages, "StageName"),
            *writer.tally("cases", agenda.priorities, "Priority"),
            *writer.examples(EXAMPLES[role_of(crm)][language]), *writer.foot(),
        ]  # fmt: skip

    async def _labels(self, crm: Crm, language: Language) -> Mapping[str, Any]:
        catalogue = await crm.catalogue()
        paths = (("Opportunity", "StageName"), ("Case", "Priority"))
        return {path: catalogue[name].fields.get(path) for name, path in paths if name in catalogue}


class Writer:
    """Writes one person's home; `picks` are the fields whose values have labels."""

    def __init__(
        self, crm: Crm, user: str, language: Language, picks: Mapping[str, Any], now: datetime
    ) -> None:
        self._crm, self._user, self._language, self._picks = crm, user, language, picks
        self._zone, self._now = ZoneInfo(crm.user.timezone), now

    def head(self) -> list[Block]:
        """Return the greeting."""
        return [_header(self._say("hello", name=self._crm.user.name.split()[0]))]

    def foot(self) -> list[Block]:
        """Return whose view it is, and when it was taken."""
        return [context(self._say("view", time=f"{self._now.astimezone(self._zone):%H:%M}"))]

    def pending(self, proposals: Iterable[Proposal]) -> list[Block]:
        """Return what waits for a yes, each with its two buttons."""
        shown: list[Block] = []
        for place, one in enumerate(proposals):
            kind = self._say(one.operation)
            shown += sections(f"*{kind}* · {escape(one.name)}{_count(one)}")
            payload = f'{{"proposal": "{one.id}"}}'
            yes = Button(label=self._say("confirm"), payload=f"/confirm{payload}", style="primary")
            no = Button(label=self._say("cancel"), payload=f"/deny{payload}")
            shown.append({"type": "actions", "block_id": mark(self._user, HOME, place),
                          "elements": [button(yes, 0), button(no, 1)]})  # fmt: skip
        return [_header(self._say("pending")), *(shown or [context(self._say("no_pending"))])]

    def day(self, agenda: Agenda) -> list[Block]:
        """Return today's events and the tasks that are due."""
        lines = [self._event(one) for one in agenda.events.records]
        lines += [self._task(one) for one in agenda.tasks.records]
        left = _left(agenda.events) + _left(agenda.tasks)
        if left:
            lines.append(f"_{self._say('more', count=left)}_")
        said = sections("\n".join(lines)) if lines else [context(self._say("no_day"))]
        return [_header(self._say("day")), *said]

    def tally(self, name: str, rows: Iterable[Mapping[str, Any]], path: str) -> list[Block]:
        """Return records counted by a field, with their amount where there is one."""
        lines = []
        for row in rows:
            label = picked(str(row[path] or EMPTY), self._picks.get(path), self._language)
            amount = row.get("amount")
            money = f" · {format_money(amount, CURRENCY, self._language)}" if amount else ""
            count = format_number(row["records"], self._language)
            lines.append(self._say("item", label=escape(label), count=count) + money)
        return [_header(self._say(name)), *sections("\n".join(lines))] if lines else []

    def examples(self, asked: Iterable[str]) -> list[Block]:
        """Return questions to press."""
        buttons = [button(Button(label=one, payload=one), n) for n, one in enumerate(asked)]
        block = {"type": "actions", "block_id": mark(self._user, "asks", 0), "elements": buttons}
        return [_header(self._say("ask")), block]

    def _event(self, one: Mapping[str, Any]) -> str:
        hour = one["StartDateTime"].astimezone(self._zone)
        return f"• *{hour:%H:%M}* {self._subject('Event', one)}"

    def _task(self, one: Mapping[str, Any]) -> str:
        due = one["ActivityDate"]
        late = due < self._now.astimezone(self._zone).date()
        since = f" _({self._say('late', day=format_date(due, self._language))})_" if late else ""
        return f"• {self._subject('Task', one)}{since}"

    def _subject(self, name: str, one: Mapping[str, Any]) -> str:
        title = link(self._crm.record_url(name, one["Id"]), str(one["Subject"] or EMPTY))
        of = value_at(one, "What.Name")
        return f"{title} · {escape(str(of))}" if of else title

    def _say(self, name: str, /, **values: object) -> str:
        return fill(LINES, name, self._language, **values)


def invitation(url: str, language: Language) -> Block:
    """Return the button that leads to Salesforce's sign-in."""
    label = {"type": "plain_text", "text": line("link_button", language)}
    pressed = {"type": "button", "action_id": "link", "url": url, "text": label, "style": "primary"}
    return {"type": "actions", "elements": [pressed]}


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": False}}


def _count(proposal: Proposal) -> str:
    return f" (× {len(proposal.parts)})" if proposal.parts else ""


def _left(rows: Rows) -> int:
    return max(rows.total - len(rows.records), 0)
