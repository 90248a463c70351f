"""Personal values of the records in a turn, for the guard to mask exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from actions.parts import RecordRef
from crm import AllOf, AnyOf, Compare, Condition, Crm, Query, value_at
from guard import Known

FIELDS: Mapping[str, str] = {
    "Name": "PERSON", "FirstName": "PERSON", "LastName": "PERSON", "Email": "EMAIL_ADDRESS",
    "Phone": "PHONE_NUMBER", "MobilePhone": "PHONE_NUMBER", "HomePhone": "PHONE_NUMBER",
    "MailingStreet": "LOCATION",
}  # fmt: skip
MOST_PEOPLE = 200


async def known_people(record: RecordRef, crm: Crm) -> tuple[Known, ...]:
    """Return names, addresses and numbers of everybody the record's texts may speak of.

    The people of the account (or the lead itself) and the active users, who write the notes.
    """
    catalogue = await crm.catalogue()
    queries = []
    for name, condition in people_of(record, await account_of(record, crm)):
        info = catalogue.get(name)
        if info:
            fields = tuple(field for field in FIELDS if field in info.fields)
            queries.append(Query(name, ("Id", *fields), condition, limit=MOST_PEOPLE))
    answers = await crm.run_many(queries)
    return tuple(
        known for rows in answers for person in rows.records for known in values_of(person)
    )


async def account_of(record: RecordRef, crm: Crm) -> str | None:
    """Return the id of the account behind a record."""
    if record.object == "Account":
        return record.id
    if record.object not in {"Contact", "Opportunity", "Case"}:
        return None
    found = await crm.get(record.object, record.id, ("AccountId",))
    return value_at(found, "AccountId") if found else None


def people_of(record: RecordRef, account: str | None) -> Iterator[tuple[str, Condition]]:
    """Yield which people to fetch."""
    # Users outside the role hierarchy are programs; their names are words of the company.
    yield "User", AllOf((Compare("IsActive", "=", True), Compare("UserRoleId", "!=", None)))
    if account:
        yield "Contact", Compare("AccountId", "=", account)
    elif record.object == "Contact":
        yield "Contact", Compare("Id", "=", record.id)
    if record.object == "Lead":
        yield "Lead", AnyOf((AllOf((Compare("Id", "=", record.id),)),))


def values_of(person: Mapping[str, Any]) -> Iterator[Known]:
    """Yield one person's personal values, all of one subject."""
    for field, type_ in FIELDS.items():
        value = person.get(field)
        if value:
            yield Known(str(value), type_, str(person["Id"]))
