"""SOAP login, which simple-salesforce uses when it is given a username and a password."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sandbox import edge, oauth, people, sessions
from sandbox.call import Org
from sandbox.errors import OAuthError

ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" \
xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body>{}</soapenv:Body></soapenv:Envelope>"""
FAULT = """<soapenv:Fault><faultcode>sf:{0}</faultcode><faultstring>{0}: {1}</faultstring><detail>\
<sf:LoginFault><sf:exceptionCode>{0}</sf:exceptionCode><sf:exceptionMessage>{1}\
</sf:exceptionMessage></sf:LoginFault></detail></soapenv:Fault>"""
RESULT = """<loginResponse><result><metadataServerUrl>{origin}/services/Soap/m/{version}/{org}\
</metadataServerUrl><passwordExpired>false</passwordExpired><sandbox>true</sandbox><serverUrl>\
{origin}/services/Soap/u/{version}/{org}</serverUrl><sessionId>{token}</sessionId><userId>{user}\
</userId><userInfo><organizationId>{org}</organizationId><sessionSecondsValid>{seconds}\
</sessionSecondsValid><userId>{user}</userId><userName>{name}</userName></userInfo></result>\
</loginResponse>"""
LOGIN_FAILED = "Invalid username, password, security token; or user locked out."


async def login(request: Request) -> Response:
    """Answer a SOAP login as simple-salesforce's username and password login sends it."""
    content = await request.body()
    try:
        body = await run_in_threadpool(_answer, request, content)
        status = 200
    except OAuthError as exc:
        body, status = FAULT.format(exc.error, escape(exc.description)), 500
    return Response(ENVELOPE.format(body), status, media_type="text/xml")


def _answer(request: Request, content: bytes) -> str:
    org: Org = request.app.state.org
    fields = _fields(content)
    name = fields.get("username", "")
    try:
        user = oauth.sign_in(org, name, fields.get("password", ""))
    except OAuthError as exc:
        raise OAuthError("INVALID_LOGIN", LOGIN_FAILED) from exc
    people.note_login(org.store, user, org.clock())
    return RESULT.format(
        origin=escape(edge.origin(request)),
        version=escape(request.path_params["version"]),
        org=people.organization_id(org.store),
        token=oauth.open_session(org, user, sessions.new_family()),
        user=user,
        name=escape(name),
        seconds=org.session_seconds,
    )


def _fields(content: bytes) -> dict[str, str]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OAuthError("INVALID_SOAP", "document types are not allowed")
    try:
        root: Element = fromstring(content)  # noqa: S314  no document type, so no entities
    except ParseError as exc:
        raise OAuthError("INVALID_SOAP", "the envelope is not sound XML") from exc
    return {node.tag.rsplit("}", 1)[-1]: (node.text or "").strip() for node in root.iter()}
