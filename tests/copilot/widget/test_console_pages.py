"""The console, the managers' page and the front page in real Chromium, axe at every step."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from journeys.chromium import DESKTOP, PHONE, opened_context, settle, violations
from playwright.sync_api import expect
from sqlalchemy import delete, insert
from website import NADIA

from copilot.store import stamp
from copilot.transcripts import CONVERSATIONS

pytestmark = pytest.mark.timeout(600)
NARROW = PHONE["viewport"]["width"]
WAIT = 180


@pytest.fixture
def visit(browser, address):
    """Open a page of the service as somebody; nothing may fail on its console."""
    contexts, troubles = [], []

    def new(path, size=DESKTOP, keep=(), **more):
        context = opened_context(browser, size, accept_downloads=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        for name, value in dict(keep).items():
            page.add_init_script(
                f"sessionStorage.getItem({name!r}) ?? sessionStorage.setItem({name!r}, {value!r})"
            )
        page.goto(f"{address}{path}")
        return page

    new.troubles = troubles
    yield new
    for context in contexts:
        context.close()
    assert not troubles


def says(client, conversation, text):
    message = {"conversation": conversation, "id": uuid.uuid4().hex, "text": text, "language": "fr"}
    assert client.post("/api/v1/messages", json=message).is_success


def test_an_agent_works_by_keyboard_from_taking_over_to_the_wrap_up(visit, address, site):
    visitor, conversation = httpx.Client(base_url=address, timeout=WAIT), uuid.uuid4().hex
    says(visitor, conversation, "Comment appairer ma passerelle après une coupure ?")
    says(visitor, conversation, "/talk_to_person")
    page = visit("/console", keep={"agent": NADIA["X-Demo-User"]})
    page.locator("#list .state.waiting").wait_for()
    page.keyboard.press("Alt+u")
    page.locator("#panel .reply").first.wait_for()
    assert not violations(page)
    page.keyboard.press("Alt+t")
    page.locator("#form").wait_for()
    page.keyboard.press("Alt+1")
    expect(page.locator("#text:focus")).not_to_have_value("")
    page.keyboard.press("Enter")
    page.locator("#log article.agent").wait_for()
    with page.expect_response("**/suggestions/*") as refused:
        page.locator("#panel .reply").get_by_role("button", name="Refuser").first.click()
    assert refused.value.status == 204
    page.keyboard.press("Alt+n")
    page.locator("#panel textarea:focus").wait_for()
    page.keyboard.type("À rappeler lundi.")
    page.get_by_role("button", name="Ajouter la note").click()
    page.get_by_role("tab", name="Notes (1)").wait_for()
    page.keyboard.press("Alt+h")
    page.locator("#status", has_text="Le client patiente").wait_for()
    news = visitor.get(f"/api/v1/conversations/{conversation}/events").json()["events"]
    assert [one["from"] for one in news][-3:] == ["system", "agent", "system"]
    assert "lundi" not in str(news)
    page.keyboard.press("Alt+w")
    page.locator("dialog[open]").get_by_label("Résolution").fill("Appairage relancé.")
    with page.expect_response("**/wrap-up") as shown:
        page.get_by_role("button", name="Voir la modification").click()
    page.locator("dialog td", has_text="Appairage relancé.").wait_for()
    assert not violations(page)
    proposal = shown.value.json()["proposal"]["id"]
    site.rasa.intent, site.rasa.action = "confirm", "action_confirm"
    site.rasa.entities = [{"entity": "proposal", "value": proposal, "start": 0, "end": 1}]
    page.get_by_role("button", name="Écrire sur le ticket et terminer").click()
    page.locator("#log article.system", has_text="Nadia a terminé").wait_for()
    page.set_viewport_size(PHONE["viewport"])
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_a_manager_reads_the_figures_and_others_are_shown_the_way(visit, address, size, scheme):
    says(httpx.Client(base_url=address, timeout=WAIT), uuid.uuid4().hex, "Bonjour")
    page = visit("/console/manager", size, color_scheme=scheme)
    page.locator("#coaching").wait_for()
    page.locator("#volumes svg").first.wait_for()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") == size["viewport"]["width"]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Télécharger en CSV").first.click()
    text = saved.value.path().read_text("utf-8")
    assert text.startswith("\ufeffDécoupage;Valeur;Conversations")
    page.route("**/api/v1/demo/users", lambda route: route.fulfill(status=200, json=[]))
    page.goto(f"{address}/console")
    way = page.get_by_role("link", name="Sign in with Salesforce")
    assert way.get_attribute("href") == "/oauth/salesforce?then=/console"
    assert not violations(page)


def test_a_visitor_of_the_front_page_reads_the_agent_and_finds_it_all_again(visit, address):
    page = visit("/", keep={"user": ""})
    settle(page)
    for text in ("Bonjour", "/talk_to_person"):
        page.fill("#text", text)
        page.press("#text", "Enter")
        page.locator("article.copilot").nth(0 if text == "Bonjour" else 1).wait_for()
        page.locator("#send:enabled").wait_for()
    agent = httpx.Client(base_url=address, headers=NADIA, timeout=WAIT)
    listed = agent.get("/api/v1/conversations?state=waiting").json()["conversations"]
    where = f"/api/v1/conversations/{listed[-1]['id']}"
    assert agent.post(f"{where}/take").is_success
    agent.post(f"{where}/reply", json={"text": "Bonjour, je suis là."})
    page.locator("article.copilot", has_text="Bonjour, je suis là.").wait_for()
    page.fill("#text", "Merci")
    page.press("#text", "Enter")
    page.locator("article.copilot", has_text="Nadia s’occupe de cette conversation").wait_for()
    assert not violations(page)
    page.reload()
    page.locator("article.you", has_text="Merci").wait_for()
    page.locator("article.copilot", has_text="Bonjour, je suis là.").wait_for()
    assert page.locator("article.you").count() == 3


def test_the_front_page_offers_the_companys_sign_in_first(visit, address):
    page = visit("/", keep={"user": ""}, locale="en-GB")
    page.route("**/api/v1/demo/users", lambda route: route.fulfill(status=200, json=[]))
    ways = [{"name": "company", "url": "/oidc/start"}, {"name": "salesforce", "url": "/oauth/x"}]
    page.route("**/api/v1/sign-ins", lambda route: route.fulfill(status=200, json=ways))
    page.reload()
    links = page.locator("#sign-in a")
    expect(links).to_have_text(["Sign in with your company account", "Sign in with Salesforce"])
    assert links.first.get_attribute("href") == "/oidc/start"
    page.locator("#language").click()
    expect(links.first).to_have_text("Se connecter avec le compte de l’entreprise")
    assert not violations(page)


@pytest.fixture
def five_hundred(address, site):
    """Five hundred conversations in which customers wait."""
    ids = [f"many-{n:03}" for n in range(500)]
    rows = [
        {"id": one, "conversation": one, "kind": "visitor", "language": "fr", "state": "waiting",
         "failures": 0, "began": stamp(), "updated": stamp(), "requested": stamp()}
        for one in ids
    ]  # fmt: skip
    mine = delete(CONVERSATIONS).where(CONVERSATIONS.c.id.in_(ids))
    with ThreadPoolExecutor(1) as apart:

        def do(statement, *given):
            work = site.doors.store.run(lambda one: one.execute(statement, *given))
            apart.submit(asyncio.run, work).result()

        do(insert(CONVERSATIONS), rows)
        yield ids
        do(mine)


def test_five_hundred_conversations_are_listed_and_only_those_in_sight_are_drawn(
    visit, five_hundred
):
    page = visit("/console", keep={"agent": NADIA["X-Demo-User"]})
    rows = page.locator("#list li")
    rows.first.wait_for()
    assert int(rows.first.get_attribute("aria-setsize")) >= len(five_hundred)
    assert rows.count() < 60
    page.evaluate("document.querySelector('#list').parentElement.scrollTop = 1e6")
    page.locator(f"#list li[aria-posinset='{rows.first.get_attribute('aria-setsize')}']").wait_for()
    assert rows.count() < 60
    assert not violations(page)


LISTENING = """
localStorage.setItem("console-sound", "on"); localStorage.setItem("console-notify", "on");
Object.defineProperty(document, "hidden", { get: () => true });
window.rung = 0;
window.Notification = class { static permission = "granted"; constructor(_, { body }) { console.log(`told ${body}`); } };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) { window.rung += 1; return start.apply(this, at); };
"""


def test_an_agent_looking_elsewhere_hears_and_reads_that_a_customer_waits(visit, address):
    page = visit("/", keep={"agent": NADIA["X-Demo-User"]})
    page.add_init_script(LISTENING)
    page.goto(f"{address}/console")
    page.locator("#list").wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    visitor = httpx.Client(base_url=address, timeout=WAIT)
    with page.expect_console_message(
        lambda one: one.text.startswith("told "), timeout=60_000
    ) as told:
        says(visitor, uuid.uuid4().hex, "/talk_to_person")
    assert "client" in told.value.text
    assert page.evaluate("rung") > 0
