"""A conversation with the real skills, action by action, and what to look at in an answer."""

from dataclasses import dataclass, field, replace

from actions import ACTIONS, ActionError, Entity, Intent, Request, explain
from copilot import Identity
from crm import CrmError


@dataclass
class Talk:
    """One person's conversation, action by action, with its slots."""

    doors: object
    user: str
    language: str = "fr"
    conversation: str = "c-1"
    slots: dict = field(default_factory=dict)
    turns: int = 0

    async def tools(self):
        identity = Identity("employee", f"{self.user}@heliade.example")
        crm = await self.doors.people.crm(identity)
        return replace(self.doors.conversation._tools, crm=crm)

    async def do(self, action, text, **entities):
        """Run one action as Rasa would, refusals included."""
        self.turns += 1
        marked = []
        for name, value in entities.items():
            start = max(text.find(value), 0)
            end = start + len(value) if value in text else start
            marked.append(Entity(name, value, start, end))
        request = Request(
            text, self.language, Intent("test", 1.0), tuple(marked), dict(self.slots),
            f"{self.conversation}-{self.user}-{self.turns}", self.conversation, "internal", action,
        )  # fmt: skip
        try:
            result = await ACTIONS[action](request, await self.tools())
        except (ActionError, CrmError) as error:
            result = explain(error, request)
        self.slots.update(result.slots)
        return result


def words(result):
    """Return all plain text of an answer."""
    return "\n".join(part.text for part in result.parts if part.type == "text")


def part(result, type_):
    """Return the one part of that type."""
    return next(part for part in result.parts if part.type == type_)
