"""E-mails one would send: to the right person, in their language, on sourced advantages."""

from dataclasses import replace
from datetime import date

import pytest
from talking import part, words

from actions.claims import find_claims, ours
from actions.deal_names import called, proper, titled
from actions.mail_writing import far_end
from actions.style import Style, read_style
from crm import AllOf, Compare, Order, Query

TODAY = date(2026, 11, 22)
RIVALS = ("Voltanis", "Energix Solutions", "GreenMeter")
ASKED = {
    "fr": "Rédige un email de suivi pour cette opportunité en mettant en avant nos avantages "
    "concurrentiels sur le point {}.",
    "en": "Draft a follow-up email for this deal highlighting our competitive advantages on {}.",
}


async def deal_with_contact(rep, contact_language):
    """Return one of the user's open deals whose main contact speaks the language."""
    crm = (await rep.tools()).org()
    query = Query(
        "OpportunityContactRole",
        ("Opportunity.Id", "Opportunity.Name", "Contact.Id", "Contact.Email", "Contact.LastName"),
        AllOf((
            Compare("Opportunity.OwnerId", "=", crm.user.id),
            Compare("Opportunity.IsClosed", "=", False), Compare("IsPrimary", "=", True),
            Compare("Contact.Email", "!=", None),
            Compare("Contact.Preferred_Language__c", "=", contact_language),
        )),
        order_by=(Order("CreatedDate"),), limit=1,
    )  # fmt: skip
    return (await crm.run(query)).records[0]


async def write(rep, role, topic):
    deal = role["Opportunity"]
    rep.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    return await rep.do("action_write_email", ASKED[rep.language].format(topic), topic=topic)


async def test_what_leads_a_topic_is_no_part_of_it(talk):
    rep = talk("claire.moreau")
    mail = part(await write(rep, await deal_with_contact(rep, "fr"), "de la garantie"), "email")
    assert "arantie" in mail.subject + mail.body
    assert "de la garantie" not in mail.subject
    assert "de de la" not in mail.body


@pytest.mark.parametrize(
    ("user", "asks_in", "contact", "topic"),
    [
        ("claire.moreau", "fr", "fr", "délai de déploiement"),
        ("hugo.lefevre", "en", "fr", "price"),
        ("emily.hart", "en", "en", "data hosting"),
        ("james.whitfield", "fr", "en", "la simplicité"),
    ],
)
async def test_an_email_goes_to_the_main_contact_in_their_language(
    talk, user, asks_in, contact, topic
):
    rep = talk(user, asks_in)
    role = await deal_with_contact(rep, contact)
    answer = await write(rep, role, topic)
    mail = part(answer, "email")
    assert mail.to == [role["Contact"]["Email"]]
    assert mail.language == contact
    assert mail.body.startswith(("Bonjour ", "Madame", "Monsieur") if contact == "fr" else "Dear ")
    rep_name = (await rep.tools()).org().user.name
    assert rep_name in mail.body.splitlines()
    assert mail.subject


@pytest.mark.parametrize(
    ("user", "language", "topic"),
    [("claire.moreau", "fr", "support"), ("emily.hart", "en", "price")],
)
async def test_every_advantage_stands_in_its_source_and_nothing_internal_is_told(
    talk, user, language, topic
):
    rep = talk(user, language)
    answer = await write(rep, await deal_with_contact(rep, language), topic)
    mail = part(answer, "email")
    bullets = [line[2:] for line in mail.body.splitlines() if line.startswith("– ")]
    assert bullets
    assert len(mail.sources) == len(bullets)
    for bullet, source in zip(bullets, mail.sources, strict=True):
        assert bullet.rstrip(".") in source.passage
        assert source.article.startswith("bc-")
    text = f"{mail.subject} {mail.body}".casefold()
    internal = ("voltanis", "energix", "greenmeter", "prospecting", "negotiation", "marge", "%%")
    assert not any(word in text for word in internal)


@pytest.mark.parametrize(
    ("user", "language", "topic"),
    [("claire.moreau", "fr", "blockchain"), ("emily.hart", "en", "company cars")],
)
async def test_a_point_no_card_treats_is_said_and_left_out(talk, user, language, topic):
    rep = talk(user, language)
    answer = await write(rep, await deal_with_contact(rep, language), topic)
    mail = part(answer, "email")
    assert topic in words(answer)
    assert not mail.sources
    assert topic not in f"{mail.subject} {mail.body}"


async def test_a_draft_is_revised_in_conversation(talk):
    rep = talk()
    await write(rep, await deal_with_contact(rep, "fr"), "prix")
    before = part(await rep.do("action_revise_email", "tutoie-le"), "email").body
    shorter = part(await rep.do("action_revise_email", "plus court"), "email").body
    formal = part(await rep.do("action_revise_email", "vouvoie-le, plus formel"), "email").body
    assert "vous" not in before.replace("Vous", "vous").split("–")[0].split()
    assert len(shorter) < len(before)
    assert "salutations distinguées" in formal


@pytest.mark.parametrize(
    ("language", "said", "added"),
    [
        (
            "fr",
            "ajoute que je viendrai avec notre technicien",
            "Je viendrai avec notre technicien.",
        ),
        ("en", "mention that I can bring our engineer", "I can bring our engineer."),
    ],
)
async def test_words_added_before_a_draft_are_the_drafts_and_a_note_otherwise(
    talk, language, said, added
):
    rep = talk("claire.moreau" if language == "fr" else "james.whitfield", language)
    deal = await deal_with_contact(rep, language)
    await write(rep, deal, "prix")
    for taken_for in ("action_log_activity", "action_clarify", "action_schedule_activity"):
        mail = part(await rep.do(taken_for, said), "email")
        assert added in mail.body
    noted = await rep.do(
        "action_log_activity",
        {"fr": "note que c’est un bon client", "en": "note that they are a good customer"}[
            language
        ],
    )
    assert noted.proposal


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("plus court et tutoie-la", Style(length="short", familiar=True)),
        ("more formal please", Style(tone="formal")),
        ("ne le tutoie pas", Style()),
        ("warmer and longer", Style(tone="warm", length="long")),
    ],
)
def test_how_a_revision_is_read(text, style):
    assert read_style(text, Style()) == style


@pytest.mark.parametrize(
    ("topic", "language", "card"),
    [
        ("nos délais de livraison", "fr", "bc-deploiement-fr"),
        ("l’ergonomie", "fr", "bc-simplicite-fr"),
        ("la réactivité du SAV", "fr", "bc-support-fr"),
        ("RGPD", "fr", "bc-hebergement-fr"),
        ("payback", "en", "bc-roi-en"),
        ("API integration", "en", "bc-integration-en"),
        ("cyber security", "en", "bc-security-en"),
        ("against GreenMeter", "en", "bc-greenmeter-en"),
        ("la paie des salariés", "fr", None),
        ("le transport maritime", "fr", None),
        ("employment law", "en", None),
        ("3D printing", "en", None),
    ],
)
async def test_a_point_finds_its_card_or_none(doors, topic, language, card):
    claims = await find_claims(topic, language, doors.knowledge, TODAY, RIVALS)
    assert (claims[0].source.article if claims else None) == card
    assert not any(rival in claim.text for claim in claims for rival in ("Voltanis", "GreenMeter"))


@pytest.mark.parametrize(
    ("bullet", "kept"),
    [
        ("Nos capteurs se clipsent ; Voltanis remplace le tableau.", "Nos capteurs se clipsent."),
        ("€2,700 installed, against €7,900 for the Voltanis set-up.", "€2,700 installed."),
        ("À reconnaître : nous ne mesurons pas les harmoniques.", None),
        ("Voltanis needs a shutdown.", None),
        ("Rien à installer.", "Rien à installer."),
    ],
)
def test_what_a_card_says_of_a_competitor_is_not_told(bullet, kept):
    assert ours(bullet, {"voltanis"}) == kept


def test_names_are_written_as_people_write_them():
    assert [proper(name) for name in ("Joëlle DUBOIS", "klaus Jäger", "Anne de La Tour")] == [
        "Joëlle Dubois", "Klaus Jäger", "Anne de La Tour",
    ]  # fmt: skip


def test_a_project_is_called_as_in_the_deal_without_the_customers_name():
    deal = "Héliade Capteur W – Laiterie Daumesnil – Caen"
    assert called(["Héliade Sense W", "Héliade Gateway 200"], deal) == ["Héliade Capteur W"]
    assert called(["Energy audit"], deal) == ["Energy audit"]
    assert titled(deal, "Laiterie Daumesnil") == "Héliade Capteur W – Caen"


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [("fr", "quelle réponse lui proposer ?", "vous décider"),
     ("en", "what should I answer?", "in order to decide")],
)  # fmt: skip
async def test_whoever_has_a_case_open_is_answered_about_it(talk, language, asked, said):
    agent = talk("nadia.benali", language)
    crm = (await agent.tools()).org()
    query = Query(
        "Case", ("Id", "CaseNumber"),
        AllOf((Compare("IsClosed", "=", False), Compare("Contact.Email", "!=", None))),
        order_by=(Order("CreatedDate"),), limit=1,
    )  # fmt: skip
    case = (await crm.run(query)).records[0]
    agent.slots |= {"focus_object": "Case", "focus_id": case["Id"], "focus_name": "x"}
    mail = part(await agent.do("action_write_email", asked), "email")
    assert case["CaseNumber"] in mail.subject
    assert said not in mail.body


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "prépare une réponse à leur dernier ticket"), ("en", "reply to their latest case")],
)
async def test_a_reply_to_a_customers_latest_case_is_about_that_case(talk, language, text):
    agent = talk("nadia.benali", language)
    crm = (await agent.tools()).org()
    newest = (Order("CreatedDate", descending=True),)
    where = Compare("Account.Name", "!=", None)
    query = Query("Case", ("CaseNumber", "AccountId"), where, order_by=newest, limit=50)
    latest = {one["AccountId"]: one for one in reversed((await crm.run(query)).records)}
    # A case that another test opened has nobody to write to.
    told = AllOf((where, Compare("Contact.Email", "!=", None)))
    written = (await crm.run(replace(query, where=told))).records
    case = next(one for one in written if latest[one["AccountId"]] == one)
    agent.slots |= {"focus_object": "Account", "focus_id": case["AccountId"], "focus_name": "x"}
    mail = part(await agent.do("action_write_email", text), "email")
    assert case["CaseNumber"] in mail.subject


@pytest.mark.parametrize(
    ("purpose", "end", "early"),
    [
        ("renewal", "2027-07-20", date(2027, 7, 20)),
        ("renewal", "2027-01-31", None),
        ("renewal", "2026-10-01", None),
        ("follow_up", "2027-07-20", None),
    ],
)
def test_a_renewal_long_before_its_end_is_said_to_be_early(purpose, end, early):
    facts = {"purpose": purpose, "today": "2026-11-22", "contract": {"end": end}}
    assert far_end(facts) == early
    assert far_end({**facts, "contract": None}) is None
