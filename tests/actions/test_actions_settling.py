"""What later words put right is told as over: pains solved, promises kept, decisions taken back."""

from datetime import UTC, date, datetime

import pytest

from actions.fragments import says_nothing
from actions.interactions import Interaction
from actions.mail_facts import shared
from actions.remarks import Remark
from actions.settling import settled, solves
from actions.style import Style, read_style
from actions.summarise import in_short
from actions.voices import Said
from guard.composer.summary import compose_summary

PAIN, PROMISE, DECISION, NEWS = (
    Remark(kind, 0.9) for kind in ("pain_point", "promise", "decision", "event")
)


def met(day, kind, subject="", person="Ann Lee", **known):
    moment = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Interaction(
        "Task", f"00T{day}", kind, moment, moment.date(), subject, "", person, **known
    )


def days(*exchanges):
    """Return the day each sentence was settled, exchanges given the newest first."""
    marked = settled([one for one, _ in exchanges], [list(told) for _, told in exchanges])
    return [[remark.settled and remark.settled.day for _, remark in told] for told in marked]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Merci, c’est réglé pour nous.", True),
        ("la passerelle répond à nouveau", True),
        ("ok its back", True),
        ("The meters were reloaded last night.", True),
        ("Je vous envoie le devis corrigé demain.", False),
        ("Je paie dès que c’est réglé.", False),
        ("Toujours pas résolu.", False),
        ("Still not fixed.", False),
        ("I will pay once it is sorted.", False),
        ("Is it fixed?", False),
        ("I’ll call to check all is clear.", False),
    ],
)
def test_only_what_is_done_puts_something_right(text, told):
    assert solves(text) is told


def test_a_pain_is_over_once_the_same_thread_says_so():
    thanks = (met(20, "email", "Re: Re: Factures"), [(Said("C’est réglé.", "customer"), NEWS)])
    hurt = (met(13, "email", "Factures"), [(Said("La compta bloque tout.", "customer"), PAIN)])
    assert days(thanks, hurt) == [[None], [20]]
    assert days(hurt, thanks) == [[None], [None]]


def test_another_pain_stays_open():
    back = (met(20, "call"), [(Said("La passerelle répond à nouveau.", "note"), NEWS)])
    hurt = (
        met(13, "email", "Site 2"),
        [(Said("La passerelle est muette.", "customer"), PAIN),
         (Said("Le prix est trop haut.", "customer"), PAIN)],
    )  # fmt: skip
    assert days(back, hurt) == [[None], [20, None]]


def test_a_promise_is_kept_when_we_say_it_is_done():
    done = (met(18, "email", "Readings reloaded"), [(Said("All is back now.", "us"), NEWS)])
    said = (met(17, "chat"), [(Said("I will have them reloaded tonight.", "us"), PROMISE)])
    assert days(done, said) == [[None], [18]]


def test_a_decision_taken_back_is_told_so_and_the_new_one_is_a_decision():
    exchanges = [met(20, "email"), met(3, "meeting")]
    heard = [
        [(Said("Après réflexion, nous renonçons à l’hébergement interne.", "customer"), NEWS)],
        [(Said("Choix : hébergement chez eux.", "note"), DECISION)],
    ]
    [[(_, new)], [(_, old)]] = settled(exchanges, heard)
    assert (new.kind, new.settled, old.settled) == ("decision", None, date(2026, 11, 20))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_over_is_said_and_not_what_hurts_most(language):
    told = {"text": "Le compteur est muet.", "kind": "pain_point", "theme": "T", "owner": None}
    one = {"id": "1", "object": "Task", "kind": "call", "date": "2026-11-13", "subject": None,
           "participants": [], "gist": None, "sentences": [{**told, "settled": "2026-11-20"}]}  # fmt: skip
    facts = {"name": "Orvanne", "about": False, "interactions": [one], "requested": 1, "found": 1}
    content = compose_summary(facts, language)
    assert {"fr": "sont réglées", "en": "have been solved"}[language] in content["overview"]
    pain = next(item["text"] for item in content["items"] if item["kind"] == "pain_point")
    assert {"fr": "point réglé le 20 novembre 2026", "en": "solved on 20 November 2026"}[
        language
    ] in pain


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Depuis le 23 octobre.", True),
        ("Since Tuesday.", True),
        ("C’est la 3e fois cette année.", True),
        ("Bonjour", True),
        ("Trop cher.", False),
        ("Nothing since Monday", False),
        ("On vous rappelle demain.", False),
    ],
)
def test_days_and_small_words_alone_say_nothing(text, nothing):
    assert says_nothing(text) is nothing


def test_a_mail_to_somebody_else_is_not_followed_up_with_this_person():
    ours = met(19, "email", "Factures", "", to="lise@meyrat.example", incoming=False)
    call = met(10, "call")
    assert shared([ours, call], "Ann Lee", "ann@meyrat.example") == [call]
    assert shared([ours, call], "Ann Lee", "Lise@meyrat.example") == [ours, call]


def test_more_formal_ends_familiar_words():
    familiar = Style(familiar=True)
    assert not read_style("plus formel", familiar).familiar
    assert read_style("plus court", familiar).familiar


def test_a_short_summary_does_not_call_what_is_over_a_difficulty():
    facts = {"name": "Orvanne", "about": False, "interactions": [], "requested": 0, "found": 0}
    content = compose_summary(facts, "fr")
    from actions.parts import Evidence, Summary, SummaryItem

    proof = [Evidence(object="Task", id="1", quote="x")]
    items = [SummaryItem(text="Le prix : « x »", kind="pain_point", evidence=proof)]
    whole = Summary(title=content["title"], items=items)
    assert "prix" not in in_short("Un appel.", whole, 3, "fr", hurting=False)
    assert "prix" in in_short("Un appel.", whole, 3, "fr", hurting=True)
