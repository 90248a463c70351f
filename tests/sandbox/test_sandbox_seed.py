"""The demo company: as large and as lawful as it claims to be."""

from datetime import date, timedelta

import pytest
from seededorg import TODAY, asked, content, one, rows, seeded

from sandbox.ids import is_valid
from sandbox.traits import is_stored


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return seeded(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def org(company):
    return company[0]


@pytest.mark.parametrize(
    ("sobject", "least", "most"),
    [
        ("User", 14, 14), ("Account", 300, 320), ("Contact", 900, 930), ("Lead", 700, 700),
        ("Opportunity", 1000, 1000), ("OpportunityHistory", 4000, 8000),
        ("OpportunityLineItem", 2000, 4000), ("Case", 1300, 1300), ("CaseComment", 1500, 4000),
        ("EmailMessage", 1500, 4000), ("LiveChatTranscript", 200, 400), ("Campaign", 20, 30),
        ("CampaignMember", 900, 2000), ("Quote", 400, 900), ("Order", 200, 600),
        ("Contract", 120, 400), ("Asset", 300, 1200), ("VoiceCallTranscript__c", 150, 400),
    ],
)  # fmt: skip
def test_there_is_as_much_of_everything_as_promised(org, sobject, least, most):
    assert least <= one(org, f'SELECT count(*) FROM "{sobject}"') <= most


def test_there_are_nine_thousand_activities(org):
    tasks, events = (one(org, f"SELECT count(*) FROM {name}") for name in ("Task", "Event"))
    assert 9000 <= tasks + events <= 9100
    assert events > 800


def test_seeding_stays_within_its_budget(company):
    assert company[1] < 20


def test_the_same_day_gives_the_same_company(org, tmp_path):
    assert content(seeded(tmp_path)[0]) == content(org)


def test_another_day_moves_the_company_along(tmp_path):
    store, _ = seeded(tmp_path, date(2025, 3, 5))
    last = one(store, "SELECT max(ActivityDate) FROM Task WHERE Status = 'Completed'")
    assert "2025-02-20" < last <= "2025-03-05"


def test_every_reference_leads_to_a_record(org):
    ids = {name: {row[0] for row in rows(org, f'SELECT Id FROM "{name}"')} for name in org.schema()}
    for name, sobject in org.schema().items():
        for field in sobject.fields.values():
            if field.type == "reference":
                known = set().union(*(ids[target] for target in field.reference_to))
                used = {
                    row[0] for row in rows(org, f'SELECT DISTINCT "{field.name}" FROM "{name}"')
                }
                assert used - {None} <= known, (name, field.name)


def test_every_id_is_well_formed(org):
    for name, sobject in org.schema().items():
        for (record,) in rows(org, f'SELECT Id FROM "{name}" LIMIT 50'):
            assert is_valid(record)
            assert record.startswith(sobject.key_prefix)


def test_picklists_hold_only_known_values(org):
    for name, sobject in org.schema().items():
        for field in sobject.fields.values():
            if field.type == "picklist" and is_stored(field):
                used = {
                    row[0] for row in rows(org, f'SELECT DISTINCT "{field.name}" FROM "{name}"')
                }
                assert used - {None} <= {v.value for v in field.picklist}, (name, field.name)


def test_nothing_is_created_in_the_future(org):
    for name in org.schema():
        latest = one(org, f'SELECT max(CreatedDate) FROM "{name}"')
        assert latest is None or latest < "2026-11-22T09", name


def test_a_new_record_gets_an_id_nobody_has(org):
    taken = {row[0] for row in rows(org, "SELECT Id FROM Task")}
    assert org.next_id("Task") not in taken


def test_amounts_are_the_sums_of_their_lines(org):
    wrong = rows(
        org,
        """SELECT o.Name FROM Opportunity o JOIN (SELECT OpportunityId,
        sum(round(Quantity * UnitPrice * (1 - coalesce(Discount, 0) / 100.0), 2)) AS total
        FROM OpportunityLineItem GROUP BY 1) l ON l.OpportunityId = o.Id
        WHERE abs(o.Amount - l.total) > 0.02""",
    )
    assert wrong == []


def test_the_history_ends_in_the_deals_stage(org):
    last = dict(
        rows(
            org,
            """SELECT OpportunityId, StageName FROM
            (SELECT *, row_number() OVER (PARTITION BY OpportunityId ORDER BY rowid DESC) AS place
            FROM OpportunityHistory) WHERE place = 1""",
        )
    )
    assert last == dict(rows(org, "SELECT Id, StageName FROM Opportunity"))


def test_last_activity_dates_follow_the_activities(org):
    expected = """SELECT max(day) FROM (
        SELECT ActivityDate AS day FROM Task WHERE Status = 'Completed' AND "{0}" = r.Id
        UNION ALL SELECT ActivityDate FROM Event
        WHERE ActivityDate <= '2026-11-22' AND "{0}" = r.Id)"""
    for name, column in (
        ("Account", "AccountId"),
        ("Contact", "WhoId"),
        ("Lead", "WhoId"),
        ("Opportunity", "WhatId"),
    ):
        wrong = (
            f'SELECT Id FROM "{name}" r WHERE LastActivityDate IS NOT ({expected.format(column)})'
        )
        assert rows(org, wrong) == [], name


@pytest.mark.parametrize(
    "rep",
    [
        "claire.moreau",
        "hugo.lefevre",
        "ines.garnier",
        "james.whitfield",
        "emily.hart",
        "priya.shah",
    ],
)
class TestEveryRep:
    def test_has_finance_contacts_on_both_sides_of_ninety_days(self, org, rep):
        found = asked(
            org, rep,
            "SELECT Id, LastActivityDate FROM Contact WHERE Account.Owner.Username = "
            f"'{rep}@heliade.example' AND Account.Industry IN ('Banking','Finance','Insurance')",
        )  # fmt: skip
        days = [record["LastActivityDate"] for record in found.records]
        limit = (TODAY - timedelta(days=90)).isoformat()
        assert days.count(None) >= 1
        assert sum(day < limit for day in days if day) >= 3
        assert sum(day >= limit for day in days if day) >= 3
        assert limit in days

    def test_has_new_deals_of_this_week_and_the_last_from_several_sources(self, org, rep):
        soql = """SELECT LeadSource FROM Opportunity
            WHERE Owner.Username = '{}@heliade.example' AND CreatedDate = {}"""
        this, last = (
            asked(org, rep, soql.format(rep, period)).records
            for period in ("THIS_WEEK", "LAST_WEEK")
        )
        assert len(this) + len(last) >= 6
        assert len({record["LeadSource"] for record in (*this, *last)}) >= 3

    def test_has_accounts_with_many_kinds_of_interaction(self, org, rep):
        sql = f"""SELECT count(*) FROM (SELECT a.Id FROM Account a
            JOIN User u ON u.Id = a.OwnerId AND u.Username = '{rep}@heliade.example'
            WHERE (SELECT count(DISTINCT Type) FROM Task t WHERE t.AccountId = a.Id
                   AND t.Status = 'Completed') >= 2
            AND (SELECT count(*) FROM Task t WHERE t.AccountId = a.Id) >= 5
            AND EXISTS (SELECT 1 FROM Event e WHERE e.AccountId = a.Id)
            AND EXISTS (SELECT 1 FROM "Case" c WHERE c.AccountId = a.Id))"""
        assert one(org, sql) >= 3
