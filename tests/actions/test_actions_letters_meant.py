"""What a request for an e-mail looks back on, what it offers, and what a meeting is to be about."""

from datetime import UTC, date, datetime

import pytest

from actions.hearing import barred, themed
from actions.interactions import Interaction
from actions.mail_agenda import looks_back, recalled, recalled_in
from actions.mail_facts import recapped, sayable
from actions.mail_request import read_agenda, slots, thanked_for
from actions.remarks import PAIN, Remark
from actions.summary_request import sentences_asked
from actions.voices import Said
from crm import Labels
from guard.composer.summary import compose_summary
from guard.composer.table import compose

TODAY = date(2026, 11, 22)
CONTACT = {"first_name": "Anne", "last_name": "Roux", "salutation": "Ms."}
SENDER = {"name": "Claire Moreau", "title": "Ingénieure", "company": "Héliade"}


@pytest.mark.parametrize(
    ("purpose", "text", "days"),
    [
        ("thank_you", "thank her for the workshop on Thursday", []),
        ("thank_you", "remercie-la pour l'atelier de jeudi", []),
        ("thank_you", "merci pour la visite de lundi et propose un point mercredi", ["2026-11-25"]),
        ("thank_you", "thanks for Monday's visit, and suggest a call on Wednesday", ["2026-11-25"]),
        ("service_recovery", "excuse-nous pour la panne de mardi", []),
        ("follow_up", "follow up on Tuesday's call", []),
        ("follow_up", "relance-le après notre réunion de mardi", []),
        ("follow_up", "relance-le mardi", ["2026-11-24"]),
        ("confirm_meeting", "confirm our meeting on Tuesday", ["2026-11-24"]),
    ],
)
def test_a_day_looked_back_on_is_not_offered(purpose, text, days):
    assert [one["day"] for one in slots(text, TODAY, purpose)] == days


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        ("remercie-le pour la démo de vendredi et propose un appel", "la démo de vendredi"),
        ("thank them for their time on Friday and recap what we agreed", "your time on Friday"),
        ("thank them for their time and patience", "your time and patience"),
        ("merci pour sa patience et sa confiance", "votre patience et votre confiance"),
    ],
)
def test_a_second_order_is_no_part_of_what_is_thanked_for(text, thanks):
    assert thanked_for(text) == thanks


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("récapitule notre dernier appel", {"kind": "call"}),
        ("recap the meeting", {"kind": "meeting"}),
        ("fais un mail de compte rendu", {}),
        (
            "follow up after Thursday's meeting",
            {"kind": "meeting", "from": "2026-11-19", "until": "2026-11-19"},
        ),
        (
            "récapitule la réunion de jeudi",
            {"kind": "meeting", "from": "2026-11-19", "until": "2026-11-19"},
        ),
    ],
)
def test_the_exchange_that_is_named_is_the_one_cited(text, meant):
    assert recalled_in(text, "recap", TODAY) == meant


def met(day, kind):
    when = datetime(2026, *day, tzinfo=UTC)
    return Interaction("Event", str(day), kind, when, when.date(), "", "", with_whom="Anne Roux")


def test_exchanges_of_another_kind_or_day_are_left_out():
    found = [met((11, 20), "call"), met((11, 19), "meeting"), met((10, 9), "meeting")]
    assert recalled(found, {"kind": "meeting"}) == found[1:]
    assert recalled(found, {"from": "2026-11-19", "until": "2026-11-19"}) == [found[1]]
    assert recalled(found, {}) == found


class Told:
    language, rivals = "fr", ()


def test_a_recap_tells_the_newest_exchange_with_something_agreed_and_nothing_past():
    step = Remark("next_step", 1.0)
    past = Said("Nous envoyons le plan de pose mardi 24 novembre.", "note")
    coming = Said("Nous envoyons le plan de pose mardi 1er décembre.", "note")
    pair = [met((11, 20), "call"), met((11, 19), "meeting")]
    found = recapped(Told, pair, [[], [(coming, step)]], TODAY)
    assert found["last_interactions"][0]["kind"] == "meeting"
    assert recapped(Told, pair, [[], [(past, step)]], date(2026, 11, 28)) == {}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("propose un rendez-vous jeudi pour parler de l'extension", "parler de l’extension"),
        ("propose un point sur la facturation mardi", "sur la facturation"),
        ("cale une visio pour leur présenter la suite", "vous présenter la suite"),
        ("demande un rendez-vous afin de revoir leur contrat", "revoir votre contrat"),
        ("ask for a call next week about the Leeds extension", "about the Leeds extension"),
        ("invite her to a meeting to show her team the dashboard", "show your team the dashboard"),
        ("suggest a meeting on Tuesday to go through their quote", "go through your quote"),
    ],
)
def test_what_a_meeting_is_for_is_told(text, matter):
    assert list(read_agenda(text, TODAY).values()) == [matter]


@pytest.mark.parametrize(
    "text",
    [
        "écris-leur pour demander un rendez-vous",
        "un mail pour caler une visio",
        "write to arrange a meeting",
        "propose un rendez-vous jeudi",
        "suggest a meeting on 3 December",
        "un point pour leur offre",
    ],
)
def test_nothing_is_made_up_where_no_matter_is_stated(text):
    assert read_agenda(text, TODAY) == {}


@pytest.mark.parametrize(
    ("language", "agenda", "held", "told"),
    [
        ("fr", {"aim": "parler de l’extension"}, "call", ("un appel", "parler de l’extension.")),
        ("en", {"about": "about the extension"}, "call", ("a call", "talk about the extension.")),
        ("en", {"aim": "go through it"}, None, ("a meeting", "The aim is to go through it.")),
    ],
)
def test_a_meeting_request_says_its_purpose_however_short(language, agenda, held, told):
    facts = {
        "purpose": "meeting_request", "contact": CONTACT, "sender": SENDER, "today": "2026-11-22",
        "last_interactions": [], "claims": [], "agenda": agenda, "held": held, "length": "short",
    }  # fmt: skip
    body = compose("email", language, facts)["body"]
    assert all(said in body for said in told)


@pytest.mark.parametrize(
    ("language", "head"), [("fr", "Étape qui était prévue"), ("en", "Step that was planned")]
)
def test_a_step_whose_day_is_past_is_not_told_as_to_come(language, head):
    step = {"text": "Call back on Wednesday.", "kind": "next_step", "theme": None, "owner": None}
    one = {
        "id": "1", "object": "Task", "kind": "call", "date": "2026-10-05", "subject": None,
        "participants": [], "gist": "x", "incoming": None,
        "sentences": [{**step, "late": "2026-10-07"}],
    }  # fmt: skip
    facts = {"name": "A", "about": False, "interactions": [one], "requested": 1, "found": 1,
             "kind": None}  # fmt: skip
    [said] = [
        one for one in compose_summary(facts, language)["items"] if one["kind"] == "next_step"
    ]
    assert said["text"].startswith(head)


@pytest.mark.parametrize("later", [True, False])
def test_a_step_that_a_later_exchange_overtook_is_not_told(later):
    step = {"text": "Call back on Wednesday.", "kind": "next_step", "late": "2026-10-07"}
    one = {
        "id": "1", "object": "Task", "kind": "call", "date": "2026-10-05", "subject": None,
        "participants": [], "gist": "x", "incoming": None, "sentences": [step],
    }  # fmt: skip
    known = [one, {**one, "id": "2", "date": "2026-10-09", "sentences": []}][: 1 + later]
    facts = {"name": "A", "about": False, "interactions": known, "requested": 1, "found": 1,
             "kind": None}  # fmt: skip
    told = {one["kind"] for one in compose_summary(facts, "en")["items"]}
    assert ("next_step" in told) is not later


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Résume en une phrase Valmont", 1), ("sum Valmont up in one sentence", 1),
        ("en une seule ligne", 1), ("in a single line", 1), ("in two sentences", 2),
        ("résume-moi une réunion", 0),
    ],
)  # fmt: skip
def test_one_sentence_is_one(text, count):
    assert sentences_asked(text) == count


class French:
    language, rivals = "fr", ("GreenMeter",)


class English:
    language, rivals = "en", ("GreenMeter",)


@pytest.mark.parametrize(
    ("deal", "topic", "told"),
    [
        (French, "abonnement trop cher", "abonnement"), (French, "délais de pose sont longs", "délais de pose"),
        (French, "trop chers", "prix et coût total"), (English, "too expensive", "price and total cost"),
        (English, "support is too slow", "support"), (English, "data hosting", "data hosting"),
        (French, "trop vert", None),
    ],
)  # fmt: skip
def test_a_judgement_is_no_part_of_the_point_it_is_of(deal, topic, told):
    assert sayable(topic, deal) == told


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("follow up after Thursday's meeting", True), ("écris-leur après notre réunion", True),
        ("propose un rendez-vous après notre appel", False), ("ask for a meeting", False),
    ],
)  # fmt: skip
def test_a_meeting_that_was_is_not_asked_for(text, back):
    assert looks_back(text) is back


@pytest.mark.parametrize(
    ("text", "hurts"),
    [
        ("Peut-on avoir l’eau et le gaz dans le même rapport ?", False),
        ("Where exactly is our data hosted?", False),
        ("Pouvez-vous enfin nous répondre ?", True),
        ("Can you tell me why nothing works?", True),
        ("Où sont nos données ? C’est bloquant, où sont-elles ?", True),
    ],
)
def test_a_plain_question_is_no_pain(text, hurts):
    assert (PAIN not in barred(Said(text, "customer"))) is hurts


@pytest.mark.parametrize("felt", ["C’est bloquant pour Metz.", "This is really awkward for Leeds."])
def test_how_much_it_hurts_is_about_what_else_hurt(felt):
    price, data = Labels(fr="le prix", en="price"), Labels(fr="les données", en="data")
    said = (Said(felt, "customer"), Remark(PAIN, 1.0, price))
    what = (Said("The export stops halfway.", "customer"), Remark(PAIN, 1.0, data))
    assert [one.theme for _, one in themed([what, said])] == [data, data]
    assert [one.theme for _, one in themed([said])] == [None]
