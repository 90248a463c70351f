"""Which exchanges a summary is asked of, and what it says of silences, promises and transcripts."""

from datetime import UTC, date, datetime

import pytest

from actions.hearing import barred, still_waits
from actions.interactions import Interaction
from actions.mail_facts import alike
from actions.mail_points import agreed
from actions.mail_request import matter, thanked_for
from actions.remarks import Remark
from actions.summarise import due
from actions.summary_request import asked
from actions.unanswered import silences
from actions.voices import Said, said_in
from guard.composer.summary import compose_summary

TODAY = date(2026, 11, 22)
NEWS = Remark("event", 1.0)


@pytest.mark.parametrize(
    ("text", "name", "limit", "kind"),
    [
        ("Résume le dernier échange", "Valmont", 1, None),
        ("sum up the last one", "Valmont", 1, None),
        ("résume notre dernière réunion avec eux", "Valmont", 1, "meeting"),
        ("recap the three latest emails with Valmont", "Valmont", 3, "email"),
        ("résume les derniers appels", "Valmont", 5, "call"),
        ("Résume Pilot 6 sites", "Pilot 6 sites", 5, None),
        ("résume la semaine dernière", "Valmont", 5, None),
        ("envoie-moi un résumé par mail", "Valmont", 5, None),
    ],
)
def test_which_exchanges_are_wanted(text, name, limit, kind):
    found = asked(text, name)
    assert (found.limit, found.kind) == (limit, kind)


def met(day, kind, body, **known):
    when = datetime(2026, *day, tzinfo=UTC)
    given = {"with_whom": "Ann Lee", "ours": "Claire Moreau"} | known
    return Interaction("Task", str(day), kind, when, when.date(), "Subject", body, **given)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "depuis le 21 juillet 2026"), ("en", "since 21 July 2026")]
)
def test_tries_that_came_to_nothing_are_told_and_a_talk_ends_the_count(language, said):
    tries = [
        met((10, 27), "call", "Répondeur."), met((10, 6), "email", "Any news?", incoming=False),
        met((7, 21), "call", "The board meets in September, she wants to go ahead."),
    ]  # fmt: skip
    heard = [[(Said(one.body, "note"), NEWS)] for one in tries]
    [line] = silences(tries, heard, language, TODAY)
    assert said in line.text
    assert len(line.evidence) == 2
    assert silences(tries[1:], heard[1:], language, TODAY) == []


def test_a_question_of_theirs_that_waits_is_told_and_thanks_are_not():
    asks = met((11, 10), "email", "Quelle date ?", incoming=True)
    thanks = met((11, 10), "email", "Merci, tout va bien.", incoming=True)
    for one, lines in ((asks, 1), (thanks, 0)):
        assert len(silences([one], [[(Said(one.body, "customer"), NEWS)]], "fr", TODAY)) == lines


def test_a_promise_is_late_once_the_one_day_it_names_is_past():
    said = date(2026, 11, 4)
    assert due("Je vous l’envoie mardi.", said, TODAY) == date(2026, 11, 10)
    assert due("I’ll send it by 4 December.", said, TODAY) is None
    assert due("Je vous l’envoie.", said, TODAY) is None
    one = {"id": "1", "object": "Task", "kind": "call", "date": "2026-11-03", "sentences": [
        {"text": "Je l’envoie mardi.", "kind": "promise", "owner": "us", "late": "2026-11-10"}]}  # fmt: skip
    facts = {"name": "Orvanne", "interactions": [one], "requested": 1, "found": 1}
    assert "délai passé" in compose_summary(facts, "fr")["items"][-1]["text"]
    assert "its day now past" in compose_summary(facts, "en")["items"][-1]["text"]


def test_sentences_of_one_exchange_are_one_time():
    pain = {"kind": "pain_point", "theme": "T", "owner": None}
    one = {"id": "1", "object": "Case", "kind": "case", "date": "2026-11-03", "sentences": [
        {"text": "Trop lent.", **pain}, {"text": "Trop lent encore.", **pain}]}  # fmt: skip
    facts = {"name": "Orvanne", "interactions": [one], "requested": 1, "found": 1}
    told = compose_summary(facts, "en")["items"]
    assert next(item["text"] for item in told if item["kind"] == "pain_point").startswith("T (on")


def test_a_transcript_in_a_note_is_read_turn_by_turn():
    body = (
        "[00:02] Claire Moreau : Bonjour.\n[00:09] Ann Lee : Trois ans, c’est trop long pour moi.\n"
        "[00:31] Claire Moreau : Je vous écris une clause.\n[00:40] Ann Lee : Alors je signe."
    )
    found = {(said.text, said.voice) for said in said_in(met((11, 3), "call", body))}
    assert ("Trois ans, c’est trop long pour moi.", "customer") in found
    assert ("Je vous écris une clause.", "us") in found
    note = "Prix : trop cher.\nSuite : rappeler.\nDevis : à revoir.\nContact : M. Roux."
    assert {said.voice for said in said_in(met((11, 3), "call", note))} == {"note"}


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Nous n’avons toujours pas reçu le questionnaire.", True),
        ("We still haven't received it.", True),
        ("Nothing has arrived yet.", True),
        ("Nous n’avons pas encore décidé.", False),
        ("J’ai bien reçu le devis.", False),
    ],
)
def test_a_customer_who_still_waits_says_so(text, waits):
    assert still_waits(Said(text, "customer")) is waits
    assert not still_waits(Said(text, "us"))


def test_what_a_customer_wants_they_do_not_owe_and_what_is_enclosed_is_given():
    assert "promise" in barred(Said("I need the refund before Friday.", "customer"))
    assert "promise" not in barred(Said("I will send the plans on Friday.", "customer"))
    assert "promise" in barred(Said("Je joins le devis complémentaire.", "us"))
    assert "promise" not in barred(Said("Je vous enverrai le devis ci-joint signé.", "us"))


@pytest.mark.parametrize(
    ("text", "for_what"),
    [
        ("remercie-la pour sa patience", "votre patience"),
        ("thank them for their quick answer", "your quick answer"),
        ("un mot de remerciement", ""),
        ("un mot de remerciement pour notre réunion d'hier", "notre réunion d’hier"),
        ("a thank-you note for yesterday's meeting", "yesterday’s meeting"),
        ("thank her for the call", "the call"),
        ("remercie-le pour le nouveau contrat", ""),
    ],
)
def test_what_one_thanks_for_is_put_to_the_customer(text, for_what):
    assert thanked_for(text) == for_what


@pytest.mark.parametrize(
    ("matter", "subject", "same"),
    [
        ("le retard de livraison des capteurs", "le capteur ne remonte plus rien", False),
        ("la panne du capteur", "panne capteur hall B", True),
        ("the broken gateway", "gateway broken since Monday", True),
        ("the late delivery of the sensors", "sensor reads nothing", False),
    ],
)
def test_an_apology_is_for_what_was_said_unless_the_case_says_as_much(matter, subject, same):
    assert alike(matter, {"subject": subject}) is same


@pytest.mark.parametrize(
    ("language", "theirs", "ours"),
    [
        ("fr", "Je dois en parler à la direction.", "Prochaine étape : envoyer le devis signé."),
        ("en", "I need to run it past a colleague.", "Next step: send the signed quote."),
    ],
)
def test_what_customers_say_of_themselves_is_no_point_of_ours(language, theirs, ours):
    step = Remark("next_step", 1.0)
    heard = [(Said(theirs, "customer"), step), (Said(ours, "note"), step)]
    points = agreed(met((11, 3), "email", theirs), heard, language, ())
    assert [len(one) for one in points.values()] == [1]
    assert theirs not in str(points)


def test_the_kind_of_a_record_is_no_matter_to_apologise_for():
    assert matter("write an apology for the case") == ""
    assert matter("write an apology for the late delivery") == "the late delivery"
