"""Written once whatever happens between the yes and the answer, and told afterwards."""

from datetime import UTC, datetime

import pytest
from faulty import Faulty
from serving import served
from starlette.responses import JSONResponse
from talking import Talk, part, words

from copilot import Settings, compose
from crm import Compare, Query


def restarted(doors, home, url):
    """Return the service started again on what the last one left."""
    settings = Settings(home=home, today="2026-11-22", salesforce_login_url=url, _env_file=None)
    return compose(settings, guard=doors.guard, knowledge=doors.knowledge)


async def deal_of(talk):
    crm = (await talk.tools()).org()
    mine = Compare("OwnerId", "=", crm.user.id)
    deal = (await crm.run(Query("Opportunity", ("Id", "Name", "Amount"), mine, limit=1))).records[0]
    talk.slots |= {"focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": "x"}
    return deal


async def named(talk, name):
    crm = (await talk.tools()).org()
    return (await crm.run(Query("Lead", ("Id",), Compare("LastName", "=", name)))).total


@pytest.mark.parametrize("written", [False, True], ids=["before the write", "after the write"])
@pytest.mark.parametrize("kind", ["create", "update", "list"])
async def test_a_kill_between_the_yes_and_the_answer_never_writes_twice(
    doors, talk, tmp_path, seeded_org, written, kind
):
    rep = talk()
    deal = await deal_of(rep)
    last = f"Coupure{written}{kind}".capitalize()
    if kind == "create":
        await rep.do("action_create_record", f"ajoute un lead : Ève {last}, société Coupée",
                     person=f"Ève {last}", record_name="Coupée")  # fmt: skip
    elif kind == "update":
        await rep.do("action_propose_update", "ajoute 1000 € au montant")
    else:
        await rep.do("action_query_records", "mes opportunités ouvertes qui ferment ce trimestre")
        await rep.do("action_propose_update", "repousse-les toutes d'une semaine")
    proposal = await doors.ledger.waiting((await rep.tools()).org().user.id, "c-1")
    before = await amounts(rep, proposal, deal)
    ledger, crm = doors.ledger, (await rep.tools()).org()
    claim = await ledger.claim(crm.user.id, proposal.id, "killed-turn", doors.conversation
                               ._tools.clock.now())  # fmt: skip
    assert claim is not None
    if written:
        await crm.execute(proposal, "killed-turn")
    again = restarted(doors, tmp_path, seeded_org)
    back = Talk(again, "claire.moreau", "fr", "c-1", dict(rep.slots))
    said = await back.do("action_confirm", "oui")
    assert said.refused is None
    if kind == "create":
        assert await named(back, last) == 1
    else:
        after = await amounts(back, proposal, deal)
        assert after != before
        assert all(after[id_] == wanted for id_, wanted in expected(proposal).items())
    assert (await back.do("action_confirm", "oui")).refused == "nothing_waiting"
    await back.do("action_undo", "annule")
    await again.org.aclose()


def expected(proposal):
    parts = proposal.parts or (proposal,)
    return {one.record: one.changes[0].new for one in parts}


async def amounts(talk, proposal, deal):
    if proposal.operation == "create":
        return {}
    field = (proposal.parts or (proposal,))[0].changes[0].field
    crm = (await talk.tools()).org()
    ids = [one.record for one in (proposal.parts or (proposal,))] or [deal["Id"]]
    return {id_: one[field] for id_, one in
            (await crm.get_many("Opportunity", ids, (field,))).items()}  # fmt: skip


async def test_a_create_whose_answer_was_lost_is_found_and_not_made_again(
    doors, talk, tmp_path, seeded_org
):
    proxy = Faulty(seeded_org)
    with served(proxy.app) as url:
        through = restarted(doors, tmp_path, url)
        rep = Talk(through, "claire.moreau", "fr", "c-1")
        await rep.do("action_create_record", "ajoute un lead : Ève Perdue, société Coupée",
                     person="Ève Perdue", record_name="Coupée")  # fmt: skip

        async def lost(request):
            if request.method == "POST" and request.url.path.endswith("/composite/"):
                await proxy.passed_on(request)
                return JSONResponse([{"errorCode": "UNKNOWN_EXCEPTION", "message": ""}], 500)
            if request.method == "GET":
                return JSONResponse([{"errorCode": "UNKNOWN_EXCEPTION", "message": ""}], 500)
            return None

        proxy.fail = lost
        doubt = await rep.do("action_confirm", "oui")
        assert "confirmé" in words(doubt)
        proxy.fail = None
        said = await rep.do("action_confirm", "oui")
        assert said.refused is None
        assert await named(rep, "Perdue") == 1
        await through.org.aclose()


@pytest.mark.parametrize(
    ("language", "user", "ask", "change", "undone", "cells"),
    [
        ("fr", "hugo.lefevre", "qu'est-ce que j'ai changé aujourd'hui ?",
         "mets le montant à 41 001 €", "annulée", ("modification", "Montant")),
        ("en", "emily.hart", "what did I change today?", "set the amount to €41,001", "undone",
         ("change", "Amount")),
    ],
)  # fmt: skip
async def test_what_one_changed_today_is_told_with_old_new_and_the_words(
    talk, language, user, ask, change, undone, cells
):
    rep, colleague = talk(user, language), talk("claire.moreau", language)
    deal = await deal_of(rep)
    empty = await rep.do("action_show_changes", ask)
    assert not empty.records
    await rep.do("action_propose_update", change)
    await rep.do("action_confirm", "oui")
    told = await rep.do("action_show_changes", ask)
    row = part(told, "table").rows[0]
    assert (row[1], row[3]) == cells
    assert row[2] == deal["Name"]
    assert "41" in row[5]
    assert row[6] == change
    assert (await rep.tools()).org().user.name in words(told)
    assert [one.id for one in told.records] == [deal["Id"]]
    await rep.do("action_undo", "annule")
    again = part(await rep.do("action_show_changes", ask), "table").rows[0]
    assert undone in again[1]
    other = await colleague.do("action_show_changes", ask)
    assert deal["Id"] not in {one.id for one in other.records}


@pytest.mark.parametrize(
    ("user", "language", "moment"),
    [("hugo.lefevre", "fr", datetime(2026, 11, 22, 23, 30, tzinfo=UTC)),
     ("emily.hart", "en", datetime(2026, 11, 22, 23, 30, tzinfo=UTC)),
     ("emily.hart", "en", datetime(2026, 11, 22, 0, 5, tzinfo=UTC))],
)  # fmt: skip
async def test_today_is_the_askers_own_day_around_midnight(
    doors, tmp_path, seeded_org, monkeypatch, user, language, moment
):
    monkeypatch.setattr("copilot.clock.SystemClock.now", lambda clock: moment)
    rep = Talk(restarted(doors, tmp_path, seeded_org), user, language, "c-1", {})
    deal = await deal_of(rep)
    await rep.do("action_propose_update", "ajoute 500 € au montant")
    await rep.do("action_confirm", "oui")
    told = await rep.do("action_show_changes", "qu'est-ce que j'ai changé aujourd'hui ?")
    assert deal["Id"] in {one.id for one in told.records}
    await rep.do("action_undo", "annule")


@pytest.mark.parametrize("said", ["annule", "annuler", "cancel", "undo", "annule ça"])
async def test_cancel_and_undo_mean_what_is_there_to_take_back(talk, said):
    rep = talk()
    deal = await deal_of(rep)
    crm = (await rep.tools()).org()
    for action in ("action_cancel", "action_undo"):
        await rep.do("action_propose_update", "ajoute 500 € au montant")
        dropped = await rep.do(action, said)
        assert "rien modifié" in words(dropped)
        await rep.do("action_propose_update", "ajoute 500 € au montant")
        await rep.do("action_confirm", "oui")
        await rep.do(action, said)
        held = await crm.get("Opportunity", deal["Id"], ("Amount",))
        assert held["Amount"] == deal["Amount"]
    assert (await rep.do("action_cancel", "non")).refused == "nothing_waiting"


async def test_what_somebody_changed_since_is_not_undone(talk):
    rep, other = talk(), talk(conversation="c-2")
    await deal_of(rep)
    await deal_of(other)
    await rep.do("action_propose_update", "ajoute 10 € au montant")
    await rep.do("action_confirm", "oui")
    await other.do("action_propose_update", "ajoute 20 € au montant")
    await other.do("action_confirm", "oui")
    kept = await rep.do("action_undo", "annule")
    assert kept.refused == "undo_stale"
    await other.do("action_undo", "annule")
