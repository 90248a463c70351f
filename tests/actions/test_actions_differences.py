"""By how much one field is above another: two columns, their difference, its total."""

import pytest
from talking import part, words


def money(cell):
    """Return a written amount as a number of euros."""
    plain = cell.translate({ord(c): None for c in "\u202f\xa0 €"})
    plain = plain.replace(",", ".") if plain.rfind(",") > plain.rfind(".") else plain
    return float(plain.replace(",", "").replace("−", "-"))


ASKED = [
    ("fr", "sophie.marchand", "écart entre budget et coût réel par campagne", "Écart"),
    ("fr", "sophie.marchand", "écart entre budget et coût réel par type de campagne", "Écart"),
    ("en", "oliver.bennett", "budget vs actual cost by campaign", "Difference"),
    ("en", "oliver.bennett", "expected revenue minus actual cost per campaign", "Difference"),
]


@pytest.mark.parametrize(("language", "user", "asked", "called"), ASKED)
async def test_each_row_tells_both_numbers_and_the_first_less_the_second(
    talk, language, user, asked, called
):
    answer = await talk(user, language).do("action_query_records", asked)
    table = part(answer, "table")
    assert table.columns[-1] == called
    assert len(table.rows) > 1
    for *_, one, other, gap in table.rows:
        assert money(one) - money(other) == pytest.approx(money(gap), abs=0.011)
    gaps = [money(row[-1]) for row in table.rows]
    assert gaps == sorted(gaps, reverse=True)
    total = words(answer).split("**")[1]
    assert money(total) == pytest.approx(sum(gaps), abs=0.011 * len(gaps))


@pytest.mark.parametrize(
    ("language", "user", "asked", "rows"),
    [
        ("en", "oliver.bennett", "top 3 campaigns by difference between budget and actual cost", 3),
        ("fr", "sophie.marchand", "quelle campagne a le plus gros écart entre budget et coût réel ?",
         1),
    ],
)  # fmt: skip
async def test_the_largest_are_cut_to_as_many_as_are_asked(talk, language, user, asked, rows):
    answer = await talk(user, language).do("action_query_records", asked)
    assert len(part(answer, "table").rows) == rows


@pytest.mark.parametrize(
    ("language", "user", "asked"),
    [
        ("en", "oliver.bennett", "reps with more lost than won deals this year"),
        ("en", "oliver.bennett", "which accounts have more lost deals than won ones?"),
        ("en", "oliver.bennett", "sources where we lose more than we win"),
        ("fr", "sophie.marchand", "quels commerciaux perdent plus d'affaires qu'ils n'en gagnent ?"),
        ("fr", "sophie.marchand", "clients avec moins d'affaires gagnées que perdues"),
    ],
)  # fmt: skip
async def test_more_lost_than_won_is_a_rate_under_a_half(talk, language, user, asked):
    answer = await talk(user, language).do("action_query_records", asked)
    rates = [row[-1] for row in part(answer, "table").rows]
    assert rates
    for told in rates:
        won, whole = (int(one) for one in told.replace("sur", "of").split("of"))
        assert 2 * won < whole
