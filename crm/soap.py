"""The few calls Salesforce offers by SOAP alone: undelete, convert a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

from simple_salesforce.exceptions import SalesforceExpiredSession, SalesforceGeneralError

from crm.connection import Connection

_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
_PARTNER = "urn:partner.soap.sforce.com"
_HEADERS = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""'}
Arguments = Sequence[tuple[str, "str | Arguments"]]


async def soap(connection: Connection, name: str, arguments: Arguments) -> Mapping[str, Any]:
    """Make one call and return its first result: texts by element name, `errors` as a list.

    Raises `CrmError`s only; a result that was refused is returned, with `success` "false".
    """
    version = connection.line.address.version

    def work(client: Any) -> Mapping[str, Any]:
        url = f"https://{client.sf_instance}/services/Soap/u/{version}"
        content = _written(client.session_id, name, arguments)
        answer = client.session.post(url, data=content, headers=_HEADERS)
        return _read(url, answer.status_code, answer.content)

    return await connection.through(work, write=True)


def _written(session: str, name: str, arguments: Arguments) -> bytes:
    envelope = Element(f"{{{_ENVELOPE}}}Envelope")
    header = SubElement(SubElement(envelope, f"{{{_ENVELOPE}}}Header"), _own("SessionHeader"))
    SubElement(header, _own("sessionId")).text = session
    call = SubElement(SubElement(envelope, f"{{{_ENVELOPE}}}Body"), _own(name))
    _fill(call, arguments)
    content: bytes = tostring(envelope, encoding="utf-8", xml_declaration=True)
    return content


def _fill(parent: Element, arguments: Arguments) -> None:
    for name, value in arguments:
        child = SubElement(parent, _own(name))
        if isinstance(value, str):
            child.text = value
        else:
            _fill(child, value)


def _own(name: str) -> str:
    return f"{{{_PARTNER}}}{name}"


def _read(url: str, status: int, content: bytes) -> Mapping[str, Any]:
    """Return the first result, or raise the fault as the REST client would."""
    root = _parsed(content)
    code = root.findtext(".//faultcode") if root is not None else None
    if root is None or code or status >= 400:
        plain = (code or "").rpartition(":")[2]
        kind = SalesforceExpiredSession if plain == "INVALID_SESSION_ID" else SalesforceGeneralError
        told = 401 if plain == "INVALID_SESSION_ID" else (400 if plain else max(status, 500))
        # The client's annotation says bytes; its own calls give parsed JSON, as here.
        errors: Any = [{"errorCode": plain, "message": ""}]
        raise kind(url, told, "soap", errors)
    result = root.find(f".//{_own('result')}")
    return _plain(result) if result is not None else {}


def _parsed(content: bytes) -> Element | None:
    try:
        return fromstring(content)  # noqa: S314 - the org we signed in to, over TLS
    except ParseError:
        return None


def _plain(result: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"errors": []}
    for child in result:
        name = child.tag.rpartition("}")[2]
        if name == "errors":
            error = {one.tag.rpartition("}")[2]: one.text or "" for one in child}
            found["errors"].append(error)
        else:
            found[name] = child.text or ""
    return found
