"""SOAP: the login simple-salesforce uses, and the calls that Salesforce offers nowhere else."""

from __future__ import annotations

from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sandbox import conversion, edge, limits, oauth, people, recycling, sessions
from sandbox.access import Access
from sandbox.call import Call, Org
from sandbox.errors import ApiError, OAuthError
from sandbox.routes import dispatch

ENVELOPE = """<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope \
xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" \
xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body>{}</soapenv:Body></soapenv:Envelope>"""
FAULT = """<soapenv:Fault><faultcode>sf:{0}</faultcode><faultstring>{0}: {1}</faultstring><detail>\
<sf:LoginFault><sf:exceptionCode>{0}</sf:exceptionCode><sf:exceptionMessage>{1}\
</sf:exceptionMessage></sf:LoginFault></detail></soapenv:Fault>"""
PLAIN_FAULT = """<soapenv:Fault><faultcode>sf:{0}</faultcode><faultstring>{0}: {1}</faultstring>\
</soapenv:Fault>"""
RESULT = """<loginResponse><result><metadataServerUrl>{origin}/services/Soap/m/{version}/{org}\
</metadataServerUrl><passwordExpired>false</passwordExpired><sandbox>true</sandbox><serverUrl>\
{origin}/services/Soap/u/{version}/{org}</serverUrl><sessionId>{token}</sessionId><userId>{user}\
</userId><userInfo><organizationId>{org}</organizationId><sessionSecondsValid>{seconds}\
</sessionSecondsValid><userId>{user}</userId><userName>{name}</userName></userInfo></result>\
</loginResponse>"""
LOGIN_FAILED = "Invalid username, password, security token; or user locked out."


async def answer(request: Request) -> Response:
    """Answer a SOAP call; every refusal is a fault."""
    content = await request.body()
    headers: dict[str, str] = {}
    try:
        body = await run_in_threadpool(_answer, request, content, headers)
        status = 200
    except OAuthError as exc:
        body, status = FAULT.format(exc.error, escape(exc.description)), 500
    except ApiError as exc:
        body, status = PLAIN_FAULT.format(exc.code, escape(exc.message)), 500
    return Response(ENVELOPE.format(body), status, headers, media_type="text/xml")


def _answer(request: Request, content: bytes, headers: dict[str, str]) -> str:
    root = _parsed(content)
    called = next((node for part in root if _name(part) == "Body" for node in part), None)
    name = _name(called) if called is not None else ""
    if called is not None and name in CALLS:
        call = _call(request, root)
        headers |= limits.spend(call.org, call.now)
        results = "".join(f"<result>{_written(one)}</result>" for one in CALLS[name](call, called))
        return f"<{name}Response>{results}</{name}Response>"
    return _login(request, root)


def _call(request: Request, root: Element) -> Call:
    """Return the call of the session in the envelope's header."""
    org: Org = request.app.state.org
    token = next((node.text or "" for node in root.iter() if _name(node) == "sessionId"), "")
    user = edge.signed_in(org, token.strip())
    path = f"v{request.path_params['version']}"
    return Call(
        org, user, Access(org.store, user), "en", org.clock(), "POST", path, {}, {}, b"", dispatch
    )


def _undelete(call: Call, called: Element) -> list[recycling.Result]:
    ids = [(node.text or "").strip() for node in called if _name(node) == "ids"]
    return [recycling.undelete(call, record_id) for record_id in ids]


def _convert(call: Call, called: Element) -> list[recycling.Result]:
    wanted = [node for node in called if _name(node) == "leadConverts"]
    texts = [{_name(child): (child.text or "").strip() for child in node} for node in wanted]
    return [conversion.convert(call, fields) for fields in texts]


CALLS = {"undelete": _undelete, "convertLead": _convert}


def _written(result: recycling.Result) -> str:
    """Write a result: plain elements, and the refusal where there is one."""
    error = result.error
    told = ""
    if error is not None:
        message = f"<message>{escape(error.message)}</message>"
        told = f"<errors>{message}<statusCode>{error.code}</statusCode></errors>"
    made = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in result.made.items())
    return f"{told}{made}<success>{'false' if error else 'true'}</success>"


def _name(node: Element) -> str:
    return node.tag.rsplit("}", 1)[-1]


def _login(request: Request, root: Element) -> str:
    org: Org = request.app.state.org
    fields = {_name(node): (node.text or "").strip() for node in root.iter()}
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


def _parsed(content: bytes) -> Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise OAuthError("INVALID_SOAP", "document types are not allowed")
    try:
        root: Element = fromstring(content)  # noqa: S314  no document type, so no entities
    except ParseError as exc:
        raise OAuthError("INVALID_SOAP", "the envelope is not sound XML") from exc
    return root
