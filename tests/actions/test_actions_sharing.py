"""A change that sharing refuses is refused before it is asked about; in both languages."""

import pytest
from talking import part, words

from crm import Compare, Query


async def account_of(talk, *, own):
    """Return an account of the user's own, or of somebody else's."""
    crm = (await talk.tools()).org()
    where = Compare("OwnerId", "=" if own else "!=", crm.user.id)
    return (await crm.run(Query("Account", ("Id", "Name"), where, limit=1))).records[0]


@pytest.mark.parametrize(
    ("user", "language", "text", "said"),
    [
        ("claire.moreau", "fr", "mets le téléphone à 01 99 00 55 66", "Je ne peux pas modifier"),
        ("james.whitfield", "en", "set the phone to 020 7946 0999", "I can’t change"),
    ],
)
async def test_somebody_elses_account_is_not_even_asked_about(talk, user, language, text, said):
    rep = talk(user, language)
    other = await account_of(rep, own=False)
    rep.slots |= {"focus_object": "Account", "focus_id": other["Id"], "focus_name": other["Name"]}
    shown = await rep.do("action_propose_update", text)
    assert (shown.proposal, shown.refused) == (None, "refused")
    assert said in words(shown)
    assert other["Name"] in words(shown)


@pytest.mark.parametrize(
    ("user", "language", "asked", "text", "said"),
    [
        ("claire.moreau", "fr", "les comptes de Lyon", "mets leur téléphone à 01 99 00 55 66",
         "Laissés de côté, car le partage de Salesforce"),
        ("james.whitfield", "en", "accounts in Leeds", "set their phone to 020 7946 0999",
         "Left out, as Salesforce’s sharing"),
    ],
)  # fmt: skip
async def test_of_a_list_those_of_others_are_named_as_left_out(
    talk, user, language, asked, text, said
):
    rep = talk(user, language)
    listed = await rep.do("action_query_records", asked)
    crm = (await rep.tools()).org()
    held = await crm.get_many("Account", [one.id for one in listed.records], ("OwnerId",))
    mine = {key for key, one in held.items() if one["OwnerId"] == crm.user.id}
    assert 0 < len(mine) < len(held)
    shown = await rep.do("action_propose_update", text)
    assert {one.id for one in shown.proposal.records} == mine
    assert len(part(shown, "table").rows) == len(mine)
    assert said in words(shown)
    assert f"({len(held) - len(mine)})" in words(shown)


@pytest.mark.parametrize(
    ("user", "language", "listed", "text", "asked", "done", "undone"),
    [
        ("claire.moreau", "fr", "mes comptes de Rennes", "mets leur téléphone à 01 99 00 55 66",
         "je vais modifier sur **{}**", "C’est fait pour **{}**", "C’est annulé pour **{}**"),
        ("james.whitfield", "en", "my accounts in Birmingham", "set their phone to 020 7946 0999",
         "about to change on **{}**", "Done for **{}**", "Undone for **{}**"),
    ],
)  # fmt: skip
async def test_a_list_of_one_is_spoken_of_as_one(
    talk, user, language, listed, text, asked, done, undone
):
    rep = talk(user, language)
    [mine] = (await rep.do("action_query_records", listed)).records
    shown = await rep.do("action_propose_update", text)
    said = [shown, await rep.do("action_confirm", "oui"), await rep.do("action_undo", "annule")]
    for result, expected in zip(said, (asked, done, undone), strict=True):
        assert expected.format(mine.name) in words(result)
