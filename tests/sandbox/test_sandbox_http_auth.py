"""Signing in: every grant, expiry, revocation, the web-server flow, SOAP, and the allowance."""

import base64
import hashlib
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from orgs import APP, PASSWORD, copied
from simple_salesforce import Salesforce
from simple_salesforce.exceptions import SalesforceAuthenticationFailed, SalesforceError

from sandbox import register_certificate

CLAIRE = "claire.moreau@heliade.example"
REDIRECT = "http://127.0.0.1:8000/oauth/callback"


def whoami(org, token):
    headers = {"Authorization": f"Bearer {token}"}
    return org.session().get(f"{org.url}/services/oauth2/userinfo", headers=headers)


def test_client_credentials_run_as_the_integration_user(org):
    answer = org.token(grant_type="client_credentials")
    token = answer.json()
    assert token["instance_url"] == org.url
    assert token["token_type"] == "Bearer"
    assert whoami(org, token["access_token"]).json()["preferred_username"].startswith("integration")


def test_the_instance_url_follows_the_address_the_caller_used(org):
    url = f"{org.url}/services/oauth2/token"
    form = {**APP, "grant_type": "client_credentials"}
    answer = org.session().post(url, data=form, headers={"Host": "org.example:8443"})
    assert answer.json()["instance_url"] == "http://org.example:8443"


def test_basic_authentication_names_the_app_too(org):
    url = f"{org.url}/services/oauth2/token"
    form = {"grant_type": "client_credentials"}
    answer = org.session().post(url, data=form, auth=tuple(APP.values()))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password", "username": CLAIRE, "password": "faux"}, "invalid_grant"),
        ({"grant_type": "password", "username": "x@y.example", "password": PASSWORD},
         "invalid_grant"),
        ({"grant_type": "client_credentials", "client_secret": "faux"}, "invalid_client"),
        ({"grant_type": "client_credentials", "client_id": "faux"}, "invalid_client_id"),
        ({"grant_type": "refresh_token", "refresh_token": "faux"}, "invalid_grant"),
        ({"grant_type": "authorization_code", "code": "faux"}, "invalid_grant"),
        ({"grant_type": "telepathy"}, "unsupported_grant_type"),
    ],
)  # fmt: skip
def test_a_wrong_request_gets_no_token(org, form, error):
    answer = org.token(**form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.json()["error_description"]


def test_a_wrong_password_says_what_salesforce_says(org):
    answer = org.token(grant_type="password", username=CLAIRE, password="faux")
    assert answer.json() == {
        "error": "invalid_grant",
        "error_description": "authentication failure",
    }


def test_an_inactive_user_is_out_at_once(org):
    token = org.login("claire.moreau")
    org.store.execute('UPDATE "User" SET IsActive = 0 WHERE Username = ?', (CLAIRE,))
    assert whoami(org, token).status_code == 403
    answer = org.token(grant_type="password", username=CLAIRE, password=PASSWORD)
    assert answer.status_code == 400


@pytest.fixture
def key(org):
    """A key pair whose public half the connected app has registered."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    register_certificate(org.store, APP["client_id"], public.decode())
    return private


def assertion(org, key, **changes):
    claims = {"iss": APP["client_id"], "sub": CLAIRE, "aud": org.url, "exp": time.time() + 180}
    return jwt.encode(claims | changes, key, algorithm="RS256")


def bearer_grant(org, text):
    return org.token(grant_type="urn:ietf:params:oauth:grant-type:jwt-bearer", assertion=text)


def test_a_signed_assertion_opens_a_session_for_its_subject(org, key):
    answer = bearer_grant(org, assertion(org, key))
    assert answer.status_code == 200, answer.text
    assert whoami(org, answer.json()["access_token"]).json()["preferred_username"] == CLAIRE


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://elsewhere.example"},
        {"sub": "nobody@heliade.example"},
        {"exp": 1_000_000},
        {"iss": "another-app"},
    ],
)
def test_an_assertion_for_something_else_opens_nothing(org, key, changes):
    assert bearer_grant(org, assertion(org, key, **changes)).status_code == 400


def test_an_assertion_signed_by_a_stranger_opens_nothing(org, key):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    answer = bearer_grant(org, assertion(org, stranger))
    assert answer.json()["error_description"] == "invalid assertion"
    unsigned = jwt.encode({"iss": APP["client_id"], "sub": CLAIRE, "aud": org.url}, "", "none")
    assert bearer_grant(org, unsigned).status_code == 400


def test_the_real_client_logs_in_with_its_own_key(org, key):
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    sf = Salesforce(
        username=CLAIRE, consumer_key=APP["client_id"], privatekey=pem.decode(),
        session=org.session(), domain="login",
    )  # fmt: skip
    assert sf.query("SELECT COUNT() FROM User")["totalSize"] == 14


def test_the_real_client_logs_in_over_soap(org):
    sf = Salesforce(username=CLAIRE, password=PASSWORD, security_token="", session=org.session())
    assert sf.query("SELECT COUNT() FROM User")["totalSize"] == 14
    with pytest.raises(SalesforceAuthenticationFailed) as caught:
        Salesforce(username=CLAIRE, password="faux", security_token="", session=org.session())
    assert caught.value.code == "INVALID_LOGIN"


def test_a_session_ends_and_says_so_as_a_list(template, tmp_path):
    times = [datetime(2026, 11, 22, 9, tzinfo=UTC)]
    with copied(template, tmp_path, clock=lambda: times[-1]) as org:
        claire = org.client("claire.moreau")
        assert claire.query("SELECT COUNT() FROM User")["totalSize"] == 14
        times.append(times[0] + timedelta(hours=2, seconds=1))
        with pytest.raises(SalesforceError) as caught:
            claire.query("SELECT COUNT() FROM User")
        assert caught.value.status == 401
        assert caught.value.content[0]["errorCode"] == "INVALID_SESSION_ID"


def test_no_token_is_kept_readable(org):
    token = org.login("claire.moreau")
    assert token not in "".join(map(str, org.store.execute("SELECT * FROM _session")))


def authorize(org, verifier, **changes):
    """Sign in on the page and return the parameters the app is called back with."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code", "client_id": APP["client_id"], "redirect_uri": REDIRECT,
        "state": "s1", "code_challenge_method": "S256",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
    } | changes  # fmt: skip
    url = f"{org.url}/services/oauth2/authorize"
    session = org.session()
    page = session.get(url, params=asked, headers={"Accept-Language": "fr"})
    if page.status_code != 200 or page.history:
        return page
    assert "Mot de passe" in page.text
    form = {"username": CLAIRE, "password": PASSWORD}
    answer = session.post(url, params=asked, data=form, allow_redirects=False)
    location = urlsplit(answer.headers["Location"])
    return {name: values[0] for name, values in parse_qs(location.query).items()}


def test_a_person_signs_in_with_a_code_and_pkce(org):
    verifier = "v" * 43
    back = authorize(org, verifier)
    assert back["state"] == "s1"
    form = {"grant_type": "authorization_code", "code": back["code"], "redirect_uri": REDIRECT}
    wrong = org.token(**form, code_verifier="w" * 43)
    assert wrong.status_code == 400
    back = authorize(org, verifier)
    form["code"] = back["code"]
    token = org.token(**form, code_verifier=verifier).json()
    assert whoami(org, token["access_token"]).json()["preferred_username"] == CLAIRE
    assert org.token(**form, code_verifier=verifier).status_code == 400
    fresh = org.token(grant_type="refresh_token", refresh_token=token["refresh_token"]).json()
    assert fresh["access_token"] != token["access_token"]
    assert whoami(org, fresh["access_token"]).status_code == 200
    revoke = f"{org.url}/services/oauth2/revoke"
    assert org.session().post(revoke, data={"token": token["refresh_token"]}).status_code == 200
    for ended in (token, fresh):
        assert whoami(org, ended["access_token"]).status_code == 403
    answer = org.token(grant_type="refresh_token", refresh_token=token["refresh_token"])
    assert answer.status_code == 400


def test_codes_never_go_to_a_stranger(org):
    answer = authorize(org, "v" * 43, redirect_uri="https://evil.example/callback")
    assert answer.status_code == 400
    assert "redirect_uri" in answer.text


def test_the_allowance_is_counted_and_ends(template, tmp_path):
    with copied(template, tmp_path, daily_calls=2) as org:
        first = org.rest("claire.moreau", "GET", "limits")
        assert first.headers["Sforce-Limit-Info"] == "api-usage=1/2"
        assert first.json()["DailyApiRequests"] == {"Max": 2, "Remaining": 1}
        org.rest("claire.moreau", "GET", "limits")
        spent = org.rest("claire.moreau", "GET", "limits")
        assert (spent.status_code, spent.json()[0]["errorCode"]) == (403, "REQUEST_LIMIT_EXCEEDED")


def test_a_record_page_opens_after_signing_in(org):
    account = org.client("claire.moreau").Account.create({"Name": "Énergie <Dupont>"})["id"]
    session = org.session()
    page = f"{org.url}/lightning/r/Account/{account}/view"
    gate = session.get(page, allow_redirects=False)
    assert gate.headers["Location"].startswith("/login?next=")
    form = {"username": CLAIRE, "password": PASSWORD}
    shown = session.post(f"{org.url}{gate.headers['Location']}", data=form)
    assert shown.url == page
    assert "Énergie &lt;Dupont&gt;" in shown.text
    assert "Nom du compte" in shown.text
    assert session.get(f"{org.url}/001Qk0000000zzzIAA").status_code == 404
    away = session.post(f"{org.url}/login?next=//evil.example", data=form, allow_redirects=False)
    assert away.headers["Location"] == "/"
