"""The one file that names outside sources; without it nothing leaves the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from knowledge.errors import OutsideProblem

Key = Literal["title", "text", "link", "day", "company"]
_SAME: dict[Key, str] = {one: one for one in get_args(Key)}


class SourceSetting(BaseModel):
    """One source: a feed, a JSON or CSV document by `url` or `path`, or a search by `url`.

    A search's `{query}` is the company's name. `fields` say which of its keys or columns hold the
    title, text, link, day and company; `items` is the dotted path of a JSON list. `{key}` in a
    header is the secret that the service's settings hold.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Literal["feed", "json", "csv", "search"]
    url: str = ""
    path: Path | None = None
    answers: Literal["json", "feed"] = "json"
    items: str = ""
    fields: dict[Key, str] = Field(default_factory=_SAME.copy)
    headers: dict[str, str] = Field(default_factory=dict)
    newest_days: int | None = None

    @model_validator(mode="after")
    def _placed(self) -> SourceSetting:
        if bool(self.url) == bool(self.path):
            raise ValueError("needs `url` or `path`, and not both")
        if self.kind == "search" and "{query}" not in self.url:
            raise ValueError("a search needs `{query}` in its `url`")
        return self


class OutsideSetting(BaseModel):
    """All sources, and what holds for each: seconds, kilobytes, days.

    `wait` is how long a brief waits; what comes later is named as missing. Items without a date
    are left out unless `undated` is set. `private_hosts` are `host:port` of the team's own network.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wait: float = Field(5.0, gt=0, le=30)
    timeout: float = Field(8.0, gt=0, le=60)
    largest_kb: int = Field(2_000, gt=0)
    kept_minutes: float = Field(15.0, ge=0)
    newest_days: int = Field(90, gt=0)
    most: int = Field(3, gt=0, le=20)
    undated: bool = False
    private_hosts: list[str] = Field(default_factory=list)
    sources: list[SourceSetting] = Field(default_factory=list)


def read_setting(path: Path) -> OutsideSetting:
    """Return what a file says; raise `OutsideProblem` that names the file and what is wrong."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return OutsideSetting.model_validate(held)
    except OSError as exc:
        raise OutsideProblem(f"{path} cannot be read") from exc
    except yaml.YAMLError as exc:
        raise OutsideProblem(f"{path} is no YAML") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        raise OutsideProblem(f"{path}: {place}: {first['msg']}") from exc
