"""Making records: what is said is taken, what is missing is asked, what looks double is shown."""

import pytest
from talking import part, words

from crm import Compare, Query


async def an_account(talk):
    """Return one of the user's accounts whose name no other record bears."""
    crm = (await talk.tools()).org()
    mine = Compare("OwnerId", "=", crm.user.id)
    for account in (await crm.run(Query("Account", ("Id", "Name"), mine, limit=20))).records:
        found = await crm.find(account["Name"], ("Account", "Contact", "Lead"))
        if found.match and found.exact:
            return account
    raise AssertionError("no account of its own name")


async def stored(talk, name, record, *fields):
    return await (await talk.tools()).org().get(name, record, fields)


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [
        ("fr", "claire.moreau", "crée un contact Anaïs Kerdoncuff, acheteuse chez {account}, "
         "email anais.k@essai.example, tél 01 99 00 45 67"),
        ("en", "james.whitfield", "create a contact Anaïs Kerdoncuff, buyer at {account}, "
         "email anais.k@essai.example, tel 020 7946 0167"),
    ],
)  # fmt: skip
async def test_a_contact_is_made_from_one_sentence_shown_first(talk, language, user, text):
    rep = talk(user, language)
    account = await an_account(rep)
    said = text.format(account=account["Name"])
    shown = await rep.do("action_create_record", said, person="Anaïs Kerdoncuff",
                         record_name=account["Name"])  # fmt: skip
    assert shown.proposal.record is None
    assert all(change.old is None for change in shown.proposal.changes)
    done = await rep.do("action_confirm", "oui")
    made = done.records[0]
    held = await stored(rep, "Contact", made.id, "FirstName", "LastName", "Email", "AccountId")
    assert held == {
        "FirstName": "Anaïs", "LastName": "Kerdoncuff", "Email": "anais.k@essai.example",
        "AccountId": account["Id"],
    }  # fmt: skip
    title = (await stored(rep, "Contact", made.id, "Title"))["Title"]
    assert title in {"acheteuse", "buyer"}


@pytest.mark.parametrize(
    ("language", "user", "text", "answers"),
    [
        ("fr", "claire.moreau", "crée une opportunité pour {account} à 20 k€",
         ("Pilote quatre halles", "fin mars", "qualif")),
        ("en", "james.whitfield", "create an opportunity for {account} worth 20k",
         ("Pilot for four halls", "end of March", "qualification")),
    ],
)  # fmt: skip
async def test_what_is_missing_is_asked_for_one_after_the_other(
    talk, language, user, text, answers
):
    rep = talk(user, language)
    account = await an_account(rep)
    said = text.format(account=account["Name"])
    shown = await rep.do("action_create_record", said, record_name=account["Name"])
    left = list(answers)
    while shown.proposal is None:
        asked = rep.slots["awaiting"]["draft"]["asked"]
        order = {"Name": 0, "CloseDate": 1, "StageName": 2}
        shown = await rep.do("action_resume", answers[order[asked]])
        left.remove(answers[order[asked]])
    assert not left
    done = await rep.do("action_confirm", "oui")
    fields = ("Name", "StageName", "AccountId", "Amount", "CloseDate")
    held = await stored(rep, "Opportunity", done.records[0].id, *fields)
    assert held["Name"] == answers[0]
    assert held["StageName"] == "Qualification"
    assert held["AccountId"] == account["Id"]
    assert (float(held["Amount"]), str(held["CloseDate"])) == (20000, "2027-03-31")


@pytest.mark.parametrize(
    ("language", "user", "text", "yes"),
    [
        ("fr", "claire.moreau", "crée une opportunité pour {account} à 20 k€ fin mars", "oui"),
        ("en", "james.whitfield", "create an opportunity for {account} worth 20k", "yes please"),
    ],
)
async def test_a_yes_takes_the_name_that_was_offered(talk, language, user, text, yes):
    rep = talk(user, language)
    account = await an_account(rep)
    said = text.format(account=account["Name"])
    asked = await rep.do("action_create_record", said, record_name=account["Name"])
    offered = next(part for part in asked.parts if part.type == "buttons").buttons[0].label
    assert account["Name"] in offered
    await rep.do("action_confirm", yes)
    assert rep.slots["awaiting"]["draft"]["values"]["Name"] == offered


async def test_an_answer_that_cannot_be_read_is_asked_for_again_and_cancel_ends_it(talk):
    rep = talk()
    await rep.do("action_create_record", "ajoute un lead")
    await rep.do("action_resume", "Paul Renardeau")
    again = await rep.do("action_create_record", "crée une opportunité")
    assert again.proposal is None
    await rep.do("action_resume", "Nouvelle affaire")
    asked = await rep.do("action_resume", "je ne sais pas encore")
    assert "annule" in words(asked)
    ended = await rep.do("action_undo", "annule")
    assert ended.proposal is None
    assert rep.slots["awaiting"] is None


async def test_another_request_is_no_answer(talk):
    rep = talk()
    await rep.do("action_create_record", "crée une opportunité")
    listed = await rep.do("action_query_records", "montre mes opportunités ouvertes")
    assert listed.query is not None
    assert rep.slots["awaiting"] is None


async def test_a_yes_to_our_question_confirms_no_older_change(talk):
    rep = talk()
    account = await an_account(rep)
    text = f"crée un contact Zoé Quillivic chez {account['Name']}"
    await rep.do("action_create_record", text, person="Zoé Quillivic", record_name=account["Name"])
    await rep.do("action_create_record", "crée une opportunité")
    assert (await rep.do("action_confirm", "oui")).refused == "nothing_waiting"


@pytest.mark.parametrize(
    ("language", "user", "again"),
    [("fr", "claire.moreau", "peut-être déjà"), ("en", "emily.hart", "may exist already")],
)
async def test_what_may_be_double_is_shown_before_and_made_on_a_second_yes(
    talk, language, user, again
):
    rep = talk(user, language)
    text = "ajoute un lead : Prune Ghestem, société Vérins du Nord, prune@verins.example"
    names = {"person": "Prune Ghestem", "record_name": "Vérins du Nord"}
    await rep.do("action_create_record", text, **names)
    first = await rep.do("action_confirm", "oui")
    shown = await rep.do("action_create_record", text, **names)
    assert again in words(shown)
    assert "Prune Ghestem" in words(shown)
    second = await rep.do("action_confirm", "oui")
    assert second.records[0].id != first.records[0].id


async def test_salesforces_own_duplicate_rule_is_shown_and_needs_a_second_yes(talk):
    admin, rep = talk("admin"), talk("admin", conversation="c-2")
    text = "crée un contact {}, email meme.adresse@essai.example"
    shown = await rep.do("action_create_record", text.format("Luce Abalain"),
                         person="Luce Abalain")  # fmt: skip
    await admin.do("action_create_record", text.format("Luc Tregaro"), person="Luc Tregaro")
    made = await admin.do("action_confirm", "oui")
    assert made.refused is None
    warned = await rep.do("action_confirm", "oui")
    assert "peut-être déjà" in words(warned)
    assert warned.proposal.id != shown.proposal.id
    assert (await rep.do("action_confirm", "oui")).records[0].id != made.records[0].id


@pytest.mark.parametrize(
    ("language", "user", "text", "said"),
    [
        ("fr", "nadia.benali", "ouvre un ticket urgent pour {account} : la « passerelle » 3 "
         "clignote ; rien d’autre", "la « passerelle » 3 clignote ; rien d’autre"),
        ("en", "tom.fletcher", "open an urgent case for {account}: gateway \"3\" blinks; "
         "nothing else", "gateway \"3\" blinks; nothing else"),
    ],
)  # fmt: skip
async def test_a_case_keeps_the_customers_trouble_word_for_word(talk, language, user, text, said):
    agent = talk(user, language)
    crm = (await agent.tools()).org()
    account = (await crm.run(Query("Account", ("Id", "Name"), limit=1))).records[0]
    asked = text.format(account=account["Name"])
    await agent.do("action_create_record", asked, record_name=account["Name"])
    done = await agent.do("action_confirm", "oui")
    held = await stored(agent, "Case", done.records[0].id, "Subject", "Priority", "AccountId")
    assert held == {"Subject": said, "Priority": "High", "AccountId": account["Id"]}
    await agent.do("action_undo", "annule")


async def test_what_a_user_may_not_make_is_refused_before_asking(talk):
    agent = talk("nadia.benali")
    refused = await agent.do("action_create_record", "crée une opportunité")
    assert refused.proposal is None


@pytest.mark.parametrize(("language", "said"), [("fr", "Que dois-je créer"), ("en", "What should")])
async def test_a_kind_of_record_nobody_named_is_asked_for(talk, language, said):
    answer = await talk(language=language).do("action_create_record", "ajoute ça" if language ==
                                              "fr" else "add that")  # fmt: skip
    assert said in words(answer)


async def test_a_name_nothing_bears_is_said_instead_of_left_out(talk):
    rep = talk()
    text = "crée un contact Julie Petit chez Zyxwvut Nulle Part"
    answer = await rep.do("action_create_record", text, person="Julie Petit",
                          record_name="Zyxwvut Nulle Part")  # fmt: skip
    assert answer.refused == "no_such_name"
    assert answer.proposal is None


async def test_the_stages_are_offered_as_buttons_that_answer(talk):
    rep = talk()
    await rep.do("action_create_record", "crée une opportunité")
    await rep.do("action_resume", "Affaire à boutons")
    asked = await rep.do("action_resume", "le 31 mars")
    assert rep.slots["awaiting"]["draft"]["asked"] == "StageName"
    pressed = next(one for one in part(asked, "buttons").buttons if one.label == "Qualification")
    assert pressed.payload == '/inform{"value": "Qualification"}'
    shown = await rep.do("action_resume", pressed.payload, value="Qualification")
    assert [one.new for one in shown.proposal.changes if one.field == "StageName"] == [
        "Qualification"
    ]


@pytest.mark.parametrize(
    ("language", "user", "text", "account"),
    [
        ("fr", "hugo.lefevre", "nouvelle affaire chez Tessier SAS : Extension capteurs, 25 k€, "
         "qualification, clôture le 15 janvier", "Tessier SAS"),
        ("en", "james.whitfield", "new business at Denby Works Ltd: Sensor rollout, 25k, "
         "qualification, closing January 15", "Denby Works Ltd"),
    ],
)  # fmt: skip
async def test_a_kind_that_a_value_holds_is_made_and_no_account_is_changed(
    talk, language, user, text, account
):
    shown = await talk(user, language).do("action_create_record", text, record_name=account)
    assert shown.proposal is None or shown.proposal.operation == "create", words(shown)
