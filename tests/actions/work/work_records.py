"""A made company's records with what is true of them: cases, orders, leads, deals, quotes."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from work_company import TODAY, found
from work_policies import legislate

from sandbox.clock import stamp
from sandbox.seed import catalog, staff
from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import Ledger, at, workday
from sandbox.seed.talk import BANT, sales_call
from sandbox.seed.world import Firm, World
from sandbox.standard import standard_objects
from sandbox.store import Store

DAY = date.fromisoformat(TODAY)
PHASES = {"Prospecting": "prospect", "Qualification": "qualify", "Needs Analysis": "needs", "Value Proposition": "value", "Proposal/Price Quote": "proposal", "Negotiation/Review": "negotiate"}
MOODS = {
    "dev": {"positive": ["The client was very pleased today.", "Le client était très content aujourd’hui."], "negative": ["The client is really upset with us.", "Le client est vraiment fâché contre nous."]},
    "test": {"positive": ["They told me how happy they are with the result.", "Ils m’ont dit combien ils sont heureux du résultat."], "negative": ["He was furious and raised his voice.", "Il était furieux et a haussé le ton."]},
}  # fmt: skip
THEMES = {"price": "price", "delays": "delay", "support": "support", "integration": "integration", "security": "security", "invoicing": "billing", "lockin": "contract", "roi": "roi"}


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
    spike: dict = field(default_factory=dict)


class Maker:
    """Makes one company's org."""

    def __init__(self, half, seed, folder):
        self.company = found(half, seed, folder / "org")
        legislate(self.company)
        self.store = Store(folder / "org.db")
        self.store.define(standard_objects())
        self.world = World(Ledger(self.store, DAY), self.company.folder)
        self.world.rng = lambda topic: Random(f"{half}/{seed}/{topic}")
        self.rng = Random(f"records/{half}/{seed}")
        for words in self.world.words.values():
            words._rng = Random(f"words/{half}/{seed}")
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
            country, code, city = self.rng.choice([("France", "69003", "Lyon"), ("United Kingdom", "LS1 4DY", "Leeds"), ("Belgium", "1000", "Bruxelles")])
            language = "en" if country == "United Kingdom" else "fr"
            name = f"{self.rng.choice(['Atelier', 'Maison', 'Groupe', 'House', 'Works'])} {self.rng.choice(['Brissac', 'Colmont', 'Durfort', 'Elmwick', 'Fernley', 'Garlan'])} {number}"
            record = self.add("Account", DAY - timedelta(900), Name=name, BillingCountry=country, BillingCity=city, BillingPostalCode=code, OwnerId=self.world.users["admin"])
            firm = Firm(record, name, language, "Retail", 0.0, self.company.reps[0], country, city, 8, [city, "Nord", "Sud"], ["price", "delays"], ["new_price", "new_roi"], "Voltanis", at(DAY - timedelta(900), self.rng), owned=[self.company.trade["roles"]["software"]])
            self.world.firms.append(firm)
        self.truth.firms = self.world.firms

    def serve(self, count):
        """Add cases with owner changes; the hub has a bad month."""
        issues = ["Sensor offline", "API error", "Export failing", "Invoice error", "Login problem", "Training request", "Contract question"]
        roles = self.company.trade["roles"]
        spike = DAY - timedelta(self.rng.choice([100, 160, 220]))
        self.truth.spike = {"product": roles["hub"][0], "month": f"{spike:%Y-%m}", "calm": roles["care"]}
        planned = [(None, None)] * count + [(roles["hub"][0], spike)] * 14
        for number, (code, near) in enumerate(planned):
            day = workday(near.replace(day=self.rng.randint(3, 26)) if near else DAY - timedelta(self.rng.randint(1, 640)))
            firm, issue = self.rng.choice(self.world.firms), self.rng.choice(issues)
            code = code or self.rng.choice([roles["software"], *roles["device"], roles["care"]])
            holders = [self.rng.choice(self.company.agents)]
            while self.rng.random() < 0.25:
                holders.append(self.rng.choice([one for one in self.company.agents if one != holders[-1]]))
            self._case(number, day, firm, issue, code, holders, self.rng.random() < 0.93)

    def _case(self, number, day, firm, issue, code, holders, closed, language=None):
        users, opened = self.world.users, at(day, self.rng)
        done = opened + timedelta(hours=self.rng.lognormvariate(3, 0.7))
        closed = closed and done < self.world.ledger.now
        record = self.world.ledger.add(
            "Case", opened, users["admin"], CaseNumber=f"{number + 5000:08d}", AccountId=firm.id, ProductId=self.world.products[code].id, Issue__c=issue, Origin="Email",
            Subject=issue, Priority="Medium", Language=language or firm.language, Status="Closed" if closed else "Working", OwnerId=users[holders[-1]], ClosedDate=stamp(done) if closed else None, Type="Problem")  # fmt: skip
        moment = opened
        chain = [self.world.queues["Support France"], *(users[one] for one in holders)]
        for old, new in zip(chain, chain[1:], strict=False):
            moment = min(moment + timedelta(minutes=30), done)
            self.world.ledger.add("CaseHistory", moment, users["admin"], CaseId=record, Field="Owner", OldValue=old, NewValue=new)
        return record

    def route_cases(self, count):
        """Add open cases, each with who the policy gives it to (None: nobody speaks German)."""
        themes = {"device": "Sensor offline", "hub": "Gateway not connecting", "software": "Slow dashboards"}
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
            record = self._case(9000 + number, day, firm, issue, code, [self.rng.choice(self.company.agents)], False, language)
            self.truth.cases.append((record, (language, area)))

    def sell(self, count):
        """Add orders; a customer then speaks of one by its kind and its date, or of none."""
        roles, said = self.company.trade["roles"], self.company.trade["said"]
        for number in range(count):
            firm = self.world.firms[number % len(self.world.firms)]
            kind = self.rng.choice(["device", "hub"])
            one, other = self.rng.sample(roles[kind], 2)
            ago, old = self.rng.choice([9, 14, 21, 28, 35, 61, 92]), self.rng.choice([250, 330, 400])
            orders = [(one, ago), (other, old), (roles["software"], ago + 40)]
            none = self.rng.random() < 0.2
            record = self.add("Account", DAY - timedelta(900), Name=f"Client {number} {firm.name}", BillingCountry=firm.country, OwnerId=self.world.users["admin"])
            for place, (code, days) in enumerate(orders):
                day = DAY - timedelta(days)
                order = self.add("Order", day, AccountId=record, OrderNumber=f"{number:05d}{place:03d}", EffectiveDate=day.isoformat(), Status="Activated", OwnerId=self.world.users["admin"])
                self.add("OrderItem", day, OrderId=order, Product2Id=self.world.products[code].id, Quantity=2.0, UnitPrice=10.0, OrderItemNumber=f"{number:05d}{place:03d}")
            target = 620 if none else ago
            for language in ("en", "fr"):
                word = said[kind][language == "fr"]
                text = _when(target, language, self.rng)
                truth = None if none else one
                quote = f"the {word} I ordered {text}" if language == "en" else f"le {word} que j’ai commandé {text}"
                self.truth.products.append((record, language, quote, truth))

    def lead(self, country, code, industry, budget, owner, **more):
        number = len(self.world.ledger.rows["Lead"])
        return self.add("Lead", DAY - timedelta(60), LastName=f"Person{number}", FirstName="Zoé", Company=f"Prospect {number}", Country=country, PostalCode=code, City="Town", Industry=industry, Budget__c=budget, Status="Working - Contacted", OwnerId=self.world.users[owner], IsConverted=0, **more)

    def attract(self, count):
        """Add open leads with what the policy needs to know of them."""
        rules = self.company.rules
        for _ in range(count):
            rep = self.rng.choice(self.company.reps)
            place = self.company.reps.index(rep)
            country = "France" if place < 3 else "United Kingdom"
            code = self.rng.choice(rules["reps"][rep][1])
            industry = self.rng.choice(list(rules["reps"].values()))[2][2]
            budget = self.rng.choice([None, rules["worth"] / 2, rules["worth"] * 2])
            if self.rng.random() < 0.12:
                country, code = "Spain", "28004"
            record = self.lead(country, code, industry, budget, self.rng.choice(self.company.reps))
            self.truth.leads.append((record, (country, code, industry, budget)))

    def call(self, count):
        """Add call transcripts in which some of the BANT points are answered."""
        for number in range(count):
            firm = self.rng.choice([one for one in self.world.firms if one.language == ("fr" if number % 2 else "en")])
            met = tuple(point for point in BANT if self.rng.random() < 0.6)
            record = self.lead(firm.country, None, "Retail", None, self.company.reps[0])
            day = DAY - timedelta(self.rng.randint(5, 50))
            facts = facts_of(self.world, self.rng, firm, day, self.company.reps[0])
            facts |= {"first": "Max", "contact": "Max Weil", "role": "manager"}
            body = sales_call(self.world.words[firm.language], self.rng, facts, met)
            self.add("VoiceCallTranscript__c", day, Name=f"Call {number}", Lead__c=record, Body__c=body, Call_Time__c=stamp(at(day, self.rng)), OwnerId=self.world.users["admin"])
            self.truth.bant.append((record, frozenset(set(BANT) - set(met))))

    def deal(self, number, firm, steps):
        opportunity = self.add("Opportunity", steps[0][0], Name=f"Affair {number} {firm.name}", AccountId=firm.id, StageName=steps[-1][1], CloseDate=(DAY + timedelta(40)).isoformat(), OwnerId=self.world.users[self.company.reps[0]], Sites__c=4)
        for day, stage in steps:
            self.add("OpportunityHistory", day, OpportunityId=opportunity, StageName=stage)
        return opportunity

    def note(self, opportunity, firm, day, phase, text=None):
        words, user = self.world.words[firm.language], self.company.reps[0]
        facts = facts_of(self.world, self.rng, firm, day, user)
        facts |= {"first": "Max", "contact": "Max Weil", "role": "manager", "other": "Ann Roy"}
        text = text or words.write(f"note.{phase}", facts)
        return self.add("Task", day, user, WhatId=opportunity, Subject=words.write("title.call", facts)[:80], Description=text, ActivityDate=day.isoformat(), Status="Completed", TaskSubtype="Call", OwnerId=self.world.users[user])

    def follow(self, count):
        """Add deals whose notes fit their stage, but one of a far phase, or but the stage itself."""
        stages = list(PHASES)
        for number in range(count):
            firm = self.rng.choice(self.world.firms)
            place = self.rng.randint(1, 4)
            steps = [(DAY - timedelta(120 - 30 * at_), stages[at_]) for at_ in range(place + 1)]
            opportunity, odd = self.deal(number, firm, steps), []
            for at_, (day, stage) in enumerate(steps):
                for extra in (4, 11, 17):
                    phase = PHASES[stage]
                    far = [one for other, one in enumerate(PHASES.values()) if abs(other - at_) > 2]
                    strange = self.rng.random() < 0.12 and far
                    record = self.note(opportunity, firm, day + timedelta(extra), self.rng.choice(far) if strange else phase)
                    odd += [record] if strange else []
            self.truth.unfit.append((opportunity, frozenset(odd)))
        for number in range(count):
            firm = self.rng.choice(self.world.firms)
            real = self.rng.randint(0, 5)
            shown = self.rng.choice([one for one in range(6) if one != real]) if number % 2 else real
            opportunity = self.deal(100 + number, firm, [(DAY - timedelta(60), stages[shown])])
            for day in (40, 30, 21, 9):
                self.note(opportunity, firm, DAY - timedelta(day), PHASES[stages[real]])
            self.truth.stages.append((opportunity, stages[shown], stages[real]))

    def converse(self, count):
        """Add deals whose notes come back to one pain and one mood, or say nothing at all."""
        for number in range(count):
            firm = self.rng.choice(self.world.firms)
            opportunity = self.deal(200 + number, firm, [(DAY - timedelta(60), "Needs Analysis")])
            language = firm.language == "fr"
            if number % 5 == 4:
                for day in (30, 20):
                    self.note(opportunity, firm, DAY - timedelta(day), "voicemail")
                self.truth.talk.append((opportunity, None, "neutral"))
                continue
            pain, mood = self.rng.choice(list(THEMES)), self.rng.choice(["positive", "negative"])
            for day in (30, 20, 10):
                facts = facts_of(self.world, self.rng, firm, DAY - timedelta(day), self.company.reps[0])
                facts |= {"first": "Max", "contact": "Max Weil", "role": "manager"}
                said = self.world.words[firm.language].write(f"pain.{pain}", facts)
                if mood == "positive" and day != 20:
                    said = ""
                self.note(opportunity, firm, DAY - timedelta(day), "x", f"{MOODS[self.company.half][mood][language]} {said}")
            self.truth.talk.append((opportunity, THEMES[pain], mood))

    def quote(self, count):
        """Add quotes that respect every rule, or break exactly one."""
        rules, roles = self.company.rules, self.company.trade["roles"]
        broken = ["ratio", "setup", "care", "course", "days", "review", "services", "most", "approval", None, None]
        for number in range(count):
            fault = broken[number % len(broken)]
            firm, sites = self.rng.choice(self.world.firms), rules["course"] - 2
            devices = max(2, rules["setup"] - 2) * sites
            lines = {roles["device"][0]: devices, roles["hub"][0]: -(-devices // rules["ratio"]), roles["software"]: 1, roles["care"]: 1, roles["setup"]: 1}
            status, discount, days, total = "Draft", 0.0, rules["days"], rules["review"] - 500
            cut = set()
            if fault == "ratio":
                lines[roles["hub"][0]] -= 1
            elif fault == "setup":
                lines[roles["device"][0]] = (rules["setup"] + 2) * sites
                lines[roles["hub"][0]] = -(-lines[roles["device"][0]] // rules["ratio"])
                del lines[roles["setup"]]
            elif fault == "care":
                del lines[roles["care"]]
            elif fault == "course":
                sites = rules["course"] + 1
            elif fault == "days":
                days += 20
            elif fault == "review":
                total = rules["review"] + 5000
            elif fault == "services":
                cut, discount = {roles["setup"]}, float(rules["a"])
            elif fault == "most":
                cut, discount, status = {roles["device"][0]}, float(rules["most"] + 4), "Approved"
            elif fault == "approval":
                cut, discount = {roles["device"][0]}, float(rules["b"])
            elif number % 2:
                cut, discount = {roles["device"][0]}, float(rules["a"])
            day = DAY - timedelta(20)
            opportunity = self.add("Opportunity", day, Name=f"Quoted {number}", AccountId=firm.id, StageName="Proposal/Price Quote", CloseDate=DAY.isoformat(), OwnerId=self.world.users[self.company.reps[0]], Sites__c=sites)
            record = self.add("Quote", day, OpportunityId=opportunity, Name=f"Q {number}", QuoteNumber=f"{number:08d}", AccountId=firm.id, Status=status, ExpirationDate=(day + timedelta(days)).isoformat(), TotalPrice=float(total), Subtotal=float(total), GrandTotal=total * 1.2)
            for code, quantity in lines.items():
                if quantity > 0:
                    self.add("QuoteLineItem", day, QuoteId=record, Product2Id=self.world.products[code].id, Quantity=float(quantity), UnitPrice=10.0, LineNumber="1", Discount=discount if code in cut else None)
            article = None if fault is None else "rebates" if fault in {"services", "most", "approval"} else "quotes"
            self.truth.quotes.append((record, article))


def _when(ago, language, rng):
    if ago > 60 and ago < 400 and rng.random() < 0.4:
        month = (DAY - timedelta(ago)).month
        en = "January February March April May June July August September October November December".split()
        fr = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
        return f"in {en[month - 1]}" if language == "en" else f"en {fr[month - 1]}"
    if ago < 60:
        return f"{round(ago / 7)} weeks ago" if language == "en" else f"il y a {round(ago / 7)} semaines"
    return f"{round(ago / 30.4)} months ago" if language == "en" else f"il y a {round(ago / 30.4)} mois"


def make(half, seed, folder, size=1.0):
    """Make an org and return what is true of it."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(half, seed, folder)
    maker.firms(24)
    maker.serve(round(260 * size))
    maker.route_cases(round(30 * size))
    maker.sell(round(20 * size))
    maker.attract(round(36 * size))
    maker.call(round(30 * size))
    maker.follow(round(16 * size))
    maker.converse(round(20 * size))
    maker.quote(round(33 * size))
    maker.finish()
    return maker
