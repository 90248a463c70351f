"""Whose an inbound e-mail is: the contact or lead by address, their company, their open matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.contract import Tools
from actions.deal_terms import seen
from actions.mail_files import Letter
from actions.parts import RecordRef
from crm import AllOf, Catalogue, Compare, Order, Query, value_at
from language import words

PERSON = ("Id", "Name", "Title", "Phone", "MobilePhone", "Email", "AccountId", "Account.Name")
CASE_NUMBER = re.compile(r"\b0*\d{4,8}\b")
MOST_DEALS = 5


@dataclass(frozen=True)
class Match:
    """The records a letter belongs to, as far as they are known; `fields` are the person's own."""

    person: RecordRef | None = None
    account: RecordRef | None = None
    deal: RecordRef | None = None
    case: RecordRef | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def records(self) -> tuple[RecordRef, ...]:
        """Return what was matched."""
        return tuple(one for one in (self.person, self.account, self.deal, self.case) if one)


async def matched(letter: Letter, tools: Tools) -> Match:
    """Look the writer up, then what their letter is about, in two round trips."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    found = await crm.run_many([
        Query(name, seen(catalogue, name, PERSON), Compare("Email", "=", letter.address), limit=2)
        for name in ("Contact", "Lead")
        if name in catalogue
    ])  # fmt: skip
    people = [("Contact", row) for row in found[0].records] if found else []
    people += [("Lead", row) for rows in found[1:] for row in rows.records]
    if not people or len([one for one in people if one[0] == "Contact"]) > 1:
        return Match()
    name, row = people[0]
    person = RecordRef(object=name, id=row["Id"], name=row["Name"])
    held = {one: row.get(one) for one in ("Title", "Phone", "MobilePhone", "Email")}
    if not row.get("AccountId"):
        return Match(person, fields=held)
    account = RecordRef(
        object="Account", id=row["AccountId"], name=str(value_at(row, "Account.Name"))
    )
    deals, cases = await crm.run_many([_open(one, account.id, catalogue) for one in
                                       ("Opportunity", "Case")])  # fmt: skip
    return Match(person, account, _deal(letter, deals.records), _case(letter, cases.records), held)


def _open(name: str, account: str, catalogue: Catalogue) -> Query:
    paths = ("Id", "Name", "CaseNumber", "Subject")
    still = AllOf((Compare("AccountId", "=", account), Compare("IsClosed", "=", False)))
    newest = (Order("CreatedDate", descending=True),)
    return Query(name, seen(catalogue, name, paths), still, order_by=newest, limit=MOST_DEALS)


def _deal(letter: Letter, rows: Any) -> RecordRef | None:
    """Return the only open deal, else the one whose name the letter shares most words with."""
    told = set(words(f"{letter.subject} {letter.text}"))
    scored = sorted(((len(set(words(row["Name"])) & told), row) for row in rows),
                    key=lambda one: -one[0])  # fmt: skip
    clear = len(scored) == 1 or (len(scored) > 1 and scored[0][0] > scored[1][0])
    row = scored[0][1] if scored and clear else None
    return RecordRef(object="Opportunity", id=row["Id"], name=row["Name"]) if row else None


def _case(letter: Letter, rows: Any) -> RecordRef | None:
    """Return the open case whose number or subject the letter's subject holds."""
    numbers = {one.lstrip("0") for one in CASE_NUMBER.findall(f"{letter.subject} {letter.text}")}
    told = set(words(letter.subject))
    for row in rows:
        subject = set(words(str(row.get("Subject") or "")))
        if str(row["CaseNumber"]).lstrip("0") in numbers or (subject and subject <= told):
            return RecordRef(object="Case", id=row["Id"], name=str(row["CaseNumber"]))
    return None
