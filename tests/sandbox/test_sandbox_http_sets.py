"""Several records in one call: composite, batch, trees, collections, and the Bulk API."""

import pytest

ROOT = "/services/data/v62.0"


def count(org, soql):
    return org.client("admin").query(soql)["totalSize"]


def composite(org, parts, name="admin", **body):
    return org.rest(name, "POST", "composite", json={"compositeRequest": parts, **body}).json()[
        "compositeResponse"
    ]


def part(reference, method, path, body=None, **more):
    made = {"referenceId": reference, "method": method, "url": f"{ROOT}/{path}", **more}
    return made | ({"body": body} if body is not None else {})


def test_a_composite_uses_what_earlier_parts_answered(org):
    answers = composite(
        org,
        [
            part("a", "POST", "sobjects/Account", {"Name": "Un"}),
            part("c", "POST", "sobjects/Contact", {"LastName": "Roux", "AccountId": "@{a.id}"}),
            part("q", "GET", "query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{c.id}'"),
        ],
    )
    assert [a["httpStatusCode"] for a in answers] == [201, 201, 200]
    assert answers[2]["body"]["records"][0]["Account"]["Name"] == "Un"


def test_all_or_none_undoes_every_part(org):
    parts = [
        part("a", "POST", "sobjects/Account", {"Name": "Un"}),
        part("b", "POST", "sobjects/Account", {}),
    ]
    answers = composite(org, parts, allOrNone=True)
    assert [a["body"][0]["errorCode"] for a in answers] == [
        "PROCESSING_HALTED",
        "REQUIRED_FIELD_MISSING",
    ]
    assert count(org, "SELECT COUNT() FROM Account") == 0
    assert [a["httpStatusCode"] for a in composite(org, parts)] == [201, 400]
    assert count(org, "SELECT COUNT() FROM Account") == 1


def test_a_part_that_needs_a_failed_one_is_halted(org):
    answers = composite(
        org,
        [
            part("a", "POST", "sobjects/Account", {}),
            part("c", "POST", "sobjects/Contact", {"LastName": "Roux", "AccountId": "@{a.id}"}),
        ],
    )
    assert answers[1]["body"][0]["errorCode"] == "PROCESSING_HALTED"


def test_a_part_may_be_conditional(org):
    made = org.client("admin").Account.create({"Name": "Un"})["id"]
    old = {"If-Unmodified-Since": "Sun, 22 Nov 2020 00:00:00 GMT"}
    answers = composite(
        org, [part("u", "PATCH", f"sobjects/Account/{made}", {"Site": "x"}, httpHeaders=old)]
    )
    assert answers[0]["httpStatusCode"] == 412


def test_a_composite_has_a_limit(org):
    parts = [part(f"p{n}", "GET", "limits") for n in range(26)]
    answer = org.rest("admin", "POST", "composite", json={"compositeRequest": parts})
    assert (answer.status_code, answer.json()[0]["errorCode"]) == (400, "LIMIT_EXCEEDED")


def test_a_batch_keeps_what_worked(org):
    parts = [
        {"method": "POST", "url": "v62.0/sobjects/Account", "richInput": {"Name": "Un"}},
        {"method": "GET", "url": "v62.0/sobjects/Account/001Qk0000000zzzIAA"},
        {"method": "GET", "url": "v62.0/limits"},
    ]
    body = org.rest("admin", "POST", "composite/batch", json={"batchRequests": parts}).json()
    assert body["hasErrors"] is True
    assert [r["statusCode"] for r in body["results"]] == [201, 404, 200]
    halted = {"batchRequests": parts[1:], "haltOnError": True}
    body = org.rest("admin", "POST", "composite/batch", json=halted).json()
    assert [r["statusCode"] for r in body["results"]] == [404, 412]


def test_a_tree_is_planted_whole_or_not_at_all(org):
    def account(contact):
        return {
            "attributes": {"type": "Account", "referenceId": "a"},
            "Name": "Un",
            "Contacts": {
                "records": [{"attributes": {"type": "Contact", "referenceId": "c"}} | contact]
            },
        }

    bad = org.rest("admin", "POST", "composite/tree/Account", json={"records": [account({})]})
    assert (bad.status_code, bad.json()["hasErrors"]) == (400, True)
    assert bad.json()["results"][0]["referenceId"] == "c"
    assert count(org, "SELECT COUNT() FROM Account") == 0
    good = {"records": [account({"LastName": "Roux"})]}
    answer = org.rest("admin", "POST", "composite/tree/Account", json=good)
    assert answer.status_code == 201
    assert [r["referenceId"] for r in answer.json()["results"]] == ["a", "c"]
    assert count(org, "SELECT COUNT() FROM Contact WHERE Account.Name = 'Un'") == 1


def collection(*rows, **more):
    return {"records": [{"attributes": {"type": "Account"}, **row} for row in rows], **more}


def test_collections_report_record_by_record(org):
    answer = org.rest("admin", "POST", "composite/sobjects", json=collection({"Name": "Un"}, {}))
    results = answer.json()
    assert [r["success"] for r in results] == [True, False]
    assert results[1]["errors"][0]["statusCode"] == "REQUIRED_FIELD_MISSING"
    assert count(org, "SELECT COUNT() FROM Account") == 1


def test_collections_can_be_all_or_none(org):
    body = collection({"Name": "Un"}, {}, allOrNone=True)
    results = org.rest("admin", "POST", "composite/sobjects", json=body).json()
    codes = [r["errors"][0]["statusCode"] for r in results]
    assert codes == ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "REQUIRED_FIELD_MISSING"]
    assert count(org, "SELECT COUNT() FROM Account") == 0


def test_collections_change_read_and_delete(org):
    made = org.rest(
        "admin", "POST", "composite/sobjects", json=collection({"Name": "Un"}, {"Name": "Deux"})
    )
    ids = [r["id"] for r in made.json()]
    body = collection({"id": ids[0], "Site": "x"}, {"id": "001Qk0000000zzzIAA", "Site": "x"})
    changed = org.rest("admin", "PATCH", "composite/sobjects", json=body).json()
    assert [r["success"] for r in changed] == [True, False]
    read = {"ids": [*ids, "001Qk0000000zzzIAA"], "fields": ["Name", "Site"]}
    rows = org.rest("admin", "POST", "composite/sobjects/Account", json=read).json()
    assert [row and row["Site"] for row in rows] == ["x", None, None]
    gone = org.rest("admin", "DELETE", f"composite/sobjects?ids={','.join(ids)}").json()
    assert all(r["success"] for r in gone)
    assert count(org, "SELECT COUNT() FROM Account") == 0


def test_the_bulk_api_takes_rows_and_tells_which_failed(org):
    admin = org.client("admin")
    rows = [{"Name": "Un"}, {"Name": "Deux", "Industry": "Magie"}, {"Name": "Trois"}]
    [job] = admin.bulk2.Account.insert(records=rows)
    assert (job["numberRecordsProcessed"], job["numberRecordsFailed"]) == (3, 1)
    failed = admin.bulk2.Account.get_failed_records(job["job_id"])
    assert "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST" in failed
    pages = list(admin.bulk2.Account.query("SELECT Name FROM Account ORDER BY Name"))
    assert pages[0].split() == ["Name", "Trois", "Un"]


@pytest.mark.parametrize("name", ["claire.moreau", "hugo.lefevre"])
def test_a_bulk_query_has_the_askers_rights(org, name):
    admin = org.client("admin")
    claire = org.store.execute(
        "SELECT Id FROM \"User\" WHERE Username = 'claire.moreau@heliade.example'"
    )[0][0]
    admin.Lead.create({"LastName": "Roux", "Company": "Roux SA", "OwnerId": claire})
    found = "".join(org.client(name).bulk2.Lead.query("SELECT Company FROM Lead"))
    assert ("Roux SA" in found) == (name == "claire.moreau")
