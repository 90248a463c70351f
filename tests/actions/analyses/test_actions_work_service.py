"""Policies as rulings, and what was said held against them; periods, records and bare answers."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from actions.analyses.bare import bare_asked, bared, question_in
from actions.analyses.breaches import Dealing, breaches, elapsed_said
from actions.analyses.conduct import Said, side_of
from actions.analyses.marks import marked
from actions.analyses.periods_asked import stretch_said
from actions.analyses.phases import Stage, at_home
from actions.analyses.regions_said import names_place
from actions.analyses.rulings import read_ruling
from actions.analyses.stage_guidance import told_by
from actions.contract import Intent, Request, Result
from actions.parts import RecordRef, Source, Table, Text, Value
from knowledge import Article

MAIL = RecordRef(object="EmailMessage", id="m", name="Re")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
RULES = [
    ("return_window", "Goods may be sent back within 30 days of delivery."),
    ("warranty_length", "Pumps are guaranteed for 3 years and batteries for 2."),
    ("discount_cap", "A gesture never goes beyond 10%."),
    ("no_return", "What we do not take back: batteries, used filters."),
    ("no_discount", "Training is never discounted."),
    ("verify_first", "Check who is calling before telling anything about an account."),
    ("no_secret", "Never ask for a password."),
]


def article(name):
    return Article(name, name, "en", "internal", "policy", "", ())


RULINGS = [one for kind, text in RULES for one in read_ruling(kind, article(kind), text)]


def said(side, text, act="other"):
    return Said(side, text, NOON, MAIL, act)


def broken(*talk, elapsed=None, names=()):
    dealing = Dealing(talk, elapsed, [*(one.text for one in talk), *names])
    return {one.ruling.kind for one in breaches(dealing, RULINGS)}


@pytest.mark.parametrize(("act", "text", "elapsed", "kinds"), [
    ("take_back", "I take the valve back.", 31, {"return_window"}),
    ("take_back", "I take the valve back.", 30, set()),
    ("take_back", "I take the used filter back.", 3, {"no_return"}),
    ("replace_free", "A new pump is on its way, for free.", 3 * 365 + 1, {"warranty_length"}),
    ("replace_free", "A new pump is on its way, for free.", 800, set()),
    ("replace_free", "A new battery is on its way, for free.", 800, {"warranty_length"}),
    ("grant_discount", "You get 15% off.", None, {"discount_cap"}),
    ("grant_discount", "You get 10% off.", None, set()),
    ("grant_discount", "You get 5% off the training.", None, {"no_discount"}),
    ("disclose", "The address on the account is this one.", None, {"verify_first"}),
    ("ask_secret", "What is your password?", None, {"no_secret"}),
    ("refuse", "I cannot take it back.", 90, set()),
])  # fmt: skip
def test_an_act_is_held_against_the_ruling_it_falls_under(act, text, elapsed, kinds):
    assert broken(said("agent", text, act), elapsed=elapsed) == kinds


def test_who_was_checked_first_may_be_told():
    asked = said("agent", "What is your customer number?", "verify")
    assert broken(asked, said("agent", "The address is this one.", "disclose")) == set()


def test_what_the_customer_asks_for_is_no_act_of_ours():
    assert broken(said("customer", "Take it back.", "take_back"), elapsed=90) == set()


def test_a_ruling_without_its_figure_is_not_read():
    assert read_ruling("return_window", article("a"), "Goods may be sent back.") == []
    (cap,) = read_ruling("discount_cap", article("a"), "Un geste ne dépasse pas 12,5 %.")
    assert (cap.most, cap.unit) == (Decimal("12.5"), "%")


@pytest.mark.parametrize(("text", "days"), [
    ("Le capteur a été livré il y a 6 semaines.", range(36, 43)),
    ("We bought it on 1 May.", range(31, 32)),
    ("It has been broken since Monday.", None),
])  # fmt: skip
def test_the_time_a_customer_had_it_is_read_from_their_words(text, days):
    found = elapsed_said([said("customer", text)], date(2026, 6, 1))
    assert found is None if days is None else found in days


def test_an_agent_is_known_by_name_or_title():
    ours = frozenset({"nadia"})
    sides = [side_of(who, ours) for who in ("Nadia", "Agent", "Client", "Max", "")]
    assert sides == ["agent", "agent", "customer", "customer", ""]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Which agent is fastest? Return only the Id of the agent.", "id"),
    ("Quelle étape ? Le nom de l’étape uniquement.", "name"),
    ("Which article is broken? Give its Id or None.", "id"),
    ("Rank agents, count only those with ten cases", None),
    ("Quel agent est le plus rapide ?", None),
])  # fmt: skip
def test_the_bare_answer_is_given_where_only_that_is_wanted(text, wanted):
    assert bare_asked(text) == wanted


def test_how_to_answer_is_no_part_of_the_question():
    asked = "Who sold most in the last 3 quarters? Return the agent only."
    assert question_in(asked) == "Who sold most in the last 3 quarters?"
    assert question_in("Quel agent est le plus rapide ?") == "Quel agent est le plus rapide ?"


def test_a_bare_answer_is_the_id_and_nothing_else_or_none():
    only = "Return only the Id."
    agent = RecordRef(object="User", id="005x", name="Ana")
    led = Result((Text(text="**Ana**"),), records=(agent,))
    assert bared(led, "handle_time", only, "en").parts == (Text(text="005x"),)
    source = Source(article="returns", title="Returns", passage="…", score=1.0)
    kept = Result((Text(text="**None**"),), sources=(source,))
    assert bared(kept, "policy_breach", only, "en").parts == (Text(text="None"),)
    table = Table(columns=["a"], rows=[["b"]], total=1)
    breach = Result((Text(text="…"), table), sources=(source,))
    assert bared(breach, "policy_breach", only, "fr").parts == (Text(text="returns"),)
    gap = Value(measure="BANT", label="Budget", unit=None, value=0.0, group={"point": "budget"})
    assert bared(
        Result((), values=(gap,)), "bant", "Que manque-t-il ? Juste la liste.", "fr"
    ).parts == (Text(text="Budget"),)


@pytest.mark.parametrize(("text", "stretch"), [
    ("Un mois, sur les 10 derniers, sort-il du lot ?", "les 10 derniers mois"),
    ("at least 2 cases within three months", "the past three months"),
    ("sur 8 mois", "les 8 derniers mois"), ("in 2026", None), ("en mars", None),
])  # fmt: skip
def test_a_stretch_put_without_its_end_ends_today(text, stretch):
    assert stretch_said(text) == stretch


class Kind:
    key_prefix = "500"


def request(text):
    return Request(text, "en", Intent("analyse_work", 1.0), (), {}, "t", "c", "internal")


def test_ids_and_numbers_in_a_question_are_records():
    catalogue = {"Case": Kind()}
    by_id = marked(request("Who fits case 500Qk000000005BIAQ best?"), catalogue)
    assert by_id.first("record").value == "500Qk000000005BIAQ"
    by_number = marked(request("Who fits ticket 00001234, in 2026?"), catalogue)
    assert by_number.first("record_name").value == "00001234"
    assert marked(request("Which agent closed 1200 cases in 2026?"), catalogue).entities == ()


def test_a_place_is_asked_about_only_where_one_is_named():
    assert names_place("Which region waits longest?")
    assert not names_place("Quel mois sort du lot dans cette région ?")
    assert not names_place("Is there an abnormal peak of tickets?")


def test_a_phase_that_no_stage_is_belongs_to_the_nearest():
    stages = at_home([Stage("Q", "Q", "qualification"), Stage("O", "O", "proposal")])
    assert stages[0].phases == {"prospecting", "qualification", "needs"}
    assert stages[1].phases == {"value", "proposal", "negotiation"}


def test_an_article_tells_of_each_stage_by_its_own_label():
    text = "# Steps\n## Scoping\nList the sites.\n## Bid\nSend the price.\n# Others\nNothing."
    labels = {"S": ("Scoping", "Cadrage"), "B": ("Bid", "Offre"), "L": ("Legal", "Juridique")}
    assert told_by(text, labels) == {
        "S": "Scoping List the sites.", "B": "Bid Send the price.",
    }  # fmt: skip
    table = (
        "| Étape | À faire |\n| --- | --- |\n| Cadrage | lister les sites |\n| Offre | chiffrer |"
    )
    assert set(told_by(table, labels)) == {"S", "B"}
