"""Describe in both languages and for each user, pages of a query, and wrong addresses."""

import pytest
from simple_salesforce.exceptions import SalesforceError


@pytest.fixture
def claire(org):
    return org.client("claire.moreau")


def test_describe_speaks_both_languages(org, claire):
    field = {"fr": "Secteur d’activité", "en": "Industry"}
    for language, label in field.items():
        headers = {"Accept-Language": language}
        body = org.rest("claire.moreau", "GET", "sobjects/Account/describe", headers=headers).json()
        industry = next(f for f in body["fields"] if f["name"] == "Industry")
        assert industry["label"] == label
    assert claire.Account.describe()["label"] == "Compte"
    assert org.client("james.whitfield").Account.describe()["label"] == "Account"


def test_describe_tells_each_user_what_they_may_do(org, claire):
    mine = {f["name"]: f for f in claire.Opportunity.describe()["fields"]}
    assert "Margin__c" not in mine
    assert mine["StageName"]["restrictedPicklist"] is True
    assert mine["StageName"]["picklistValues"][0]["active"] is True
    assert mine["AccountId"]["referenceTo"] == ["Account"]
    assert mine["Name"]["nillable"] is False
    assert mine["CreatedDate"]["updateable"] is False
    agent = org.client("nadia.benali").Account.describe()
    assert agent["deletable"] is False
    children = {c["relationshipName"] for c in claire.Account.describe()["childRelationships"]}
    assert {"Contacts", "Opportunities"} <= children


def test_an_unchanged_describe_is_answered_with_304(org):
    first = org.rest("claire.moreau", "GET", "sobjects/Account/describe")
    again = {"If-None-Match": first.headers["ETag"]}
    second = org.rest("claire.moreau", "GET", "sobjects/Account/describe", headers=again)
    assert (second.status_code, second.content) == (304, b"")


def test_pages_follow_the_next_records_url(org):
    admin = org.client("admin")
    rows = [{"Name": f"Compte {n:04d}", "IsDeleted": 0} for n in range(2005)]
    org.store.insert_rows("Account", rows)
    soql = "SELECT Name FROM Account ORDER BY Name"
    first = admin.query(soql)
    assert (first["totalSize"], first["done"], len(first["records"])) == (2005, False, 2000)
    names = [row["Name"] for row in admin.query_all(soql)["records"]]
    assert names == [row["Name"] for row in rows]
    small = org.rest("admin", "GET", "query", params={"q": soql},
                     headers={"Sforce-Query-Options": "batchSize=500"}).json()  # fmt: skip
    assert len(small["records"]) == 500
    other = org.client("claire.moreau")
    with pytest.raises(SalesforceError) as caught:
        other.query_more(small["nextRecordsUrl"], identifier_is_url=True)
    assert caught.value.content[0]["errorCode"] == "INVALID_QUERY_LOCATOR"


def test_errors_of_the_address_itself(org):
    assert org.rest("admin", "GET", "nope").json()[0]["errorCode"] == "NOT_FOUND"
    wrong = org.rest("admin", "PUT", "sobjects/Account")
    assert (wrong.status_code, wrong.json()[0]["errorCode"]) == (405, "METHOD_NOT_ALLOWED")
    broken = org.rest("admin", "POST", "sobjects/Account", data="{")
    assert (broken.status_code, broken.json()[0]["errorCode"]) == (400, "JSON_PARSER_ERROR")
    assert org.session().get(f"{org.url}/services/data").json()[-1]["version"] == "65.0"
