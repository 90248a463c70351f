"""The demo company: names that collide, dirty data, texts as people write, causes to be found."""

import re
from collections import Counter

import pytest
from seededorg import asked, one, rows, seeded

from sandbox.access import Access
from sandbox.credentials import DEMO_PASSWORD, matches
from sandbox.traits import is_stored


@pytest.fixture(scope="module")
def org(tmp_path_factory):
    return seeded(tmp_path_factory.mktemp("company"))[0]


def test_people_and_companies_share_names(org):
    people = Counter(
        row[0].lower() for row in rows(org, "SELECT FirstName || ' ' || LastName FROM Contact")
    )
    assert people["sophie martin"] >= 3
    assert sum(count > 1 for count in people.values()) >= 10
    assert one(org, "SELECT count(*) FROM Account WHERE Name LIKE '%Delmas%'") >= 4


def test_some_data_is_dirty(org):
    assert one(org, "SELECT count(*) FROM Contact WHERE Phone IS NULL") > 150
    assert one(org, "SELECT count(*) FROM Contact WHERE LastName = upper(LastName)") > 20
    assert one(org, "SELECT count(*) FROM Opportunity WHERE Amount IS NULL") > 20
    stale = """SELECT count(*) FROM Opportunity
        WHERE StageName NOT LIKE 'Closed%' AND CloseDate < '2026-11-22'"""
    assert one(org, stale) > 10
    twice = """SELECT count(*) FROM (SELECT Email FROM Contact WHERE Email IS NOT NULL
        GROUP BY 1 HAVING count(*) > 1)"""
    assert one(org, twice) >= 10


def test_deal_names_are_distinct(org):
    assert one(org, "SELECT count(DISTINCT Name) FROM Opportunity") == 1000


def test_phones_and_addresses_are_fictitious(org):
    phones = [
        row[0]
        for name in ("Contact", "Lead", "Account", "User")
        for row in rows(org, f'SELECT Phone FROM "{name}"')
    ]
    digits = {re.sub(r"\D", "", phone) for phone in phones if phone}
    assert all(re.match(r"(0|33)19900|(0|44)207946", number) for number in digits)
    emails = [
        row[0]
        for name in ("Contact", "Lead", "User")
        for row in rows(org, f'SELECT Email FROM "{name}"')
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
        for row in rows(org, f'SELECT "{field}" FROM "{sobject}" WHERE "{field}" IS NOT NULL')
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
                assert rows(org, left) == [], (name, field.name)


def test_texts_are_in_the_language_of_the_account(org):
    french = " ".join(
        row[0]
        for row in rows(
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
        warm = one(org, rate.format("'Customer Referral', 'Partner Referral'"))
        cold = one(org, rate.format("'Purchased List', 'Cold Call'"))
        assert warm > cold + 0.15

    def test_more_stakeholders_win_more(self, org):
        sql = """SELECT avg(StageName = 'Closed Won') FROM Opportunity o
            WHERE StageName LIKE 'Closed%' AND
            (SELECT count(*) FROM OpportunityContactRole r WHERE r.OpportunityId = o.Id) {}"""
        assert one(org, sql.format(">= 3")) > one(org, sql.format("<= 1")) + 0.08

    def test_hot_leads_convert_more_than_cold_ones(self, org):
        rates = dict(rows(org, "SELECT Rating, avg(IsConverted) FROM Lead GROUP BY 1"))
        assert rates["Hot"] > rates["Warm"] > rates["Cold"]
        assert one(org, "SELECT sum(IsConverted) FROM Lead") >= 120

    def test_urgent_cases_close_faster(self, org):
        hours = dict(
            rows(
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
            for row in rows(
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
            user: asked(org, user, count).total_size
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
        assert asked(org, "claire.moreau", soql).total_size == 0

    def test_an_agent_sees_every_case_but_no_amount(self, org):
        user = one(org, "SELECT Id FROM User WHERE Username = 'nadia.benali@heliade.example'")
        access = Access(org, user)
        assert asked(org, "nadia.benali", "SELECT COUNT() FROM Case").total_size == 1300
        assert not access.readable("Opportunity", "Amount")
        assert not access.readable("Account", "AnnualRevenue")
        assert access.may("Case", "edit")

    def test_only_managers_read_the_margin(self, org):
        users = dict(rows(org, "SELECT Username, Id FROM User"))
        seeing = {
            name.split("@")[0]
            for name, user in users.items()
            if Access(org, user).readable("Opportunity", "Margin__c")
        }
        assert seeing == {"sophie.marchand", "oliver.bennett", "admin"}

    def test_every_demo_user_can_sign_in(self, org):
        assert all(
            matches(org, user, DEMO_PASSWORD) for (user,) in rows(org, "SELECT Id FROM User")
        )
