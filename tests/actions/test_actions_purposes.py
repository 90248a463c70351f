"""What an e-mail is for: read from the request, written on the facts it needs, revised, logged."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from talking import part, words
from test_actions_email import deal_with_contact

from actions.contract import Intent, Request
from actions.mail_request import clause, invoice, matter, slots
from crm import AllOf, Compare, Order, Query
from guard.composer.table import compose

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent
CONTACT = {"first_name": "Anne", "last_name": "Roux", "salutation": "Ms."}
FACTS = {
    "contact": CONTACT,
    "sender": {"name": "Claire Moreau", "title": "Ingénieure", "company": "Héliade"},
    "today": "2026-11-22",
}


def spaced(text):
    """Return the text with plain spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


async def focused_deal(rep, stage="Negotiation/Review"):
    crm = (await rep.tools()).org()
    where = (Compare("OwnerId", "=", crm.user.id), Compare("StageName", "=", stage))
    deal = (await crm.run(Query(
        "Opportunity", ("Id", "Name", "Account.Id"), AllOf(where),
        order_by=(Order("CreatedDate"),), limit=1,
    ))).records[0]  # fmt: skip
    rep.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    return deal


@pytest.mark.parametrize(("half", "least"), [("dev", 0.84), ("test", 0.75)])
async def test_what_a_request_is_for_is_read_as_often_as_measured(talk, half, least):
    tools = await talk().tools()
    said = yaml.safe_load((HERE / f"purposes_{half}.yml").read_text())
    rows = [(text, purpose) for purpose, texts in said.items() for text in texts]
    read = await tools.purposes.read([text for text, _ in rows])
    right = sum(purpose == found for (_, purpose), (found, _) in zip(rows, read, strict=True))
    assert right / len(rows) >= least


async def test_a_quote_goes_with_its_number_its_total_and_its_lines(talk):
    rep = talk("emily.hart", "en")
    crm = (await rep.tools()).org()
    deal = await focused_deal(rep)
    quotes = Query(
        "Quote", ("QuoteNumber",), Compare("OpportunityId", "=", deal["Id"]),
        order_by=(Order("CreatedDate", descending=True),),
    )  # fmt: skip
    numbers = [row["QuoteNumber"] for row in (await crm.run(quotes)).records]
    mail = part(await rep.do("action_write_email", "cover email to send the quote"), "email")
    assert any(number in mail.body and number in mail.subject for number in numbers)
    assert "including tax" in mail.body
    assert "×" in mail.body


async def test_what_is_not_in_the_crm_is_said_and_left_out(talk):
    rep = talk()
    await focused_deal(rep, "Prospecting")
    answer = await rep.do("action_write_email", "mail d’accompagnement du devis")
    assert "aucun devis" in words(answer)
    assert "n°" not in part(answer, "email").body


async def test_a_late_payment_states_what_the_rep_said(talk):
    rep = talk()
    await focused_deal(rep)
    asked = "écris pour la facture F-2026-118 de 4 500 € échue le 12 octobre, impayée"
    body = part(await rep.do("action_write_email", asked), "email").body
    assert "F-2026-118, d’un montant de 4 500 €, échue le 12 octobre," in spaced(body)


async def test_what_the_rep_wants_told_is_told_in_their_words(talk):
    rep = talk()
    await focused_deal(rep)
    asked = "dis-lui par mail que sa livraison est décalée à vendredi"
    body = part(await rep.do("action_write_email", asked), "email").body
    assert "que votre livraison est décalée à vendredi." in body


async def test_a_draft_takes_a_day_a_sentence_a_postscript_a_subject_and_a_copy(talk):
    rep = talk()
    role = await deal_with_contact(rep, "fr")
    deal = role["Opportunity"]
    rep.slots |= {
        "focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": deal["Name"],
    }  # fmt: skip
    await rep.do("action_write_email", "rédige un email de suivi pour cette opportunité")
    for text in (
        "ajoute un créneau mardi matin", "rajoute que la démonstration est gratuite",
        "mets un PS : « Bonne rentrée »", "l’objet : « Notre projet »", "signe Claire",
    ):  # fmt: skip
        mail = part(await rep.do("action_revise_email", text), "email")
    assert "mardi 24 novembre au matin" in mail.body
    assert "La démonstration est gratuite." in mail.body
    assert "Bonne rentrée" in mail.body
    assert mail.subject == "Notre projet"
    assert "\nClaire\n" in mail.body
    english = part(await rep.do("action_revise_email", "écris-le en anglais"), "email")
    assert english.language == "en"
    assert "on Tuesday 24 November in the morning" in english.body


async def test_a_change_that_is_not_understood_is_said_and_changes_nothing(talk):
    rep = talk()
    await focused_deal(rep)
    await rep.do("action_write_email", "rédige un email de suivi pour cette opportunité")
    answer = await rep.do("action_revise_email", "évite le conditionnel")
    assert "pas compris" in words(answer)
    assert not [one for one in answer.parts if one.type == "email"]


async def test_the_text_on_screen_is_logged_by_a_confirmed_proposal(talk):
    rep = talk()
    deal = await focused_deal(rep)
    mail = part(await rep.do("action_write_email", "un mail de remerciement"), "email")
    shown = await rep.do("action_send_email", "envoie-le")
    assert shown.proposal.object in {"EmailMessage", "Task"}
    crm = (await rep.tools()).org()
    logged = Query("EmailMessage", ("TextBody",), Compare("RelatedToId", "=", deal["Id"]))
    before = (await crm.run(logged)).total
    await rep.do("action_confirm", "oui")
    bodies = [row["TextBody"] for row in (await crm.run(logged)).records]
    assert len(bodies) == before + 1
    assert mail.body in bodies


@pytest.mark.parametrize(
    ("contact", "tone", "language", "greeting", "closing"),
    [
        (CONTACT, "neutral", "fr", "Bonjour Madame Roux,", "ordialement,"),
        (CONTACT, "formal", "fr", "Madame,", "Je vous prie d’agréer, Madame, l’expression"),
        (CONTACT, "formal", "en", "Dear Ms Roux,", "Yours sincerely,"),
        ({"first_name": None, "last_name": "Roux", "salutation": None}, "neutral", "fr",
         "Bonjour,", "ordialement,"),
        ({"first_name": None, "last_name": "Roux", "salutation": None}, "formal", "fr",
         "Madame, Monsieur,", "Je vous prie d’agréer, Madame, Monsieur, l’"),
        ({"first_name": None, "last_name": "Roux", "salutation": None}, "formal", "en",
         "Dear Sir or Madam,", "Yours faithfully,"),
        ({"first_name": "Alex", "last_name": "Kim", "salutation": ""}, "formal", "en",
         "Dear Alex Kim,", "Yours sincerely,"),
        ({"first_name": "Alex", "last_name": "Kim", "salutation": "Dr."}, "neutral", "fr",
         "Bonjour Docteur Kim,", "ordialement,"),
    ],
)  # fmt: skip
def test_greeting_and_closing_fit_whom_one_writes_to(contact, tone, language, greeting, closing):
    said = compose("email", language, {**FACTS, "contact": contact, "tone": tone})
    assert said["body"].startswith(f"{greeting}\n")
    assert closing in said["body"]


@pytest.mark.parametrize("purpose", sorted(yaml.safe_load((HERE / "purposes_dev.yml").read_text())))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_purpose_is_written_with_nothing_but_a_name(purpose, language):
    said = compose("email", language, {**FACTS, "purpose": purpose})
    assert said["subject"]
    assert not {"{", "[", "None"} & set(said["body"])
    assert "None" not in said["body"]


def test_someone_one_says_tu_to_is_never_told_vous():
    for purpose in yaml.safe_load((HERE / "purposes_dev.yml").read_text()):
        said = compose("email", "fr", {**FACTS, "purpose": purpose, "familiar": True})
        whole = f"{said['subject']} {said['body']}"
        assert not {"vous", "votre", "vos", "veuillez"} & set(whole.casefold().split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mardi matin", [{"day": "2026-11-24", "part": "morning"}]),
        ("jeudi à 10h30", [{"day": "2026-11-26", "time": "10:30"}]),
        ("next week", [{"day": "2026-11-23", "until": "2026-11-27"}]),
        ("on Tuesday morning or Thursday afternoon", [
            {"day": "2026-11-24", "part": "morning"}, {"day": "2026-11-26", "part": "afternoon"}]),
        ("après l’appel d’hier", []),
    ],
)  # fmt: skip
def test_the_moments_to_propose_are_read(text, found):
    assert slots(text, TODAY) == found


def asked(text):
    return Request(text, "fr", Intent("t", 1.0), (), {}, "t", "c", "internal")


def test_what_a_request_states_is_read_from_its_structure():
    assert invoice("invoice no. INV-204 for €1,200 due on 3 November", TODAY) == {
        "number": "INV-204", "amount": "1200", "currency": "EUR", "due": "2026-11-03",
    }  # fmt: skip
    assert matter("write an apology for the late delivery") == "the late delivery"
    assert clause(asked("tell them their order has left")) == ""
    assert clause(asked("tell them that their order has left")) == "your order has left"
    assert clause(asked("préviens-la qu’elle sera livrée demain")) == ""
