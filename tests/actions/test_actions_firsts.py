"""The first of each group, as rows and as figures, held against the records themselves."""

from collections import defaultdict

from talking import words

from crm import Compare, Query, value_at

ASKED = "action_query_records"


async def best(rep, condition, key):
    """Return the asker's deals by a key of theirs, the largest first."""
    fields = ("Id", "Amount", "CloseDate", "Account.BillingCountry", "Owner.Name")
    rows = await (await rep.tools()).org().run(Query("Opportunity", fields, where=condition))
    found = defaultdict(list)
    for row in rows.records:
        found[key(row)].append(row)
    return {one: sorted(held, key=lambda row: -(row["Amount"] or 0)) for one, held in found.items()}


async def test_the_first_deals_of_each_country_are_listed(talk):
    rep = talk("sophie.marchand", "fr")
    told = await rep.do(ASKED, "top 3 des opportunités ouvertes par pays")
    condition = Compare("IsClosed", "=", value=False)
    found = await best(rep, condition, lambda row: value_at(row, "Account.BillingCountry"))
    expected = {row["Id"] for rows in found.values() for row in rows[:3]}
    assert {one.id for one in told.records} == expected
    assert "3 premiers par pays" in words(told)


async def test_the_best_of_each_month_stands_by_its_month(talk):
    rep = talk("oliver.bennett", "en")
    told = await rep.do(ASKED, "the best rep of each month in 2026 by won revenue")
    won = await best(rep, Compare("IsWon", "=", value=True), lambda row: str(row["CloseDate"])[:7])
    expected = []
    for month in sorted(one for one in won if one.startswith("2026")):
        sums = defaultdict(float)
        for row in won[month]:
            sums[value_at(row, "Owner.Name")] += float(row["Amount"] or 0)
        expected.append(max(sums, key=sums.__getitem__))
    assert [one.group["Owner.Name"] for one in told.values if one.group] == expected


async def test_the_biggest_deal_of_each_quarter_is_the_deal_itself_by_its_quarter(talk):
    rep = talk("oliver.bennett", "en")
    told = await rep.do(ASKED, "biggest won deal of each quarter in 2026")
    won = Compare("IsWon", "=", value=True)
    found = await best(rep, won, lambda row: (row["CloseDate"].year, row["CloseDate"].month // 3.1))
    quarters = sorted(one for one in found if one[0] == 2026)
    assert [one.id for one in told.records] == [found[one][0]["Id"] for one in quarters]
    figures = [one.value for one in told.values if one.period]
    assert figures == [float(found[one][0]["Amount"]) for one in quarters]


async def test_the_smallest_deal_of_each_owner_is_the_deal_itself(talk):
    rep = talk("sophie.marchand", "fr")
    told = await rep.do(ASKED, "la plus petite affaire gagnée de chaque commercial")
    won = Compare("IsWon", "=", value=True)
    found = await best(rep, won, lambda row: value_at(row, "Owner.Name"))
    expected = {min(row["Amount"] for row in rows if row["Amount"]) for rows in found.values()}
    smallest = {row["Id"] for rows in found.values() for row in rows if row["Amount"] in expected}
    assert {one.id for one in told.records} <= smallest
    assert len(told.records) == len(found)
