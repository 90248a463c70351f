"""Personal values of the records in a turn, for the guard to mask exactly, by field and policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actions.parts import RecordRef
from actions.written_forms import written_forms
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, Crm, FieldInfo, Query, value_at
from guard import Known
from guard.policy.contract import Masking
from guard.prompt import PLAIN

FIELDS: Mapping[str, str] = {
    "Name": "PERSON", "FirstName": "PERSON", "LastName": "PERSON", "Email": "EMAIL_ADDRESS",
    "Phone": "PHONE_NUMBER", "MobilePhone": "PHONE_NUMBER", "HomePhone": "PHONE_NUMBER",
    "MailingStreet": "LOCATION",
}  # fmt: skip
PEOPLE = frozenset({"Contact", "Lead", "User"})
COMPANIES = frozenset({"Account.Name", "Lead.Company"})
BY_TYPE = {"email": "EMAIL_ADDRESS", "phone": "PHONE_NUMBER"}
UNSEEN = frozenset({"boolean", "id", "reference", "address", "base64", "location", "time"})
MOST_PEOPLE = 200


async def known_people(record: RecordRef, crm: Crm, masking: Masking) -> tuple[Known, ...]:
    """Return the personal and classified values that the record's texts may speak of.

    Of the record, its account, the account's people and the active users, who write the notes. What
    the policy never masks comes too, as `PLAIN`.
    """
    catalogue = await crm.catalogue()
    account = await account_of(record, crm)
    kinds, queries = [], []
    for name, condition in records_of(record, account):
        if name not in catalogue:
            continue
        fields = {**ruled(name, catalogue, masking)}
        if fields:
            kinds.append((name, fields))
            queries.append(Query(name, ("Id", *fields), condition, limit=MOST_PEOPLE))
    answers = await crm.run_many(queries, totals=False)
    return tuple(
        known
        for (name, fields), rows in zip(kinds, answers, strict=True)
        for one in rows.records
        for known in values_of(one, fields, catalogue[name].fields)
    )


def ruled(name: str, catalogue: Catalogue, masking: Masking) -> dict[str, str]:
    """Return an object's fields whose values are masked exactly, or never: field → type."""
    kept, found = masking.kept(), {}
    for field in catalogue[name].fields.values():
        path = f"{name}.{field.name}"
        ruling = masking.ruling(path, field.compound, field.compliance, field.security)
        kind = type_of(name, field)
        personal = kind == "ORGANIZATION" or (name in PEOPLE and field.name in FIELDS)
        if ruling == "never" or (kind == "ORGANIZATION" and kind in kept and not ruling):
            found[field.name] = PLAIN
        elif field.type not in UNSEEN and (ruling or (personal and kind not in kept)):
            found[field.name] = kind
    return found


def type_of(name: str, field: FieldInfo) -> str:
    """Return what kind of value a field holds."""
    if f"{name}.{field.name}" in COMPANIES:
        return "ORGANIZATION"
    if name in PEOPLE and field.name in FIELDS:
        return FIELDS[field.name]
    if field.type == "date" and "birth" in field.name.casefold():
        return "DATE_OF_BIRTH"
    if field.compound and field.compound.endswith("Address"):
        return "LOCATION"
    return BY_TYPE.get(field.type, "CLASSIFIED")


async def account_of(record: RecordRef, crm: Crm) -> str | None:
    """Return the id of the account behind a record."""
    if record.object == "Account":
        return record.id
    if record.object not in {"Contact", "Opportunity", "Case"}:
        return None
    found = await crm.get(record.object, record.id, ("AccountId",))
    return value_at(found, "AccountId") if found else None


def records_of(record: RecordRef, account: str | None) -> Iterator[tuple[str, Condition]]:
    """Yield which records to read."""
    # Users outside the role hierarchy are programs; their names are words of the company.
    yield "User", AllOf((Compare("IsActive", "=", True), Compare("UserRoleId", "!=", None)))
    if account:
        yield "Contact", Compare("AccountId", "=", account)
        yield "Account", Compare("Id", "=", account)
    if record.object not in {"Account", "Contact"} or not account:
        yield record.object, AnyOf((AllOf((Compare("Id", "=", record.id),)),))


def values_of(
    record: Mapping[str, Any], ruled_: Mapping[str, str], fields: Mapping[str, FieldInfo]
) -> Iterator[Known]:
    """Yield one record's values, all of one subject, in every way a text may write them."""
    for name, kind in ruled_.items():
        value = record.get(name)
        if value in {None, ""}:
            continue
        for written in written_forms(value, fields[name].type):
            yield Known(written, kind, str(record["Id"]))
