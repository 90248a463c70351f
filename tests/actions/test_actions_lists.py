"""Changing every record of a list: exact list and count, one yes, each record reported."""

from datetime import timedelta

import pytest
from talking import part, words

from crm import Compare, Query

LISTED = {"fr": "mes opportunités ouvertes qui ferment ce trimestre",
          "en": "my open opportunities with a close date this quarter"}  # fmt: skip


async def listed(talk):
    """Put a list on screen and return its records."""
    answer = await talk.do("action_query_records", LISTED[talk.language])
    assert len(answer.records) > 1
    return answer.records


async def held(talk, records, *fields):
    crm = (await talk.tools()).org()
    return await crm.get_many("Opportunity", [one.id for one in records], fields)


@pytest.mark.parametrize(
    ("language", "user", "text", "days"),
    [
        ("fr", "claire.moreau", "repousse-les toutes d'une semaine", 7),
        ("en", "james.whitfield", "push them all back by a week", 7),
        ("fr", "claire.moreau", "avance-les de trois jours", -3),
        ("en", "james.whitfield", "bring their close dates forward by 10 days", -10),
    ],
)
async def test_every_date_of_the_list_moves_from_where_it_was(talk, language, user, text, days):
    rep = talk(user, language)
    records = await listed(rep)
    before = await held(rep, records, "CloseDate")
    shown = await rep.do("action_propose_update", text)
    assert {one.id for one in shown.proposal.records} == {one.id for one in records}
    assert part(shown, "table").total == len(records)
    assert str(len(records)) in words(shown)
    done = await rep.do("action_confirm", "oui")
    assert {one.id for one in done.records} == {one.id for one in records}
    after = await held(rep, records, "CloseDate")
    assert all(
        after[id_]["CloseDate"] == one["CloseDate"] + timedelta(days=days)
        for id_, one in before.items()
    )
    await rep.do("action_undo", "annule")
    assert await held(rep, records, "CloseDate") == before


@pytest.mark.parametrize(
    ("language", "user", "text", "field", "value"),
    [
        ("fr", "claire.moreau", "passe-les en perdu", "StageName", "Closed Lost"),
        ("en", "james.whitfield", "set them to lost", "StageName", "Closed Lost"),
        ("fr", "claire.moreau", "mets-les toutes en négo", "StageName", "Negotiation/Review"),
    ],
)
async def test_one_value_is_given_to_every_record(talk, language, user, text, field, value):
    rep = talk(user, language)
    records = await listed(rep)
    shown = await rep.do("action_propose_update", text)
    assert [one.field for one in shown.proposal.changes] == [field]
    await rep.do("action_confirm", "oui")
    assert {one[field] for one in (await held(rep, records, field)).values()} == {value}
    await rep.do("action_undo", "annule")


@pytest.mark.parametrize(
    ("language", "user", "text", "name"),
    [("fr", "claire.moreau", "assigne-les à Hugo", "Hugo Lefèvre"),
     ("en", "james.whitfield", "assign these to Emily", "Emily Hart")],
)  # fmt: skip
async def test_a_list_is_given_to_a_colleague(talk, language, user, text, name):
    rep = talk(user, language)
    records = await listed(rep)
    shown = await rep.do("action_propose_update", text, person=name.split()[0])
    assert shown.proposal.changes[0].new == name
    assert len(shown.proposal.records) == len(records)
    await rep.do("action_cancel", "non")


async def test_amounts_move_by_a_percentage(talk):
    rep = talk()
    records = await listed(rep)
    before = await held(rep, records, "Amount")
    await rep.do("action_propose_update", "augmente leur montant de 10 %")
    await rep.do("action_confirm", "oui")
    after = await held(rep, records, "Amount")
    assert all(
        abs(float(after[id_]["Amount"]) - float(one["Amount"]) * 1.1) < 0.01
        for id_, one in before.items()
    )
    await rep.do("action_undo", "annule")


async def test_what_changed_meanwhile_is_left_and_reported_by_name(talk):
    rep, other = talk(), talk(conversation="c-2")
    records = await listed(rep)
    await rep.do("action_propose_update", "repousse-les toutes d'une semaine")
    one = records[0]
    other.slots |= {"focus_object": "Opportunity", "focus_id": one.id, "focus_name": one.name}
    await other.do("action_propose_update", "mets la prochaine étape « rappeler »")
    await other.do("action_confirm", "oui")
    done = await rep.do("action_confirm", "oui")
    table = part(done, "table")
    assert [(row[0], row[1]) for row in table.rows] == [(one.name, "a changé depuis")]
    assert len(done.records) == len(records) - 1
    undone = await rep.do("action_undo", "annule")
    assert str(len(records) - 1) in words(undone)
    await other.do("action_undo", "annule")


async def test_a_whole_set_can_be_named_in_the_request_itself(talk):
    rep = talk("nadia.benali")
    crm = (await rep.tools()).org()
    mine = Compare("OwnerId", "=", crm.user.id)
    total = (await crm.run(Query("Case", ("Id", "IsClosed"), mine))).records
    open_ = [one for one in total if not one["IsClosed"]]
    shown = await rep.do("action_propose_update", "ferme tous mes tickets ouverts")
    assert {one.id for one in shown.proposal.records} == {one["Id"] for one in open_}
    assert [(one.field, one.new) for one in shown.proposal.changes] == [("Status", "Fermée")]
    await rep.do("action_cancel", "non")


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "repousse-les toutes d'un mois"), ("en", "close them all")]
)
async def test_without_a_list_on_screen_nothing_is_guessed(talk, language, text):
    answer = await talk(language=language).do("action_propose_update", text)
    assert answer.refused == "no_list"


async def test_a_list_is_deleted_and_comes_back(talk):
    rep = talk()
    records = await listed(rep)
    shown = await rep.do("action_delete_record", "supprime-les toutes")
    assert shown.proposal.operation == "delete"
    await rep.do("action_confirm", "oui")
    assert not await held(rep, records, "Name")
    await rep.do("action_undo", "annule")
    assert len(await held(rep, records, "Name")) == len(records)


@pytest.mark.parametrize(
    ("language", "user", "listing", "text"),
    [
        ("fr", "claire.moreau", "mes pistes créées cette année non converties",
         "ajoute-les à la campagne {campaign}"),
        ("en", "james.whitfield", "my unconverted leads created this year",
         "add them to the {campaign} campaign"),
    ],
)  # fmt: skip
async def test_the_people_of_a_list_join_a_campaign_once(talk, language, user, listing, text):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    campaigns = (await crm.run(Query("Campaign", ("Id", "Name")))).records
    answer = await rep.do("action_query_records", listing)
    asked = text.format(campaign=campaigns[-1]["Name"])
    shown = await rep.do("action_add_to_campaign", asked, record_name=campaigns[-1]["Name"])
    assert 0 < len(shown.proposal.records) <= len(answer.records)
    done = await rep.do("action_confirm", "oui")
    assert len(done.records) == len(shown.proposal.records)
    again = await rep.do("action_add_to_campaign", asked, record_name=campaigns[-1]["Name"])
    assert again.refused == "all_members"


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [("fr", "sophie.marchand", "convertis le lead {who}"),
     ("en", "oliver.bennett", "convert the lead {who} without an opportunity")],
)  # fmt: skip
async def test_a_lead_is_converted_once_and_the_reason_it_stays_so_is_told(
    talk, language, user, text
):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    open_ = Compare("IsConverted", "=", value=False)
    leads = (await crm.run(Query("Lead", ("Id", "Name", "Email"), open_, limit=200))).records
    for lead in leads:
        found = await crm.find(lead["Name"], ("Lead",))
        if found.match and found.exact:
            break
    shown = await rep.do("action_convert_lead", text.format(who=lead["Name"]),
                         record_name=lead["Name"])  # fmt: skip
    kinds = [one.object for one in shown.proposal.records]
    assert kinds == ["Account", "Contact", "Opportunity"][: 3 if language == "fr" else 2]
    done = await rep.do("action_confirm", "oui")
    assert [one.object for one in done.records] == kinds
    held_ = await crm.get("Lead", lead["Id"], ("IsConverted", "ConvertedAccountId"))
    assert held_ == {"IsConverted": True, "ConvertedAccountId": done.records[0].id}
    undone = await rep.do("action_undo", "annule")
    assert undone.refused == "undo_never_convert"


async def test_a_name_that_holds_the_word_all_is_one_record(talk):
    rep = talk("james.whitfield", "en")
    await listed(rep)
    answer = await rep.do("action_propose_update", "set All Saints These Academy to closed won",
                          record_name="All Saints These Academy")  # fmt: skip
    assert answer.refused == "no_such_name"


@pytest.mark.parametrize(
    ("language", "user", "listing", "text"),
    [
        ("fr", "claire.moreau", "mes tâches en retard", "repousse-les toutes d'une semaine"),
        ("en", "james.whitfield", "my overdue tasks", "push them all back by a week"),
    ],
)
async def test_tasks_move_by_their_due_date(talk, language, user, listing, text):
    rep = talk(user, language)
    found = await rep.do("action_query_records", listing)
    shown = await rep.do("action_propose_update", text)
    assert {one.id for one in shown.proposal.records} == {one.id for one in found.records}
    assert {change.field for change in shown.proposal.changes} <= {"ActivityDate"}


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [
        ("fr", "claire.moreau", "supprime tous mes comptes"),
        ("en", "james.whitfield", "delete all my accounts"),
    ],
)
async def test_the_verb_that_deletes_tells_no_record_apart(talk, language, user, text):
    rep = talk(user, language)
    result = await rep.do("action_delete_record", text)
    assert result.proposal is None
    assert result.refused == "refused"


@pytest.mark.parametrize(
    ("language", "user", "listing", "text"),
    [
        ("fr", "claire.moreau", "mes opportunités ouvertes", "repousse la première à fin Mars"),
        ("en", "james.whitfield", "my open deals", "push the first to the end of March"),
    ],
)
async def test_a_month_names_no_record(talk, language, user, listing, text):
    rep = talk(user, language)
    found = await rep.do("action_query_records", listing)
    shown = await rep.do("action_propose_update", text)
    assert shown.proposal.record == found.records[0].id
    assert shown.proposal.changes[0].new in {"31/03/2027"}
