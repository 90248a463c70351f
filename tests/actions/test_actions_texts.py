"""Texts as a native would write them: small faults of composing that were found by reading."""

import pytest

from actions.gist import gist
from actions.parts import Evidence, Summary, SummaryItem
from actions.summarise import in_short
from copilot.suggestions import Said, suggest
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


def letter(language, purpose, **more):
    facts = {
        "purpose": purpose, "contact": CONTACT, "sender": SENDER, "today": "2026-11-22",
        "last_interactions": [exchange("2026-11-12", "meeting")], "claims": [], **more,
    }  # fmt: skip
    return compose("email", language, facts)["body"]


CASE = {"number": "00001002", "subject": "Capteur muet", "opened": "2026-11-01", "closed": None}
GIVEN = {
    "service_recovery": {"case": CASE}, "thank_you": {}, "confirm_meeting": {},
    "reminder": {}, "late_payment": {}, "told": {"clause": "the new price list is ready"},
    "first_contact": {}, "meeting_request": {}, "recap": {"points": {"us": ["On chiffre."]}},
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("purpose", sorted(GIVEN))
def test_a_shorter_letter_is_shorter_whatever_it_is_for(language, purpose):
    whole = letter(language, purpose, **GIVEN[purpose])
    assert len(letter(language, purpose, length="short", **GIVEN[purpose])) < len(whole)


@pytest.mark.parametrize(("language", "news"), [("fr", "du nouveau"), ("en", "news")])
def test_an_apology_promises_news_of_what_is_open_alone(language, news):
    old = {**CASE, "opened": "2024-03-01", "closed": "2024-03-06"}
    assert news in letter(language, "service_recovery", case=CASE)
    for over in (old, {**CASE, "closed": "2026-11-20"}, {**CASE, "over": True}):
        assert news not in letter(language, "service_recovery", case=over)


@pytest.mark.parametrize(
    ("language", "text", "articles"),
    [("fr", "Bonjour, ma passerelle ne se connecte plus depuis lundi et je n’arrive pas non plus à "
      "télécharger ma dernière facture.", {"passerelle", "factures"}),
     ("en", "Hi, two things: our gateway has been offline since Monday, and I can't reset my "
      "password either.", {"gateway", "password"})],
)  # fmt: skip
async def test_several_problems_in_one_message_are_each_answered(
    doors, talk, language, text, articles
):
    tools = await talk("nadia.benali", language).tools()
    advice = await suggest(tools, doors.feelings, [Said("customer", text)], language, "c-1")
    whole, *alone = advice.suggestions
    for sources in (whole.sources, [one for reply in alone for one in reply.sources]):
        about = [next(word for word in articles if word in one.article) for one in sources]
        assert set(about) == articles
    assert "2 points" in advice.summary
    assert "**" not in whole.text
