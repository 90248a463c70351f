"""Questions about a made company's work, and whether the answers are what is true of it."""

import sqlite3
from datetime import date

from work_company import TODAY
from work_said import SAID

DAY = date.fromisoformat(TODAY)
FIRST, LAST = "2026-01-01", "2026-12-31"


class Asking:
    """Asks one made org, in both languages, and counts right answers by kind."""

    def __init__(self, maker, talk, path):
        self.maker, self.start, self.company = maker, talk, maker.company
        self.said = SAID[maker.company.half]
        self.db = sqlite3.connect(path)
        self.right, self.wrong = {}, []

    async def ask(self, kind, place, record=None, **fills):
        talk = self.start("admin", "en" if place == 0 else "fr")
        text = self.said[kind][place].format(**fills)
        return text, await talk.do(
            "action_analyse_work", text, **({"record": record} if record else {})
        )

    def note(self, kind, text, good, got, gold):
        self.right.setdefault(kind, []).append(bool(good))
        if not good:
            self.wrong.append((kind, text, got, gold))

    async def all(self, only=()):
        for name in only or (
            "desk", "month", "product", "case", "lead", "bant", "deals", "quote", "talk",
            "breach",
        ):  # fmt: skip
            await getattr(self, f"ask_{name}")()
        return {kind: (sum(got), len(got)) for kind, got in self.right.items()}

    def rows(self, sql, *args):
        return self.db.execute(sql, args).fetchall()

    async def ask_desk(self):
        passed = "(select 1 from CaseHistory h where h.CaseId=c.Id and h.Field='Owner' and h.OldValue like '005%')"
        handle = self.rows(
            f"select u.Name, avg((julianday(replace(c.ClosedDate,'+0000','Z'))-julianday(replace(c.CreatedDate,'+0000','Z')))*24) v, count(*) from \"Case\" c join User u on u.Id=c.OwnerId where c.ClosedDate >= ? and not exists {passed} group by 1 having count(*) >= 3 order by v",
            FIRST,
        )
        moved = self.rows(
            "select u.Name, 1.0*sum(h.OldValue=u.Id and h.NewValue like '005%')/count(distinct case when h.NewValue=u.Id then h.CaseId end) v from User u join CaseHistory h on h.Field='Owner' and u.Id in (h.OldValue,h.NewValue) where h.CreatedDate >= ? group by 1 having count(distinct case when h.NewValue=u.Id then h.CaseId end) >= 3 order by v",
            FIRST,
        )
        country = self.rows(
            "select a.BillingCountry, avg(julianday(replace(c.ClosedDate,'+0000','Z'))-julianday(replace(c.CreatedDate,'+0000','Z'))) v from \"Case\" c join Account a on a.Id=c.AccountId where c.ClosedDate >= ? group by 1 order by v",
            FIRST,
        )
        for place in (0, 1):
            for low in (True, False):
                ends = {
                    "n": 3,
                    "end_en": "shortest" if low else "longest",
                    "end_fr": "court" if low else "long",
                    "few_en": ("fewest" if self.company.half == "dev" else "least")
                    if low
                    else "most",
                    "few_fr": "moins" if low else "plus",
                }
                for kind, gold in (("handle", handle), ("transfers", moved)):
                    text, got = await self.ask(kind, place, **ends)
                    self._first(kind, text, got, gold[0 if low else -1])
            text, got = await self.ask("region", place)
            self._first("region", text, got, country[0], figure=False)
            for code in {row[0] for row in self.company.trade["products"] if row[3] == "Hardware"}:
                name = self.rows("select Name from Product2 where ProductCode=?", code)[0][0]
                issues = self.rows(
                    'select c.Issue__c, count(*) v from "Case" c join Product2 p on p.Id=c.ProductId where p.ProductCode=? and c.CreatedDate >= ? group by 1 order by v desc',
                    code,
                    FIRST,
                )
                if issues:
                    text, got = await self.ask("issue", place, product=name)
                    top = {one for one, count in issues if count == issues[0][1]}
                    led = (
                        {
                            one.group["Issue__c"]
                            for one in got.values
                            if one.value == got.values[0].value
                        }
                        if got.values
                        else set()
                    )
                    labels = {self._label(one, place) for one in top}
                    self.note("issue", text, led & labels or led == top, led, top)

    def _label(self, value, place):
        from sandbox.standard import standard_objects

        field = next(one for one in standard_objects() if one.name == "Case").fields["Issue__c"]
        entry = next(one for one in field.picklist if one.value == value)
        return entry.label.en if place == 0 else entry.label.fr

    def _first(self, kind, text, got, gold, figure=True):
        first = got.values[0] if got.values else None
        name = next(iter(first.group.values())) if first and first.group else None
        good = name == gold[0] and (not figure or abs(first.value - gold[1]) < 0.01)
        self.note(kind, text, good, (name, first and first.value), gold)

    async def ask_month(self):
        spike = self.maker.truth.spike
        for place in (0, 1):
            for key, gold in (("product", spike["month"]), ("calm", None)):
                name = self.rows("select Name from Product2 where ProductCode=?", spike[key])[0][0]
                text, got = await self.ask("month", place, product=name)
                found = [
                    one.group["month"] for one in got.values if one.group and "month" in one.group
                ]
                self.note("month", text, found[:1] == ([gold] if gold else []), found, gold)

    async def ask_product(self):
        for record, language, said, gold in self.maker.truth.products:
            text, got = await self.ask("product", 0 if language == "en" else 1, record, said=said)
            found = {one.id for one in got.records if one.object == "Product2"}
            wanted = {self.maker.world.products[gold].id} if gold else set()
            self.note("product", f"{text} {record}", found == wanted, found, gold)

    def _loads(self, sobject, where):
        return dict(
            self.rows(f'select OwnerId, count(*) from "{sobject}" where {where} group by 1')
        )

    def _user(self, got):
        return next((one.id for one in got.records if one.object == "User"), None)

    async def ask_case(self):
        rules, users = self.company.rules, self.maker.world.users
        loads = self._loads("Case", "Status != 'Closed'")
        for number, (record, (language, area)) in enumerate(self.maker.truth.cases):
            speak = [a for a, (tongues, _) in rules["agents"].items() if language in tongues]
            fit = [a for a in speak if area in rules["agents"][a][1]] or speak
            free = [a for a in fit if loads.get(users[a], 0) < rules["case_limit"]]
            others = [a for a in speak if loads.get(users[a], 0) < rules["case_limit"]] or speak
            pool = free or others
            least = min((loads.get(users[a], 0) for a in pool), default=0)
            gold = {users[a] for a in pool if loads.get(users[a], 0) == least} or {None}
            _, got = await self.ask("case", number % 2, record)
            self.note(
                "case",
                f"{record} {language} {area}",
                self._user(got) in gold,
                [p.text for p in got.parts if p.type == "text"],
                gold,
            )

    async def ask_lead(self):
        rules, users = self.company.rules, self.maker.world.users
        loads = self._loads("Lead", "IsConverted = 0 and Status not like 'Closed%'")
        for number, (record, (country, code, industry, budget)) in enumerate(
            self.maker.truth.leads
        ):
            left = (
                []
                if country == "Spain"
                else self.company.reps[:3]
                if country == "France"
                else self.company.reps[3:]
            )
            local = list(left)
            by = {
                "place": lambda r, code=code: code in rules["reps"][r][1],
                "sector": lambda r, i=industry: rules["reps"][r][2][2] == i,
            }
            order = (
                ["sector", "place"] if budget and budget > rules["worth"] else ["place", "sector"]
            )
            for step in order:
                left = [r for r in left if by[step](r)] or left
            free = [r for r in left if loads.get(users[r], 0) < rules["lead_limit"]]
            pool = (
                free or [r for r in local if loads.get(users[r], 0) < rules["lead_limit"]] or local
            )
            least = min((loads.get(users[r], 0) for r in pool), default=0)
            gold = {users[r] for r in pool if loads.get(users[r], 0) == least} or {None}
            _, got = await self.ask("lead", number % 2, record)
            self.note(
                "lead",
                f"{record} {country} {code} {industry} {budget}",
                self._user(got) in gold,
                [p.text for p in got.parts if p.type == "text"],
                gold,
            )

    async def ask_bant(self):
        for number, (record, gold) in enumerate(self.maker.truth.bant):
            _, got = await self.ask("bant", number % 2, record)
            gaps = {one.group["point"] for one in got.values if one.value == 0}
            for point in ("budget", "authority", "need", "timing"):
                self.note(
                    "bant points",
                    f"{record} {point}",
                    (point in gaps) == (point in gold),
                    gaps,
                    gold,
                )
            self.note("bant", record, gaps == gold, gaps, gold)

    async def ask_deals(self):
        for number, (record, gold) in enumerate(self.maker.truth.unfit):
            _, got = await self.ask("unfit", number % 2, record)
            found = {one.id for one in got.records if one.object == "Task"}
            for (task,) in self.rows("select Id from Task where WhatId=?", record):
                self.note(
                    "unfit activities",
                    task,
                    (task in found) == (task in gold),
                    task in found,
                    task in gold,
                )
            self.note("unfit", record, found == gold, len(found), len(gold))
        for number, (record, stage, real) in enumerate(self.maker.truth.stages):
            _, got = await self.ask("stage", number % 2, record)
            label = self._stage(real, number % 2)
            self.note(
                "stage",
                record,
                [one.group["Opportunity.StageName"] for one in got.values] == [label],
                got.parts[0].text,
                (stage, real),
            )

    def _stage(self, value, place):
        from sandbox.standard import standard_objects

        field = next(one for one in standard_objects() if one.name == "Opportunity").fields[
            "StageName"
        ]
        entry = next(one for one in field.picklist if one.value == value)
        return entry.label.en if place == 0 else entry.label.fr

    async def ask_quote(self):
        for number, (record, gold) in enumerate(self.maker.truth.quotes):
            text, got = await self.ask("quote", number % 2, record)
            broken = any(part.type == "table" for part in got.parts)
            found = {one.article.rsplit("-", 1)[0] for one in got.sources} if broken else set()
            self.note(
                "quote",
                f"{record} {text}",
                found == ({gold} if gold else set()),
                [p.text if p.type == "text" else getattr(p, "rows", "") for p in got.parts],
                gold,
            )

    async def ask_breach(self):
        for number, (record, gold) in enumerate(self.maker.truth.breaches):
            text, got = await self.ask("breach", number % 2, record)
            broken = any(part.type == "table" for part in got.parts)
            found = {one.article.rsplit("-", 1)[0] if one.article[-3:] in {"-en", "-fr"} else one.article for one in got.sources} if broken else set()  # fmt: skip
            self.note(
                "breach",
                f"{record} {text}",
                found == ({gold} if gold else set()),
                [p.text if p.type == "text" else getattr(p, "rows", "") for p in got.parts],
                gold,
            )

    async def ask_talk(self):
        for number, (record, theme, mood) in enumerate(self.maker.truth.talk):
            _, got = await self.ask("talk", number % 2, record)
            labels = self.themes()
            names = [one.label for one in got.values if one.measure == "SUBJECT"]
            good = (labels[theme][number % 2] in names[:2]) if theme else not names
            self.note("talk subject", record, good, names, theme)
            tone = {
                "positive": ("positive", "positif"),
                "negative": ("negative", "négatif"),
                "neutral": ("neutral", "neutre"),
            }[mood][number % 2]
            self.note(
                "talk tone",
                record,
                f"**{tone}**" in got.parts[0].text,
                got.parts[0].text[:120],
                mood,
            )

    def themes(self):
        import yaml
        from work_company import ROOT

        read = yaml.safe_load((ROOT / "data/remarks/themes.yml").read_text())
        return {name: (said["en"], said["fr"]) for name, said in read.items()}
