"""How somebody is doing: their own figures, and a period said only to be held against."""

import pytest
from talking import words


@pytest.mark.parametrize(
    ("language", "user", "asked", "name"),
    [
        ("en", "oliver.bennett", "how's Emily tracking against last year?", "Emily Hart"),
        ("en", "oliver.bennett", "how is Emily tracking this year?", "Emily Hart"),
        ("fr", "sophie.marchand", "comment va Hugo par rapport à l'an dernier ?", "Hugo Lefèvre"),
    ],
)  # fmt: skip
async def test_whoever_is_named_is_told_of_and_the_year_is_this_one(
    talk, language, user, asked, name
):
    told = words(await talk(user, language).do("action_query_records", asked))
    assert "· 2026**" in told
    assert name in told
