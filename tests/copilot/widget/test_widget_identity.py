"""Who a visitor is: signed tokens of the host site, one-time codes by e-mail, and limits."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa as keys
from website import Visitor

from crm import Compare, Query

SECRET = "a-secret-shared-with-the-host-site!!"


@pytest.fixture
async def email(site):
    """A customer's e-mail address."""
    site.settings = {"widget_secret": SECRET, "widget_rate": 1000}
    site.client()
    crm = await site.doors.people.integration()
    query = Query("Contact", ("Email",), Compare("Email", "!=", None), limit=1)
    return (await crm.run(query)).records[0]["Email"]


def signed(email, key=SECRET, algorithm="HS256", **changed):
    now = datetime.now(UTC)
    claims = {"email": email, "aud": "comptoir", "iat": now, "exp": now + timedelta(minutes=5)}
    claims = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    return jwt.encode(claims, key, algorithm)


async def identify(site, token):
    return await site.client().post("/api/v1/widget/identity", json={"token": token})


async def test_a_fresh_token_of_the_host_site_makes_a_customer(site, email):
    answer = await identify(site, signed(email))
    assert answer.json()["kind"] == "customer"
    visitor = Visitor(site.client(Authorization=f"Bearer {answer.json()['token']}"))
    site.rasa.intent, site.rasa.action = "query_records", "action_query_records"
    assert (await visitor.say("mes tickets"))["refused"] is None


async def test_a_token_counts_once(site, email):
    token = signed(email)
    assert (await identify(site, token)).status_code == 200
    assert (await identify(site, token)).status_code == 401
    twins = [signed(email, jti="page-1"), signed(email, jti="page-1", extra="x")]
    assert [(await identify(site, one)).status_code for one in twins] == [200, 401]


@pytest.mark.parametrize(
    "changed",
    [{"aud": "somebody-else"}, {"aud": None}, {"exp": None}, {"iat": None}, {"email": None},
     {"exp": datetime.now(UTC) - timedelta(minutes=2)},
     {"iat": datetime.now(UTC) - timedelta(hours=2), "exp": datetime.now(UTC) + timedelta(days=9)},
     {"key": "another-secret-of-thirty-two-bytes-or-so"}, {"email": "nobody@nowhere.example"}],
    ids=str,
)  # fmt: skip
async def test_a_wrong_token_makes_nobody(site, email, changed):
    key = changed.get("key", SECRET)
    rest = {name: value for name, value in changed.items() if name != "key"}
    token = signed(**{"email": email, "key": key, **rest})
    assert (await identify(site, token)).status_code == 401


async def test_an_unsigned_token_makes_nobody(site, email):
    unsigned = jwt.encode(
        {"email": email, "aud": "comptoir", "iat": datetime.now(UTC),
         "exp": datetime.now(UTC) + timedelta(minutes=5)}, None, "none",
    )  # fmt: skip
    for token in (unsigned, "x.y.z", "x"):
        assert (await identify(site, token)).status_code == 401


async def test_a_public_key_is_no_secret_to_sign_with(site, email, tmp_path):
    private = keys.generate_private_key(public_exponent=65537, key_size=2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (tmp_path / "host.pem").write_bytes(public)
    site.settings = {"widget_key_file": tmp_path / "host.pem"}
    site.doors = None
    assert (await identify(site, signed(email, private, "RS256"))).status_code == 200
    assert (await identify(site, signed(email))).status_code == 401


async def test_no_key_of_the_host_site_makes_nobody(site, email):
    site.settings, site.doors = {}, None
    assert (await identify(site, signed(email))).status_code == 401


@pytest.mark.parametrize(
    ("language", "subject"), [("fr", "Votre code de connexion"), ("en", "Your sign-in code")]
)
async def test_a_code_by_mail_makes_a_customer(site, email, language, subject):
    client = site.client()
    wanted = {"email": email, "language": language}
    assert (await client.post("/api/v1/widget/codes", json=wanted)).status_code == 202
    mail = message_from_bytes(next((site.home / "outbox").glob("*.eml")).read_bytes())
    code = re.search(r"\b\d{6}\b", mail.get_payload(decode=True).decode())[0]
    assert mail["To"] == email
    assert mail["Subject"] == subject
    given = {"email": email, "code": code}
    assert (await client.post("/api/v1/widget/codes/verify", json=given)).json()[
        "kind"
    ] == "customer"
    assert (await client.post("/api/v1/widget/codes/verify", json=given)).status_code == 401


async def test_an_unknown_address_is_answered_like_a_known_one(site, email):
    client, answers = site.client(), []
    for address in (email, "nobody@nowhere.example"):
        sent = await client.post("/api/v1/widget/codes", json={"email": address})
        given = {"email": address, "code": "000000"}
        tried = await client.post("/api/v1/widget/codes/verify", json=given)
        answers.append((sent.status_code, sent.text, tried.status_code, tried.text))
    assert answers[0] == answers[1]
    assert len(list((site.home / "outbox").glob("*.eml"))) == 1


async def test_a_code_survives_five_wrong_tries_and_no_more(site, email):
    codes = site.doors.visitors._codes
    code = await codes.make(email)
    assert [await codes.spend(email, "wrong") for _ in range(5)] == [False] * 5
    assert not await codes.spend(email, code)


async def test_codes_are_not_kept_readable(site, email):
    code = await site.doors.visitors._codes.make(email)
    for file in site.home.glob("comptoir.db*"):
        assert email.encode() not in file.read_bytes()
        assert code.encode() not in file.read_bytes()


@pytest.mark.parametrize("token", ["cw.x", "cw.", "cw.eyJhbGciOiJub25lIn0.e30."])
async def test_a_forged_session_is_refused(site, token):
    client = site.client(Authorization=f"Bearer {token}")
    answer = await client.post("/api/v1/messages", json={"conversation": "c", "text": "Bonjour"})
    assert answer.status_code == 401


async def test_a_visitor_who_sends_too_much_is_told_when_to_go_on_in_both_languages(site):
    site.settings = {"widget_rate": 6}
    visitor = await site.visitor()
    for _ in range(3):
        await visitor.say("Bonjour")
    message = {"conversation": visitor.conversation, "text": "Bonjour"}
    answer = await visitor.client.post("/api/v1/messages", json=message)
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 0 < int(answer.headers["retry-after"]) <= 10
    assert "Réessayez" in answer.json()["detail"]
    assert "try again" in answer.json()["detail"]
    assert (await (await site.visitor()).say("Bonjour"))["parts"]


async def test_an_address_has_a_limit_of_its_own(site):
    site.settings = {"widget_address_rate": 12}
    opened = [await site.client("203.0.113.7").post("/api/v1/widget/sessions") for _ in range(8)]
    assert [one.status_code for one in opened].count(429) == 2
    other = await site.client("203.0.113.8").post("/api/v1/widget/sessions")
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [("https://www.heliade.example", "https://www.heliade.example", True),
     ("https://www.heliade.example", "https://evil.example", False),
     ("https://www.heliade.example", "http://localhost:3000", False),
     ("", "http://127.0.0.1:3000", True), ("", "http://localhost.evil.example", False),
     ("", "https://www.heliade.example", False)],
)  # fmt: skip
async def test_only_listed_sites_may_carry_the_widget(site, origins, origin, allowed):
    site.settings = {"widget_origins": origins}
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "authorization,content-type"}  # fmt: skip
    answer = await site.client().options("/api/v1/messages", headers=asked)
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)


async def test_no_site_may_choose_a_demo_user(site):
    asked = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "x-demo-user"}  # fmt: skip
    answer = await site.client().options("/api/v1/messages", headers=asked)
    assert "x-demo-user" not in answer.headers.get("access-control-allow-headers", "").lower()


async def test_the_script_is_small_and_may_be_loaded_from_anywhere(site):
    import gzip

    answer = await site.client().get("/widget.js")
    assert len(gzip.compress(answer.content)) < 20_000
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
