"""Texts as a native would write them: small faults of composing that were found by reading."""

import pytest

from actions.gist import gist
from actions.parts import Evidence, Summary, SummaryItem
from actions.summarise import in_short
from guard.composer.table import compose
from guard.composer.wording import quote

CONTACT = {"first_name": "Anne", "last_name": "Roux", "salutation": "Ms."}
SENDER = {"name": "Claire Moreau", "title": "Ingénieure", "company": "Héliade"}


def exchange(day, kind, **more):
    return {"date": day, "kind": kind, "ours": None, "gist": None, "pain_points": [], **more}


def thanks(language, *exchanges, **more):
    facts = {
        "purpose": "thank_you", "contact": CONTACT, "sender": SENDER, "today": "2026-11-22",
        "last_interactions": list(exchanges), "claims": [], **more,
    }  # fmt: skip
    return compose("email", language, facts)["body"]


@pytest.mark.parametrize(("language", "ours"), [("fr", "mon e-mail"), ("en", "my email")])
def test_nobody_is_thanked_for_our_own_email(language, ours):
    sent = exchange("2026-11-20", "email", ours=True)
    assert ours not in thanks(language, sent)
    met = exchange("2026-11-12", "meeting")
    assert ours not in thanks(language, sent, met)
    assert "12 nov" in thanks(language, sent, met).lower()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nobody_is_thanked_for_what_was_months_ago(language):
    assert "2 ma" not in thanks(language, exchange("2026-05-02", "meeting")).lower()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_title_that_names_the_customer_is_not_quoted_to_them(language):
    met = exchange("2026-11-12", "meeting", gist="Démo Castelnau & Fils")
    assert "Castelnau" in thanks(language, met)
    assert "Castelnau" not in thanks(language, met, account="Castelnau & Fils")


def test_quotation_marks_within_quotation_marks_are_inner_ones():
    assert quote("« Parfait », mais cher", "fr") == "«\u202f“Parfait”, mais cher\u202f»"
    assert quote("“Perfect”, yet dear", "en") == "“‘Perfect’, yet dear”"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Désolée pour la gêne occasionnée.", "Correctif livré en production hier."], 1),
        (["Sorry again about the long wait.", "Fix shipped to every gateway."], 1),
    ],
)
def test_courtesy_does_not_tell_what_happened(texts, told):
    assert gist(texts, []) == texts[told]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "Le support (2 fois) : « rien. »", "Au cœur des difficultés, le support"),
        ("en", "Support (2 times): “nothing.”", "Chief among the difficulties, support"),
    ],
)
def test_a_short_summary_says_that_a_pain_point_is_one(language, text, said):
    proof = [Evidence(object="Task", id="00T1", quote="rien.")]
    items = [SummaryItem(text=text, kind="pain_point", evidence=proof)]
    assert said in in_short("1 appel.", Summary(title="", items=items), 2, language)
