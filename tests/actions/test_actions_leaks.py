"""For every skill that asks a model: no personal value of the org reaches the provider."""

import re
from dataclasses import dataclass, field, replace

import pytest
from talking import words

from crm import Compare, Order, Query
from guard import Guard
from guard.instructions import render
from guard.providers.offline import OfflineProvider

ID = re.compile(r"\b(?:001|003|005|006|00Q|00T|00U|02s|500|570)[A-Za-z0-9]{12,15}\b")
PEOPLE = {
    "Contact": ("Name", "Email", "Phone", "MobilePhone"),
    "Lead": ("Name", "Email", "Phone"),
    "User": ("Name", "Email"),
}


@dataclass
class Spy:
    """A provider that keeps what it was given and phrases it like the offline composer."""

    name: str = "spy"
    history: list = field(default_factory=list)
    composer: OfflineProvider = field(default_factory=OfflineProvider)

    async def complete(self, prompt):
        self.history.append(render(prompt).user)
        return await self.composer.complete(prompt)


async def personal_values(talk):
    """Return every name, address and number of the org's people."""
    crm = (await talk("admin").tools()).org()
    values = set()
    for name, fields in PEOPLE.items():
        rows = await crm.run(Query(name, ("Id", *fields)))
        values |= {str(row[one]) for row in rows.records for one in fields if row.get(one)}
    return {value for value in values if len(value) > 5}


async def busy_accounts(rep, count):
    crm = (await rep.tools()).org()
    rows = await crm.run(
        Query(
            "Account", ("Id", "Name"), Compare("OwnerId", "=", crm.user.id),
            order_by=(Order("LastActivityDate", descending=True),), limit=count,
        )
    )  # fmt: skip
    return rows.records


async def open_deals(rep, count):
    crm = (await rep.tools()).org()
    rows = await crm.run(
        Query(
            "Opportunity", ("Id", "Name"), Compare("OwnerId", "=", crm.user.id),
            order_by=(Order("CreatedDate", descending=True),), limit=count,
        )
    )  # fmt: skip
    return rows.records


@pytest.fixture
def spied(doors):
    spy = Spy()
    doors.conversation._tools = replace(doors.conversation._tools, guard=Guard(spy))
    return spy


def leaked(spy, values):
    sent = "\n".join(spy.history)
    return {value for value in values if value in sent} | set(ID.findall(sent))


@pytest.mark.parametrize(("user", "language"), [("claire.moreau", "fr"), ("emily.hart", "en")])
async def test_summaries_leak_nobody(talk, spied, user, language):
    rep = talk(user, language)
    for account in await busy_accounts(rep, 6):
        rep.slots |= {"focus_object": "Account", "focus_id": account["Id"], "focus_name": "x"}
        result = await rep.do("action_summarise_interactions", "résume les 10 dernières")
        assert words(result)
    assert len(spied.history) >= 5
    assert not leaked(spied, await personal_values(talk))


@pytest.mark.parametrize(("user", "language"), [("hugo.lefevre", "fr"), ("priya.shah", "en")])
async def test_emails_leak_nobody(talk, spied, user, language):
    rep = talk(user, language)
    for deal in await open_deals(rep, 6):
        rep.slots |= {"focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": "x"}
        await rep.do("action_write_email", "rédige un e-mail de suivi", topic="support")
    assert len(spied.history) >= 5
    assert not leaked(spied, await personal_values(talk))


async def test_a_name_in_a_question_does_not_leave(talk, spied):
    rep = talk()
    await rep.do(
        "action_answer_question",
        "Sophie Martin (sophie.martin@chastel.example, 06 39 98 12 34) demande où sont hébergées les données",
    )
    assert not leaked(spied, {"Sophie Martin", "sophie.martin@chastel.example", "06 39 98 12 34"})


async def test_no_placeholder_survives_in_what_the_person_reads(talk, spied):
    rep = talk()
    for account in await busy_accounts(rep, 3):
        rep.slots |= {"focus_object": "Account", "focus_id": account["Id"], "focus_name": "x"}
        result = await rep.do("action_summarise_interactions", "résume")
        shown = "".join(part.model_dump_json() for part in result.parts)
        assert not re.search(r"\[[A-Z_]+_[A-Z0-9]+_\d+\]", shown)
