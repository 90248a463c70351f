"""Signing in to Salesforce in a browser and from a chat's link, on the sandbox's own page."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from copilot import Settings, application, compose
from copilot.accounts import ACCOUNTS, owner_of
from guard import open_guard

CLAIRE = {"username": "claire.moreau@heliade.example", "password": "comptoir-demo"}


@pytest.fixture
def doors(tmp_path, rasa, seeded_org):
    settings = Settings(
        home=tmp_path, webhook_token="secret", today="2026-11-22", _env_file=None,
        salesforce_login_url=seeded_org, public_url="http://127.0.0.1:8000",
    )  # fmt: skip
    client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
    return compose(settings, rasa=client, guard=open_guard(), knowledge=object())


@pytest.fixture
async def browser(doors):
    async with visitor(doors) as client:
        yield client
    await doors.close()


def visitor(doors):
    transport = httpx.ASGITransport(app=application(doors))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


async def allowed(page):
    """Sign Claire in on the org's page; return where the org sends her back to."""
    async with httpx.AsyncClient() as org:
        answer = await org.post(page, data=CLAIRE)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def signed_in(browser):
    start = await browser.get("/oauth/salesforce")
    return await browser.get(await allowed(start.headers["location"]))


async def test_a_browser_signs_in_and_asks_with_its_own_rights(browser):
    assert (await browser.get("/api/v1/me")).json() == {"kind": "visitor"}
    answer = await signed_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await browser.get("/api/v1/me")).json() == {
        "kind": "employee", "username": CLAIRE["username"], "name": "Claire Moreau",
        "profile": "Sales User", "language": "fr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("then", "page"),
    [("/console", "/console"), ("/console/manager", "/console/manager"),
     ("https://evil.example/", "/"), ("//evil.example", "/")],
)  # fmt: skip
async def test_a_browser_comes_back_to_the_page_it_left_and_to_no_other_site(browser, then, page):
    start = await browser.get("/oauth/salesforce", params={"then": then})
    answer = await browser.get(await allowed(start.headers["location"]))
    assert answer.headers["location"] == page
    refused = await browser.get("/api/v1/conversations")
    assert refused.status_code == 403
    assert "customer service" in refused.json()["detail"]


async def test_the_sign_in_is_bound_to_its_browser_and_works_once(browser, doors):
    start = await browser.get("/oauth/salesforce")
    back = await allowed(start.headers["location"])
    async with visitor(doors) as stranger:
        assert (await stranger.get(back)).status_code == 400
        assert (await stranger.get("/api/v1/me")).json()["kind"] == "visitor"
    assert (await browser.get(back)).status_code == 303
    assert (await browser.get(back)).status_code == 400


async def test_the_page_the_org_shows_is_asked_for_with_a_challenge(browser):
    asked = (await browser.get("/oauth/salesforce")).headers["location"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"] == "http://127.0.0.1:8000/oauth/callback"
    assert len(query["code_challenge"]) == 43


async def test_tokens_rest_encrypted(browser, doors):
    await signed_in(browser)
    with doors.store.engine.begin() as connection:
        row = connection.execute(ACCOUNTS.select()).one()
    crm = await doors.accounts.crm(row.owner)
    token = crm._connection.ticket.token
    files = b"".join(path.read_bytes() for path in doors.settings.home.glob("comptoir.db*"))
    assert token.encode() not in files
    assert (doors.settings.home / "token.key").stat().st_mode & 0o077 == 0


async def test_signing_out_ends_the_session_at_the_org_too(browser, doors):
    await signed_in(browser)
    with doors.store.engine.begin() as connection:
        owner = connection.execute(ACCOUNTS.select()).one().owner
    token = (await doors.accounts.crm(owner))._connection.ticket.token
    assert (await browser.post("/oauth/sign-out")).status_code == 204
    assert (await browser.get("/api/v1/me")).json()["kind"] == "visitor"
    again = await browser.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert again.status_code == 401


@pytest.mark.parametrize(
    ("language", "question", "done"),
    [("fr-FR", "Relier votre compte", "C’est fait"), ("en-GB", "Link your Salesforce", "Done:")],
)
async def test_a_chats_link_asks_whose_it_is_before_linking(doors, language, question, done):
    owner = owner_of("slack", "T1", "U1")
    back = await allowed(await doors.accounts.begin(owner, "Slack · <Claire>"))
    async with visitor(doors) as client:
        client.headers["Accept-Language"] = language
        page = await client.get(back)
        assert question in page.text
        assert "Slack · &lt;Claire&gt;" in page.text
        assert await doors.accounts.username(owner) is None
        query = parse_qs(urlsplit(back).query)
        form = {"state": query["state"][0], "code": query["code"][0]}
        assert done in (await client.post("/oauth/callback", data=form)).text
        assert (await client.post("/oauth/callback", data=form)).status_code == 400
    assert await doors.accounts.username(owner) == CLAIRE["username"]
    assert (await doors.people.by_account(owner)).name == CLAIRE["username"]
    await doors.close()


async def test_an_account_withdrawn_at_the_org_is_forgotten(browser, doors):
    await signed_in(browser)
    with doors.store.engine.begin() as connection:
        owner = connection.execute(ACCOUNTS.select()).one().owner
    crm = await doors.accounts.crm(owner)
    await doors.org.revoke(crm._connection.ticket)
    doors.people._sessions.clear()
    assert (await browser.get("/api/v1/me")).status_code == 401
    assert (await browser.get("/api/v1/me")).json()["kind"] == "visitor"


@pytest.mark.parametrize("query", ["", "?state=x&code=y", "?error=access_denied&state=x"])
async def test_a_sign_in_nobody_began_is_refused_with_a_page(browser, query):
    answer = await browser.get(f"/oauth/callback{query}", headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "Start again" in answer.text


@pytest.mark.parametrize(
    ("text", "fact"), [("déconnecte-moi", "révoqués"), ("please sign me out", "revoked")]
)
async def test_saying_so_signs_out_too(browser, doors, rasa, text, fact):
    await signed_in(browser)
    rasa.intent, rasa.action = "disconnect", "action_disconnect"
    rasa.app, rasa.token = browser._transport.app, doors.webhook_token
    message = {"conversation": "c", "text": text}
    answer = (await browser.post("/api/v1/messages", json=message)).json()
    assert fact in answer["parts"][0]["text"]
    assert (await browser.get("/api/v1/me")).json() == {"kind": "visitor"}
