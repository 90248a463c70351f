"""Take the screenshots of `docs/screens/` from a running product: `python screens.py ADDRESS`."""

import sys
from pathlib import Path

import httpx
from chromium import DESKTOP, PHONE, chromium, enter, opened_context, say

SCREENS = Path(__file__).resolve().parents[2] / "docs" / "screens"
FRENCH, BRITISH = "claire.moreau@heliade.example", "james.whitfield@heliade.example"
TAKEN = [
    ("welcome-fr-desktop-light", FRENCH, DESKTOP, "light", None),
    ("welcome-en-phone-dark", BRITISH, PHONE, "dark", None),
    ("summary-fr-desktop-light", FRENCH, DESKTOP, "light",
     "Résume les cinq dernières interactions avec le client {account} et identifie ses principaux "
     "points de douleur."),
    ("report-fr-phone-light", FRENCH, PHONE, "light",
     "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par source."),
    ("report-en-desktop-dark", BRITISH, DESKTOP, "dark",
     "Create a weekly report on the performance of my new opportunities by source."),
    ("email-en-desktop-light", BRITISH, DESKTOP, "light",
     "Write a follow-up email for the {opportunity} opportunity highlighting our competitive "
     "advantages on price."),
    ("change-fr-phone-dark", FRENCH, PHONE, "dark",
     "Passe l'opportunité {opportunity} en négociation et mets le montant à 45 000 €"),
    ("answer-en-phone-light", BRITISH, PHONE, "light", "Where is our customers' data hosted?"),
]  # fmt: skip


def take(browser, address, name, user, size, scheme, question):
    """Save one screenshot of the window."""
    context = opened_context(browser, size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    enter(page, address, user)
    if question:
        found = httpx.get(f"{address}/api/v1/demo/starters", headers={"X-Demo-User": user}).json()
        say(page, question.format(**found))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
    page.screenshot(path=SCREENS / f"{name}.png")
    context.close()


def main():
    SCREENS.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for one in TAKEN:
            take(browser, sys.argv[1].rstrip("/"), *one)


if __name__ == "__main__":
    main()
