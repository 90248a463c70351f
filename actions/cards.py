"""One record as a card: the fields that say most about it."""

from __future__ import annotations

from actions.contract import Request, Tools
from actions.display import cell, field_at, label_at
from actions.parts import Card, CardField, RecordRef
from crm import Catalogue, ObjectInfo, value_at

PREFERRED = (
    "Title", "Account.Name", "Industry", "StageName", "Amount", "CloseDate", "Status", "Priority",
    "Company", "Email", "Phone", "MobilePhone", "BillingCity", "Website", "LastActivityDate",
    "Owner.Name",
)  # fmt: skip
SHORT_TYPES = frozenset(
    {"string", "picklist", "currency", "percent", "double", "int", "date", "datetime", "boolean",
     "phone", "email"}
)  # fmt: skip
CARD_FIELDS = 10


async def card_of(record: RecordRef, request: Request, tools: Tools) -> Card:
    """Return a record's card: the fields that say most about it, empty ones left out."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    paths = card_paths(catalogue, catalogue[record.object])
    values = await crm.get(record.object, record.id, paths) or {}
    zone, language = crm.user.timezone, request.language
    fields = [
        CardField(
            label=label_at(catalogue, record.object, path, language),
            value=cell(values, catalogue, record.object, path, language, zone),
        )
        for path in paths
        if value_at(values, path) not in (None, "")
    ]
    return Card(
        object=record.object, id=record.id, title=record.name, fields=fields,
        url=crm.record_url(record.object, record.id),
    )  # fmt: skip


def card_paths(catalogue: Catalogue, info: ObjectInfo) -> tuple[str, ...]:
    """Return the paths of a card: the well-known ones, then the object's own short fields."""
    known = [path for path in PREFERRED if field_at(catalogue, info.name, path)]
    own = [
        field.name for field in info.fields.values() if field.custom and field.type in SHORT_TYPES
    ]
    return tuple([*known, *own][:CARD_FIELDS])
