"""What Salesforce offers by SOAP alone: the recycle bin's way back, and converting leads."""

from xml.etree.ElementTree import fromstring

import pytest

ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><e:Envelope '
    'xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">'
    "<e:Header><SessionHeader><sessionId>{token}</sessionId></SessionHeader></e:Header>"
    "<e:Body>{body}</e:Body></e:Envelope>"
)


def soap(org, name, body, token=None):
    """Make a call and return its texts by element name."""
    session = org.client(name).session_id if token is None else token
    content = ENVELOPE.format(token=session, body=body).encode()
    answer = org.client(name).session.post(
        f"{org.url}/services/Soap/u/62.0", data=content, headers={"Content-Type": "text/xml"}
    )
    root = fromstring(answer.content)  # noqa: S314 - our own sandbox
    return {node.tag.rpartition("}")[2]: node.text for node in root.iter() if node.text}


@pytest.fixture
def lead(org):
    values = {"LastName": "Rivoire", "FirstName": "Chantal", "Company": "Scierie Humbert",
              "Email": "c.rivoire@humbert.example", "Phone": "01 99 00 34 56"}  # fmt: skip
    return org.client("admin").Lead.create(values)["id"]


def test_a_deleted_record_comes_back_with_its_details_and_references(org):
    client = org.client("admin")
    account = client.Account.create({"Name": "Retour"})["id"]
    contact = client.Contact.create({"LastName": "Roux", "AccountId": account})["id"]
    task = client.Task.create({"Subject": "Appeler", "WhatId": account})["id"]
    client.Account.delete(account)
    assert client.query(f"SELECT Id FROM Task WHERE Id = '{task}'")["totalSize"] == 0
    assert soap(org, "admin", f"<undelete><ids>{account}</ids></undelete>")["success"] == "true"
    assert client.Account.get(account)["Name"] == "Retour"
    assert client.Contact.get(contact)["AccountId"] == account
    assert client.query(f"SELECT Id FROM Task WHERE Id = '{task}'")["totalSize"] == 1


def test_what_is_not_in_the_bin_cannot_come_back(org):
    account = org.client("admin").Account.create({"Name": "Vivant"})["id"]
    refused = soap(org, "admin", f"<undelete><ids>{account}</ids></undelete>")
    assert (refused["success"], refused["statusCode"]) == ("false", "UNDELETE_FAILED")


def test_a_lead_is_converted_with_what_it_knew(org, lead):
    body = (
        f"<convertLead><leadConverts><convertedStatus>Closed - Converted</convertedStatus>"
        f"<leadId>{lead}</leadId><opportunityName>Capteurs</opportunityName>"
        "</leadConverts></convertLead>"
    )
    done = soap(org, "admin", body)
    client = org.client("admin")
    assert done["success"] == "true"
    assert client.Account.get(done["accountId"])["Name"] == "Scierie Humbert"
    contact = client.Contact.get(done["contactId"])
    assert (contact["Email"], contact["AccountId"]) == (
        "c.rivoire@humbert.example", done["accountId"]
    )  # fmt: skip
    assert client.Opportunity.get(done["opportunityId"])["Name"] == "Capteurs"
    assert client.Lead.get(lead)["IsConverted"]
    again = soap(org, "admin", body)
    assert again["success"] == "false"


def test_a_call_without_a_living_session_is_a_fault(org):
    fault = soap(org, "admin", "<undelete><ids>001</ids></undelete>", token="nobody")
    assert fault["faultcode"] == "sf:INVALID_SESSION_ID"
