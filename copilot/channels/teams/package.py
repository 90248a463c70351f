"""The app package people upload to Teams: manifest, its French, and icons, in one zip."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from copilot.channels.teams.icons import colour_icon, outline_icon
from copilot.channels.teams.search import COMMAND, PARAMETER
from copilot.errors import CopilotError
from copilot.settings import Settings

RELEASE = "1.19"
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
ROOT = "https://developer.microsoft.com/json-schemas/teams"
SCHEMA = f"{ROOT}/v{RELEASE}/MicrosoftTeams.schema.json"
LOCAL_SCHEMA = f"{ROOT}/v{RELEASE}/MicrosoftTeams.Localization.schema.json"
SHORT = {"en": "Your CRM, in your own words", "fr": "Votre CRM, avec vos mots"}
LONG = {
    "en": "Ask Salesforce in English or French: deals, accounts, cases, figures. Log calls and "
    "update records by saying so; you confirm each change. Answers follow your own permissions.",
    "fr": "Interrogez Salesforce en français ou en anglais : opportunités, comptes, tickets, "
    "chiffres. Notez vos appels et mettez vos fiches à jour en le disant ; vous confirmez chaque "
    "changement. Les réponses suivent vos propres droits.",
}
FIND = {"en": "Find a record", "fr": "Trouver une fiche"}
FIND_ABOUT = {"en": "Insert a Salesforce record you may see",
              "fr": "Insérer une fiche Salesforce que vous pouvez voir"}  # fmt: skip
NAME = {"en": "Name", "fr": "Nom"}
NAME_ABOUT = {"en": "A name, an address or a number", "fr": "Un nom, une adresse ou un numéro"}
COMMANDS = {
    "en": (("My deals this month", "What you may close this month"),
           ("My day", "Meetings and tasks of today"),
           ("What can you do?", "Examples of what to ask")),
    "fr": (("Mes opportunités du mois", "Ce que vous pouvez signer ce mois-ci"),
           ("Ma journée", "Les rendez-vous et tâches du jour"),
           ("Que sais-tu faire ?", "Des exemples de demandes")),
}  # fmt: skip


class NotPackaged(CopilotError):
    """The package cannot be made yet; says which setting is missing."""


def package_teams(settings: Settings, out: Path) -> Path:
    """Write the app package to `out` and return it."""
    if not GUID.fullmatch(settings.teams_app_id):
        raise NotPackaged("set COMPTOIR_TEAMS_APP_ID to the app's id first (docs/guides/teams.md)")
    if not settings.public_url.startswith("https://"):
        raise NotPackaged("set COMPTOIR_PUBLIC_URL to the https address of this service first")
    files = {
        "manifest.json": _text(manifest(settings)), "fr.json": _text(in_french()),
        "color.png": colour_icon(), "outline.png": outline_icon(),
    }  # fmt: skip
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out


def manifest(settings: Settings) -> dict[str, Any]:
    """Return the app's manifest, as the settings make it."""
    site, app = settings.public_address, settings.teams_app_id
    return {
        "$schema": SCHEMA, "manifestVersion": RELEASE, "version": "1.0.0", "id": app,
        "developer": {"name": "Comptoir", "websiteUrl": site, "privacyUrl": f"{site}/",
                      "termsOfUseUrl": f"{site}/"},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "name": {"short": "Comptoir", "full": "Comptoir – CRM copilot"},
        "description": {"short": SHORT["en"], "full": LONG["en"]},
        "accentColor": "#0B5D57",
        "localizationInfo": {"defaultLanguageTag": "en",
                             "additionalLanguages": [{"languageTag": "fr", "file": "fr.json"}]},
        "bots": [{"botId": app, "scopes": ["personal", "team", "groupChat"],
                  "supportsFiles": False, "isNotificationOnly": False,
                  "commandLists": [{"scopes": ["personal"], "commands": _commands("en")}]}],
        "composeExtensions": [{"botId": app, "commands": [_search()]}],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [str(urlsplit(site).hostname)],
    }  # fmt: skip


def in_french() -> dict[str, Any]:
    """Return what the manifest says, in French."""
    said = {
        "$schema": LOCAL_SCHEMA, "name.short": "Comptoir", "name.full": "Comptoir – copilote CRM",
        "description.short": SHORT["fr"], "description.full": LONG["fr"],
        "composeExtensions[0].commands[0].title": FIND["fr"],
        "composeExtensions[0].commands[0].description": FIND_ABOUT["fr"],
        "composeExtensions[0].commands[0].parameters[0].title": NAME["fr"],
        "composeExtensions[0].commands[0].parameters[0].description": NAME_ABOUT["fr"],
    }  # fmt: skip
    for place, (title, about) in enumerate(COMMANDS["fr"]):
        said[f"bots[0].commandLists[0].commands[{place}].title"] = title
        said[f"bots[0].commandLists[0].commands[{place}].description"] = about
    return said


def _commands(language: str) -> list[dict[str, str]]:
    return [{"title": title, "description": about} for title, about in COMMANDS[language]]


def _search() -> dict[str, Any]:
    parameter = {"name": PARAMETER, "title": NAME["en"], "description": NAME_ABOUT["en"],
                 "inputType": "text"}  # fmt: skip
    return {
        "id": COMMAND, "type": "query", "title": FIND["en"], "description": FIND_ABOUT["en"],
        "context": ["compose", "commandBox"], "initialRun": False, "parameters": [parameter],
    }  # fmt: skip


def _text(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
