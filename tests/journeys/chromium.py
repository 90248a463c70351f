"""A real browser: Debian's Chromium, which phones nobody."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True}
# How long anything may take to appear: a machine many times slower than ours, busy, still passes.
PATIENCE = 180_000


@contextmanager
def chromium():
    """Yield a running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def opened_context(browser, size, **more):
    """Return a new browser context in which every wait is patient."""
    context = browser.new_context(**size, **more)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return context


def enter(page, address, user="claire.moreau@heliade.example"):
    """Open the front page as a user and wait until it proposes something."""
    page.add_init_script(
        f"sessionStorage.getItem('user') ?? sessionStorage.setItem('user', {user!r})"
    )
    page.goto(address)
    settle(page)


def settle(page):
    """Wait until the front page has loaded what it proposes and takes what is typed."""
    page.locator("main:not([aria-busy]) #starters button").first.wait_for()


def say(page, text):
    """Type a message, press Enter and wait for its answer."""
    answers = page.locator(".copilot .rating").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    page.locator(".copilot .rating").nth(answers).wait_for()


def unfold(page):
    """Open everything that folds."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


def violations(page):
    """Return axe's findings, each with the elements it is about."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
