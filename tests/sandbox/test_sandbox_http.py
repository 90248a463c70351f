"""Records over HTTP, through the real client: create, read, change, delete, and every refusal."""

import pytest
from simple_salesforce.exceptions import (
    SalesforceError,
    SalesforceMoreThanOneRecord,
    SalesforceResourceNotFound,
)


def refusal(act, *arguments, **options):
    """Return `(status, code, fields)` of the refusal."""
    with pytest.raises(SalesforceError) as caught:
        act(*arguments, **options)
    body = caught.value.content[0]
    return caught.value.status, body["errorCode"], body["fields"]


@pytest.fixture
def claire(org):
    return org.client("claire.moreau")


@pytest.fixture
def account(claire):
    return claire.Account.create({"Name": "Énergie Dupont", "BillingCity": "Lyon"})["id"]


def stage(org, place=0):
    return org.store.schema()["Opportunity"].fields["StageName"].picklist[place].value


def open_deal(org, sf, account, **more):
    body = {"Name": "Capteurs", "StageName": stage(org), "CloseDate": "2026-12-01"}
    return sf.Opportunity.create(body | {"AccountId": account} | more)["id"]


def test_a_created_record_is_read_back_as_its_owner_wrote_it(org, claire, account):
    row = claire.Account.get(account)
    assert (row["Name"], row["BillingCity"], row["attributes"]["type"]) == (
        "Énergie Dupont",
        "Lyon",
        "Account",
    )
    assert row["OwnerId"] == row["CreatedById"]
    assert row["CreatedDate"].startswith("2026-11-22T")
    assert len(account) == 18


def test_reading_takes_fields_and_parents(org, claire, account):
    contact = claire.Contact.create({"LastName": "Martin", "AccountId": account})["id"]
    path = f"sobjects/Contact/{contact}?fields=LastName,Account.Name"
    row = org.rest("claire.moreau", "GET", path).json()
    assert (row["LastName"], row["Account"]["Name"]) == ("Martin", "Énergie Dupont")


def test_an_update_answers_204_and_changes_only_what_it_says(claire, account):
    assert claire.Account.update(account, {"Phone": "01 99 00 12 12"}) == 204
    row = claire.Account.get(account)
    assert (row["Phone"], row["BillingCity"]) == ("01 99 00 12 12", "Lyon")


def test_a_post_may_stand_for_a_patch(org, account):
    path = f"sobjects/Account/{account}?_HttpMethod=PATCH"
    assert org.rest("claire.moreau", "POST", path, json={"Site": "Siège"}).status_code == 204


@pytest.mark.parametrize(
    ("body", "code", "fields"),
    [
        ({}, "REQUIRED_FIELD_MISSING", ["Name"]),
        ({"Name": "x" * 256}, "STRING_TOO_LONG", ["Name"]),
        ({"Name": "x", "Industry": "Magie"}, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
         ["Industry"]),
        ({"Name": "x", "OwnerId": "pas-un-id"}, "MALFORMED_ID", ["OwnerId"]),
        ({"Name": "x", "Nope__c": 1}, "INVALID_FIELD", []),
        ({"Name": "x", "CreatedDate": "2020-01-01"}, "INVALID_FIELD_FOR_INSERT_UPDATE",
         ["CreatedDate"]),
        ({"Name": "x", "NumberOfEmployees": "beaucoup"}, "INVALID_TYPE_ON_FIELD_IN_RECORD",
         ["NumberOfEmployees"]),
        ({"Name": "x", "Customer_Since__c": "22/11/2026"}, "INVALID_TYPE_ON_FIELD_IN_RECORD",
         ["Customer_Since__c"]),
        ({"Name": "x", "ParentId": "001Qk0000000zzzIAA"}, "INVALID_CROSS_REFERENCE_KEY",
         ["ParentId"]),
        ({"Name": "x", "Id": "001Qk0000000001IAA"}, "INVALID_FIELD_FOR_INSERT_UPDATE", ["Id"]),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_name(claire, body, code, fields):
    status, found, named = refusal(claire.Account.create, body)
    assert (status, found, named) == (400, code, fields)


def test_a_reference_to_another_object_is_refused(org, claire, account):
    deal = open_deal(org, claire, account)
    made = refusal(claire.Contact.create, {"LastName": "Roux", "AccountId": deal})
    assert made == (400, "FIELD_INTEGRITY_EXCEPTION", ["AccountId"])


def test_an_invalid_address_is_refused(claire):
    made = refusal(claire.Contact.create, {"LastName": "Roux", "Email": "roux(at)x"})
    assert made == (400, "INVALID_EMAIL_ADDRESS", ["Email"])


def test_unknown_objects_and_records_are_not_found(claire):
    assert refusal(claire.Nope__c.create, {"Name": "x"})[:2] == (404, "NOT_FOUND")
    assert refusal(claire.Account.get, "001Qk0000000zzzIAA")[:2] == (404, "NOT_FOUND")
    assert refusal(claire.Account.get, "001")[:2] == (400, "MALFORMED_ID")


def test_a_deleted_record_is_gone_but_query_all_sees_it(org, claire, account):
    deal = open_deal(org, claire, account)
    assert claire.Opportunity.delete(deal) == 204
    assert refusal(claire.Opportunity.get, deal)[:2] == (404, "ENTITY_IS_DELETED")
    assert refusal(claire.Opportunity.update, deal, {"Amount": 1})[1] == "ENTITY_IS_DELETED"
    soql = f"SELECT Id, IsDeleted FROM Opportunity WHERE Id = '{deal}'"
    assert claire.query(soql)["totalSize"] == 0
    assert claire.query(soql, include_deleted=True)["records"][0]["IsDeleted"] is True


def test_deleting_a_parent_takes_its_details_and_frees_the_rest(org, account):
    admin = org.client("admin")
    deal = open_deal(org, admin, account)
    task = admin.Task.create({"Subject": "Appel", "WhatId": account})["id"]
    child = admin.Account.create({"Name": "Filiale", "ParentId": account})["id"]
    admin.Account.delete(account)
    assert refusal(admin.Opportunity.get, deal)[1] == "ENTITY_IS_DELETED"
    assert refusal(admin.Task.get, task)[1] == "ENTITY_IS_DELETED"
    assert admin.Account.get(child)["ParentId"] is None


def test_another_rep_may_see_an_account_but_not_write_it_nor_see_the_deal(org, claire, account):
    deal = open_deal(org, claire, account)
    hugo, sophie = org.client("hugo.lefevre"), org.client("sophie.marchand")
    assert hugo.Account.get(account)["Name"] == "Énergie Dupont"
    assert refusal(hugo.Account.update, account, {"Site": "x"})[:2] == (
        403,
        "INSUFFICIENT_ACCESS_OR_READONLY",
    )
    assert refusal(hugo.Opportunity.get, deal)[:2] == (404, "NOT_FOUND")
    assert refusal(hugo.Opportunity.update, deal, {"Amount": 1})[:2] == (404, "NOT_FOUND")
    assert sophie.Opportunity.update(deal, {"Amount": 12}) == 204


def test_pointing_at_a_record_one_cannot_see_is_refused(org, claire, account):
    deal = open_deal(org, claire, account)
    hugo = org.client("hugo.lefevre")
    made = refusal(hugo.Task.create, {"Subject": "Appel", "WhatId": deal})
    assert made == (400, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", ["WhatId"])


def test_a_hidden_field_does_not_exist_for_whom_it_is_hidden_from(org, claire, account):
    deal = open_deal(org, claire, account)
    assert "Margin__c" not in claire.Opportunity.get(deal)
    assert refusal(claire.Opportunity.update, deal, {"Margin__c": 1})[1] == "INVALID_FIELD"
    assert org.client("admin").Opportunity.update(deal, {"Margin__c": 12.5}) == 204


def test_a_stale_change_is_refused(org, claire, account):
    read = {"If-Unmodified-Since": "Sun, 22 Nov 2020 00:00:00 GMT"}
    assert refusal(claire.Account.update, account, {"Site": "x"}, headers=read)[:2] == (
        412,
        "PRECONDITION_FAILED",
    )
    later = {"If-Unmodified-Since": "Mon, 23 Nov 2026 23:59:59 GMT"}
    assert claire.Account.update(account, {"Site": "x"}, headers=later) == 204


def test_what_the_caller_already_has_is_not_sent_again(org, account):
    known = {"If-Modified-Since": "Mon, 23 Nov 2026 23:59:59 GMT"}
    path = f"sobjects/Account/{account}"
    assert org.rest("claire.moreau", "GET", path, headers=known).status_code == 304


def test_a_duplicate_is_refused_until_the_caller_insists(org, claire, account):
    twin = {"Name": "ÉNERGIE dupont", "BillingCity": "lyon"}
    with pytest.raises(SalesforceError) as caught:
        claire.Account.create(twin)
    body = caught.value.content[0]
    assert body["errorCode"] == "DUPLICATES_DETECTED"
    match = body["duplicateResut"]["matchResults"][0]["matchRecords"][0]["record"]
    assert match["Id"] == account
    insist = {"Sforce-Duplicate-Rule-Header": "allowSave=true"}
    assert claire.Account.create(twin, headers=insist)["success"]


def test_a_duplicate_nobody_may_see_is_not_betrayed(org, claire):
    lead = {"LastName": "Roux", "Company": "Roux SA", "Email": "roux@roux.example"}
    claire.Lead.create(lead)
    assert org.client("james.whitfield").Lead.create(lead)["success"]


def test_a_unique_value_is_taken_once(org):
    admin = org.client("admin")
    profile = org.store.execute("SELECT Id FROM Profile LIMIT 1")[0][0]
    user = {
        "Username": "CLAIRE.moreau@heliade.example",
        "LastName": "Moreau",
        "Alias": "cm2",
        "Email": "cm@heliade.example",
        "ProfileId": profile,
    }
    assert refusal(admin.User.create, user)[1:] == ("DUPLICATE_VALUE", ["Username"])


def test_a_stage_sets_probability_and_leaves_its_history(org, claire, account):
    deal = open_deal(org, claire, account, Amount=1000)
    won = next(
        row[0] for row in org.store.execute("SELECT ApiName FROM OpportunityStage WHERE IsWon = 1")
    )
    claire.Opportunity.update(deal, {"StageName": won, "Amount": 45000})
    row = claire.Opportunity.get(deal)
    assert (row["IsClosed"], row["IsWon"], row["Probability"]) == (True, True, 100)
    soql = f"SELECT Field, NewValue FROM OpportunityFieldHistory WHERE OpportunityId = '{deal}'"
    changes = {(r["Field"], r["NewValue"]) for r in claire.query(soql)["records"]}
    assert changes == {("created", None), ("StageName", won), ("Amount", "45000.0")}
    steps = f"SELECT COUNT() FROM OpportunityHistory WHERE OpportunityId = '{deal}'"
    assert claire.query(steps)["totalSize"] == 2


def test_a_case_is_numbered_closed_and_reopened(org):
    nadia = org.client("nadia.benali")
    first = nadia.Case.create({"Subject": "Capteur muet"})["id"]
    second = nadia.Case.create({"Subject": "Facture"})["id"]
    numbers = [int(nadia.Case.get(case)["CaseNumber"]) for case in (first, second)]
    assert numbers[1] == numbers[0] + 1
    nadia.Case.update(first, {"Status": "Closed"})
    closed = nadia.Case.get(first)
    assert closed["IsClosed"] is True
    assert closed["ClosedDate"].startswith("2026-11-22")
    nadia.Case.update(first, {"Status": "Working"})
    assert nadia.Case.get(first)["ClosedDate"] is None
    soql = f"SELECT Field, NewValue FROM CaseHistory WHERE CaseId = '{first}'"
    values = [r["NewValue"] for r in nadia.query(soql)["records"] if r["Field"] == "Status"]
    assert sorted(values) == ["Closed", "Working"]


def test_a_completed_task_is_the_last_activity_of_its_account_and_contact(claire, account):
    contact = claire.Contact.create({"LastName": "Martin", "AccountId": account})["id"]
    body = {
        "Subject": "Appel",
        "WhoId": contact,
        "ActivityDate": "2026-11-20",
        "Status": "Completed",
    }
    task = claire.Task.create(body)["id"]
    assert claire.Task.get(task)["AccountId"] == account
    assert claire.Account.get(account)["LastActivityDate"] == "2026-11-20"
    assert claire.Contact.get(contact)["LastActivityDate"] == "2026-11-20"
    claire.Task.delete(task)
    assert claire.Contact.get(contact)["LastActivityDate"] is None


@pytest.fixture
def keyed(org):
    """An account field that is an external id."""
    from dataclasses import replace

    from sandbox.schema import Field, Label

    account = org.store.schema()["Account"]
    key = Field("Key__c", "string", Label("Key", "Clé"), length=40, external_id=True)
    org.store.define([replace(account, fields={**account.fields, "Key__c": key})])
    return org


def test_upsert_creates_then_updates_by_external_id(keyed):
    admin = keyed.client("admin")
    name = "a b/c+d é"
    from urllib.parse import quote_plus

    path = f"Key__c/{quote_plus(name)}"
    assert admin.Account.upsert(path, {"Name": "Un"}) == 201
    assert admin.Account.upsert(path, {"Name": "Deux"}) == 204
    row = admin.Account.get_by_custom_id("Key__c", name)
    assert (row["Name"], row["Key__c"]) == ("Deux", name)


def test_upsert_lists_the_records_when_several_match(keyed):
    admin = keyed.client("admin")
    for name in ("Un", "Deux"):
        admin.Account.create({"Name": name, "Key__c": "K"})
    with pytest.raises(SalesforceMoreThanOneRecord) as caught:
        admin.Account.upsert("Key__c/K", {"Name": "x"})
    assert len(caught.value.content) == 2


def test_a_foreign_key_may_be_an_external_id(keyed):
    admin = keyed.client("admin")
    account = admin.Account.create({"Name": "Un", "Key__c": "K"})["id"]
    made = admin.Contact.create({"LastName": "Roux", "Account": {"Key__c": "K"}})["id"]
    assert admin.Contact.get(made)["AccountId"] == account


def test_a_missing_query_record_raises_the_clients_own_error(claire):
    with pytest.raises(SalesforceResourceNotFound):
        claire.Contact.get("003Qk0000000zzzIAA")
