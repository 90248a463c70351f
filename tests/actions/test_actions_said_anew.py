"""What waits is put right in few words, and what is asked next keeps the record spoken of."""

import pytest
from talking import part, words


def changes(result):
    """Return the new values that a proposal shows, by field."""
    return {one.field: one.new for one in result.proposal.changes}


@pytest.mark.parametrize(
    ("language", "user", "asked", "amended", "action"),
    [
        ("fr", "claire.moreau",
         "passe l'affaire Tessier Gestion en proposition et mets la clôture au 20 décembre",
         "finalement plutôt le 22", "action_refine_query"),
        ("en", "james.whitfield",
         "move the Denby Advisory 8 sites deal to proposal and set the close date to December 20",
         "make it the 22nd", "action_clarify"),
    ],
)  # fmt: skip
async def test_a_day_alone_stays_in_the_month_that_is_shown(
    talk, language, user, asked, amended, action
):
    rep = talk(user, language)
    name = "Tessier Gestion" if language == "fr" else "Denby Advisory 8 sites"
    first = await rep.do("action_propose_update", asked, record_name=name)
    again = await rep.do(action, amended)
    assert changes(again)["CloseDate"] == "22/12/2026"
    assert changes(again)["StageName"] == changes(first)["StageName"]


@pytest.mark.parametrize(
    ("language", "asked", "given", "amended", "action", "owner"),
    [
        ("fr", "donne la première à Claire", "Claire", "non, c'est pour Inès", "action_cancel",
         "Inès Garnier"),
        ("en", "reassign the first one to Claire", "Claire", "actually make it Inès",
         "action_clarify", "Inès Garnier"),
    ],
)  # fmt: skip
async def test_another_person_is_given_it_instead(
    talk, language, asked, given, amended, action, owner
):
    rep = talk("sophie.marchand", language)
    asks = {"fr": "les affaires ouvertes de Hugo", "en": "Hugo's open deals"}[language]
    await rep.do("action_query_records", asks, person="Hugo")
    await rep.do("action_propose_update", asked, person=given)
    assert changes(await rep.do(action, amended, person="Inès"))["OwnerId"] == owner


def _firm(said):
    return " ".join(said.split()[-2:])


@pytest.mark.parametrize(
    ("language", "user", "asked", "company", "told", "value"),
    [
        ("fr", "claire.moreau", "crée un contact Léa Fontaine, acheteuse",
         "ajoute la société Groupe Delmas", "son mail c'est lea.fontaine@delmas.example",
         "lea.fontaine@delmas.example"),
        ("en", "james.whitfield", "create a contact Zoe Quill, buyer",
         "add the company Marlow Insurance", "her email is zoe.quill@marlow.example",
         "zoe.quill@marlow.example"),
    ],
)  # fmt: skip
async def test_a_new_record_is_told_more_of(talk, language, user, asked, company, told, value):
    rep = talk(user, language)
    name = {"fr": "Léa Fontaine", "en": "Zoe Quill"}[language]
    await rep.do("action_create_record", asked, person=name)
    await rep.do("action_create_record", company, record_name=_firm(company))
    shown = changes(await rep.do("action_propose_update", told))
    assert shown["Email"] == value
    assert shown["AccountId"] == _firm(company)
    assert {"fr": "Léa", "en": "Zoe"}[language] == shown["FirstName"]


@pytest.mark.parametrize(
    ("language", "user", "asked", "out", "action", "fewer"),
    [
        ("fr", "hugo.lefevre", "repousse toutes mes affaires en négociation d'une semaine",
         "enlève la première", "action_delete_record", 1),
        ("fr", "hugo.lefevre", "repousse toutes mes affaires en négociation d'une semaine",
         "pas les deux dernières", "action_cancel", 2),
        ("en", "priya.shah", "push all my deals in negotiation by a week",
         "leave out Pemberton", "action_stop", 1),
        ("en", "priya.shah", "push all my deals in negotiation by a week",
         "not the third", "action_cancel", 1),
    ],
)  # fmt: skip
async def test_a_list_that_waits_is_made_shorter(talk, language, user, asked, out, action, fewer):
    rep = talk(user, language)
    first = part(await rep.do("action_propose_update", asked), "table").total
    assert part(await rep.do(action, out), "table").total == first - fewer


@pytest.mark.parametrize(
    ("language", "user", "question", "asked", "gone"),
    [
        ("fr", "hugo.lefevre", "mes affaires en négociation",
         "repousse les deux premières d'une semaine", None),
        ("fr", "hugo.lefevre", "mes affaires en négociation",
         "repousse la première et la troisième d'une semaine", None),
        ("en", "priya.shah", "my deals in negotiation", "push the last two by a week", None),
        ("en", "priya.shah", "my deals in negotiation", "push both by a week", "not_so_many"),
    ],
)  # fmt: skip
async def test_several_rows_are_pointed_at(talk, language, user, question, asked, gone):
    rep = talk(user, language)
    await rep.do("action_query_records", question)
    told = await rep.do("action_propose_update", asked)
    assert told.refused == gone
    assert gone or len(part(told, "table").rows) == 2
    assert "deux" not in words(told).split("«")[-1]


@pytest.mark.parametrize(
    ("language", "user", "account", "action", "text", "soql"),
    [
        ("fr", "claire.moreau", "Groupe Delmas", "action_query_records",
         "qui sont les contacts là-bas ?", "AccountId = "),
        ("en", "james.whitfield", "Marlow Insurance", "action_query_records",
         "any open deals there?", "AccountId = "),
        ("en", "james.whitfield", "Marlow Insurance", "action_clarify",
         "who's the head of property?", "Title IN ('Head of Property')"),
    ],
)  # fmt: skip
async def test_there_is_the_account_on_screen(talk, language, user, account, action, text, soql):
    rep = talk(user, language)
    await rep.do("action_show_record", account, record_name=account)
    assert soql in (await rep.do(action, text)).query.soql


async def test_are_there_any_is_no_place(talk):
    rep = talk("james.whitfield", "en")
    await rep.do("action_show_record", "Marlow Insurance", record_name="Marlow Insurance")
    told = await rep.do("action_query_records", "are there any open deals?")
    assert "AccountId" not in told.query.soql
    assert words(told)
