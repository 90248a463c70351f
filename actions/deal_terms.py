"""What a deal's letters may state: products, quotes, contracts, cases, the next meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.contract import Language
from actions.deal_names import product_name
from actions.display import cell
from actions.parts import RecordRef
from crm import AllOf, AnyOf, Catalogue, Children, Compare, Condition, Crm, Order, Query, value_at
from language import format_number

SHOWN_QUOTES = ("Presented", "Accepted")
REFUSED_QUOTES = ("Denied", "Rejected")
MOST_LINES, RECENT_CASE = 8, timedelta(days=60)
QUOTED = frozenset({"quote_cover", "reminder"})
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Ids:
    """The ids that letters are looked up by, "" where there is none."""

    account: str
    deal: str
    person: str
    case: str = ""


@dataclass(frozen=True)
class Terms:
    """Products by name, the amount the customer has in hand, the facts of one purpose."""

    products: list[str] = field(default_factory=list)
    quoted: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[RecordRef, ...] = ()


async def fetch_terms(
    purpose: str, ids: Ids, crm: Crm, catalogue: Catalogue, language: Language, now: datetime
) -> Terms:
    """Read what a letter of that purpose may state, in one round trip."""
    queries = {
        name: query
        for name, make in ASKED.items()
        if (query := make(purpose, ids, catalogue, language, now))
    }
    answers = await crm.run_many(list(queries.values()), totals=False)
    rows = {name: one.records for name, one in zip(queries, answers, strict=True)}
    lines, named = rows.get("lines", ()), product_name(catalogue, language)
    products = [str(value_at(one, f"Product2.{named}") or value_at(one, "Product2.Name") or "")
                for one in lines]  # fmt: skip
    shown = next((one for one in rows.get("quotes", ()) if one.get("Status") in SHOWN_QUOTES), None)
    teller = Teller(catalogue, language, crm.user.timezone, named, ids.person)
    told = {name: TOLD[name](teller, found[0]) for name, found in rows.items()
            if name in TOLD and found and (name != "quote" or purpose in QUOTED)}  # fmt: skip
    return Terms(
        list(dict.fromkeys(name for name in products if name)),
        teller.money("Quote", "GrandTotal", shown) if shown else None,
        {name: fact for name, fact in told.items() if fact},
        tuple(_stood_on(rows)),
    )


def _stood_on(rows: Mapping[str, Any]) -> list[RecordRef]:
    objects = {"quotes": "Quote", "quote": "Quote", "contract": "Contract", "case": "Case",
               "event": "Event", "lines": "OpportunityLineItem"}  # fmt: skip
    return [
        RecordRef(object=objects[name], id=one["Id"], name=str(one.get("Name") or objects[name]))
        for name, found in rows.items()
        for one in (found if name in {"lines", "quotes"} else found[:1])
    ]


class Teller:
    """Says records as facts of a letter, in its language."""

    def __init__(
        self, catalogue: Catalogue, language: Language, zone: str, named: str, person: str
    ) -> None:
        self._catalogue, self._language, self._zone = catalogue, language, zone
        self._named, self._person = named, person

    def money(self, name: str, path: str, row: Row) -> str | None:
        """Return an amount as it is written, None where there is none."""
        return cell(row, self._catalogue, name, path, self._language) if row.get(path) else None

    def quote(self, row: Row) -> dict[str, Any] | None:
        """Return the quote to send or to recall; one without a total tells nothing."""
        total = self.money("Quote", "GrandTotal", row)
        if not total:
            return None
        taxed = {"fr": " TTC", "en": " including tax"}[self._language] if row.get("Tax") else ""
        until = row.get("ExpirationDate")
        lines = [self._line(one) for one in row.get("QuoteLineItems") or ()]
        return {
            "number": row["QuoteNumber"], "total": f"{total}{taxed}",
            "until": until.isoformat() if until else None, "lines": [one for one in lines if one],
        }  # fmt: skip

    def _line(self, one: Row) -> str:
        """Return « 12 × Héliade Capteur E »."""
        product = value_at(one, f"Product2.{self._named}") or value_at(one, "Product2.Name")
        count = format_number(one.get("Quantity") or 1, self._language)
        return f"{count}\u00a0×\u00a0{product}" if product else ""

    def contract(self, row: Row) -> dict[str, Any] | None:
        """Return the contract to renew."""
        end, name = row.get("EndDate"), str(row.get("Name") or "")
        if not end:
            return None
        account = str(value_at(row, "Account.Name") or "")
        product = " – ".join(part for part in name.split(" – ") if part and part != account)
        return {
            "number": row["ContractNumber"], "end": end.isoformat(),
            "auto": bool(row.get("Auto_Renewal__c")), "product": product or None,
        }  # fmt: skip

    def case(self, row: Row) -> dict[str, Any] | None:
        """Return the request that went wrong."""
        opened, closed = row.get("CreatedDate"), row.get("ClosedDate")
        if not (opened and row.get("Subject")):
            return None
        zone = ZoneInfo(self._zone)
        return {
            "number": row["CaseNumber"], "subject": row["Subject"],
            "opened": opened.astimezone(zone).date().isoformat(),
            "closed": closed.astimezone(zone).date().isoformat() if closed else None,
            "over": bool(row.get("IsClosed")),
            "theirs": str(row.get("ContactId") or "") == self._person,
        }  # fmt: skip

    def event(self, row: Row) -> dict[str, Any]:
        """Return the next meeting."""
        start = row["StartDateTime"].astimezone(ZoneInfo(self._zone))
        time = None if row.get("IsAllDayEvent") else start.strftime("%H:%M")
        return {"day": start.date().isoformat(), "time": time}


def lines_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of a deal's products."""
    if not ids.deal or "OpportunityLineItem" not in catalogue:
        return None
    names = dict.fromkeys(("Product2.Name", f"Product2.{product_name(catalogue, language)}"))
    mine = Compare("OpportunityId", "=", ids.deal)
    return Query("OpportunityLineItem", ("Id", *names), mine)


def quotes_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of the newest quote the customer has in hand."""
    if not ids.deal or purpose == "quote_cover" or "Quote" not in catalogue:
        return None
    shown = Compare("Status", "in", SHOWN_QUOTES)
    return _newest_quote(ids, catalogue, ("GrandTotal", "Status"), shown)


def quote_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of the quote a letter goes with, or asks an answer to."""
    if purpose not in QUOTED or not ids.deal or "Quote" not in catalogue:
        return None
    named = product_name(catalogue, language)
    paths = tuple(dict.fromkeys(("Quantity", "Product2.Name", f"Product2.{named}")))
    children = (Children("QuoteLineItems", paths, limit=MOST_LINES),)
    wanted = ("QuoteNumber", "GrandTotal", "Tax", "ExpirationDate", "Status")
    still = (
        Compare("Status", "not in", REFUSED_QUOTES)
        if purpose == "quote_cover"
        else Compare("Status", "in", SHOWN_QUOTES)
    )
    return replace(_newest_quote(ids, catalogue, wanted, still), children=children)


def _newest_quote(
    ids: Ids, catalogue: Catalogue, wanted: tuple[str, ...], still: Condition
) -> Query:
    mine = AllOf((Compare("OpportunityId", "=", ids.deal), still))
    newest = Order("CreatedDate", descending=True)
    paths = seen(catalogue, "Quote", ("Id", "Name", *wanted))
    return Query("Quote", paths, mine, order_by=(newest,), limit=1)


def contract_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of the contract that ends next, or ended last."""
    if purpose != "renewal" or not ids.account or "Contract" not in catalogue:
        return None
    wanted = ("Id", "Name", "ContractNumber", "EndDate", "Auto_Renewal__c", "Account.Name")
    lately = Compare("EndDate", ">=", now.date() - 2 * RECENT_CASE)
    mine = AllOf((Compare("AccountId", "=", ids.account), lately))
    return Query(
        "Contract", seen(catalogue, "Contract", wanted), mine, order_by=(Order("EndDate"),), limit=1
    )


def case_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of the person's latest request: an open one first, else one just closed."""
    if purpose != "service_recovery" or "Case" not in catalogue or not (ids.account or ids.case):
        return None
    wanted = ("Id", "CaseNumber", "Subject", "CreatedDate", "ClosedDate", "IsClosed", "ContactId")
    paths = seen(catalogue, "Case", wanted)
    if ids.case:
        return Query("Case", paths, Compare("Id", "=", ids.case))
    lately = AnyOf((_recent(now), Compare("ClosedDate", ">=", now - RECENT_CASE)))
    mine = AllOf((Compare("AccountId", "=", ids.account), lately))
    order = (Order("CreatedDate", descending=True),)
    return Query("Case", paths, mine, order_by=order, limit=1)


def _recent(now: datetime) -> Condition:
    """Return which open requests one still apologises for."""
    return AllOf(
        (Compare("IsClosed", "=", False), Compare("CreatedDate", ">=", now - 3 * RECENT_CASE))
    )


def event_of(
    purpose: str, ids: Ids, catalogue: Catalogue, language: Language, now: datetime
) -> Query | None:
    """Return the query of the next meeting with the person or about the deal."""
    if purpose not in {"confirm_meeting", "reschedule"} or "Event" not in catalogue:
        return None
    linked = [("WhoId", ids.person), ("WhatId", ids.deal), ("WhatId", ids.account)]
    mine = AnyOf(tuple(Compare(path, "=", one) for path, one in linked if one))
    coming = AllOf((mine, Compare("StartDateTime", ">=", now)))
    paths = seen(catalogue, "Event", ("Id", "StartDateTime", "IsAllDayEvent"))
    return Query("Event", paths, coming, order_by=(Order("StartDateTime"),), limit=1)


Asked = Callable[[str, Ids, Catalogue, Language, datetime], Query | None]
ASKED: Mapping[str, Asked] = {
    "lines": lines_of, "quotes": quotes_of, "quote": quote_of, "contract": contract_of,
    "case": case_of, "event": event_of,
}  # fmt: skip
TOLD: Mapping[str, Callable[[Teller, Row], dict[str, Any] | None]] = {
    "quote": Teller.quote, "contract": Teller.contract, "case": Teller.case, "event": Teller.event,
}  # fmt: skip


def by_id(name: str, record: str, paths: tuple[str, ...], catalogue: Catalogue) -> Query:
    """Return the query of what the asker sees of one record."""
    return Query(name, seen(catalogue, name, ("Id", *paths)), Compare("Id", "=", record))


def seen(catalogue: Catalogue, name: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the paths whose first step the asker sees, each once.

    An Individual's fields are named one by one: not every org that has the object has them all.
    """
    fields = catalogue[name].fields
    steps = set(fields) | {field.relationship for field in fields.values()}
    individual = catalogue["Individual"].fields if "Individual" in catalogue else {}
    return tuple(
        dict.fromkeys(
            path
            for path in paths
            if path.split(".")[0] in steps
            and (not path.startswith("Individual.") or path.split(".")[1] in individual)
        )
    )
