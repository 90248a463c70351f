"""A drafted e-mail as the conversation keeps it: ids and small values, and what was last shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from actions.contract import Language
from actions.parts import RecordRef
from actions.style import Style


@dataclass(frozen=True)
class Draft:
    """What a draft is made from, so that it can be revised.

    `stated` is what the request stated (days, an invoice, a message), `own` what the rep wants in
    their own words: `added` sentences, `postscript`, `subject`, `greeting`, `signed`. `to` is the
    id of another contact than the record's own, `cc` are addresses, `written` another language.
    A higher `version` chooses other words for the same facts.
    """

    record: RecordRef
    purpose: str = "follow_up"
    topics: tuple[str, ...] = ()
    style: Style = field(default_factory=Style)
    stated: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)
    to: str = ""
    cc: tuple[str, ...] = ()
    written: Language | None = None
    version: int = 0
    bare: bool = False
    """Whether advantages are left out."""

    def with_own(self, **values: Any) -> Draft:
        """Return the draft with more in the rep's own words."""
        return replace(self, own={**self.own, **values})

    def kept(self) -> dict[str, Any]:
        """Return the draft as the conversation keeps it."""
        return {
            **asdict(self), "record": self.record.model_dump(), "topics": list(self.topics),
            "cc": list(self.cc),
        }  # fmt: skip


def recalled(kept: Mapping[str, Any]) -> Draft:
    """Return the draft that was kept."""
    values = {name: kept[name] for name in Draft.__dataclass_fields__ if name in kept}
    return Draft(**{
        **values, "record": RecordRef(**kept["record"]), "style": Style(**kept["style"]),
        "topics": tuple(kept["topics"]), "cc": tuple(kept["cc"]),
    })  # fmt: skip
