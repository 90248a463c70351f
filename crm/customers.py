"""The org as one customer sees it: read by the integration user, held to the customer's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from crm.catalogue import CatalogueKeeper
from crm.check import check
from crm.confinement import SAID_OF_A_CASE, Confinement, Share, narrowed, shares_of
from crm.connection import Connection
from crm.conversion import Conversion
from crm.door import Crm, utc_now
from crm.errors import NotUndoable, Refused
from crm.finding import Finder
from crm.metadata import Catalogue, Language
from crm.people import Counterpart, read_counterpart
from crm.proposal import Operation, Outcome, Proposal
from crm.proposing import Proposer
from crm.proposing_many import Plan
from crm.query import AllOf, Compare, Order, Query, Value
from crm.reading import Reader
from crm.rows import Rows, User

CUSTOMER = "Customer"


@dataclass(frozen=True)
class Customer:
    """A contact of the org, found by their e-mail address."""

    contact: str
    account: str | None
    name: str
    email: str
    language: Language


async def find_customer(crm: Crm, email: str) -> Customer | None:
    """Return the contact with exactly this e-mail address; the latest touched of several."""
    described = await crm.describe("Contact")
    spoken = "Preferred_Language__c"
    fields = [name for name in ("AccountId", spoken) if name in described.fields]
    query = Query(
        "Contact", ("Id", "Name", "Email", *fields), AllOf((Compare("Email", "=", email),)),
        order_by=(Order("LastModifiedDate", descending=True),), limit=1,
    )  # fmt: skip
    for record in (await crm.run(query)).records:
        said = str(record.get(spoken) or "").casefold()
        language: Language = "en" if said.startswith("en") else "fr"
        return Customer(record["Id"], record.get("AccountId"), record["Name"], email, language)
    return None


class CustomerCrm(Crm):
    """One customer's view; whatever is asked through it is held to that customer's records."""

    def __init__(
        self, integration: Crm, customer: Customer, now: Callable[[], datetime] = utc_now
    ) -> None:
        """Read with the integration user's connection and catalogue; nothing is called yet."""
        connection = integration._connection
        super().__init__(connection, _as_user(customer, integration.user), now)
        self.customer = customer
        self._integration = integration
        shares = shares_of(customer.contact, customer.account)
        self._wide = integration._keeper
        self._reads_as = integration.user.id
        self._keeper: NarrowKeeper = NarrowKeeper(connection, self._wide, shares)
        self._reader = ConfinedReader(
            connection, self._wide, self._keeper, Confinement(shares, customer.contact),
            integration._reader.zone,
        )  # fmt: skip
        self._finder = Finder(self._keeper, self._reader)
        self._opener = Proposer(
            connection, integration._reader, customer.contact, customer.language
        )
        self._scribe = integration._writer

    async def team(self) -> tuple[str, ...]:
        """Return nobody: nobody works for a customer here."""
        return ()

    async def counterpart(self) -> Counterpart | None:
        """Return who owns the account of the customer's company; None where nobody still does."""
        account = self.customer.account
        return await read_counterpart(self._integration._reader, account) if account else None

    def record_url(self, name: str, record: str) -> str:
        """Return no address: a customer has no page in Salesforce."""
        return ""

    async def propose(
        self,
        operation: Operation,
        name: str,
        record: str,
        values: Mapping[str, Value],
        now: datetime,
    ) -> Proposal:
        """Propose to open a case of the customer's own: the one thing they may write."""
        if (operation, name) != ("create", "Case"):
            raise Refused(name)
        for field in values:
            if field not in SAID_OF_A_CASE:
                raise Refused(name, field)
        wide = await self._wide.get()
        told = {"ContactId": self.customer.contact, "AccountId": self.customer.account}
        whose = {field: value for field, value in told.items() if value}
        origin = {"Origin": "Web"} if wide[name].fields["Origin"].entry("Web") else {}
        return await self._opener.propose(
            wide, "create", name, "", {**values, **origin, **whose}, now=now
        )

    async def propose_many(
        self, operation: Operation, name: str, plans: Sequence[Plan], now: datetime
    ) -> Proposal:
        """Refuse: a customer changes nothing in number."""
        raise Refused(name)

    async def propose_conversion(self, lead: str, wanted: Conversion, now: datetime) -> Proposal:
        """Refuse: leads are not a customer's business."""
        raise Refused("Lead")

    async def execute(
        self, proposal: Proposal, turn: str, since: datetime | None = None
    ) -> Outcome:
        """Write what this customer was shown, as the integration user."""
        if proposal.user != self.user.id or proposal.operation != "create":
            raise Refused(proposal.object)
        written = replace(proposal, user=self._reads_as)
        outcome = await self._scribe.execute(written, turn, await self._wide.get(), since)
        return replace(outcome, proposal=proposal)

    async def undo(self, outcome: Outcome, turn: str) -> Outcome:
        """Refuse: a case once opened is closed with us, not taken back."""
        raise NotUndoable(outcome.proposal.operation, outcome.record)


class NarrowKeeper(CatalogueKeeper):
    """Keeps the catalogue cut to what is shared with one customer."""

    def __init__(
        self, connection: Connection, wide: CatalogueKeeper, shares: Mapping[str, Share]
    ) -> None:
        """`wide` is the integration user's keeper, which all customers share."""
        super().__init__(connection)
        self._wide, self._shares = wide, shares
        self._cut: tuple[Catalogue, Catalogue] | None = None

    async def get(self) -> Catalogue:
        """Return the cut catalogue."""
        return self._narrow(await self._wide.get())

    async def doubt(self) -> Catalogue:
        """Return the catalogue read anew, cut."""
        return self._narrow(await self._wide.doubt())

    def _narrow(self, wide: Catalogue) -> Catalogue:
        if self._cut is None or self._cut[0] is not wide:
            self._cut = (wide, narrowed(wide, self._shares))
        return self._cut[1]


class ConfinedReader(Reader):
    """Runs queries that name shared things only, each held to the customer's records."""

    def __init__(
        self, connection: Connection, wide: CatalogueKeeper, narrow: NarrowKeeper,
        confinement: Confinement, zone: ZoneInfo,
    ) -> None:  # fmt: skip
        """Check queries against `narrow`; confined, they are written with `wide`."""
        super().__init__(connection, wide, zone)
        self._narrow, self._confinement = narrow, confinement

    async def run_many(self, queries: Sequence[Query], *, totals: bool = True) -> list[Rows]:
        """Run queries together, every one confined."""
        return await super().run_many([await self._held(one) for one in queries], totals=totals)

    async def count(self, query: Query) -> int:
        """Count the customer's records a query's conditions hold for."""
        return await super().count(await self._held(query))

    async def _held(self, query: Query) -> Query:
        catalogue = await self._narrow.get()
        check(query, catalogue)
        return self._confinement.query(query, catalogue)


def _as_user(customer: Customer, reader: User) -> User:
    """Return who « me » is in a customer's question: their contact, with no rights of its own."""
    return User(
        id=customer.contact, username=customer.email, name=customer.name, profile=CUSTOMER,
        role=None, manager=None, language=customer.language, timezone=reader.timezone,
    )  # fmt: skip
