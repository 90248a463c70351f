"""Where data leave for: every place that the settings in force name, for the record of processing.

The settings are the service’s (`COMPTOIR_…`, from the environment or `.env`), read by name: the
guard knows nothing of the service. A test fails when a setting that names a place is not on the
list.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from guard.prompt import Language

_ENV = Path(__file__).parents[1] / ".env"
Environment = Mapping[str, str]


@dataclass(frozen=True)
class Destination:
    """One place: what it is in either language, and what it gets.

    It is in use where one of the settings `when` is set; `where` are those that hold its address.
    """

    when: tuple[str, ...]
    where: tuple[str, ...]
    fr: str
    en: str
    default: str = ""


DESTINATIONS = (
    Destination(
        ("SALESFORCE_LOGIN_URL",), ("SALESFORCE_LOGIN_URL",),
        "Salesforce, où les fiches sont lues et modifiées",
        "Salesforce, where records are read and changed",
    ),
    Destination(
        ("SMALL_MODEL_NAME",), ("SMALL_MODEL_BASE_URL", "MODEL_BASE_URL"),
        "second modèle de langage : textes masqués seulement",
        "second language model: masked texts only",
    ),
    Destination(
        ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"), ("SLACK_API_URL",),
        "Slack : réponses données aux utilisateurs qui y écrivent",
        "Slack: answers given to the users who write there",
        "slack.com",
    ),
    Destination(
        ("TEAMS_APP_ID",), ("TEAMS_LOGIN_URL", "TEAMS_METADATA_URL"),
        "Microsoft Teams : réponses données aux utilisateurs qui y écrivent",
        "Microsoft Teams: answers given to the users who write there",
        "login.microsoftonline.com",
    ),
    Destination(
        ("WIDGET_ORIGINS",), ("WIDGET_ORIGINS",),
        "sites qui portent la messagerie : réponses données à leurs visiteurs",
        "sites that carry the chat: answers given to their visitors",
    ),
    Destination(
        ("OIDC_ISSUER",), ("OIDC_ISSUER",),
        "fournisseur d’identité : connexion des salariés",
        "identity provider: sign-in of employees",
    ),
    Destination(
        ("SMTP_URL",), ("SMTP_URL",),
        "serveur d’envoi : adresses e-mail des destinataires et messages",
        "mail server: addresses of recipients and messages",
    ),
    Destination(
        ("IMAP_HOST",), ("IMAP_HOST",),
        "boîte aux lettres d’où les messages sont lus",
        "mailbox that letters are read from",
    ),
    Destination(
        ("OUTSIDE_SOURCES",), ("OUTSIDE_SOURCES",),
        "sources extérieures des fiches de préparation : noms d’entreprises",
        "outside sources of briefs: names of companies",
    ),
    Destination(
        ("DATABASE_URL",), ("DATABASE_URL",),
        "base de données du service : tout ce qu’il conserve",
        "the service’s database: everything it keeps",
    ),
    Destination(
        ("AUDIT_URL",), ("AUDIT_URL",),
        "base du journal d’audit : ses lignes, sans texte",
        "the audit trail’s database: its lines, without words",
    ),
    Destination(
        ("RASA_URL",), ("RASA_URL",),
        "serveur de compréhension : messages des utilisateurs",
        "understanding server: messages of users",
    ),
    Destination(
        ("CLAMD",), ("CLAMD",),
        "antivirus : fichiers joints par les visiteurs",
        "virus scanner: files that visitors attach",
    ),
)  # fmt: skip
LISTED = frozenset(name for one in DESTINATIONS for name in (*one.when, *one.where))
"""The settings that the list reads."""


def settings_in_force() -> Environment:
    """Return the service's settings by bare name: the environment, then `.env`."""
    from dotenv import dotenv_values  # noqa: PLC0415  only the record needs it

    given = {name: value or "" for name, value in dotenv_values(_ENV).items()} | dict(os.environ)
    prefix = "COMPTOIR_"
    return {
        name.upper().removeprefix(prefix): value
        for name, value in given.items()
        if name.upper().startswith(prefix) and value
    }


def destinations(settings: Environment, language: Language) -> Iterator[str]:
    """Yield a line for each place in use, with its host; never a secret of its address."""
    for one in DESTINATIONS:
        if any(settings.get(name) for name in one.when):
            said = one.fr if language == "fr" else one.en
            hosts = (settings[name] for name in one.where if settings.get(name))
            yield f"{said} ({_host(next(hosts, one.default))})"


def _host(address: str) -> str:
    """Return what may be told of an address: its host, a file's name, or hosts one by one."""
    if "," in address:
        return ", ".join(_host(part.strip()) for part in address.split(",") if part.strip())
    if "://" in address:
        return urlsplit(address).hostname or urlsplit(address).scheme
    return address.rsplit("@", 1)[-1].rsplit("/", 1)[-1]
