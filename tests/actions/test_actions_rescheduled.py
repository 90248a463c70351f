"""What takes place is put at another hour, day or length; a set is told apart from its new day."""

import pytest
from talking import part


def changes(result):
    """Return the new values that a proposal shows, by field."""
    return {one.field: one.new for one in result.proposal.changes}


@pytest.mark.parametrize(
    ("language", "user", "first", "text", "begins", "ends"),
    [
        ("fr", "ines.garnier", "mes rendez-vous de décembre", "décale le premier à 16h",
         "à 16:00", "à 18:00"),
        ("en", "emily.hart", "my events in November", "move the first one to Friday at 4:30",
         "27/11/2026 at 16:30", "27/11/2026"),
    ],
)  # fmt: skip
async def test_an_event_moves_by_its_beginning_and_stays_as_long(
    talk, language, user, first, text, begins, ends
):
    rep = talk(user, language)
    await rep.do("action_query_records", first)
    shown = changes(await rep.do("action_propose_update", text))
    assert begins in shown["StartDateTime"]
    assert ends in shown["EndDateTime"]
    assert "ActivityDate" not in shown


@pytest.mark.parametrize(
    ("language", "user", "asked", "amended", "ends"),
    [
        ("fr", "claire.moreau", "planifie un rendez-vous avec Groupe Delmas mardi à 10h",
         "pendant deux heures", "24/11/2026 à 12:00"),
        ("en", "james.whitfield", "schedule a meeting with Pemberton Leisure on Tuesday at 10am",
         "for an hour", "24/11/2026 at 11:00"),
    ],
)  # fmt: skip
async def test_a_length_is_no_day(talk, language, user, asked, amended, ends):
    rep = talk(user, language)
    await rep.do("action_schedule_activity", asked)
    shown = changes(await rep.do("action_clarify", amended))
    assert ends in shown["EndDateTime"]


async def test_half_past_three_is_in_the_afternoon(talk):
    rep = talk("james.whitfield", "en")
    await rep.do("action_schedule_activity", "meeting with Pemberton Leisure on Tuesday at 10am")
    shown = changes(await rep.do("action_clarify", "make that 3:30"))
    assert shown["StartDateTime"].endswith("15:30")


@pytest.mark.parametrize(
    ("language", "user", "text", "bound"),
    [
        ("fr", "hugo.lefevre",
         "décale toutes mes affaires qui clôturent en novembre au 15 décembre", "30/11/2026"),
        ("en", "priya.shah",
         "push all my deals closing in November to December 15", "30/11/2026"),
    ],
)  # fmt: skip
async def test_a_sets_own_period_is_no_new_day(talk, language, user, text, bound):
    shown = await talk(user, language).do("action_propose_update", text)
    assert bound in shown.parts[1].text
    assert {row[2] for row in part(shown, "table").rows} == {"15/12/2026"}
