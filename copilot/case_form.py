"""Opening a case step by step on the website: what is asked, what is accepted, what comes of it.

The choices are the org's own, from describe. A customer's case is theirs, as who they are was
proved. What a visitor types as name and address stays what they typed: it links the case to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from actions import Clock, Part, Text
from copilot.case_form_lines import line
from copilot.handover import Handovers
from copilot.handover_case import create_case, still_open
from copilot.handover_knowing import Knowing
from copilot.handover_routing import route
from copilot.people import People
from copilot.spoken import spoken_parts
from copilot.transcripts import Line
from copilot.turn import Identity, Language, Reply, Turn
from crm import Customer, ObjectInfo, Order, Query, Value

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
LONGEST_TEXT, LONGEST_SUBJECT, MOST_PRODUCTS = 4000, 255, 40
CHOICES = ("Type", "Priority")
CONTACT = ("SuppliedName", "SuppliedEmail")
Kind = Literal["text", "long", "email", "choice"]


class Option(BaseModel):
    """One choice, as the org calls it."""

    model_config = ConfigDict(frozen=True)

    value: str
    label: str


class Step(BaseModel):
    """One question of the form."""

    model_config = ConfigDict(frozen=True)

    name: str
    label: str
    kind: Kind
    required: bool = False
    most: int = LONGEST_SUBJECT
    options: tuple[Option, ...] = ()


class NotFilled(Exception):
    """A value that cannot be taken, by the name of its step."""

    def __init__(self, step: str) -> None:
        super().__init__(f"values.{step}: missing, too long or not among the choices")
        self.step = step


class CaseForm:
    """Asks, checks and opens."""

    def __init__(self, handovers: Handovers, people: People, clock: Clock) -> None:
        self._handovers, self._people, self._clock = handovers, people, clock

    async def steps(self, identity: Identity, language: Language) -> list[Step]:
        """Return the questions for this person: who is known is not asked who they are."""
        info = (await (await self._people.integration()).catalogue())["Case"]
        asked = [_written("Subject", "text", language), _written("Description", "long", language)]
        asked += [_chosen(info, name, language) for name in CHOICES if name in info.fields]
        if identity.kind == "customer":
            asked += await self._product(identity, info, language)
        else:
            kinds: tuple[Kind, ...] = ("text", "email")
            asked += [_written(*one, language) for one in zip(CONTACT, kinds, strict=True)]
        return [one for one in asked if one.kind != "choice" or one.options]

    async def _product(
        self, identity: Identity, info: ObjectInfo, language: Language
    ) -> list[Step]:
        crm = await self._people.crm(identity)
        field = info.fields.get("ProductId")
        if crm is None or field is None or not field.createable:
            return []
        if "Product2" not in await crm.catalogue():
            return []
        query = Query("Product2", ("Id", "Name"), order_by=(Order("Name"),), limit=MOST_PRODUCTS)
        options = [
            Option(value=one["Id"], label=str(one["Name"]))
            for one in (await crm.run(query)).records
        ]
        label = line("ProductId", language)
        return [Step(name="ProductId", label=label, kind="choice", options=tuple(options))]

    async def open(self, turn: Turn, values: Mapping[str, str]) -> Reply:
        """Open the case and say its number; `NotFilled` where an answer cannot be taken."""
        language: Language = turn.language or "fr"
        steps = await self.steps(turn.identity, language)
        taken = _checked(values, steps)
        transcripts = self._handovers.transcripts
        email = turn.identity.name if turn.identity.kind == "customer" else None
        row = await transcripts.open(
            turn.sender, turn.conversation, turn.identity.kind, email, language
        )
        said = _said(taken, steps)
        await transcripts.say(
            turn.sender, Line(f"{turn.key}:in", "customer", said, language, turn=turn.key)
        )
        customer = await self._people.customer(email) if email else None
        crm = await self._people.integration()
        case, number = await self._create(turn, taken, customer, language)
        if not await still_open(crm, row.case_id):
            await transcripts.change(turn.sender, case_id=case, case_number=number)
        await self._handovers.file(turn.sender, case, language)
        told = "opened" if customer else "opened_visitor"
        parts: list[Part] = [Text(text=line(told, language, number=number))]
        await transcripts.say(
            turn.sender,
            Line(
                f"{turn.key}:out", "bot", spoken_parts(parts), language, None,
                [part.model_dump(mode="json") for part in parts], turn.key,
            ),
        )  # fmt: skip
        return Reply(conversation=turn.conversation, turn=turn.key, language=language, parts=parts)

    async def _create(
        self, turn: Turn, values: Mapping[str, str], customer: Customer | None, language: Language
    ) -> tuple[str, str]:
        """Open the case in the queue that speaks the language: nobody waits at the other end."""
        crm = await self._people.integration()
        fields = (await crm.catalogue())["Case"].fields
        wanted: dict[str, Value] = {name: one for name, one in values.items() if name in fields}
        unknown = [values[name] for name in CONTACT if name in values and name not in fields]
        wanted["Description"] = "\n".join([values["Description"], *unknown])
        said = f"{values['Subject']} {values['Description']}"
        owner = await route(crm, language, said, {}, Knowing(), open_now=False)
        now = self._clock.now()
        return await create_case(crm, customer, wanted, "Web", language, owner, turn.key, now)


def _written(name: str, kind: Kind, language: Language) -> Step:
    most = {"long": LONGEST_TEXT, "text": LONGEST_SUBJECT, "email": 80}[kind]
    most = 80 if name in CONTACT else most
    return Step(name=name, label=line(name, language), kind=kind, required=True, most=most)


def _chosen(info: ObjectInfo, name: str, language: Language) -> Step:
    field = info.fields[name]
    options = tuple(
        Option(value=one.value, label=one.labels.of(language))
        for one in (field.picklist if field.createable else ())
    )
    return Step(name=name, label=line(name, language), kind="choice", options=options)


def _checked(values: Mapping[str, str], steps: Sequence[Step]) -> dict[str, str]:
    """Return the answers to the questions that were asked, each as it may be."""
    known = {one.name: one for one in steps}
    taken = {name: said.strip() for name, said in values.items()}
    for name in taken:
        if name not in known:
            raise NotFilled(name[:40])
    for name, step in known.items():
        said = taken.get(name, "")
        allowed = {one.value for one in step.options}
        wrong = (step.required and not said) or len(said) > step.most
        wrong |= bool(said) and step.kind == "choice" and said not in allowed
        wrong |= bool(said) and step.kind == "email" and not ADDRESS.fullmatch(said)
        if wrong:
            raise NotFilled(name)
    return {name: said for name, said in taken.items() if said}


def _said(values: Mapping[str, str], steps: Sequence[Step]) -> str:
    """Write the answers as the customer read them."""
    labels = {(one.name, pick.value): pick.label for one in steps for pick in one.options}
    return "\n".join(
        f"- **{one.label}** {labels.get((one.name, values[one.name]), values[one.name])}"
        for one in steps
        if one.name in values
    )
