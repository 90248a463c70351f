"""What a page shows of an answer while a model writes it, in real Chromium."""

import httpx
import pytest
from journeys.chromium import DESKTOP, PHONE, chromium, enter, opened_context, violations
from journeys.shop import host
from playwright.sync_api import expect
from serving import served
from writer import ANSWERS, BOT_ALONE, FIRST, QUESTIONS, OneArticle, Writer, guard_of

from copilot import Settings, application, compose

pytestmark = pytest.mark.timeout(600)
LAST = {"fr": "Le voyant passe au vert.", "en": "The light turns green."}


@pytest.fixture(scope="module")
def browser():
    """A browser for this module: while it runs, no test beside it can be asynchronous."""
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser):
    """Open a page; nothing may fail on its console."""
    contexts, troubles = [], []

    def page(size):
        contexts.append(opened_context(browser, size))
        opened = contexts[-1].new_page()
        opened.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        return opened

    yield page
    for context in contexts:
        context.close()
    assert not troubles


def cold(app):
    """The app without what it loads for a first turn: these pages need none of it."""

    async def serving(scope, receive, send):
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
        for said in ("startup", "shutdown") if scope["type"] == "lifespan" else ():
            await receive()
            await send({"type": f"lifespan.{said}.complete"})

    return serving


@pytest.fixture
def service(tmp_path, seeded_org, rasa):
    """Serve the product over a scripted Rasa and a writer; return its address and the writer."""
    opened = []

    def service(language):
        rasa.intent, rasa.action = "answer_question", "action_answer_question"
        writer = Writer(language)
        settings = Settings(home=tmp_path, webhook_token="secret", today="2026-11-22",
                            salesforce_login_url=seeded_org, _env_file=None,
                            handover_policy=BOT_ALONE)  # fmt: skip
        client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
        doors = compose(
            settings, rasa=client, guard=guard_of(writer), knowledge=OneArticle(language)
        )
        rasa.app, rasa.token = application(doors), doors.webhook_token
        serving = served(cold(rasa.app))
        opened.append((serving, doors))
        return serving.__enter__(), writer

    yield service
    for serving, doors in opened:
        serving.__exit__(None, None, None)
        doors.store.close()
        doors.chronicle.trail.close()


def test_the_widget_shows_each_sentence_as_it_is_written_and_the_answer_in_its_place(service, page):
    address, writer = service("fr")
    shop = page(PHONE)
    with served(host(address)) as url:
        shop.goto(f"{url}/fr")
        shop.get_by_role("button", name="Besoin d’aide").click()
        log = shop.get_by_role("log")
        shop.get_by_label("Votre message").fill(QUESTIONS["fr"])
        shop.get_by_label("Votre message").press("Enter")
        draft = log.locator("article[aria-busy=true]")
        expect(draft).to_contain_text(FIRST["fr"])
        expect(draft).not_to_contain_text(LAST["fr"])
        assert not violations(shop)
        writer.go_on_from_afar(9)
        expect(log.locator("article.bot", has_text=LAST["fr"])).to_have_count(1)
        expect(draft).to_have_count(0)


def test_the_front_page_shows_them_too(service, page):
    address, writer = service("en")
    front = page(DESKTOP)
    enter(front, address, "james.whitfield@heliade.example")
    front.fill("#text", QUESTIONS["en"])
    front.press("#text", "Enter")
    draft = front.locator("article.typing")
    expect(draft).to_contain_text(FIRST["en"])
    assert not violations(front)
    writer.go_on_from_afar(9)
    expect(front.locator("article.copilot", has_text=ANSWERS["en"])).to_have_count(1)
    expect(draft).to_have_count(0)
