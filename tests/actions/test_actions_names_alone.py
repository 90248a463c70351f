"""After a proposal, a name, an hour or a figure said alone puts it right."""

import pytest
from talking import part, words

from actions.names_alone import names_alone
from crm import Query


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("non, plutôt Inès", ["Inès"]),
        ("pas Claire, Inès", ["Inès"]),
        ("c’est pour Nadia", ["Nadia"]),
        ("je voulais dire Delphine Le Gall", ["Delphine Le Gall"]),
        ("au lieu de Claire, Inès", ["Inès"]),
        ("not Nadia, Marc", ["Marc"]),
        ("James rather than Tom", ["James"]),
        ("actually make it James", ["James"]),
        ("Marc, not Nadia", ["Marc"]),
        ("hang on, not Priya, Emily", ["Emily"]),
        ("is it for Priya?", []),
        ("oui, merci", []),
        ("annule", []),
        ("non, laisse tomber", []),
        ("cancel that", []),
        ("never mind", []),
        ("stop", []),
        ("plutôt le 22", []),
        ("show me every open case of my team", []),
    ],
)
def test_a_name_alone_is_what_is_left_without_the_words_around_it(text, names):
    assert [one.text for one in names_alone(text)] == names


@pytest.mark.parametrize("taken_for", ["action_clarify", "action_show_record", "action_decline"])
@pytest.mark.parametrize(
    ("language", "asked", "amended", "owner"),
    [
        ("fr", "donne la première à Claire", "en fait Inès", "Inès Garnier"),
        ("fr", "donne la première à Claire", "pas Claire, Inès", "Inès Garnier"),
        ("en", "reassign the first one to Claire", "actually make it Inès", "Inès Garnier"),
        ("en", "reassign the first one to Claire", "sorry, it's for Inès", "Inès Garnier"),
    ],
)
async def test_another_name_is_heard_whatever_it_was_taken_for(
    talk, language, asked, amended, owner, taken_for
):
    rep = talk("sophie.marchand", language)
    await rep.do("action_query_records", "les affaires ouvertes de Hugo", person="Hugo")
    await rep.do("action_propose_update", asked, person="Claire")
    shown = await rep.do(taken_for, amended)
    assert part(shown, "table").rows[0][-1] == owner


@pytest.mark.parametrize(
    ("language", "amended"), [("fr", "plutôt Gandalf"), ("en", "actually make it Gandalf")]
)
async def test_a_name_nobody_bears_leaves_nothing_to_a_bare_yes(talk, language, amended):
    rep = talk("sophie.marchand", language)
    await rep.do("action_query_records", "les affaires ouvertes de Hugo", person="Hugo")
    await rep.do("action_propose_update", "donne la première à Claire", person="Claire")
    held = await rep.do("action_show_record", amended)
    yes = await rep.do("action_confirm", "oui")
    assert held.proposal or yes.proposal, words(yes)


@pytest.mark.parametrize(
    ("language", "asked", "amended"),
    [
        ("fr", "planifie un rendez-vous jeudi à 10h", "plutôt 16h"),
        ("en", "book a meeting on Thursday at 10am", "4pm instead"),
    ],
)
async def test_an_hour_alone_is_heard_whatever_it_was_taken_for(talk, language, asked, amended):
    rep = talk("claire.moreau", language)
    await rep.do("action_schedule_activity", asked)
    shown = await rep.do("action_refine_query", amended)
    rows = dict(part(shown, "table").rows)
    assert any("16:00" in value for value in rows.values())


@pytest.mark.parametrize(
    ("language", "asked", "amended", "amount"),
    [
        ("fr", "baisse le montant de la première à 55 k€", "finalement 58", "58 000"),
        ("en", "set the amount of the first one to 55k", "make it 58", "58,000"),
        ("en", "set the amount of the first one to 55,000", "make it 58,500", "58,500"),
    ],
)
async def test_a_bare_figure_is_in_the_thousands_said_before(
    talk, language, asked, amended, amount
):
    rep = talk("claire.moreau", language)
    await rep.do("action_query_records", "mes affaires ouvertes")
    await rep.do("action_propose_update", asked)
    shown = await rep.do("action_refine_query", amended)
    assert amount in part(shown, "table").rows[0][-1].replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "logged", "then"),
    [
        ("fr", "note un appel avec Delphine Le Gall hier", "rappelle-moi de lui écrire jeudi"),
        ("en", "log a call with Delphine Le Gall yesterday", "remind me to write to her on Monday"),
    ],
)
async def test_what_follows_a_logged_call_is_about_the_same_person(talk, language, logged, then):
    rep = talk("claire.moreau", language)
    await rep.do("action_log_activity", logged, record_name="Delphine Le Gall")
    await rep.do("action_confirm", "oui")
    shown = await rep.do("action_schedule_activity", then)
    assert "Delphine Le Gall" in dict(part(shown, "table").rows).values()


@pytest.mark.parametrize(
    ("language", "asked", "amended"),
    [
        ("fr", "augmente-les toutes de 5 %", "10 % plutôt"),
        ("en", "raise them all by 5%", "make it 10%"),
        ("fr", "baisse-les toutes de 5 %", "non, 10 %"),
    ],
)
async def test_another_share_moves_by_that_share_and_is_no_amount(talk, language, asked, amended):
    rep = talk("hugo.lefevre", language)
    await rep.do("action_query_records", "mes affaires en négociation")
    await rep.do("action_propose_update", asked)
    shown = (await rep.do("action_refine_query", amended)).proposal
    crm = (await rep.tools()).org()
    kept = await rep.doors.conversation._tools.ledger.waiting(crm.user.id, rep.conversation)
    assert {one.field for one in shown.changes} == {"Amount"}
    share = 0.9 if asked.startswith("baisse") else 1.1
    for one in kept.parts:
        assert float(one.changes[0].new) == pytest.approx(float(one.changes[0].old) * share, 1e-3)


@pytest.mark.parametrize(
    ("language", "asked", "amended", "last"),
    [
        ("fr", "ajoute le contact Paul Verdier", "il s’appelle Paul Verdié", "Verdié"),
        ("en", "add a contact called Laura Finch", "Laura Fynch actually", "Fynch"),
    ],
)
async def test_the_name_of_a_new_person_is_put_right(talk, language, asked, amended, last):
    rep = talk("claire.moreau", language)
    await rep.do("action_create_record", asked, record_name=" ".join(asked.split()[-2:]))
    shown = await rep.do("action_show_record", amended)
    new = {one.field: one.new for one in shown.proposal.changes}
    assert new["LastName"] == last


@pytest.mark.parametrize(
    ("language", "asked", "given"),
    [
        ("fr", "ajoute le contact Paul Verdier", "attribue-le à Hugo"),
        ("en", "add a contact called Laura Finch", "assign it to Hugo"),
    ],
)
async def test_a_record_about_to_be_made_is_given_to_a_colleague(talk, language, asked, given):
    rep = talk("claire.moreau", language)
    await rep.do("action_create_record", asked, record_name=" ".join(asked.split()[-2:]))
    shown = await rep.do("action_propose_update", given, person="Hugo")
    new = {one.field: one.new for one in shown.proposal.changes}
    assert new["OwnerId"] == "Hugo Lefèvre"


@pytest.mark.parametrize(
    ("language", "text", "rating"),
    [
        ("fr", "mets plutôt sa note à chaud", "Chaud"),
        ("en", "set his rating to hot instead", "Hot"),
    ],
)
async def test_a_change_taken_for_a_mails_revision_is_a_change(talk, language, text, rating):
    rep = talk("james.whitfield", language)
    await rep.do("action_show_record", "Matthew Mossop", record_name="Matthew Mossop")
    shown = await rep.do("action_revise_email", text)
    assert [one.new for one in shown.proposal.changes] == [rating]


@pytest.mark.parametrize(
    ("language", "asked", "amended"),
    [
        ("fr", "planifie un rendez-vous avec Delphine Le Gall jeudi à 10h",
         "avec Odile Muller plutôt"),
        ("en", "book a meeting with Delphine Le Gall on Thursday at 10am", "Odile Muller instead"),
    ],
)  # fmt: skip
async def test_an_event_with_somebody_else_bears_their_name(talk, language, asked, amended):
    rep = talk("claire.moreau", language)
    await rep.do("action_schedule_activity", asked, record_name="Delphine Le Gall")
    shown = await rep.do("action_summarise_interactions", amended)
    new = {one.field: one.new for one in shown.proposal.changes}
    assert new["WhoId"] == "Odile Muller"
    assert new["Subject"].endswith("– Odile Muller")


@pytest.mark.parametrize("taken_for", ["action_undo", "action_cancel", "action_stop"])
@pytest.mark.parametrize(
    ("user", "language", "asked", "dropped"),
    [
        ("claire.moreau", "fr", "crée une tâche pour rappeler {} mardi", "annule"),
        ("james.whitfield", "en", "create a task to call {} back on Tuesday", "cancel"),
    ],
)
async def test_a_change_called_off_is_dropped_and_not_looked_up(
    talk, user, language, asked, dropped, taken_for
):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    account = (await crm.run(Query("Account", ("Name",), limit=1))).records[0]["Name"]
    await rep.do("action_schedule_activity", asked.format(account), record_name=account)
    answer = await rep.do(taken_for, dropped)
    assert answer.proposal is None
    assert await rep.doors.conversation._tools.ledger.waiting(crm.user.id, "c-1") is None
