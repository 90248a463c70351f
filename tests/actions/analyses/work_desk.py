"""A made company's firms and cases, with what is true of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from work_company import TODAY, found
from work_conduct import forbid
from work_policies import legislate

from sandbox.clock import stamp
from sandbox.seed import catalog, staff
from sandbox.seed.ledger import Ledger, at, workday
from sandbox.seed.world import Firm, World
from sandbox.standard import standard_objects
from sandbox.store import Store

DAY = date.fromisoformat(TODAY)


@dataclass
class Truth:
    """What is true of the records, by kind of question: (record id, what is true)."""

    firms: list = field(default_factory=list)
    products: list = field(default_factory=list)
    cases: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    bant: list = field(default_factory=list)
    stages: list = field(default_factory=list)
    unfit: list = field(default_factory=list)
    quotes: list = field(default_factory=list)
    talk: list = field(default_factory=list)
    breaches: list = field(default_factory=list)
    spike: dict = field(default_factory=dict)


class Desk:
    """Makes one company's org."""

    def __init__(self, half, seed, folder):
        self.company = found(half, seed, folder / "org")
        legislate(self.company)
        forbid(self.company)
        self.store = Store(folder / "org.db")
        self.store.define(standard_objects())
        self.world = World(Ledger(self.store, DAY), self.company.folder)
        self.world.rng = lambda topic: Random(f"{half}/{seed}/{topic}")  # noqa: S311
        self.rng = Random(f"records/{half}/{seed}")  # noqa: S311
        for words in self.world.words.values():
            words._rng = Random(f"words/{half}/{seed}")  # noqa: S311
        self.truth = Truth()
        staff.hire(self.world)
        catalog.stock(self.world)

    def add(self, sobject, day, user="admin", **values):
        moment = at(day, self.rng)
        return self.world.ledger.add(sobject, moment, self.world.users[user], **values)

    def finish(self):
        self.world.ledger.write()
        staff.allow(self.store, self.world, self.company.folder / "permissions.yaml")
        self.store.set_setting("FiscalYearStartMonth", "1")
        self.store.close()

    def firms(self, count):
        for number in range(count):
            country, code, city = self.rng.choice(
                [
                    ("France", "69003", "Lyon"),
                    ("United Kingdom", "LS1 4DY", "Leeds"),
                    ("Belgium", "1000", "Bruxelles"),
                ]
            )
            language = "en" if country == "United Kingdom" else "fr"
            name = f"{self.rng.choice(['Atelier', 'Maison', 'Groupe', 'House', 'Works'])} {self.rng.choice(['Brissac', 'Colmont', 'Durfort', 'Elmwick', 'Fernley', 'Garlan'])} {number}"
            record = self.add(
                "Account",
                DAY - timedelta(900),
                Name=name,
                BillingCountry=country,
                BillingCity=city,
                BillingPostalCode=code,
                OwnerId=self.world.users["admin"],
            )
            firm = Firm(
                record,
                name,
                language,
                "Retail",
                0.0,
                self.company.reps[0],
                country,
                city,
                8,
                [city, "Nord", "Sud"],
                ["price", "delays"],
                ["new_price", "new_roi"],
                "Voltanis",
                at(DAY - timedelta(900), self.rng),
                owned=[self.company.trade["roles"]["software"]],
            )
            self.world.firms.append(firm)
        self.truth.firms = self.world.firms

    def serve(self, count):
        """Add cases with owner changes; the hub has a bad month."""
        issues = [
            "Sensor offline",
            "API error",
            "Export failing",
            "Invoice error",
            "Login problem",
            "Training request",
            "Contract question",
        ]
        roles = self.company.trade["roles"]
        spike = DAY - timedelta(self.rng.choice([100, 160, 220]))
        self.truth.spike = {
            "product": roles["hub"][0],
            "month": f"{spike:%Y-%m}",
            "calm": roles["care"],
        }
        planned = [(None, None)] * count + [(roles["hub"][0], spike)] * 14
        for number, (code, near) in enumerate(planned):
            day = workday(
                near.replace(day=self.rng.randint(3, 26))
                if near
                else DAY - timedelta(self.rng.randint(1, 640))
            )
            firm, issue = self.rng.choice(self.world.firms), self.rng.choice(issues)
            sold = code or self.rng.choice([roles["software"], *roles["device"], roles["care"]])
            holders = [self.rng.choice(self.company.agents)]
            while self.rng.random() < 0.25:
                holders.append(
                    self.rng.choice([one for one in self.company.agents if one != holders[-1]])
                )
            self._case(number, day, firm, issue, sold, holders, self.rng.random() < 0.93)

    def _case(self, number, day, firm, issue, code, holders, closed, language=None):
        users, opened = self.world.users, at(day, self.rng)
        done = opened + timedelta(hours=self.rng.lognormvariate(3, 0.7))
        closed = closed and done < self.world.ledger.now
        record = self.world.ledger.add(
            "Case", opened, users["admin"], CaseNumber=f"{number + 5000:08d}", AccountId=firm.id, ProductId=self.world.products[code].id, Issue__c=issue, Origin="Email",
            Subject=issue, Priority="Medium", Language=language or firm.language, Status="Closed" if closed else "Working", OwnerId=users[holders[-1]], ClosedDate=stamp(done) if closed else None, Type="Problem")  # fmt: skip
        moment = opened
        chain = [self.world.queues["Support France"], *(users[one] for one in holders)]
        for old, new in pairwise(chain):
            moment = min(moment + timedelta(minutes=30), done)
            self.world.ledger.add(
                "CaseHistory",
                moment,
                users["admin"],
                CaseId=record,
                Field="Owner",
                OldValue=old,
                NewValue=new,
            )
        return record

    def route_cases(self, count):
        """Add open cases, each with who the policy gives it to (None: nobody speaks German)."""
        themes = {
            "device": "Sensor offline",
            "hub": "Gateway not connecting",
            "software": "Slow dashboards",
        }
        roles, areas = self.company.trade["roles"], list(self.company.trade["areas"])
        for number in range(count):
            area = self.rng.choice(areas)
            code = roles.get(area) or roles["software"]
            code = self.rng.choice(code) if isinstance(code, list) else code
            issue = themes.get(area, area)
            if area in {"device", "hub"}:
                issue = "Late delivery"
            language = self.rng.choice(["fr", "fr", "en", "en", "de"])
            day = workday(DAY - timedelta(self.rng.randint(1, 5)))
            firm = self.rng.choice(self.world.firms)
            record = self._case(
                9000 + number,
                day,
                firm,
                issue,
                code,
                [self.rng.choice(self.company.agents)],
                False,
                language,
            )
            self.truth.cases.append((record, (language, area)))
