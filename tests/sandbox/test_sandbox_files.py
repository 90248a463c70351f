"""Salesforce Files: bytes in as base64, metadata out, a download, seen by whoever sees the record."""

import hashlib
from base64 import b64encode

import pytest

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 40


@pytest.fixture
def case(org):
    return org.rest("admin", "POST", "sobjects/Case", json={"Subject": "x"}).json()["id"]


def put(org, who, **values):
    given = {"PathOnClient": "facture.pdf", "VersionData": b64encode(CONTENT).decode(), **values}
    return org.rest(who, "POST", "sobjects/ContentVersion", json=given)


def test_a_file_put_on_a_record_makes_its_document_and_its_link(org, case):
    version = put(org, "admin", FirstPublishLocationId=case).json()["id"]
    fields = "Title,FileType,FileExtension,ContentSize,Checksum,IsLatest,VersionNumber,VersionData"
    path = f"sobjects/ContentVersion/{version}"
    told = org.rest("admin", "GET", f"{path}?fields={fields}").json()
    expected = [
        "facture",
        "PDF",
        "pdf",
        len(CONTENT),
        hashlib.md5(CONTENT, usedforsecurity=False).hexdigest(),
        True,
        "1",
    ]
    assert [told[name] for name in fields.split(",")[:-1]] == expected
    assert told["VersionData"].endswith(f"/{path}/VersionData")
    got = org.rest("admin", "GET", f"{path}/VersionData")
    assert (got.content, got.status_code) == (CONTENT, 200)
    soql = (
        "SELECT ContentDocument.LatestPublishedVersionId, ShareType FROM ContentDocumentLink "
        f"WHERE LinkedEntityId = '{case}'"
    )
    (link,) = org.client("admin").query(soql)["records"]
    assert link["ContentDocument"]["LatestPublishedVersionId"] == version
    assert link["ShareType"] == "V"


def test_a_new_version_takes_the_place_of_the_last(org, case):
    first = put(org, "admin", FirstPublishLocationId=case).json()["id"]
    path = f"sobjects/ContentVersion/{first}?fields=ContentDocumentId"
    document = org.rest("admin", "GET", path).json()["ContentDocumentId"]
    again = put(org, "admin", ContentDocumentId=document, PathOnClient="deux.pdf").json()["id"]
    soql = f"SELECT Id, VersionNumber FROM ContentVersion WHERE ContentDocumentId = '{document}' AND IsLatest = true"
    assert [row["Id"] for row in org.client("admin").query(soql)["records"]] == [again]


def test_what_is_no_file_is_refused(org, case):
    for values, code in (
        ({"VersionData": None}, "REQUIRED_FIELD_MISSING"),
        ({"VersionData": "pas du base64 !"}, "JSON_PARSER_ERROR"),
        ({"PathOnClient": None}, "REQUIRED_FIELD_MISSING"),
        ({"Checksum": "x"}, "INVALID_FIELD_FOR_INSERT_UPDATE"),
        ({"FirstPublishLocationId": "500000000000001AAA"}, "INVALID_CROSS_REFERENCE_KEY"),
    ):
        answer = put(org, "admin", **{"FirstPublishLocationId": case, **values})
        assert answer.json()[0]["errorCode"] == code, values
    soql = "SELECT Id FROM ContentVersion WHERE VersionData = 'x'"
    assert org.rest("admin", "GET", "query", params={"q": soql}).status_code == 400
    described = org.rest("admin", "GET", "sobjects/ContentVersion/describe").json()["fields"]
    (field,) = [one for one in described if one["name"] == "VersionData"]
    assert (field["type"], field["filterable"], field["createable"]) == ("base64", False, True)
