"""The demo company: as large, as lively, as dirty and as lawful as it claims to be."""

import hashlib
import re
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.access import Access
from sandbox.credentials import DEMO_PASSWORD, matches
from sandbox.ids import is_valid
from sandbox.seed import seed
from sandbox.soql import run
from sandbox.store import Store
from sandbox.traits import is_stored

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def _seeded(folder, today=TODAY):
    store = Store(folder / f"{today}.db")
    began = time.process_time()
    seed(store, today)
    return store, time.process_time() - began


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    return _seeded(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def org(company):
    return company[0]


def _rows(org, sql):
    return org.execute(sql)


def _one(org, sql):
    return org.execute(sql)[0][0]


def _content(store):
    digest = hashlib.sha256()
    for name, sobject in sorted(store.schema().items()):
        columns = ", ".join(f'"{f.name}"' for f in sobject.fields.values() if is_stored(f))
        for row in store.execute(f'SELECT {columns} FROM "{name}" ORDER BY Id'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _soql(org, username, soql):
    user = _one(org, f"SELECT Id FROM User WHERE Username = '{username}@heliade.example'")
    return run(org, Access(org, user), soql, NOW)


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
    assert least <= _one(org, f'SELECT count(*) FROM "{sobject}"') <= most


def test_there_are_nine_thousand_activities(org):
    tasks, events = (_one(org, f"SELECT count(*) FROM {name}") for name in ("Task", "Event"))
    assert 9000 <= tasks + events <= 9100
    assert events > 800


def test_seeding_stays_within_its_budget(company):
    assert company[1] < 20


def test_the_same_day_gives_the_same_company(org, tmp_path):
    assert _content(_seeded(tmp_path)[0]) == _content(org)


def test_another_day_moves_the_company_along(tmp_path):
    store, _ = _seeded(tmp_path, date(2025, 3, 5))
    last = _one(store, "SELECT max(ActivityDate) FROM Task WHERE Status = 'Completed'")
    assert "2025-02-20" < last <= "2025-03-05"


def test_every_reference_leads_to_a_record(org):
    ids = {
        name: {row[0] for row in _rows(org, f'SELECT Id FROM "{name}"')} for name in org.schema()
    }
    for name, sobject in org.schema().items():
        for field in sobject.fields.values():
            if field.type == "reference":
                known = set().union(*(ids[target] for target in field.reference_to))
                used = {
                    row[0] for row in _rows(org, f'SELECT DISTINCT "{field.name}" FROM "{name}"')
                }
                assert used - {None} <= known, (name, field.name)


def test_every_id_is_well_formed(org):
    for name, sobject in org.schema().items():
        for (record,) in _rows(org, f'SELECT Id FROM "{name}" LIMIT 50'):
            assert is_valid(record)
            assert record.startswith(sobject.key_prefix)


def test_picklists_hold_only_known_values(org):
    for name, sobject in org.schema().items():
        for field in sobject.fields.values():
            if field.type == "picklist" and is_stored(field):
                used = {
                    row[0] for row in _rows(org, f'SELECT DISTINCT "{field.name}" FROM "{name}"')
                }
                assert used - {None} <= {v.value for v in field.picklist}, (name, field.name)


def test_nothing_is_created_in_the_future(org):
    for name in org.schema():
        latest = _one(org, f'SELECT max(CreatedDate) FROM "{name}"')
        assert latest is None or latest < "2026-11-22T09", name


def test_a_new_record_gets_an_id_nobody_has(org):
    taken = {row[0] for row in _rows(org, "SELECT Id FROM Task")}
    assert org.next_id("Task") not in taken


def test_amounts_are_the_sums_of_their_lines(org):
    wrong = _rows(
        org,
        """SELECT o.Name FROM Opportunity o JOIN (SELECT OpportunityId,
        sum(round(Quantity * UnitPrice * (1 - coalesce(Discount, 0) / 100.0), 2)) AS total
        FROM OpportunityLineItem GROUP BY 1) l ON l.OpportunityId = o.Id
        WHERE abs(o.Amount - l.total) > 0.02""",
    )
    assert wrong == []


def test_the_history_ends_in_the_deals_stage(org):
    last = dict(
        _rows(
            org,
            """SELECT OpportunityId, StageName FROM
            (SELECT *, row_number() OVER (PARTITION BY OpportunityId ORDER BY rowid DESC) AS place
            FROM OpportunityHistory) WHERE place = 1""",
        )
    )
    assert last == dict(_rows(org, "SELECT Id, StageName FROM Opportunity"))


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
        assert _rows(org, wrong) == [], name


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
        found = _soql(
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
            _soql(org, rep, soql.format(rep, period)).records
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
        assert _one(org, sql) >= 3


def test_people_and_companies_share_names(org):
    people = Counter(
        row[0].lower() for row in _rows(org, "SELECT FirstName || ' ' || LastName FROM Contact")
    )
    assert people["sophie martin"] >= 3
    assert sum(count > 1 for count in people.values()) >= 10
    assert _one(org, "SELECT count(*) FROM Account WHERE Name LIKE '%Delmas%'") >= 4


def test_some_data_is_dirty(org):
    assert _one(org, "SELECT count(*) FROM Contact WHERE Phone IS NULL") > 150
    assert _one(org, "SELECT count(*) FROM Contact WHERE LastName = upper(LastName)") > 20
    assert _one(org, "SELECT count(*) FROM Opportunity WHERE Amount IS NULL") > 20
    stale = """SELECT count(*) FROM Opportunity
        WHERE StageName NOT LIKE 'Closed%' AND CloseDate < '2026-11-22'"""
    assert _one(org, stale) > 10
    twice = """SELECT count(*) FROM (SELECT Email FROM Contact WHERE Email IS NOT NULL
        GROUP BY 1 HAVING count(*) > 1)"""
    assert _one(org, twice) >= 10


def test_deal_names_are_distinct(org):
    assert _one(org, "SELECT count(DISTINCT Name) FROM Opportunity") == 1000


def test_phones_and_addresses_are_fictitious(org):
    phones = [
        row[0]
        for name in ("Contact", "Lead", "Account", "User")
        for row in _rows(org, f'SELECT Phone FROM "{name}"')
    ]
    digits = {re.sub(r"\D", "", phone) for phone in phones if phone}
    assert all(re.match(r"(0|33)19900|(0|44)207946", number) for number in digits)
    emails = [
        row[0]
        for name in ("Contact", "Lead", "User")
        for row in _rows(org, f'SELECT Email FROM "{name}"')
    ]
    assert all(email.endswith(".example") for email in emails if email)


@pytest.mark.parametrize(
    ("sobject", "field"),
    [
        ("Task", "Description"), ("Event", "Description"), ("CaseComment", "CommentBody"),
        ("EmailMessage", "TextBody"), ("LiveChatTranscript", "Body"), ("Case", "Description"),
    ],
)  # fmt: skip
def test_few_texts_are_alike(org, sobject, field):
    texts = [
        row[0]
        for row in _rows(org, f'SELECT "{field}" FROM "{sobject}" WHERE "{field}" IS NOT NULL')
    ]
    assert 1 - len(set(texts)) / len(texts) < 0.05


def test_no_text_keeps_a_slot_or_a_choice_unfilled(org):
    for name, sobject in org.schema().items():
        for field in sobject.fields.values():
            if (
                field.type in {"string", "textarea", "combobox"}
                and is_stored(field)
                and name != "Knowledge__kav"
            ):
                left = (
                    f'SELECT "{field.name}" FROM "{name}" WHERE "{field.name}" GLOB \'*[{{}}|]*\''
                )
                assert _rows(org, left) == [], (name, field.name)


def test_texts_are_in_the_language_of_the_account(org):
    french = " ".join(
        row[0]
        for row in _rows(
            org,
            """SELECT t.Description FROM Task t JOIN Account a ON a.Id = t.AccountId
            WHERE a.BillingCountry = 'France' AND t.Description IS NOT NULL LIMIT 400""",
        )
    ).lower()
    words = Counter(re.findall(r"\w+", french))
    assert words["le"] + words["de"] > 20 * (words["the"] + words["with"])


class TestHiddenCauses:
    def test_referrals_win_more_than_bought_lists_and_cold_calls(self, org):
        rate = """SELECT avg(StageName = 'Closed Won') FROM Opportunity
            WHERE StageName LIKE 'Closed%' AND LeadSource IN ({})"""
        warm = _one(org, rate.format("'Customer Referral', 'Partner Referral'"))
        cold = _one(org, rate.format("'Purchased List', 'Cold Call'"))
        assert warm > cold + 0.15

    def test_more_stakeholders_win_more(self, org):
        sql = """SELECT avg(StageName = 'Closed Won') FROM Opportunity o
            WHERE StageName LIKE 'Closed%' AND
            (SELECT count(*) FROM OpportunityContactRole r WHERE r.OpportunityId = o.Id) {}"""
        assert _one(org, sql.format(">= 3")) > _one(org, sql.format("<= 1")) + 0.08

    def test_hot_leads_convert_more_than_cold_ones(self, org):
        rates = dict(_rows(org, "SELECT Rating, avg(IsConverted) FROM Lead GROUP BY 1"))
        assert rates["Hot"] > rates["Warm"] > rates["Cold"]
        assert _one(org, "SELECT sum(IsConverted) FROM Lead") >= 120

    def test_urgent_cases_close_faster(self, org):
        hours = dict(
            _rows(
                org,
                """SELECT Priority, avg(julianday(substr(ClosedDate, 1, 19))
                - julianday(substr(CreatedDate, 1, 19))) FROM "Case"
                WHERE Status = 'Closed' GROUP BY 1""",
            )
        )
        assert hours["High"] < hours["Medium"] < hours["Low"]

    def test_one_month_stands_out_for_gateways(self, org):
        months = Counter(
            row[0]
            for row in _rows(
                org,
                """SELECT substr(CreatedDate, 1, 7) FROM "Case"
                WHERE Issue__c = 'Gateway not connecting'""",
            )
        )
        assert months.most_common(1)[0][0] in {"2026-08", "2026-09"}


class TestRights:
    def test_a_rep_sees_own_deals_and_a_manager_the_teams(self, org):
        count = "SELECT COUNT() FROM Opportunity"
        seen = {
            user: _soql(org, user, count).total_size
            for user in (
                "claire.moreau",
                "hugo.lefevre",
                "sophie.marchand",
                "oliver.bennett",
                "admin",
            )
        }
        assert 0 < seen["claire.moreau"] < seen["sophie.marchand"] < seen["admin"] == 1000
        assert seen["claire.moreau"] != seen["hugo.lefevre"]
        assert seen["sophie.marchand"] + seen["oliver.bennett"] == 1000

    def test_a_rep_does_not_see_a_colleagues_deal(self, org):
        soql = (
            "SELECT COUNT() FROM Opportunity WHERE Owner.Username = 'hugo.lefevre@heliade.example'"
        )
        assert _soql(org, "claire.moreau", soql).total_size == 0

    def test_an_agent_sees_every_case_but_no_amount(self, org):
        user = _one(org, "SELECT Id FROM User WHERE Username = 'nadia.benali@heliade.example'")
        access = Access(org, user)
        assert _soql(org, "nadia.benali", "SELECT COUNT() FROM Case").total_size == 1300
        assert not access.readable("Opportunity", "Amount")
        assert not access.readable("Account", "AnnualRevenue")
        assert access.may("Case", "edit")

    def test_only_managers_read_the_margin(self, org):
        users = dict(_rows(org, "SELECT Username, Id FROM User"))
        seeing = {
            name.split("@")[0]
            for name, user in users.items()
            if Access(org, user).readable("Opportunity", "Margin__c")
        }
        assert seeing == {"sophie.marchand", "oliver.bennett", "admin"}

    def test_every_demo_user_can_sign_in(self, org):
        assert all(
            matches(org, user, DEMO_PASSWORD) for (user,) in _rows(org, "SELECT Id FROM User")
        )
