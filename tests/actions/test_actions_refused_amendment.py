"""A refusal whose other value changes nothing writes nothing after it."""

import pytest
from talking import words


@pytest.mark.parametrize(
    ("language", "asked", "amended", "yes"),
    [
        ("fr", "donne la première à Claire", "non, c'est pour Hugo", "vas-y"),
        ("en", "reassign the first one to Claire", "no, it is for Hugo", "go ahead"),
    ],
)
async def test_a_refused_amendment_leaves_nothing_to_a_bare_yes(
    talk, language, asked, amended, yes
):
    rep = talk("sophie.marchand", language)
    await rep.do("action_query_records", "les affaires ouvertes de Hugo", person="Hugo")
    await rep.do("action_propose_update", asked, person="Claire")
    refused = await rep.do("action_cancel", amended, person="Hugo")
    assert refused.proposal is None
    told = await rep.do("action_confirm", yes)
    assert told.proposal is not None, words(told)
