"""A real browser: Debian's Chromium, which phones nobody."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True}


@contextmanager
def chromium():
    """Yield a running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def enter(page, address, user="claire.moreau@heliade.example"):
    """Open the front page as a user and wait until it proposes something."""
    page.add_init_script(
        f"sessionStorage.getItem('user') ?? sessionStorage.setItem('user', {user!r})"
    )
    page.goto(address)
    page.wait_for_selector("#starters button")
    page.wait_for_load_state("networkidle")


def say(page, text):
    """Type a message, press Enter and wait for its answer."""
    answers = page.locator(".copilot .rating").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    page.locator(".copilot .rating").nth(answers).wait_for(timeout=60_000)


def unfold(page):
    """Open everything that folds."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


def violations(page):
    """Return axe's findings, each with the elements it is about."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
