"""The body of an e-mail, paragraph by paragraph, for each purpose it may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from guard.composer.letter import Letter
from guard.composer.moments import AWAITED, introduced, say_invoice, say_slot, say_time, standing
from guard.composer.wording import read_date, say_date

_DETERMINED = re.compile(
    r"(?:les?|la|l['’]|un|une|des|vos|votre|nos|notre|leurs?|ces?|cette)(?:\s|(?<=['’]))",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[aeiouyàâéèêîôùh]", re.IGNORECASE)
_POINTS = ("decision", "us", "customer", "next_step")


class Paragraphs:
    """Writes paragraphs about one e-mail's facts; `argued` says that the claims were stated."""

    def __init__(self, letter: Letter, claims: Sequence[str]) -> None:
        self._letter, self._facts, self._say = letter, letter.facts, letter.say
        self._claims = claims
        self.argued, self._proposed = False, False

    def follow_up(self) -> list[str]:
        """Come back to somebody after the last exchange."""
        opened = _joined(self._letter.opened("follow_up"), self._letter.heard())
        return [opened, self._advantages("claims"), self._step()]

    def first_contact(self) -> list[str]:
        """Write to somebody for the first time, or introduce oneself."""
        sender = self._facts["sender"]
        named = introduced(sender, self._letter.language)
        how = f"first_contact.{self._facts.get('source')}"
        opened = self._say(how) if self._letter.has(how) else ""
        about = self._facts.get("opportunity")
        matter = self._say("first_contact", project=self._letter.project()) if about else ""
        return [
            _joined(self._say("first_contact.self", sender=named), opened, matter),
            self._advantages("claims"),
            _joined(self._courtesy("first_contact.step"), self._ask()),
        ]

    def meeting_request(self) -> list[str]:
        """Ask for a meeting, on a day where one is proposed."""
        deal = self._facts.get("opportunity") or {}
        agenda = f"agenda.{deal.get('phase')}"
        agenda = agenda if self._letter.has(agenda) else "agenda"
        opened = self._letter.opened("meeting_request")
        stated = [
            self._say(f"agenda.stated.{name}", matter=matter)
            for name, matter in (self._facts.get("agenda") or {}).items()
        ]
        return [
            _joined(opened, *stated or [self._courtesy(agenda)]),
            self._advantages("claims"),
            self._ask(),
        ]

    def confirm_meeting(self) -> list[str]:
        """Confirm the next meeting."""
        return [self._of_event("confirm_meeting"), self._courtesy("confirm_meeting.step")]

    def reschedule(self) -> list[str]:
        """Move the next meeting."""
        return [_joined(self._of_event("reschedule"), self._ask())]

    def recap(self) -> list[str]:
        """Write down what was agreed in the last exchange."""
        points = self._facts.get("points") or {}
        listed = [
            "\n".join([self._say(f"recap.{kind}"), *(f"– {said}" for said in points[kind])])
            for kind in _POINTS
            if points.get(kind)
        ]
        if not listed:
            return self.thank_you()
        end = _joined(self._courtesy("recap.step"), self._ask() if self._facts.get("slots") else "")
        return [self._letter.opened("recap"), *listed, end]

    def quote_cover(self) -> list[str]:
        """Go with a quote."""
        quote = self._facts.get("quote")
        if not quote:
            opened = self._say("quote_cover.none", project=self._letter.project())
            return [opened, self._advantages("claims"), self._say("quote_cover.step.none")]
        opened = self._say(
            "quote_cover", number=quote["number"], total=quote["total"],
            project=self._letter.project(),
        )  # fmt: skip
        lines = [f"– {one}" for one in quote.get("lines") or []]
        listed = (
            [self._say("quote_cover.lines"), *lines] if lines and not self._letter.short else []
        )
        until = self._until("quote_cover.until", quote)
        return [
            opened, "\n".join(listed), self._advantages("claims"),
            _joined(until, self._say("quote_cover.step")),
        ]  # fmt: skip

    def reminder(self) -> list[str]:
        """Ask again about what got no answer: the quote, or the last exchange."""
        quote = self._facts.get("quote")
        asked = until = ""
        if quote:
            asked = self._say("reminder.quote", number=quote["number"], total=quote["total"])
            until = self._until("reminder.until", quote)
        # Of an exchange the rep names, nobody knows that nothing came since.
        opened = self._letter.opened("follow_up" if self._facts.get("met") else "reminder")
        when = self._ask() if self._facts.get("slots") else ""
        return [
            opened, _joined(asked, until), self._advantages("claims"),
            _joined(self._courtesy("reminder.step"), when),
        ]  # fmt: skip

    def objection(self) -> list[str]:
        """Answer what they hold against the offer."""
        about = self._about("objection")
        opened = self._say("objection", about=about) if about else self._say("objection.bare")
        if not self._claims:
            return [opened, self._step()]
        return [
            _joined(opened, self._letter.heard()), self._advantages("objection.claims"),
            _joined(self._say("objection.step"), self._ask() if self._facts.get("slots") else ""),
        ]  # fmt: skip

    def late_payment(self) -> list[str]:
        """Remind of a payment, firmly where asked."""
        invoice, account = self._facts.get("invoice") or {}, self._facts.get("account")
        if invoice.get("number"):
            opened = self._say("late_payment.invoice", invoice=say_invoice(invoice, self._letter))
        elif account:
            opened = self._say("late_payment", account=account)
        else:
            opened = self._say("late_payment.self")
        firm = self._letter.tone == "firm"
        asked = self._say("late_payment.firm") if firm else self._say("late_payment.crossed")
        return [_joined(opened, asked), self._courtesy("late_payment.step")]

    def service_recovery(self) -> list[str]:
        """Apologise for what went wrong, and say where it stands."""
        case = self._facts.get("case")
        if not case:
            matter = self._facts.get("matter")
            said = self._say("service_recovery.topic", matter=matter) if matter else ""
            return [said or self._say("service_recovery"), self._courtesy("service_recovery.step")]
        key = "service_recovery.case" if case.get("theirs", True) else "service_recovery.known"
        opened = self._say(
            key, opened=self._letter.day(case["opened"]),
            subject=self._letter.wrote(case["subject"]), number=case["number"],
        )  # fmt: skip
        stands = f"service_recovery.{standing(case, self._facts.get('today'))}"
        step = "service_recovery.step" if stands in AWAITED else "service_recovery.closed.step"
        said = self._say(stands, closed=self._letter.day(case.get("closed")))
        return [opened, said, self._courtesy(step)]

    def renewal(self) -> list[str]:
        """Prepare the renewal of a contract."""
        contract = self._facts.get("contract")
        if not contract:
            return [
                _joined(self._say("renewal"), self._say("renewal.step")),
                self._advantages("claims"), self._ask(),
            ]  # fmt: skip
        end, today = read_date(contract["end"]), read_date(self._facts.get("today"))
        past = bool(end and today and end < today)
        product = f" ({contract['product']})" if contract.get("product") else ""
        opened = self._say(
            "renewal.past" if past else "renewal.contract", number=contract["number"],
            product=product, end=say_date(end, self._letter.language) if end else "",
        )  # fmt: skip
        how = (
            "renewal.again" if past else "renewal.auto" if contract.get("auto") else "renewal.sign"
        )
        more = _joined(self._courtesy("renewal.step"), self._ask())
        return [_joined(opened, self._say(how)), self._advantages("claims"), more]

    def thank_you(self) -> list[str]:
        """Thank them for the last exchange, or for a deal just won."""
        deal = self._facts.get("opportunity") or {}
        if deal.get("phase") == "won":
            opened = self._say("thank_you.won", project=self._letter.project())
        else:
            met = self._letter.met()
            when = self._letter.when(met) if met else ""
            opened = self._say("thank_you.when", when=when) if when else self._say("thank_you")
        thanks = self._facts.get("thanks")
        if thanks and not self._facts.get("familiar"):
            opened = self._say("thank_you.for", thanks=thanks)
        return [opened, self._advantages("claims"), self._courtesy("thank_you.step")]

    def told(self) -> list[str]:
        """Tell them what the rep says, in the rep's own words."""
        return [
            self._say("told", clause=self._facts["clause"]), self._advantages("claims"),
            self._courtesy("told.step"),
        ]  # fmt: skip

    def slot_due(self) -> bool:
        """Whether a day was asked for that no sentence has proposed yet."""
        return bool(self._facts.get("slots")) and not self._proposed

    def slot(self) -> str:
        """Return the days proposed: « le mardi 24 novembre au matin », "on … or on …"."""
        self._proposed = True
        joint = " ou " if self._letter.language == "fr" else " or "
        return joint.join(say_slot(one, self._letter) for one in self._facts["slots"])

    def _courtesy(self, key: str) -> str:
        """Return a sentence that a short letter does without."""
        return "" if self._letter.short else self._say(key)

    def _ask(self) -> str:
        """Return the question that makes the next step concrete."""
        if self._facts.get("slots"):
            return self._say("ask.slot", slot=self.slot())
        return self._say("ask")

    def _step(self) -> str:
        """Return the next step where the deal stands, and its question."""
        deal = self._facts.get("opportunity") or {}
        phase = deal.get("phase") or ""
        quoted = deal.get("amount") if deal.get("quoted") else None
        said = [self._say("quoted", amount=quoted) if quoted and not self._letter.short else ""]
        said.append(self._say(f"step.{phase}" if phase else "step"))
        return _joined(*said, "" if phase == "lost" else self._ask())

    def _advantages(self, lead: str) -> str:
        """Return the claims under the line that leads to them; a topic alone gets a line too."""
        about = self._about("claims")
        if not self._claims:
            return self._say("topic", about=about) if self._facts.get("topic") else ""
        self.argued = True
        return "\n".join([self._say(lead, about=about), *self._claims])

    def _about(self, key: str) -> str:
        """Return « Concernant la facturation », « En matière de prix », "On response times"."""
        topic = (self._facts.get("topic") or "").strip()
        if self._letter.language == "en":
            if key == "objection":
                return f"about {topic}" if topic else ""
            return f"On {topic}" if topic else "For your project"
        if not topic:
            return "" if key == "objection" else "Pour votre projet"
        if _DETERMINED.match(topic):
            return f"{'sur' if key == 'objection' else 'Concernant'} {topic[0].lower()}{topic[1:]}"
        of = "d’" if _VOWEL.match(topic) else "de "
        lead = "en matière" if key == "objection" else "En matière"
        return f"{lead} {of}{topic[0].lower() if topic[1:2].islower() else topic[0]}{topic[1:]}"

    def _of_event(self, key: str) -> str:
        event = self._facts.get("event")
        if not event:
            return self._say(f"{key}.none")
        at = f" {say_time(event['time'], self._letter.language)}" if event.get("time") else ""
        return self._say(key, event=self._letter.day(event["day"], weekday=True) + at)

    def _until(self, key: str, quote: Mapping[str, Any]) -> str:
        """Return until when a quote is valid, if it still is."""
        last, today = read_date(quote.get("until")), read_date(self._facts.get("today"))
        if last is None or (today and last < today):
            return ""
        return self._say(key, until=say_date(last, self._letter.language))


def _joined(*said: str) -> str:
    return " ".join(one for one in said if one)


BODIES: dict[str, Callable[[Paragraphs], list[str]]] = {
    "follow_up": Paragraphs.follow_up,
    "first_contact": Paragraphs.first_contact,
    "meeting_request": Paragraphs.meeting_request,
    "confirm_meeting": Paragraphs.confirm_meeting,
    "reschedule": Paragraphs.reschedule,
    "recap": Paragraphs.recap,
    "quote_cover": Paragraphs.quote_cover,
    "reminder": Paragraphs.reminder,
    "objection": Paragraphs.objection,
    "late_payment": Paragraphs.late_payment,
    "service_recovery": Paragraphs.service_recovery,
    "renewal": Paragraphs.renewal,
    "thank_you": Paragraphs.thank_you,
    "told": Paragraphs.told,
}
"""The purpose of an e-mail → what writes its body."""
