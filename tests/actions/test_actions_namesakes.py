"""Namesakes: the words beside a name and what is on screen may leave one; else people choose."""

import pytest
from talking import words


async def namesakes(rep, count=2):
    """Return contacts of one last name whose accounts differ, as the asker may see them."""
    crm = (await rep.tools()).crm
    rows = await crm.run(every_contact())
    by_name = {}
    for row in rows.records:
        by_name.setdefault(row["Name"], []).append(row)
    several = (found for found in by_name.values() if len(found) >= count)
    return next(found for found in several if len({one["AccountId"] for one in found}) >= count)


def every_contact():
    from crm import AllOf, Compare, Query

    where = AllOf((Compare("AccountId", "!=", None),))
    return Query("Contact", ("Id", "Name", "LastName", "AccountId", "Account.Name"), where)


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [
        ("fr", "claire.moreau", "consigne un appel avec {name} chez {firm} : rappeler jeudi"),
        ("en", "james.whitfield", "log a call with {name} at {firm}: left a voicemail"),
    ],
)
async def test_the_company_said_beside_a_name_tells_its_bearers_apart(talk, language, user, text):
    rep = talk(user, language)
    found = await namesakes(rep)
    for one in found:
        firm = one["Account"]["Name"]
        said = text.format(name=one["Name"], firm=firm)
        await rep.do("action_log_activity", said, person=one["Name"])
        done = await rep.do("action_confirm", "oui")
        held = await (await rep.tools()).crm.get("Task", done.records[0].id, ("WhoId",))
        assert held["WhoId"] == one["Id"]


@pytest.mark.parametrize(
    ("language", "user", "listing", "writing"),
    [
        ("fr", "claire.moreau", "les contacts de {firm}", "qui est {last} ?"),
        ("en", "james.whitfield", "contacts of {firm}", "who is {last}?"),
    ],
)
async def test_a_name_on_screen_is_the_one_meant(talk, language, user, listing, writing):
    rep = talk(user, language)
    one = (await namesakes(rep))[0]
    firm = one["Account"]["Name"]
    asked = writing.format(last=one["Name"])
    several = await rep.do("action_show_record", asked, person=one["Name"])
    assert any(part.type == "buttons" for part in several.parts)
    await rep.do("action_query_records", listing.format(firm=firm), record_name=firm)
    shown = await rep.do("action_show_record", asked, person=one["Name"])
    assert [part.title for part in shown.parts if part.type == "card"] == [one["Name"]]
    assert one["Id"] == rep.slots["focus_id"], words(shown)
