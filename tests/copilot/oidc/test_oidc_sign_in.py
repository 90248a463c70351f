"""Signing in to the console by the company's provider: who comes in, as whom, and who does not."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from fake_provider import CLIENT, SECRET, FakeProvider
from pydantic import ValidationError
from serving import served
from sqlalchemy.sql import select, update

from copilot import Settings, application, compose
from copilot.oidc_checkup import oidc_states
from copilot.oidc_sessions import SESSIONS, SIGN_INS
from copilot.store import stamp
from guard import open_guard
from knowledge import KnowledgeError

HERE = "http://127.0.0.1:8000"
NADIA = "nadia.benali@heliade.example"


@pytest.fixture(scope="module")
def running():
    provider = FakeProvider()
    with served(provider.app()) as url:
        provider.issuer = url
        yield provider


@pytest.fixture
def provider(running):
    """The provider as it is when nothing is wrong."""
    fresh = FakeProvider()
    fresh.issuer, fresh.redirects = running.issuer, {f"{HERE}/oidc/callback"}
    running.__dict__.update(fresh.__dict__)
    return running


@pytest.fixture
def settings(tmp_path, seeded_org, provider):
    return Settings(
        home=tmp_path, webhook_token="secret", today="2026-11-22", _env_file=None,
        salesforce_login_url=seeded_org, public_url=HERE, oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT, oidc_client_secret=SECRET,
    )  # fmt: skip


class NoKnowledge:
    async def vectors(self, texts):
        raise KnowledgeError("there is no index")


def opened(settings):
    rasa = httpx.AsyncClient(base_url="http://rasa")
    return compose(settings, rasa=rasa, guard=open_guard(), knowledge=NoKnowledge())


@pytest.fixture
async def doors(settings):
    doors = opened(settings)
    yield doors
    await doors.close()


def browser_of(doors):
    transport = httpx.ASGITransport(app=application(doors))
    return httpx.AsyncClient(transport=transport, base_url=HERE, headers={"Accept-Language": "en"})


@pytest.fixture
async def browser(doors):
    async with browser_of(doors) as client:
        yield client


async def allowed(browser, then="/console"):
    """Set out and sign in at the provider; return where it sends the browser back to."""
    start = await browser.get("/oidc/start", params={"then": then})
    assert start.status_code == 303, start.text
    async with httpx.AsyncClient() as web:
        answer = await web.get(start.headers["location"])
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def signed_in(browser, then="/console"):
    return await browser.get(await allowed(browser, then))


async def kind(browser):
    return (await browser.get("/api/v1/me")).json()["kind"]


async def test_an_agent_comes_in_with_their_own_rights_and_leaves(browser, doors):
    assert (await browser.get("/api/v1/sign-ins")).json()[0]["url"] == "/oidc/start"
    answer = await signed_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console")
    me = (await browser.get("/api/v1/me")).json()
    assert (me["username"], me["profile"]) == (NADIA, "Service Agent")
    assert (await browser.get("/api/v1/conversations")).status_code == 200
    assert (await browser.get("/api/v1/manager")).status_code == 403
    session = browser.cookies["comptoir"]
    left = urlsplit((await browser.post("/oauth/sign-out")).json()["then"])
    assert (left.path, parse_qs(left.query)["client_id"]) == ("/leave", [CLIENT])
    browser.cookies.set("comptoir", session, domain="127.0.0.1")
    assert await kind(browser) == "visitor"


async def test_the_page_is_asked_for_with_a_challenge_and_the_cookie_is_the_browsers_own(browser):
    start = await browser.get("/oidc/start", params={"then": "https://evil.example/"})
    query = parse_qs(urlsplit(start.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["response_type"] == ["code"]
    assert all(len(query[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    answer = await signed_in(browser, "https://evil.example/")
    assert answer.headers["location"] == "/console"
    cookie = next(
        one for one in answer.headers.get_list("set-cookie") if one.startswith("comptoir=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


async def test_on_https_the_cookie_is_secure(settings, provider):
    settings = settings.model_copy(update={"public_url": "https://comptoir.example"})
    doors = opened(settings)
    async with browser_of(doors) as browser:
        start = await browser.get("/oidc/start")
    assert "; Secure" in start.headers["set-cookie"]
    await doors.close()


async def test_a_sign_in_is_its_browsers_and_counts_once(browser, doors):
    back = await allowed(browser)
    async with browser_of(doors) as stranger:
        assert (await stranger.get(back)).status_code == 400
        assert await kind(stranger) == "visitor"
    # Whoever tried it has used it up; the browser sets out again.
    assert (await browser.get(back)).status_code == 400
    back = await allowed(browser)
    assert (await browser.get(back)).status_code == 303
    replayed = await browser.get(back)
    assert replayed.status_code == 400
    assert "Start again" in replayed.text


async def test_a_session_is_a_new_one_and_ends_by_itself(browser, doors):
    await signed_in(browser)
    before = browser.cookies["comptoir"]
    await signed_in(browser)
    assert browser.cookies["comptoir"] != before
    with doors.store.engine.begin() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1
        connection.execute(update(SESSIONS).values(ends=stamp()))
    assert await kind(browser) == "visitor"


async def test_an_old_sign_in_is_refused(browser, doors):
    back = await allowed(browser)
    with doors.store.engine.begin() as connection:
        connection.execute(update(SIGN_INS).values(made=stamp().replace(year=2020)))
    assert (await browser.get(back)).status_code == 400


WRONG = (
    {"nonce": "another"}, {"nonce": None}, {"aud": "another-client"}, {"aud": None},
    {"iss": "https://evil.example"}, {"exp": 1_000_000_000}, {"exp": None}, {"sub": None},
    {"aud": [CLIENT, "b"], "azp": "b"}, {"iat": 4_000_000_000},
)  # fmt: skip


async def test_a_token_that_is_wrong_in_one_thing_opens_nothing(browser, provider):
    for changed in WRONG:
        provider.changed = changed
        answer = await signed_in(browser)
        assert (answer.status_code, await kind(browser)) == (400, "visitor"), changed
        assert "did not work" in answer.text


async def test_a_token_by_a_key_nobody_published_opens_nothing(browser, provider):
    provider.signed_by = ec.generate_private_key(ec.SECP256R1())
    assert (await signed_in(browser)).status_code == 400
    provider.kid = "k2"
    assert (await signed_in(browser)).status_code == 400


async def test_a_token_by_a_shared_secret_or_by_nobody_opens_nothing(browser, provider):
    for algorithm, key in (("HS256", SECRET * 2), ("none", "")):
        provider.algorithm, provider.signed_by = algorithm, key
        assert (await signed_in(browser)).status_code == 400, algorithm


async def test_a_key_the_provider_changed_to_is_found(browser, provider, doors):
    await signed_in(browser)
    key = ec.generate_private_key(ec.SECP256R1())
    provider.published, provider.signed_by, provider.kid = [("k2", key)], key, "k2"
    doors.oidc.provider._keys = (doors.oidc.provider._keys[0] - 60, doors.oidc.provider._keys[1])
    assert (await signed_in(browser)).status_code == 303


NOBODY = (
    ({"email": "nobody@heliade.example"}, "no active Salesforce user"),
    ({"email": None}, "no active Salesforce user"),
    ({"email_verified": False}, "not verified"), ({"email_verified": None}, "not verified"),
)  # fmt: skip


async def test_whoever_is_nobody_in_the_org_stays_outside(browser, provider):
    known = provider.person
    for person, said in NOBODY:
        provider.person = known | person
        answer = await signed_in(browser)
        assert answer.status_code == 403, person
        assert said in answer.text
    french = await browser.get(await allowed(browser), headers={"Accept-Language": "fr"})
    assert "administrateur" in french.text


async def test_roles_of_a_claim_open_what_they_are_mapped_to(settings, provider):
    mapped = {"oidc_roles_claim": "access.roles", "oidc_roles": "support=agent,leads=manager"}
    doors = opened(settings.model_copy(update=mapped))
    provider.person |= {"email": "marc.delaunay@heliade.example"}
    async with browser_of(doors) as browser:
        for roles, statuses in (
            (["support"], (200, 403)), (["leads"], (403, 200)), ("support", (200, 403)),
        ):  # fmt: skip
            provider.person |= {"access": {"roles": roles}}
            assert (await signed_in(browser)).status_code == 303
            asked = [await browser.get(f"/api/v1/{one}") for one in ("conversations", "manager")]
            assert tuple(one.status_code for one in asked) == statuses
            me = (await browser.get("/api/v1/me")).json()
            assert me["roles"] == [
                {"support": "agent", "leads": "manager"}[
                    roles if isinstance(roles, str) else roles[0]
                ]
            ]
        for access in ({"roles": ["other"]}, {}, None):
            provider.person |= {"access": access}
            refused = await signed_in(browser)
            assert refused.status_code == 403
            assert "no role" in refused.text
    await doors.close()


async def test_a_provider_that_is_away_is_told(browser, provider):
    provider.called = "https://another.example"
    answer = await browser.get("/oidc/start")
    assert answer.status_code == 503
    assert "does not answer" in answer.text


async def test_nothing_is_offered_where_no_provider_is_set(settings):
    doors = opened(settings.model_copy(update={"oidc_issuer": "", "oidc_client_id": ""}))
    async with browser_of(doors) as browser:
        assert (await browser.get("/oidc/start")).status_code == 404
        assert [one["name"] for one in (await browser.get("/api/v1/sign-ins")).json()] == [
            "salesforce"
        ]
    await doors.close()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"oidc_issuer": "http://sso.company.example"}, "https"), ({"oidc_client_id": ""}, "together"),
        ({"oidc_roles": "x=king"}, "COMPTOIR_OIDC_ROLES"),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_refused_by_name(settings, changed, said):
    given = {"oidc_issuer": settings.oidc_issuer, "oidc_client_id": CLIENT, **changed}
    with pytest.raises(ValidationError, match=said):
        Settings(_env_file=None, **given)


@pytest.mark.parametrize(
    ("wrong", "name", "said"),
    [
        ({}, "", ""), ({"oidc_issuer": "{url}/realms/none"}, "oidc", "no OpenID provider"),
        ({"oidc_issuer": "http://127.0.0.1:1"}, "oidc", "out of reach"),
        ({"oidc_issuer": "{url}/"}, "oidc", "calls itself"),
        ({"oidc_client_id": "unknown"}, "oidc client", "COMPTOIR_OIDC_CLIENT_ID"),
        ({"oidc_client_secret": "wrong"}, "oidc client", "COMPTOIR_OIDC_CLIENT_SECRET"),
        ({"public_url": "http://127.0.0.1:9000"}, "oidc redirect", "127.0.0.1:9000/oidc/callback"),
    ],
)  # fmt: skip
async def test_the_doctor_tells_what_is_wrong(settings, wrong, name, said):
    url = settings.oidc_issuer
    changed = {key: value.replace("{url}", url) for key, value in wrong.items()}
    given = {"oidc_issuer": url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    given |= {"public_url": HERE, "salesforce_login_url": settings.login_url, **changed}
    states = await oidc_states(Settings(_env_file=None, **given))
    failing = {key: state for key, state in states.items() if state != "ok"}
    assert list(failing) == ([name] if name else [])
    assert said in "".join(failing.values())
