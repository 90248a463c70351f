"""The parts an answer is made of: the one vocabulary that every channel renders.

Their JSON is what `POST /api/v1/messages` documents. Values in tables and cards are already
formatted in the reader's language; `Value.value` stays a number.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """An immutable model that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """A paragraph in Markdown's inline subset."""

    type: Literal["text"] = "text"
    text: str


class Table(Frozen):
    """Rows of formatted cells; `records` has one id a row where rows are records.

    `csv` is the whole table as a file to save, where one was asked for: every row, not this page's.
    """

    type: Literal["table"] = "table"
    columns: list[str]
    rows: list[list[str]]
    records: list[str] = []
    truncated: bool = False
    total: int
    csv: str | None = None


class Chart(Frozen):
    """An ECharts option, with what the chart says in words for who cannot see it."""

    type: Literal["chart"] = "chart"
    spec: dict[str, Any]
    title: str
    alt: str


class Evidence(Frozen):
    """The record and the very sentence a statement rests on."""

    object: str
    id: str
    quote: str


SummaryKind = Literal[
    "who",
    "company",
    "event",
    "pain_point",
    "decision",
    "promise",
    "next_step",
    "mood",
    "deal",
    "case",
    "signal",
    "risk",
    "angle",
    "question",
    "outside",
]
"""What a statement is; in the order that answers tell them."""


class SummaryItem(Frozen):
    """One statement of a summary or a brief and what supports it."""

    text: str
    kind: SummaryKind
    evidence: list[Evidence]


class Summary(Frozen):
    """What happened, what hurts, what was promised: each with its evidence."""

    type: Literal["summary"] = "summary"
    title: str
    items: list[SummaryItem]


class Source(Frozen):
    """A passage of the knowledge base that an answer stands on; `score` is in [0, 1]."""

    article: str
    title: str
    passage: str
    score: float


class Email(Frozen):
    """A drafted e-mail. Nothing is sent."""

    type: Literal["email"] = "email"
    to: list[str]
    cc: list[str] = []
    subject: str
    body: str
    language: Literal["fr", "en"]
    sources: list[Source] = []


class Citation(Frozen):
    """A passage shown to the reader."""

    type: Literal["citation"] = "citation"
    article: str
    title: str
    passage: str
    url: str


class Button(Frozen):
    """A button; sending `payload` as text presses it."""

    label: str
    payload: str
    style: Literal["default", "primary", "danger"] = "default"


class Buttons(Frozen):
    """A row of choices."""

    type: Literal["buttons"] = "buttons"
    buttons: list[Button]


class CardField(Frozen):
    """A labelled, formatted value."""

    label: str
    value: str


class Card(Frozen):
    """One record."""

    type: Literal["card"] = "card"
    object: str
    id: str
    title: str
    fields: list[CardField]
    url: str


Part = Annotated[
    Text | Table | Chart | Summary | Email | Citation | Buttons | Card, Field(discriminator="type")
]


class QueryReading(Frozen):
    """How a question was read: the query in words and as SOQL."""

    object: str
    filters: list[str] = []
    group_by: list[str] = []
    measures: list[str] = []
    order_by: list[str] = []
    limit: int | None = None
    soql: str


class RecordRef(Frozen):
    """A record an answer speaks of."""

    object: str
    id: str
    name: str


class PeriodRef(Frozen):
    """A period with its actual dates, both included, ISO 8601."""

    label: str
    start: str = Field(serialization_alias="from", validation_alias=AliasChoices("from", "start"))
    to: str


class Value(Frozen):
    """One number of an answer. `group` maps the grouped fields' paths to this row's values."""

    measure: str
    label: str
    unit: str | None
    value: float | None
    group: dict[str, str | None] | None = None
    period: PeriodRef | None = None


class ChangeView(Frozen):
    """One field's old and new value, formatted."""

    field: str
    label: str
    old: str | None
    new: str | None


class RecordChange(Frozen):
    """One record of a change to several; `id` is null where it is to be made."""

    object: str
    id: str | None
    name: str
    changes: list[ChangeView] = []


class ProposalView(Frozen):
    """A change waiting for a yes; `expires` is ISO 8601 in UTC.

    `record` is null for a create and for a change to several records, which `records` lists.
    """

    id: str
    operation: Literal["create", "update", "delete", "convert"] = "update"
    object: str
    record: str | None
    changes: list[ChangeView]
    records: list[RecordChange] = []
    expires: str


class ModelUse(Frozen):
    """Who phrased the answer, how many values were masked, and whether it was verified.

    `engine` is `small`, `large` or `offline`; `short` names a budget that kept a better one away.
    """

    provider: str
    masked: int
    tokens_in: int
    tokens_out: int
    verified: bool
    engine: str = "offline"
    short: str | None = None
