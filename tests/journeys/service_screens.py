"""Take the screenshots of customer service and of signing in: `python service_screens.py`.

Pages, service, org and provider are the product's and the tests' own; the dialogue is scripted, as
in the tests. A name after it takes only the pictures whose names begin with it.
"""

# ruff: noqa: E402 - the tests' own parts are found only once their folders are known
import glob
import shutil
import sys
import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path

import httpx

HERE = Path(__file__).resolve().parent
for folder in ("..", "../..", "../copilot/widget", "../copilot/oidc", "../copilot"):
    sys.path.insert(0, str((HERE / folder).resolve()))

from chromium import DESKTOP, PHONE, chromium, opened_context, violations
from conftest import ScriptedRasa
from fake_provider import CLIENT, SECRET, FakeProvider
from screens import SCREENS
from serving import served
from shop import host
from website import MARC, NADIA, TOM, Site

from knowledge import open_knowledge

ASKED = {
    "fr": ("Quelle est la durée de la garantie ?",
           "Ma passerelle clignote en orange, que faire ?"),
    "en": ("How long is the warranty?",
           "My gateway is blinking orange, what can I do?"),
}  # fmt: skip
WEEKLY = {
    "fr": ("Chaque lundi à 8 h, mon rapport hebdomadaire", "Mes rapports programmés"),
    "en": ("Every Monday at 8 am, my weekly report", "My scheduled reports"),
}
AGENT = {"fr": NADIA, "en": TOM}
REP = {"fr": "claire.moreau@heliade.example", "en": "james.whitfield@heliade.example"}
OPEN = {"fr": "Besoin d’aide", "en": "Need help"}
REQUEST = {"fr": "Ouvrir une demande", "en": "Open a request"}
SIGN = {"fr": "Me connecter", "en": "Sign in"}
END = {"fr": "Terminer", "en": "End chat"}
PAIRS = [("fr", "desktop", "light"), ("en", "phone", "dark"), ("en", "desktop", "dark"),
         ("fr", "phone", "light")]  # fmt: skip
MINE = {"fr": "Vous", "en": "You"}
SIZES = {"desktop": DESKTOP, "phone": PHONE}


class Office:
    """The service, its website and its provider, served; `shot` takes one picture."""

    def __init__(self, stack, only):
        self.only, self.rasa, self.provider = only, ScriptedRasa(), FakeProvider()
        home, caches = Path(tempfile.mkdtemp()), HERE.parents[1] / ".pytest_cache" / "d"
        org = sorted(caches.glob("seeded-org/*.db"))[-1]
        shutil.copy(org, home / "org.db")
        for kept in glob.glob(str(caches / "learnt" / "*.npz")):
            shutil.copy(kept, home)
        from sandbox.app import create_app
        from sandbox.clock import system_clock
        from sandbox.store import Store

        clock = system_clock({"COMPTOIR_TODAY": "2026-11-23"})
        address = stack.enter_context(served(create_app(Store(home / "org.db"), clock)))
        self.provider.issuer = stack.enter_context(served(self.provider.app()))
        self.url = stack.enter_context(served(answering(self.rasa)))
        index = open_knowledge(caches / "article-index" / "index")
        given = {"oidc_issuer": self.provider.issuer, "oidc_client_id": CLIENT,
                 "oidc_client_secret": SECRET, "widget_rate": 1000,
                 "public_url": self.url}  # fmt: skip
        self.site = Site(home, address, self.rasa, given, index)
        self.site.client()
        self.provider.redirects = {f"{self.url}/oidc/callback"}
        self.shop = stack.enter_context(served(host(self.url)))
        self.browser = stack.enter_context(chromium())

    def shot(self, name, path, act, keep=(), base=None):
        """Open a page as `name` says (…-language-size-scheme), act on it, save it."""
        if not name.startswith(self.only):
            return
        _, language, size, scheme = name.rsplit("-", 3)
        context = opened_context(self.browser, SIZES[size], color_scheme=scheme,
                                 reduced_motion="reduce", locale=language)  # fmt: skip
        context.set_default_timeout(40_000)
        page = context.new_page()
        for key, value in dict(keep).items():
            page.add_init_script(f"sessionStorage.setItem({key!r}, {value!r})")
        page.goto(f"{base or self.url}{path}")
        act(page, language)
        page.wait_for_timeout(500)
        page.screenshot(path=SCREENS / f"{name}.png")
        wide, found = page.evaluate("document.documentElement.scrollWidth"), violations(page)
        if found or wide > SIZES[size]["viewport"]["width"]:
            raise AssertionError(f"{name}: {wide} px wide, {found}")
        context.close()

    def dialogue(self, intent, action):
        """Let every message be of this kind from now on."""
        self.rasa.intent, self.rasa.action = intent, action


def answering(rasa):
    """The service's app once there is one, without what it loads for a first turn at its start."""

    async def answer(scope, receive, send):
        if scope["type"] != "lifespan":
            await rasa.app(scope, receive, send)
        for _ in ("startup", "shutdown") if scope["type"] == "lifespan" else ():
            said = (await receive())["type"]
            await send({"type": f"{said}.complete"})

    return answer


def talk(office, language, *texts, rating=None):
    """Let a visitor of the website say these; return their conversation."""
    visitor, conversation = httpx.Client(base_url=office.url, timeout=120), uuid.uuid4().hex
    opened = visitor.post("/api/v1/widget/sessions").json()
    visitor.headers["Authorization"] = f"Bearer {opened['token']}"
    for text in texts:
        message = {"conversation": conversation, "id": uuid.uuid4().hex, "text": text}
        visitor.post("/api/v1/messages", json={**message, "language": language})
    if rating:
        visitor.post(f"/api/v1/conversations/{conversation}/rating", json={"rating": rating})
    return visitor, conversation


def taken(office, language, reply, end=True, rating=None):
    """Let an agent take whoever waits, answer and end; the customer rates."""
    visitor, conversation = talk(office, language, *ASKED[language], "/talk_to_person")
    agent = httpx.Client(base_url=office.url, headers=AGENT[language], timeout=120)
    listed = agent.get("/api/v1/conversations?state=waiting").json()["conversations"]
    where = f"/api/v1/conversations/{listed[0]['id']}"
    agent.post(f"{where}/take")
    agent.post(f"{where}/reply", json={"text": reply})
    if end:
        agent.post(f"{where}/release")
    if rating:
        visitor.post(f"/api/v1/conversations/{conversation}/rating", json={"rating": rating})


def signing_in(office):
    """The pages before anybody is known, and those for whoever may not come in."""

    def nobody(page, _language):
        page.route("**/api/v1/demo/users", lambda route: route.fulfill(status=200, json=[]))
        page.reload()
        page.locator("#gate a, #sign-in:not([hidden])").first.wait_for()

    def refused(page, _language):
        page.locator("#gate button, #gate h2").first.wait_for()

    for name, path in (("console", "/console"), ("manager", "/console/manager"), ("front", "/")):
        for language, size, scheme in PAIRS[:2]:
            office.shot(f"sign-in-{name}-{language}-{size}-{scheme}", path, nobody)
    for language, size, scheme in PAIRS[2:]:
        office.provider.person["email"] = REP[language]
        start = "/oidc/start?then=/console"
        office.shot(f"sign-in-refused-{language}-{size}-{scheme}", start, refused)
        office.provider.person["email"] = "somebody@elsewhere.example"
        failed = f"sign-in-unknown-{language}-{size}-{scheme}"
        office.shot(failed, start, lambda page, _: page.locator("main").wait_for())


def website(office):
    """The widget: cut off, in a step of its form, asked for satisfaction, told what is wrong."""

    def opened(page, language):
        page.get_by_role("button", name=OPEN[language]).click()
        page.get_by_role("dialog").wait_for()

    def said(page, language):
        opened(page, language)
        page.locator("textarea").fill(ASKED[language][0])
        page.keyboard.press("Enter")
        page.locator("article.bot").nth(1).wait_for()

    def offline(page, language):
        said(page, language)
        page.route("**/api/v1/**", lambda route: route.abort())
        page.locator("textarea").fill(ASKED[language][1])
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)

    def step(page, language):
        opened(page, language)
        page.get_by_role("button", name=REQUEST[language]).click()
        page.locator("form.form").wait_for()

    def wrong(page, language):
        opened(page, language)
        page.get_by_role("button", name=SIGN[language], exact=True).click()
        page.locator("form.form input").fill("claire.moreau@")
        page.keyboard.press("Enter")

    def satisfaction(page, language):
        said(page, language)
        page.get_by_role("button", name=END[language], exact=True).click()
        page.locator("fieldset").wait_for()

    states = {"offline": offline, "step": step, "error": wrong, "satisfaction": satisfaction}
    for (name, act), pairs in zip(states.items(), (PAIRS[:2], PAIRS[2:]) * 2, strict=True):
        for language, size, scheme in pairs:
            where = f"widget-{name}-{language}-{size}-{scheme}"
            office.shot(where, f"/{language}", act, base=office.shop)


def desk(office):
    """The console with a customer taken over, and the manager's page over a month of work."""

    def waiting(page, language):
        waits = page.locator("#list button").filter(has=page.locator(".waiting"))
        waits.filter(has=page.locator(f".said[lang={language}]")).first.click()
        page.locator("#panel .reply").first.wait_for()
        page.locator("#acts [data-act=take]").click()
        page.locator("#form").wait_for()

    def wrap(page, language):
        badge = page.locator(".state", has_text=MINE[language])
        mine = page.locator("#list button").filter(has=badge)
        mine.first.click()
        page.locator("#acts [data-act=wrap]").click()
        page.locator("dialog[open] textarea, dialog[open] input").first.wait_for()

    for language, size, scheme in PAIRS:
        talk(office, language, *ASKED[language], "/talk_to_person")
        name = f"console-handover-{language}-{size}-{scheme}"
        office.shot(name, "/console", waiting, {"agent": AGENT[language]["X-Demo-User"]})
    for language, size, scheme in PAIRS[:2]:
        name = f"console-wrap-up-{language}-{size}-{scheme}"
        office.shot(name, "/console", wrap, {"agent": AGENT[language]["X-Demo-User"]})


def main():
    SCREENS.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        office = Office(stack, sys.argv[1] if len(sys.argv) > 1 else "")
        office.dialogue("ask_question", "action_answer_question")
        signing_in(office)
        website(office)
        desk(office)
        steering(office)
        reports(office)


def steering(office):
    """Figures for managers, and what agents write articles from."""
    for n in range(6):
        language = ("fr", "en")[n % 2]
        talk(office, language, ASKED[language][0], rating=4)
        taken(office, language, ("Je regarde.", "Let me look.")[n % 2], rating=3 + n % 3)
    talk(office, "fr", "Proposez-vous la location de panneaux solaires ?")
    talk(office, "en", "Do you rent out electric scooters?")
    figures = lambda page, _: page.locator("#coaching").wait_for()  # noqa: E731
    first = lambda page, _: (  # noqa: E731
        page.locator("#subjects button, #gaps button").first.click(), page.locator("#form").wait_for()
    )  # fmt: skip
    for language, size, scheme in PAIRS:
        english = lambda page, said: said == "en" and page.locator("#language").click()  # noqa: E731
        name = f"manager-{language}-{size}-{scheme}"
        office.shot(name, "/console/manager", lambda page, said, more=english: (
            figures(page, said), more(page, said), page.wait_for_timeout(1500)
        ), {"manager": MARC["X-Demo-User"]})  # fmt: skip
        name = f"articles-{language}-{size}-{scheme}"
        office.shot(name, "/console/articles", first, {"agent": AGENT[language]["X-Demo-User"]})


def reports(office):
    """Reports set up and listed in conversation."""

    def speak(page, text):
        before = page.locator(".copilot").count()
        page.fill("#text", text)
        page.press("#text", "Enter")
        page.locator(".copilot .rating").nth(before).wait_for()

    def asked(page, language):
        page.locator("#starters button").first.wait_for()
        office.dialogue("schedule_report", "action_schedule_report")
        speak(page, WEEKLY[language][0])
        office.dialogue("manage_schedules", "action_manage_schedules")
        speak(page, WEEKLY[language][1])

    for language, size, scheme in PAIRS:
        name = f"schedules-{language}-{size}-{scheme}"
        office.shot(name, "/", asked, {"user": REP[language]})


if __name__ == "__main__":
    main()
