import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from small_org import door

from crm.catalogue import CatalogueKeeper
from crm.errors import BadQuery
from crm.query import Children, Compare, Group, Measure, Order, Query
from sandbox.schema import Field, Label

NAMES = Query("Account", ("Id", "Name"), order_by=(Order("Name"),))


async def test_the_catalogue_has_both_languages_and_is_served_from_memory(claire):
    catalogue = await claire.catalogue()
    stage = catalogue["Opportunity"].fields["StageName"]
    assert (stage.labels.fr, stage.labels.en) == ("Étape", "Stage")
    assert stage.entry("Closed Won").labels.fr != "Closed Won"
    assert catalogue["Account"].plurals.fr == "Comptes"
    started = time.perf_counter()
    for _ in range(100):
        assert await claire.catalogue() is catalogue
    assert (time.perf_counter() - started) / 100 < 1e-3


async def test_what_a_user_may_not_see_is_not_in_their_catalogue(claire, ada):
    assert "Margin__c" in (await ada.catalogue())["Opportunity"].fields
    assert "Margin__c" not in (await claire.catalogue())["Opportunity"].fields
    with pytest.raises(BadQuery):
        await claire.run(Query("Opportunity", ("Margin__c",)))


async def test_values_are_read_by_type_and_parents_and_children_are_nested(claire, small_db):
    query = Query(
        "Opportunity",
        ("Name", "Amount", "CloseDate", "CreatedDate", "IsWon", "Account.Name", "Campaign.Name"),
        Compare("Amount", "=", Decimal("45000.5")),
    )
    rows = await claire.run(query)
    assert rows.total == 1
    assert rows.records[0] == {
        "Name": "Vidal Énergie – renouvellement Pilot",
        "Amount": Decimal("45000.5"),
        "CloseDate": date(2026, 12, 15),
        "CreatedDate": datetime(2026, 11, 22, 9, tzinfo=UTC),
        "IsWon": False,
        "Account": {"Name": "Vidal Énergie"},
        "Campaign": None,
    }
    people = Children("Contacts", ("LastName",), order_by=(Order("LastName"),))
    vidal = Query("Account", ("Name",), Compare("Id", "=", small_db[1]["vidal"]), (people,))
    contacts = (await claire.run(vidal)).records[0]["Contacts"]
    assert [contact["LastName"] for contact in contacts] == ["Lefèvre", "Martin"]


async def test_the_total_is_what_there_was_before_the_limit(claire):
    rows = await claire.run(Query("Account", ("Name",), order_by=(Order("Name"),), limit=2))
    assert (rows.total, len(rows.records)) == (6, 2)
    rest = await claire.run(Query("Account", ("Name",), order_by=(Order("Name"),), offset=4))
    assert (rest.total, len(rest.records)) == (6, 2)
    assert await claire.count(NAMES) == 6


async def test_many_queries_keep_their_order(claire):
    names = ("Account", "Contact", "Opportunity", "Case", "Account", "Contact", "User")
    rows = await claire.run_many([Query(name, limit=1) for name in names])
    assert [row.total for row in rows] == [6, 6, 3, 2, 6, 6, 5]
    assert await claire.run_many([]) == []


async def test_groups_come_back_under_the_callers_names(claire):
    query = Query(
        "Opportunity",
        group_by=(Group("Account.Name"), Group("CloseDate", "quarter")),
        measures=(Measure("count", None, "n"), Measure("sum", "Amount", "total")),
        order_by=(Order("total", descending=True),),
        limit=2,
    )
    rows = await claire.run(query)
    assert rows.total == 3
    assert rows.records[0] == {
        "Account.Name": "Delmas SA",
        "CloseDate:quarter": date(2026, 10, 1),
        "n": 1,
        "total": Decimal(120000),
    }
    assert len(rows.records) == 2


async def test_measures_without_groups_give_one_row(claire):
    measures = (
        Measure("count", None, "n"),
        Measure("avg", "Amount", "mean"),
        Measure("max", "CloseDate", "last"),
        Measure("count_distinct", "AccountId", "accounts"),
    )
    rows = await claire.run(Query("Opportunity", measures=measures))
    assert rows.records[0] == {
        "n": 3,
        "mean": pytest.approx(Decimal("57666.8333333333"), abs=Decimal("0.0001")),
        "last": date(2026, 12, 15),
        "accounts": 3,
    }


async def test_weeks_start_on_monday_and_combine_every_measure(claire):
    query = Query(
        "Opportunity",
        group_by=(Group("CloseDate", "week"),),
        measures=(
            Measure("count", None, "n"),
            Measure("avg", "Amount", "mean"),
            Measure("count_distinct", "AccountId", "accounts"),
            Measure("min", "Amount", "least"),
        ),
        having=(Compare("least", ">", 10000),),
        order_by=(Order("CloseDate", descending=True),),
    )
    rows = await claire.run(query)
    assert [row["CloseDate:week"] for row in rows.records] == [
        date(2026, 12, 14),
        date(2026, 11, 30),
    ]
    assert rows.records[0]["mean"] == Decimal("45000.5")
    assert (rows.records[1]["accounts"], rows.records[1]["n"]) == (1, 1)


@pytest.mark.parametrize("grain", ["day", "month", "quarter", "year", "week"])
async def test_moments_fall_into_the_users_own_periods(fresh, grain):
    late = "2026-12-31T23:30:00.000+0000"
    sql = 'UPDATE "Case" SET CreatedDate = ?'
    fresh.store.execute(sql, (late,))
    async with door(fresh, "claire") as claire:
        grouped = (Group("CreatedDate", grain),)
        rows = await claire.run(
            Query("Case", group_by=grouped, measures=(Measure("count", None, "n"),))
        )
    first = date(2026, 12, 28) if grain == "week" else date(2027, 1, 1)
    assert list(rows.records) == [{f"CreatedDate:{grain}": first, "n": 2}]


def add_fleet(store):
    account = store.schema()["Account"]
    account.fields["Parc__c"] = Field("Parc__c", "double", Label("Fleet", "Parc installé"))
    store.define([account])


async def test_a_new_field_is_found_within_a_minute_of_its_making(fresh):
    now = [0.0]
    async with door(fresh, "ada") as ada:
        keeper = CatalogueKeeper(ada._connection, lambda: now[0])
        assert "Parc__c" not in (await keeper.get())["Account"].fields
        add_fleet(fresh.store)
        assert "Parc__c" not in (await keeper.get())["Account"].fields
        now[0] += 61
        await keeper.get()
        await keeper._reading
        assert (await keeper.get())["Account"].fields["Parc__c"].labels.fr == "Parc installé"


async def test_a_name_that_proves_unknown_makes_the_catalogue_read_anew(fresh):
    now = [0.0]
    async with door(fresh, "ada") as ada:
        ada._reader._keeper = CatalogueKeeper(ada._connection, lambda: now[0])
        fleet = Query("Account", ("Parc__c",), limit=1)
        with pytest.raises(BadQuery):
            await ada.run(fleet)
        add_fleet(fresh.store)
        now[0] += 6
        assert (await ada.run(fleet)).records[0] == {"Parc__c": None}


async def test_a_missing_record_is_none(claire, small_db):
    assert await claire.get("Account", small_db[1]["vidal"], ("Name",)) == {"Name": "Vidal Énergie"}
    assert await claire.get("Account", "001000000000000AAA", ("Name",)) is None
