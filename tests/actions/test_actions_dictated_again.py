"""What was dictated of a call made is put right in its words; the call keeps its own day."""

from datetime import date

import pytest

from actions.dictated_again import dictated_again

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "user", "asked", "text", "before", "after"),
    [
        ("fr", "claire.moreau",
         "j'ai appelé Odile Muller : budget 12 000 €, décision le 15 décembre, rappeler mardi",
         "non, rappeler mercredi", "rappeler mardi", "rappeler mercredi"),
        ("fr", "claire.moreau",
         "j'ai appelé Odile Muller : budget 12 000 €, décision le 15 décembre, rappeler mardi",
         "plutôt décision le 20 décembre", "le 15 décembre", "le 20 décembre"),
        ("en", "emily.hart", "log a call with Charlotte Wilson: budget 12k, call back Tuesday",
         "no, call back Wednesday", "back Tuesday", "back Wednesday"),
    ],
)  # fmt: skip
async def test_a_dictated_day_is_corrected_where_it_stands(
    talk, language, user, asked, text, before, after
):
    rep = talk(user, language)
    person = "Odile Muller" if language == "fr" else "Charlotte Wilson"
    shown = await rep.do("action_log_activity", asked, person=person)
    first = {one.field: one.new for one in shown.proposal.changes}
    again = await rep.do("action_cancel", text)
    second = {one.field: one.new for one in again.proposal.changes}
    assert second == {**first, "Description": first["Description"].replace(before, after)}
    assert second != first


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("non, plutôt jeudi", {"Description": "rappeler mardi", "ActivityDate": TODAY}),
        ("rappeler jeudi", {"Description": "rappeler mardi", "ActivityDate": date(2026, 11, 24)}),
        ("call back today", {"Description": "", "ActivityDate": TODAY}),
    ],
)
def test_a_day_of_the_record_itself_is_no_dictated_one(text, held):
    assert dictated_again(text, held, TODAY) == {}
