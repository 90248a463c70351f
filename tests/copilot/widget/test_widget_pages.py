"""The widget in real Chromium on a strict page of another site, axe at every step."""

import re
import time
from email import message_from_bytes

import httpx
import pytest
from journeys.chromium import DESKTOP, PHONE, opened_context, violations
from journeys.shop import host
from playwright.sync_api import expect
from serving import served
from test_widget_attachments import PDF, PNG
from website import NADIA

pytestmark = pytest.mark.timeout(600)
WORDS = {
    "fr": {"open": "Besoin d’aide", "box": "Votre message", "person": "Parler à une personne",
           "attach": "Joindre une image", "drop": "Retirer photo.png", "bad": "ni image",
           "kept": "joint à cette conversation", "save": "Télécharger photo.png",
           "preview": "Aperçu de photo.png"},
    "en": {"open": "Need help", "box": "Your message", "person": "Talk to a person",
           "attach": "Attach an image", "drop": "Remove photo.png", "bad": "neither an image",
           "kept": "attached to this conversation", "save": "Télécharger photo.png",
           "preview": "Aperçu de photo.png"},
}  # fmt: skip
SIZES = pytest.mark.parametrize(("language", "size"), [("fr", DESKTOP), ("en", PHONE)])
PHOTO = {"name": "photo.png", "mimeType": "image/png", "buffer": PNG}
BILL = {"name": "facture.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def shop(address):
    with served(host(address)) as url:
        yield url


@pytest.fixture
def visit(browser, shop):
    """Open the shop and its widget; nothing may fail on its console."""
    contexts, troubles = [], []

    def new(language, size):
        context = opened_context(browser, size, accept_downloads=True)
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


def choose(page, language, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=WORDS[language]["attach"]).click()
    chooser.value.set_files(list(files))


@SIZES
def test_a_visitor_attaches_files_and_the_agent_opens_them(visit, browser, address, language, size):
    said = WORDS[language]
    page = visit(language, size)
    choose(page, language, {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    expect(page.locator(".tray [role=alert]")).to_contain_text(said["bad"])
    choose(page, language, PHOTO, BILL)
    expect(page.locator(".tray li")).to_have_count(2)
    assert not violations(page)
    page.get_by_role("button", name=said["drop"]).click()
    expect(page.locator(".tray li")).to_have_count(1)
    choose(page, language, PHOTO)
    page.get_by_label(said["box"]).press("Enter")
    page.locator("article.bot", has_text=said["kept"]).wait_for()
    expect(page.locator("article.customer button.file")).to_have_count(2)
    expect(page.locator(".tray")).to_be_hidden()
    assert not violations(page)
    page.reload()
    if size is PHONE:
        page.get_by_role("button", name=said["open"]).click()
    expect(page.locator("article.customer button.file")).to_have_count(2)
    with page.expect_download() as saved:
        page.locator("article.customer button.file", has_text="facture.pdf").click()
    assert saved.value.path().read_bytes() == PDF
    page.locator(".tools").get_by_role("button", name=said["person"]).click()
    page.locator("article.bot").nth(2).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == size["viewport"]["width"]
    if size is DESKTOP:
        agent_opens(browser, address, said, size)


def agent_opens(browser, address, said, size):
    """Open both files as an agent: one drawn, one saved."""
    context = opened_context(browser, size, accept_downloads=True)
    desk = context.new_page()
    desk.add_init_script(f"sessionStorage.setItem('agent', {NADIA['X-Demo-User']!r})")
    listed = httpx.get(f"{address}/api/v1/conversations", headers=NADIA, timeout=180).json()
    desk.goto(f"{address}/console?conversation={listed['conversations'][0]['id']}")
    desk.get_by_role("button", name=said["preview"]).click()
    expect(desk.get_by_role("img", name="photo.png")).to_be_visible()
    with desk.expect_download() as saved:
        desk.get_by_role("button", name=said["save"]).click()
    assert saved.value.path().read_bytes() == PNG
    assert not violations(desk)
    context.close()


def test_a_file_chosen_offline_outlives_the_page_and_goes_with_its_message_once(visit):
    page = visit("fr", DESKTOP)
    page.get_by_label("Votre message").fill("Bonjour")
    page.keyboard.press("Enter")
    page.locator("article.bot").nth(1).wait_for()
    page.route("**/api/v1/**", lambda route: route.abort())
    choose(page, "fr", PHOTO)
    page.locator(".tray li").wait_for()
    page.get_by_label("Votre message").fill("Voici")
    page.keyboard.press("Enter")
    page.get_by_text("Pas de connexion").wait_for()
    page.unroute("**/api/v1/**")
    page.reload()
    page.locator("article.customer button.file").wait_for()
    page.locator("article.bot", has_text="joint à cette conversation").wait_for()
    assert page.locator("article.customer").count() == 2
    page.route("**/rating", lambda route: route.abort())
    page.get_by_role("button", name="Terminer").click()
    page.get_by_role("button", name="Tout à fait").click()
    page.locator(".status", has_text="renvoyez dès son retour").wait_for()
    page.unroute("**/rating")
    page.get_by_role("button", name="Tout à fait").click()
    page.get_by_text("Merci pour votre avis").wait_for()
    visit.troubles.clear()


FORM = {
    "fr": {"open": "Ouvrir une demande", "next": "Continuer", "back": "Retour", "out": "Annuler",
           "subject": "objet de votre demande", "more": "en quelques phrases",
           "needed": "nécessaire", "who": "Votre nom", "mail": "Votre adresse e-mail",
           "bad": "complète", "send": "Envoyer la demande", "done": "enregistrée sous le numéro"},
    "en": {"open": "Open a request", "next": "Continue", "back": "Back", "out": "Cancel",
           "subject": "What is it about", "more": "Tell us more",
           "needed": "needed", "who": "Your name", "mail": "Your email address",
           "bad": "complete", "send": "Send the request", "done": "registered as number"},
}  # fmt: skip


@SIZES
def test_a_case_is_opened_step_by_step_by_keyboard_with_a_way_back_and_out(visit, language, size):
    said = FORM[language]
    page = visit(language, size)
    page.get_by_role("button", name=said["open"]).click()
    page.get_by_label(said["subject"]).wait_for()
    page.locator("form.form").get_by_role("button", name=said["out"]).click()
    expect(page.locator("form.form")).to_have_count(0)
    page.get_by_role("button", name=said["open"]).click()
    page.get_by_label(said["subject"]).press("Enter")
    expect(page.locator("form.form [role=alert]")).to_contain_text(said["needed"])
    assert not violations(page)
    page.get_by_label(said["subject"]).fill("Capteur muet")
    page.keyboard.press("Enter")
    page.get_by_label(said["more"]).fill("Plus rien depuis hier.")
    step = page.locator("form.form")
    step.get_by_role("button", name=said["next"]).click()
    step.locator("select").select_option(index=1)
    step.get_by_role("button", name=said["back"]).click()
    expect(page.get_by_label(said["more"])).to_have_value("Plus rien depuis hier.")
    for _ in range(3):
        step.get_by_role("button", name=said["next"]).click()
    page.get_by_label(said["who"]).fill("Ana Lys")
    page.keyboard.press("Enter")
    page.get_by_label(said["mail"]).fill("ana")
    page.keyboard.press("Enter")
    expect(page.locator("form.form [role=alert]")).to_contain_text(said["bad"])
    page.get_by_label(said["mail"]).fill("ana@client.example")
    page.keyboard.press("Enter")
    expect(step.locator("dd")).to_have_count(5)
    assert not violations(page)
    step.get_by_role("button", name=said["send"]).click()
    page.locator("article.bot", has_text=said["done"]).wait_for()
    expect(page.locator("article.customer", has_text="Capteur muet")).to_have_count(1)
    expect(page.locator("form.form")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == size["viewport"]["width"]


def a_customer(org):
    """Return the address of somebody the org knows."""
    form = {"grant_type": "password", "username": "integration@heliade.example",
            "password": "comptoir-demo", "client_id": "comptoir-demo",
            "client_secret": "comptoir-demo-secret"}  # fmt: skip
    token = httpx.post(f"{org}/services/oauth2/token", data=form).json()["access_token"]
    asked = {"q": "SELECT Email FROM Contact WHERE Email != null ORDER BY Email LIMIT 1"}
    found = httpx.get(f"{org}/services/data/v60.0/query/", params=asked,
                      headers={"Authorization": f"Bearer {token}"})  # fmt: skip
    return found.json()["records"][0]["Email"]


def code_in(outbox):
    """Wait for the mail with the code: it is written after the request was answered."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        for path in outbox.glob("*.eml"):
            text = message_from_bytes(path.read_bytes()).get_payload(decode=True).decode()
            if found := re.search(r"\b\d{6}\b", text):
                return found[0]
        time.sleep(0.05)
    raise AssertionError("no code was sent")


def test_who_signs_in_while_filling_in_is_asked_what_is_left_with_what_was_said(visit, site):
    page, said = visit("fr", DESKTOP), FORM["fr"]
    page.get_by_role("button", name=said["open"]).click()
    page.get_by_label(said["subject"]).fill("Capteur muet")
    page.keyboard.press("Enter")
    page.get_by_label(said["more"]).fill("Plus rien.")
    step = page.locator("form.form[aria-label]")
    for _ in range(3):
        step.get_by_role("button", name=said["next"]).click()
    page.get_by_label(said["who"]).fill("Ana Lys")
    page.keyboard.press("Enter")
    page.get_by_label(said["mail"]).fill("ana@client.example")
    page.keyboard.press("Enter")
    step.locator("dd").nth(3).wait_for()
    page.locator(".tools").get_by_role("button", name="Me connecter").click()
    page.get_by_label("Votre adresse e-mail", exact=True).fill(a_customer(site.org))
    page.keyboard.press("Enter")
    page.get_by_label("Le code reçu par e-mail").fill(code_in(site.home / "outbox"))
    page.keyboard.press("Enter")
    page.locator("article.system", has_text="Vous êtes connecté.").wait_for()
    step.get_by_role("button", name=said["send"]).click()
    expect(page.get_by_label(said["subject"])).to_have_value("Capteur muet")
    for _ in range(5):
        step.get_by_role("button", name=said["next"]).click()
    expect(step.locator("dd")).to_have_count(2)
    step.get_by_role("button", name=said["send"]).click()
    page.locator("article.bot", has_text=said["done"]).wait_for()
    visit.troubles.clear()
