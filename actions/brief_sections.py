"""The sections of a brief that state what records hold: people, company, deals, cases, signals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions.brief_lines import LINES
from actions.brief_lookups import Lookups, Row
from actions.contract import Language
from actions.deal_names import NO_RIVAL, proper
from actions.display import CURRENCY, cell
from actions.parts import Evidence, SummaryItem, SummaryKind
from actions.wording import line
from crm import Catalogue, value_at
from language import fold, format_datetime, format_long_date, format_money, format_number

SOON, QUIET, SLOW, UNWELL = 30, 45, 10, 50
DECIDERS = ("decision maker", "decideur", "economic buyer", "economic decision maker")


class Teller:
    """Says records in the reader's language; every line it makes names its record."""

    def __init__(self, catalogue: Catalogue, language: Language, zone: str, today: date) -> None:
        self.catalogue, self.language, self.zone, self.today = catalogue, language, zone, today

    def line(self, key: str, **values: object) -> str:
        """Return one line with its blanks filled."""
        return line(LINES, key, self.language, **values)

    def day(self, day: date | datetime | None) -> str:
        """Return a day as it is written."""
        if isinstance(day, datetime):
            day = day.astimezone(ZoneInfo(self.zone)).date()
        return format_long_date(day, self.language) if day else "—"

    def moment(self, at: datetime) -> str:
        """Return a day and a time."""
        return format_datetime(at, self.language, self.zone)

    def money(self, amount: Any) -> str:
        """Return an amount, or that there is none."""
        if not amount:
            return self.line("no_amount")
        return format_money(amount, CURRENCY, self.language)

    def value(self, name: str, path: str, row: Row) -> str:
        """Return a field's value as the reader writes it, "" where it is empty."""
        held = value_at(row, path)
        return cell(row, self.catalogue, name, path, self.language) if held else ""

    def item(self, kind: SummaryKind, name: str, row: Row, text: str, quote: str) -> SummaryItem:
        """Return a line that stands on a record."""
        proof = Evidence(object=name, id=str(row["Id"]), quote=quote)
        return SummaryItem(text=text, kind=kind, evidence=[proof])

    def days_since(self, day: date | datetime) -> int:
        """Return how many days ago something was; negative for what is to come."""
        if isinstance(day, datetime):
            day = day.astimezone(ZoneInfo(self.zone)).date()
        return (self.today - day).days


def who(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    """Yield whom one meets."""
    for row in found.all("who"):
        name = "Lead" if "Company" in row else "Contact"
        said = [
            *(teller.value(name, path, row) for path in ("Title", "Company", "Decision_Role__c")),
            teller.line("under", name=value_at(row, "ReportsTo.Name"))
            if value_at(row, "ReportsTo.Name") else "",
            _speaks(row, teller),
            *(teller.value(name, path, row) for path in ("MobilePhone", "Phone")),
            str(row.get("Email") or ""),
            teller.line("no_call") if row.get("DoNotCall") else "",
            teller.line("no_mail") if row.get("HasOptedOutOfEmail") else "",
        ]  # fmt: skip
        text = teller.line("who", name=proper(row["Name"]), what=listed(said))
        yield teller.item("who", name, row, text, str(row["Name"]))


def _speaks(row: Row, teller: Teller) -> str:
    code = fold(str(row.get("Preferred_Language__c") or ""))[:2]
    spoken = {"fr": "french", "en": "english"}.get(code)
    return teller.line("speaks", language=teller.line(spoken)) if spoken else ""


def listed(said: list[str]) -> str:
    """Return ", a, b" for what is not empty, each once."""
    kept = list(dict.fromkeys(one for one in said if one))
    return "".join(f", {one}" for one in kept)


def company(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    """Yield what the company is."""
    for row in found.all("company"):
        count, sites = row.get("NumberOfEmployees"), row.get("Sites__c")
        owner, since = value_at(row, "Owner.Name"), row.get("Customer_Since__c")
        number = teller.language
        said = [
            teller.value("Account", "Industry", row), teller.value("Account", "Type", row),
            ", ".join(str(row[one]) for one in ("BillingCity", "BillingCountry") if row.get(one)),
            teller.line("employees", count=format_number(count, number)) if count else "",
            teller.line("sites", count=format_number(sites, number)) if sites and sites > 1 else "",
            teller.line("since", day=teller.day(since)) if since else "",
            teller.line("followed", name=owner) if owner else "",
        ]  # fmt: skip
        text = teller.line("company", name=row["Name"], what=listed(said))
        yield teller.item("company", "Account", row, text, str(row["Name"]))


def deals(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    """Yield the open deals, the quotes in hand, and the last ones won or lost."""
    for row in found.all("deals"):
        step = str(row.get("NextStep") or "").rstrip(".")
        close = row.get("CloseDate")
        key = "late_deal" if close and close < teller.today else "open_deal"
        text = teller.line(
            key, name=row["Name"], stage=teller.value("Opportunity", "StageName", row),
            amount=teller.money(row.get("Amount")), day=teller.day(close),
            next=teller.line("next", step=step) if step else "",
        )  # fmt: skip
        yield teller.item("deal", "Opportunity", row, text, str(row["Name"]))
        for quote in row.get("Quotes") or ():
            last = quote.get("ExpirationDate")
            text = teller.line(
                "quote", number=quote["QuoteNumber"], total=teller.money(quote.get("GrandTotal")),
                until=_until(last, teller),
            )  # fmt: skip
            yield teller.item("deal", "Quote", quote, text, str(quote["QuoteNumber"]))
    for row in found.all("past"):
        reason = teller.value("Opportunity", "Loss_Reason__c", row)
        text = teller.line(
            "won" if row.get("IsWon") else "lost", day=teller.day(row.get("CloseDate")),
            name=row["Name"], amount=teller.money(row.get("Amount")),
            why=teller.line("why", reason=reason) if reason else "",
        )  # fmt: skip
        yield teller.item("deal", "Opportunity", row, text, str(row["Name"]))


def _until(last: date | None, teller: Teller) -> str:
    if last is None:
        return ""
    return teller.line("expired" if last < teller.today else "until", day=teller.day(last))


def cases(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    """Yield the open cases."""
    for row in found.all("cases"):
        text = teller.line(
            "open_case", number=row["CaseNumber"], subject=row.get("Subject") or "—",
            status=teller.value("Case", "Status", row).lower(), day=teller.day(row["CreatedDate"]),
        )  # fmt: skip
        yield teller.item("case", "Case", row, text, str(row.get("Subject") or row["CaseNumber"]))


def signals(found: Lookups, teller: Teller) -> Iterator[SummaryItem]:
    """Yield what may move: a deal about to close, a competitor, a contract about to end."""
    for row in found.all("deals"):
        close, name = row.get("CloseDate"), str(row["Name"])
        if close and 0 <= -teller.days_since(close) <= SOON:
            text = teller.line("closing_soon", name=name, days=-teller.days_since(close))
            yield teller.item("signal", "Opportunity", row, text, name)
        if rival := rival_of(row):
            text = teller.line("competitor", name=name, rival=rival)
            yield teller.item("signal", "Opportunity", row, text, name)
    for row in found.all("contracts"):
        how = teller.line("auto" if row.get("Auto_Renewal__c") else "not_auto")
        text = teller.line(
            "contract", number=row["ContractNumber"], day=teller.day(row["EndDate"]), how=how
        )
        yield teller.item("signal", "Contract", row, text, str(row["ContractNumber"]))


def rival_of(row: Row) -> str:
    """Return the competitor on a deal, "" where none is named."""
    named = str(row.get("Competitor__c") or "")
    return "" if fold(named) in NO_RIVAL else named


def risks(found: Lookups, last: date | None, teller: Teller) -> Iterator[SummaryItem]:
    """Yield what may go wrong."""
    for row in found.all("company"):
        score = row.get("Health_Score__c")
        if score is not None and score < UNWELL:
            text = teller.line("health", score=score)
            yield teller.item("risk", "Account", row, text, str(row["Name"]))
        if last and teller.days_since(last) > QUIET:
            text = teller.line("quiet", days=teller.days_since(last))
            yield teller.item("risk", "Account", row, text, str(row["Name"]))
    for row in found.all("deals"):
        yield from _deal_risks(row, decider_of(found), teller)
    for row in found.all("cases"):
        days, slots = teller.days_since(row["CreatedDate"]), _named(row)
        key = "escalated" if row.get("IsEscalated") else "waiting" if days > SLOW else ""
        if key:
            text = teller.line(key, days=days, **slots)
            yield teller.item("risk", "Case", row, text, str(row.get("Subject") or ""))


def _named(row: Row) -> Mapping[str, str]:
    return {"number": str(row["CaseNumber"]), "subject": str(row.get("Subject") or "—")}


def _deal_risks(row: Row, decider: Row | None, teller: Teller) -> Iterator[SummaryItem]:
    name, close = str(row["Name"]), row.get("CloseDate")
    if close and teller.days_since(close) > 0:
        text = teller.line("overdue", name=name, day=teller.day(close))
        yield teller.item("risk", "Opportunity", row, text, name)
    if not decided_by(row):
        apart = decider and teller.line("decider_apart", name=name, person=decider["Name"])
        text = apart or teller.line("no_decider", name=name)
        yield teller.item("risk", "Opportunity", row, text, name)
    for quote in row.get("Quotes") or ():
        last = quote.get("ExpirationDate")
        if last and timedelta(0) <= last - teller.today <= timedelta(days=SOON):
            number = str(quote["QuoteNumber"])
            text = teller.line("expiring", number=number, day=teller.day(last))
            yield teller.item("risk", "Quote", quote, text, number)


def decided_by(row: Row) -> bool:
    """Whether somebody who decides is known on a deal."""
    said = (
        fold(str(value_at(role, path) or ""))
        for role in row.get("OpportunityContactRoles") or ()
        for path in ("Role", "Contact.Decision_Role__c")
    )
    return any(one in DECIDERS for one in said)


def decider_of(found: Lookups) -> Row | None:
    """Return somebody met there who decides, whether or not a deal names them."""
    known = (row for row in found.all("who") if fold(str(row.get("Decision_Role__c") or ""))
             in DECIDERS)  # fmt: skip
    return next(known, None)
