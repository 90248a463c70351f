"""What a policy holds, as `data/policy.yml` writes and explains it."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from guard.errors import Misconfigured
from guard.recognizers import RECOGNIZERS

TYPES = frozenset({"ORGANIZATION", "PERSON", *(one.type for one in RECOGNIZERS)})
"""Every type of value the guard finds or is told of."""

Handling = Literal["mask", "keep"]
When = Literal["always", "never"]
Days = Annotated[int, Field(ge=0, le=36_500)]


def _type(name: str) -> str:
    """Return the name of a type. Raises `ValueError` for none, and for the one with no choice."""
    if name == "SECRET":
        raise ValueError("a SECRET is always masked and never restored; remove the line")
    if name not in TYPES:
        near = get_close_matches(name.upper(), TYPES, 1)
        known = ", ".join(sorted(TYPES - {"SECRET"}))
        raise ValueError(f"no such type; {f'did you mean {near[0]}?' if near else f'use {known}'}")
    return name


def _path(name: str) -> str:
    """Return a field's name with its object's. Raises `ValueError` for anything else."""
    if name.count(".") != 1 or not all(name.split(".")):
        raise ValueError("not Object.Field, such as Contact.Birthdate or *.Email")
    return name


class Frozen(BaseModel):
    """An immutable part of the policy that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Classified(Frozen):
    """Which classifications of the org's fields make their values masked exactly.

    `compliance` are patterns of `ComplianceGroup`, `security` of `SecurityClassification`.
    """

    compliance: tuple[str, ...] = ("*",)
    security: tuple[str, ...] = ("Confidential", "Restricted", "MissionCritical")

    def covers(self, compliance: str | None, security: str | None) -> bool:
        """Say whether a field classified like that is covered; several groups are joined by `;`."""
        groups = [group.strip() for group in (compliance or "").split(";") if group.strip()]
        return any(_fits(group, self.compliance) for group in groups) or _fits(
            security, self.security
        )


class Masking(Frozen):
    """What is masked: by type of value, by field, by the org's own classification."""

    types: Mapping[Annotated[str, AfterValidator(_type)], Handling] = {}
    fields: Mapping[Annotated[str, AfterValidator(_path)], When] = {}
    classified: Classified = Classified()

    def ruling(
        self, name: str, compound: str | None, compliance: str | None, security: str | None
    ) -> When | None:
        """Say what is ruled for a field as describe tells of it; None where nothing is.

        `name` is `Object.Field`; `compound` the field it is a part of. What the file says of the
        field wins over how the org classified it.
        """
        parts = (f"{name.split('.', maxsplit=1)[0]}.{compound}",) if compound else ()
        classified = self.classified.covers(compliance, security)
        return self.field(name, *parts) or ("always" if classified else None)

    def kept(self) -> frozenset[str]:
        """Return the types that are left as they are."""
        named = {name for name, handling in self.types.items() if handling == "keep"}
        return frozenset(named | ({"ORGANIZATION"} - set(self.types)))

    def field(self, name: str, *parts_of: str) -> When | None:
        """Say what is ruled for a field (`Contact.MailingCity`); None where nothing is.

        `parts_of` are compound fields it belongs to (`Contact.MailingAddress`). An exact name
        wins over a pattern.
        """
        names = (name, *parts_of)
        exact = next((self.fields[one] for one in names if one in self.fields), None)
        return exact or next(
            (
                when
                for pattern, when in self.fields.items()
                if any(fnmatchcase(one, pattern) for one in names)
            ),
            None,
        )


class Price(Frozen):
    """What a model costs, per million tokens."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    currency: str = "EUR"


class Allowed(Frozen):
    """A model provider that may be used: `hosts` are patterns of the base URL's host."""

    provider: str
    hosts: tuple[str, ...] = ("*",)
    region: str
    price: Price | None = None


class Models(Frozen):
    """Who may phrase answers, where, and how much one request may hold."""

    regions: tuple[str, ...]
    allowed: tuple[Allowed, ...]
    prompt_characters: int = Field(60_000, ge=1_000, le=1_000_000)

    @model_validator(mode="after")
    def _somewhere(self) -> Models:
        if not self.allowed:
            raise ValueError("at least the offline composer must be allowed")
        return self

    def choose(self, provider: str, base_url: str) -> Allowed:
        """Return the entry that allows a provider. Raises `Misconfigured` with the remedy."""
        host = (urlsplit(base_url).hostname or "").casefold()
        fitting = [
            one
            for one in self.allowed
            if one.provider == provider and (not host or _fits(host, one.hosts))
        ]
        where = f" at {host}" if host else ""
        if not fitting:
            raise Misconfigured(
                f"the policy does not allow the model provider {provider}{where}; choose another "
                "(COMPTOIR_MODEL_PROVIDER, COMPTOIR_MODEL_BASE_URL) or add it under "
                "models.allowed in the policy file"
            )
        found = next((one for one in fitting if one.region in self.regions), None)
        if found is None:
            raise Misconfigured(
                f"the policy does not allow models in the region {fitting[0].region!r}, where "
                f"{provider}{where} is; add the region under models.regions or choose another "
                "provider"
            )
        return found


class Retention(Frozen):
    """How many days each kind of data is kept; 0 keeps none of it beyond its use."""

    audit: Days = 1095
    turns: Days = 30
    transcripts: Days = 365
    feedback: Days = 365
    changes: Days = 365
    inbox: Days = 30
    outbox: Days = 7
    vaults: Days = 1
    spending: Days = 730
    prompts: Days = 0


class Audit(Frozen):
    """Who may read the trail over HTTP: patterns of Salesforce profiles' names."""

    readers: tuple[str, ...] = ("*admin*", "*manager*", "*responsable*")

    def may_read(self, profile: str) -> bool:
        """Say whether somebody of that profile may read the trail."""
        return _fits(profile, self.readers)


class Responsible(Frozen):
    """Who answers for the processing, for its record (article 30 GDPR)."""

    name: str = ""
    contact: str = ""
    officer: str = ""


class Policy(Frozen):
    """The whole file. `version` is the file format's."""

    version: Literal[1]
    masking: Masking = Masking()
    models: Models
    retention: Retention = Retention()
    audit: Audit = Audit()
    responsible: Responsible = Responsible()


def _fits(name: str | None, patterns: tuple[str, ...]) -> bool:
    """Say whether a name fits one of the patterns, whatever its case."""
    folded = (name or "").casefold()
    return bool(folded) and any(fnmatchcase(folded, one.casefold()) for one in patterns)
