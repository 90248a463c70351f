from datetime import date

import pytest

from actions.reading.amending import amended, denies, puts_back
from actions.reading.joining import turned
from actions.reading.openings import put_back_at
from actions.reading.spans import Mention, Sentence
from crm import AllOf, Compare
from language.tokens import tokenize

MINE = Compare("OwnerId", "=", "005")
OPEN = Compare("IsClosed", "=", value=False)
LOST = AllOf((Compare("IsClosed", "=", value=True), Compare("IsWon", "=", value=False)))
FRANCE = Compare("Account.BillingCountry", "in", ("France", "FR"))
BELGIUM = Compare("Account.BillingCountry", "in", ("Belgium",))
STAGE = "StageName"


def said(text, *mentions):
    return Sentence(text, tokenize(text), mentions)


def test_a_new_condition_stands_for_the_one_on_the_same_field_and_leaves_the_others():
    before = (MINE, OPEN, BELGIUM)
    assert amended(before, (FRANCE,), said("et en France ?")) == (MINE, OPEN, FRANCE)


def test_what_is_left_out_keeps_the_state_on_screen():
    negotiation = Compare(STAGE, "not in", ("Negotiation/Review",))
    kept = amended((MINE, OPEN), (negotiation,), said("enlève celles en négo"))
    assert kept == (MINE, OPEN, negotiation)


@pytest.mark.parametrize("words", ["remets les perdues", "include the lost ones", "perdues aussi"])
def test_what_was_left_out_comes_back(words):
    assert amended((MINE, turned(LOST)), (LOST,), said(words)) == (MINE,)


@pytest.mark.parametrize(
    "words", ["et français aussi", "French ones too", "or France", "ou la France"]
)
def test_a_value_let_in_stands_beside_the_one_on_screen(words):
    both = Compare(BELGIUM.path, "in", ("Belgium", "France", "FR"))
    assert amended((OPEN, BELGIUM), (FRANCE,), said(words)) == (OPEN, both)


def test_a_value_taken_off_those_asked_for_leaves_the_rest():
    asked = Compare("Rating", "in", ("Hot", "Warm"))
    left = amended((asked,), (Compare("Rating", "not in", ("Warm",)),), said("sans les tièdes"))
    assert left[0] == Compare("Rating", "in", ("Hot",))


@pytest.mark.parametrize(("words", "operator"), [("make that 20k", ">"), ("exactly 20k", "=")])
def test_a_bare_figure_keeps_how_it_bounds_unless_it_is_exact(words, operator):
    before = (OPEN, Compare("Amount", ">", 50000))
    new = (Compare("Amount", "=", 20000),)
    assert amended(before, new, said(words))[-1] == Compare("Amount", operator, 20000)


def test_two_bounds_that_can_both_hold_make_a_range_unless_one_corrects_the_other():
    low, high = Compare("Amount", ">", 20000), Compare("Amount", "<", 60000)
    assert amended((low,), (high,), said("and under 60k")) == (low, high)
    assert amended((low,), (high,), said("plutôt moins de 60 k€")) == (high,)
    under = Compare("Amount", "<", 10000)
    assert amended((low,), (under,), said("and under 10k")) == (under,)
    since = Compare("CloseDate", ">=", date(2026, 9, 1))
    until = Compare("CloseDate", "<=", date(2026, 10, 15))
    assert amended((since,), (until,), said("et avant mi-octobre")) == (since, until)


def test_no_without_turns_the_last_yes_and_nothing_else():
    without = Mention(2, 3, "words", "without", concepts=("without",))
    renewed = Compare("Auto_Renewal__c", "=", value=True)
    assert amended((OPEN, renewed), (), said("no, without", without)) == (
        OPEN,
        Compare("Auto_Renewal__c", "=", value=False),
    )
    assert amended((FRANCE,), (), said("no, without", without)) == (FRANCE,)


def test_a_condition_turned_twice_is_itself():
    for one in (FRANCE, OPEN, LOST, Compare("Email", "=", None)):
        assert turned(turned(one)) == one
    assert denies(turned(LOST))
    assert not denies(LOST)


def test_only_the_opening_verb_lets_records_back_in():
    assert put_back_at(tokenize("bring back the lost ones"), 0) == 2
    assert put_back_at(tokenize("pistes ajoutées hier"), 0) == 0
    assert not puts_back(said("plutôt la France"))
