"""Auto numbers: the next `CASE-00042` of an object.

A field's display format (`CH-{0000}`) is an org setting of its own; the standard ones are here.
"""

from __future__ import annotations

import re

from sandbox.schema import SObject
from sandbox.store import Row, Store

FORMATS = {
    "Case.CaseNumber": "{00000000}",
    "Contract.ContractNumber": "{00000000}",
    "Order.OrderNumber": "{00000000}",
    "Quote.QuoteNumber": "{00000000}",
    "QuoteLineItem.LineNumber": "{00000000}",
    "ServiceAppointment.AppointmentNumber": "SA-{0000}",
    "Knowledge__kav.ArticleNumber": "{000000000}",
}
_PLACE = re.compile(r"\{(0+)\}")


def set_format(store: Store, field: str, display: str) -> None:
    """Make a field (`Chantier__c.Name`) an auto number with this display format."""
    store.set_setting(f"autonumber:{field}", display)


def numbered(store: Store, sobject: SObject) -> dict[str, str]:
    """Return the object's auto-number fields with their display formats."""
    found = {}
    for name in sobject.fields:
        key = f"{sobject.name}.{name}"
        display = FORMATS.get(key)
        if display is None and not sobject.fields[name].createable:
            display = store.setting(f"autonumber:{key}")
        if display is not None:
            found[name] = display
    return found


def number(store: Store, sobject: SObject, row: Row) -> Row:
    """Return the row with its auto numbers; call it while holding the write lock."""
    fresh = {
        name: render(display, next_number(store, sobject.name, name))
        for name, display in numbered(store, sobject).items()
        if row.get(name) is None
    }
    return row | fresh


def next_number(store: Store, sobject: str, field: str) -> int:
    """Return a number nobody got before, after the highest already in the table."""
    counter = f"number:{sobject}.{field}"
    if store.setting(counter) is None:
        store.set_setting(counter, str(_highest(store, sobject, field)))
    return store.increase(counter)


def render(display: str, value: int) -> str:
    """Write a number in a display format; a format without a place gets the number at its end."""
    if not _PLACE.search(display):
        return f"{display}{value}"
    return _PLACE.sub(lambda place: str(value).zfill(len(place[1])), display, count=1)


def _highest(store: Store, sobject: str, field: str) -> int:
    rows = store.execute(f'SELECT "{field}" FROM "{sobject}"')  # noqa: S608
    digits = (re.findall(r"\d+", row[0] or "") for row in rows)
    return max((int(found[-1]) for found in digits if found), default=0)
