"""The front page in real Chromium: on phone and desktop, by keyboard, in light and dark."""

import json

import pytest
from chromium import DESKTOP, PHONE, chromium, enter, opened_context, say, unfold, violations
from person import quoted

SHOWN = {
    ".summary": "Résume les cinq dernières interactions avec {account}",
    ".email": "Rédige un email de suivi pour l'opportunité {opportunity} en mettant en avant nos "
    "avantages concurrentiels sur le prix.",
    ".plot svg": "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités "
    "par source.",
    "tbody tr": "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui "
    "n'ont pas été contactés depuis plus de 90 jours.",
    ".copilot > .sources": "Où sont hébergées les données de nos clients ?",
    ".record": "Montre-moi le compte {account}",
    ".changing": "Passe l'opportunité {opportunity} en négociation",
}
SMALL = """() => [...document.querySelectorAll("button, select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.classList.contains("mark"))
  .map((one) => [one.getBoundingClientRect().height, one.textContent.slice(0, 40)])
  .filter(([height]) => height < 43.5)"""


@pytest.fixture(scope="module")
def browser(product):
    with chromium() as running:
        yield running


@pytest.fixture
def opened(browser, product):
    """Open pages, and hold each to making no error and no request to the outside."""
    contexts, troubles = [], []

    def new(size, user="claire.moreau@heliade.example", **more):
        context = opened_context(browser, size, locale="fr-FR", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith(product.address)
                or troubles.append(asked.url))  # fmt: skip
        enter(page, product.address, user)
        return page

    new.troubles = troubles
    yield new
    for context in contexts:
        context.close()
    assert not troubles


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_welcome_page_is_accessible(opened, size, scheme):
    page = opened(size, color_scheme=scheme)
    assert page.locator("h2").inner_text() == "Bonjour Claire,"
    assert page.locator("#starters li").count() == 6
    assert not violations(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_thread_with_every_part_is_accessible_and_fits(opened, claire, size):
    names = claire.client.get("/api/v1/demo/starters").json()
    page = opened(size)
    for part, question in SHOWN.items():
        say(page, question.format(**names))
        page.locator(part).first.wait_for(state="attached")
    page.locator(".copilot .row button").first.wait_for()
    unfold(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") == size["viewport"]["width"]
    if size is PHONE:
        assert not page.evaluate(SMALL)
    last = page.locator("article.copilot").last
    last.get_by_role("button", name="Annuler", exact=True).click()
    page.locator(".copilot .rating").nth(len(SHOWN)).wait_for()


def test_everything_can_be_done_by_keyboard(opened, claire):
    page = opened(DESKTOP)
    first = page.locator("a, button, select, textarea").first
    first.focus()
    assert first.get_attribute("class") == "skip"
    page.keyboard.press("Enter")
    page.locator("#text:focus").wait_for()
    page.keyboard.type("Bonjour")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Que peux-tu faire ?")
    page.keyboard.press("Enter")
    page.locator(".copilot .rating").wait_for()
    assert page.locator(".said").inner_text() == "Bonjour\nQue peux-tu faire ?"
    assert page.evaluate("document.activeElement.id") == "text"
    page.locator(".copilot .row button").first.focus()
    page.keyboard.press("Enter")
    page.locator(".copilot .rating").nth(1).wait_for()
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_lost_message_is_sent_again_with_the_same_id(opened):
    page = opened(DESKTOP)
    sent = []
    page.on("request", lambda asked: asked.method == "POST" and sent.append(asked.post_data))
    page.route("**/api/v1/messages", lambda route: route.fulfill(status=503, json={"title": "x"}))
    page.fill("#text", "Bonjour")
    page.press("#text", "Enter")
    page.get_by_role("button", name="Réessayer").wait_for()
    page.unroute("**/api/v1/messages")
    page.get_by_role("button", name="Réessayer").click()
    page.locator(".copilot .rating").wait_for()
    first, second = map(json.loads, sent)
    assert first == second
    opened.troubles.clear()
    assert page.locator(".you").count() == 1
    assert page.locator(".failed").count() == 0


def test_each_user_keeps_a_conversation_of_their_own(opened):
    page = opened(DESKTOP)
    say(page, "Bonjour")
    page.select_option("#user", "emily.hart@heliade.example")
    page.get_by_role("heading", name="Hello Emily,").wait_for()
    assert page.locator(".turns article").count() == 0
    assert page.evaluate("document.documentElement.lang") == "en"
    say(page, "Hello")
    assert "Emily" in page.locator(".copilot").inner_text()
    page.select_option("#user", "claire.moreau@heliade.example")
    assert "Claire" in page.locator(".copilot").inner_text()
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_each_answer_carries_its_own_language(opened):
    page = opened(DESKTOP)
    say(page, "How many open opportunities do I have?")
    assert page.locator(".copilot").get_attribute("lang") == "en"
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_a_change_is_confirmed_by_its_button_once(opened, claire):
    name = claire.client.get("/api/v1/demo/starters").json()["opportunity"]
    query = f"SELECT Amount FROM Opportunity WHERE Name = {quoted(name)}"
    before = claire.soql(query)[0]["Amount"]
    page = opened(DESKTOP)
    say(page, f"Mets le montant de l'opportunité {name} à 51 234 €")
    confirm = page.get_by_role("button", name="Confirmer")
    confirm.click()
    page.locator(".copilot .rating").nth(1).wait_for()
    assert confirm.is_disabled()
    assert claire.soql(query)[0]["Amount"] == 51_234
    say(page, "annule")
    assert claire.soql(query)[0]["Amount"] == before


def test_feedback_is_given_with_a_reason(opened):
    page = opened(DESKTOP)
    say(page, "Bonjour")
    page.get_by_role("button", name="Réponse à revoir").click()
    page.locator(".because input:focus").wait_for()
    page.keyboard.type("trop long")
    page.keyboard.press("Enter")
    page.get_by_text("Merci, c’est noté.").wait_for()


def test_the_page_forbids_what_it_does_not_need(product, claire):
    policy = claire.client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_record_content_is_shown_as_text(opened, claire):
    record = claire.soql("SELECT Id, Name FROM Account WHERE Owner.Username = "
                         "'claire.moreau@heliade.example' ORDER BY Name LIMIT 1")[0]  # fmt: skip
    hostile = "<img src=x onerror=alert(1)>"
    claire.patch("Account", record["Id"], BillingCity=hostile)
    page = opened(DESKTOP)
    say(page, f"Montre-moi le compte {record['Name']}")
    assert hostile in page.locator(".record").inner_text()
    assert page.locator(".copilot img").count() == 0
