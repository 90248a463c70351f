"""The widget in real Chromium on a strict page of another site, and the agents' console."""

import json
import re
import time
from email import message_from_bytes

import httpx
import pytest
from chromium import DESKTOP, PATIENCE, PHONE, chromium, opened_context, violations
from serving import served
from shop import host

NADIA = {"X-Demo-User": "nadia.benali@heliade.example"}
WORDS = {
    "fr": {"open": "Besoin d’aide", "box": "Votre message", "person": "Parler à une personne",
           "close": "Fermer", "end": "Terminer", "rate": "Tout à fait", "thanks": "Merci pour",
           "ask": "Comment installer un capteur ?"},
    "en": {"open": "Need help", "box": "Your message", "person": "Talk to a person",
           "close": "Close", "end": "End chat", "rate": "Very", "thanks": "Thank you for",
           "ask": "How do I install a sensor?"},
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(product):
    with served(host(product.address)) as url:
        yield url


@pytest.fixture(scope="module")
def browser(product):
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser, shop):
    """Open the shop; nothing may fail on its console."""
    contexts, troubles = [], []

    def new(language="fr", size=DESKTOP, **more):
        context = opened_context(browser, size, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{shop}/{language}")
        page.get_by_role("button", name=WORDS[language]["open"]).click()
        page.get_by_role("dialog").wait_for()
        return page

    new.troubles = troubles
    yield new
    for context in contexts:
        context.close()
    assert not troubles


def ask(page, text, language="fr"):
    """Type a message and wait for what answers it."""
    answers = page.locator("article.bot").count()
    page.get_by_label(WORDS[language]["box"]).fill(text)
    page.keyboard.press("Enter")
    page.locator("article.bot").nth(answers).wait_for()


def agent(product):
    return httpx.Client(base_url=product.address, headers=NADIA, timeout=60)


def newest_waiting(client):
    """Return the conversation that began to wait last."""
    listed = client.get("/api/v1/conversations").json()["conversations"]
    return [one for one in listed if one["state"] == "waiting"][-1]["id"]


def mail_to(email, outbox):
    """Wait for a mail to an address: it is written after the request was answered."""
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        for path in outbox.glob("*.eml"):
            mail = message_from_bytes(path.read_bytes())
            text = mail.get_payload(decode=True).decode()
            if email in str(mail["To"]) and text:
                return text
        time.sleep(0.1)
    raise AssertionError("no mail was sent")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_customer_asks_reads_a_source_meets_a_person_and_rates(visit, product, size, language):
    said = WORDS[language]
    page = visit(language, size)
    assert not violations(page)
    ask(page, said["ask"], language)
    page.locator("article.bot details").first.click()
    assert not violations(page)
    page.locator(".tools").get_by_role("button", name=said["person"]).click()
    page.locator("article.bot").nth(2).wait_for()
    client = agent(product)
    key = newest_waiting(client)
    shown = client.get(f"/api/v1/conversations/{key}").json()
    assert said["ask"] in [one["text"] for one in shown["transcript"]]
    assert client.post(f"/api/v1/conversations/{key}/take").is_success
    reply = shown["suggestions"][0]["text"]
    assert client.post(f"/api/v1/conversations/{key}/reply", json={"text": reply}).is_success
    page.locator("article.agent").wait_for()
    page.locator(".tools").get_by_role("button", name=said["end"]).click()
    assert not violations(page)
    page.get_by_role("button", name=said["rate"]).click()
    page.get_by_text(said["thanks"]).wait_for()
    client.post(f"/api/v1/conversations/{key}/release")
    width = size["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert client.get(f"/api/v1/conversations/{key}").json()["rating"] == 5


def test_everything_can_be_done_by_keyboard(visit):
    page = visit()
    inner = "document.querySelector('comptoir-widget').shadowRoot.activeElement"
    assert page.evaluate(f"{inner}.tagName") == "TEXTAREA"
    page.keyboard.type("Bonjour")
    page.keyboard.press("Enter")
    page.locator("article.bot").nth(1).wait_for()
    assert page.evaluate(f"{inner}.tagName") == "TEXTAREA"
    page.locator(".tools").get_by_role("button", name="Parler à une personne").focus()
    page.keyboard.press("Enter")
    page.get_by_text("En attente d’une personne").wait_for()
    assert page.evaluate(f"{inner}.tagName") == "TEXTAREA"
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => {inner}?.className.startsWith('launch')")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()


def test_the_conversation_is_there_again_on_return(visit):
    page = visit()
    ask(page, "Bonjour")
    before = page.locator("article").all_inner_texts()
    page.reload()
    page.locator("article.customer").wait_for()
    page.locator("article.bot").nth(1).wait_for()
    assert page.locator("article").all_inner_texts() == before


def test_a_message_written_offline_goes_when_the_connection_is_back_and_once(visit):
    page = visit()
    ask(page, "Bonjour")
    sent = []
    page.on("request", lambda asked: asked.method == "POST" and sent.append(asked.post_data))
    page.context.set_offline(True)
    page.get_by_label("Votre message").fill("Êtes-vous là ?")
    page.keyboard.press("Enter")
    page.get_by_text("Pas de connexion").wait_for()
    page.context.set_offline(False)
    page.locator("article.bot").nth(2).wait_for()
    assert len({json.loads(one)["id"] for one in sent if "id" in json.loads(one)}) == 1
    assert page.locator("article.customer").count() == 2
    visit.troubles.clear()


def test_a_customer_signs_in_by_a_code_and_sees_their_own_cases(visit, product, claire):
    query = ("SELECT Contact.Email FROM Case WHERE IsClosed = false AND Contact.Email != null "
             "LIMIT 1")  # fmt: skip
    email = claire.anew().soql(query)[0]["Contact"]["Email"]
    page = visit()
    page.locator(".tools").get_by_role("button", name="Me connecter").click()
    page.get_by_label("Votre adresse e-mail").fill(email)
    page.keyboard.press("Enter")
    page.get_by_label("Le code reçu par e-mail").wait_for()
    text = mail_to(email, product.home / "outbox")
    page.get_by_label("Le code reçu par e-mail").fill(re.search(r"\b\d{6}\b", text)[0])
    page.keyboard.press("Enter")
    page.get_by_text("Vous êtes connecté.").wait_for()
    ask(page, "Mes tickets ouverts")
    assert page.locator("article.bot table").count() == 1
    assert not violations(page)


def test_an_agent_answers_from_the_console(browser, product, visit):
    page = visit()
    ask(page, "Comment installer un capteur ?")
    page.locator(".tools").get_by_role("button", name="Parler à une personne").click()
    page.locator("article.bot").nth(2).wait_for()
    key = newest_waiting(agent(product))
    context = opened_context(browser, DESKTOP)
    desk = context.new_page()
    desk.add_init_script(f"sessionStorage.setItem('agent', {NADIA['X-Demo-User']!r})")
    desk.goto(f"{product.address}/console")
    desk.locator(f"[data-id='{key}']").click()
    desk.locator(".reply").first.wait_for()
    assert not violations(desk)
    desk.get_by_role("button", name="Prendre", exact=True).click()
    desk.locator("#form").wait_for()
    desk.locator(".reply button.primary:enabled").first.click()
    page.locator("article.agent").wait_for()
    page.get_by_label("Votre message").fill("Merci, c'est parfait.")
    page.keyboard.press("Enter")
    desk.locator("#log article.customer", has_text="Merci, c'est parfait.").wait_for()
    desk.get_by_role("button", name="Rendre à l’assistant").click()
    page.get_by_text("a quitté la conversation").wait_for()
    context.close()
