"""A made company's deals and what is said about them; `make` makes the whole org."""

from datetime import timedelta
from pathlib import Path

import yaml
from work_conduct import converse
from work_desk import DAY
from work_trade import Trade

from sandbox.seed.facts import facts_of

FAR = Path(__file__).with_name("work_far_notes.yml")
PHASES = {
    "Prospecting": "prospect",
    "Qualification": "qualify",
    "Needs Analysis": "needs",
    "Value Proposition": "value",
    "Proposal/Price Quote": "proposal",
    "Negotiation/Review": "negotiate",
}
MOODS = {
    "dev": {"positive": ["The client was very pleased today.", "Le client était très content aujourd’hui."], "negative": ["The client is really upset with us.", "Le client est vraiment fâché contre nous."]},
    "test": {"positive": ["They told me how happy they are with the result.", "Ils m’ont dit combien ils sont heureux du résultat."], "negative": ["He was furious and raised his voice.", "Il était furieux et a haussé le ton."]},
}  # fmt: skip
THEMES = {
    "price": "price",
    "delays": "delay",
    "support": "support",
    "integration": "integration",
    "security": "security",
    "invoicing": "billing",
    "lockin": "contract",
    "roi": "roi",
}


class Maker(Trade):
    """Makes one company's org."""

    def deal(self, number, firm, steps):
        opportunity = self.add(
            "Opportunity",
            steps[0][0],
            Name=f"Affair {number} {firm.name}",
            AccountId=firm.id,
            StageName=steps[-1][1],
            CloseDate=(DAY + timedelta(40)).isoformat(),
            OwnerId=self.world.users[self.company.reps[0]],
            Sites__c=4,
        )
        for day, stage in steps:
            self.add("OpportunityHistory", day, OpportunityId=opportunity, StageName=stage)
        return opportunity

    def note(self, opportunity, firm, day, phase, text=None):
        words, user = self.world.words[firm.language], self.company.reps[0]
        facts = facts_of(self.world, self.rng, firm, day, user)
        facts |= {"first": "Max", "contact": "Max Weil", "role": "manager", "other": "Ann Roy"}
        subject, text = (
            words.write("title.call", facts)[:80],
            text or self.noted(firm, phase, facts),
        )
        if text.startswith(("Task: ", "Tâche : ")):
            subject = text.split(": ", 1)[1].split(",")[0][:80]
            text = text.split(": ", 1)[1]
        return self.add(
            "Task",
            day,
            user,
            WhatId=opportunity,
            Subject=subject,
            Description=text,
            ActivityDate=day.isoformat(),
            Status="Completed",
            TaskSubtype="Call",
            OwnerId=self.world.users[user],
        )

    def noted(self, firm, phase, facts):
        """What a rep of this company writes at a phase of a sale."""
        said = yaml.safe_load(FAR.read_text())[firm.language] if self.company.far else {}
        if phase not in said:
            return self.world.words[firm.language].write(f"note.{phase}", facts)
        return self.rng.choice(said[phase])

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
                    record = self.note(
                        opportunity,
                        firm,
                        day + timedelta(extra),
                        self.rng.choice(far) if strange else phase,
                    )
                    odd += [record] if strange else []
            self.truth.unfit.append((opportunity, frozenset(odd)))
        for number in range(count):
            firm = self.rng.choice(self.world.firms)
            real = self.rng.randint(0, 5)
            shown = (
                self.rng.choice([one for one in range(6) if one != real]) if number % 2 else real
            )
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
                facts = facts_of(
                    self.world, self.rng, firm, DAY - timedelta(day), self.company.reps[0]
                )
                facts |= {"first": "Max", "contact": "Max Weil", "role": "manager"}
                said = self.world.words[firm.language].write(f"pain.{pain}", facts)
                if mood == "positive" and day != 20:
                    said = ""
                self.note(
                    opportunity,
                    firm,
                    DAY - timedelta(day),
                    "x",
                    f"{MOODS[self.company.half][mood][language]} {said}",
                )
            self.truth.talk.append((opportunity, THEMES[pain], mood))


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
    converse(maker, round(44 * size))
    maker.finish()
    return maker
