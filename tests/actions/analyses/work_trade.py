"""A made company's orders, leads, their calls, and quotes, with what is true of them."""

from datetime import timedelta

from work_desk import DAY, Desk

from sandbox.clock import stamp
from sandbox.seed.facts import facts_of
from sandbox.seed.ledger import at
from sandbox.seed.talk import BANT, sales_call


class Trade(Desk):
    """Sells, quotes and calls."""

    def sell(self, count):
        """Add orders; a customer then speaks of one by its kind and its date, or of none."""
        roles, said = self.company.trade["roles"], self.company.trade["said"]
        for number in range(count):
            firm = self.world.firms[number % len(self.world.firms)]
            kind = self.rng.choice(["device", "hub"])
            one, other = self.rng.sample(roles[kind], 2)
            ago, old = (
                self.rng.choice([9, 14, 21, 28, 35, 61, 92]),
                self.rng.choice([250, 330, 400]),
            )
            orders = [(one, ago), (other, old), (roles["software"], ago + 40)]
            none = self.rng.random() < 0.2
            record = self.add(
                "Account",
                DAY - timedelta(900),
                Name=f"Client {number} {firm.name}",
                BillingCountry=firm.country,
                OwnerId=self.world.users["admin"],
            )
            for place, (code, days) in enumerate(orders):
                day = DAY - timedelta(days)
                order = self.add(
                    "Order",
                    day,
                    AccountId=record,
                    OrderNumber=f"{number:05d}{place:03d}",
                    EffectiveDate=day.isoformat(),
                    Status="Activated",
                    OwnerId=self.world.users["admin"],
                )
                self.add(
                    "OrderItem",
                    day,
                    OrderId=order,
                    Product2Id=self.world.products[code].id,
                    Quantity=2.0,
                    UnitPrice=10.0,
                    OrderItemNumber=f"{number:05d}{place:03d}",
                )
            target = 620 if none else ago
            for language in ("en", "fr"):
                word = said[kind][language == "fr"]
                text = _when(target, language, self.rng)
                truth = None if none else one
                quote = (
                    f"the {word} I ordered {text}"
                    if language == "en"
                    else f"le {word} que j’ai commandé {text}"
                )
                self.truth.products.append((record, language, quote, truth))

    def lead(self, country, code, industry, budget, owner, **more):
        number = len(self.world.ledger.rows["Lead"])
        return self.add(
            "Lead",
            DAY - timedelta(60),
            LastName=f"Person{number}",
            FirstName="Zoé",
            Company=f"Prospect {number}",
            Country=country,
            PostalCode=code,
            City="Town",
            Industry=industry,
            Budget__c=budget,
            Status="Working - Contacted",
            OwnerId=self.world.users[owner],
            IsConverted=0,
            **more,
        )

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
            firm = self.rng.choice(
                [one for one in self.world.firms if one.language == ("fr" if number % 2 else "en")]
            )
            met = tuple(point for point in BANT if self.rng.random() < 0.6)
            record = self.lead(firm.country, None, "Retail", None, self.company.reps[0])
            day = DAY - timedelta(self.rng.randint(5, 50))
            facts = facts_of(self.world, self.rng, firm, day, self.company.reps[0])
            facts |= {"first": "Max", "contact": "Max Weil", "role": "manager"}
            body = sales_call(self.world.words[firm.language], self.rng, facts, met)
            self.add(
                "VoiceCallTranscript__c",
                day,
                Name=f"Call {number}",
                Lead__c=record,
                Body__c=body,
                Call_Time__c=stamp(at(day, self.rng)),
                OwnerId=self.world.users["admin"],
            )
            self.truth.bant.append((record, frozenset(set(BANT) - set(met))))

    def quote(self, count):  # noqa: C901, PLR0912 - one branch a fault
        """Add quotes that respect every rule, or break exactly one."""
        rules, roles = self.company.rules, self.company.trade["roles"]
        broken = [
            "ratio",
            "setup",
            "care",
            "course",
            "days",
            "review",
            "services",
            "most",
            "approval",
            None,
            None,
        ]
        for number in range(count):
            fault = broken[number % len(broken)]
            firm, sites = self.rng.choice(self.world.firms), rules["course"] - 2
            devices = max(2, rules["setup"] - 2) * sites
            lines = {
                roles["device"][0]: devices,
                roles["hub"][0]: -(-devices // rules["ratio"]),
                roles["software"]: 1,
                roles["care"]: 1,
                roles["setup"]: 1,
            }
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
            opportunity = self.add(
                "Opportunity",
                day,
                Name=f"Quoted {number}",
                AccountId=firm.id,
                StageName="Proposal/Price Quote",
                CloseDate=DAY.isoformat(),
                OwnerId=self.world.users[self.company.reps[0]],
                Sites__c=sites,
            )
            record = self.add(
                "Quote",
                day,
                OpportunityId=opportunity,
                Name=f"Q {number}",
                QuoteNumber=f"{number:08d}",
                AccountId=firm.id,
                Status=status,
                ExpirationDate=(day + timedelta(days)).isoformat(),
                TotalPrice=float(total),
                Subtotal=float(total),
                GrandTotal=total * 1.2,
            )
            for code, quantity in lines.items():
                if quantity > 0:
                    self.add(
                        "QuoteLineItem",
                        day,
                        QuoteId=record,
                        Product2Id=self.world.products[code].id,
                        Quantity=float(quantity),
                        UnitPrice=10.0,
                        LineNumber="1",
                        Discount=discount if code in cut else None,
                    )
            article = (
                None
                if fault is None
                else "rebates"
                if fault in {"services", "most", "approval"}
                else "quotes"
            )
            self.truth.quotes.append((record, article))


def _when(ago, language, rng):
    if ago > 60 and ago < 400 and rng.random() < 0.4:
        month = (DAY - timedelta(ago)).month
        en = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
        fr = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ]
        return f"in {en[month - 1]}" if language == "en" else f"en {fr[month - 1]}"
    if ago < 60:
        return (
            f"{round(ago / 7)} weeks ago"
            if language == "en"
            else f"il y a {round(ago / 7)} semaines"
        )
    return (
        f"{round(ago / 30.4)} months ago"
        if language == "en"
        else f"il y a {round(ago / 30.4)} mois"
    )
