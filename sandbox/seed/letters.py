"""Sales e-mails, ours and theirs, with greeting, signature and the mail they answer."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sandbox.seed.facts import Facts, facts_of
from sandbox.seed.hand import customer_hand
from sandbox.seed.world import Firm, Person, World

_PHASES = {"qualify": "prospect", "value": "needs", "lead": "prospect", "nurture": "prospect"}


def letter(
    world: World, rng: Random, firm: Firm, user: str, day: date, phase: str, person: Person,
    facts: Facts,
) -> tuple[str, str]:  # fmt: skip
    """Return the subject and the text of an e-mail between a rep and a contact."""
    phase = _PHASES.get(phase, phase)
    words = world.words[firm.language]
    subject = words.write(f"mail.subject.{phase}", facts)
    if rng.random() < 0.6 or phase in {"won", "lost"}:
        return subject, ours(world, rng, firm, user, phase, facts)
    body = theirs(world, rng, firm, facts)
    if rng.random() < 0.5:
        before = facts_of(world, rng, firm, day - timedelta(days=rng.randint(1, 6)), user, person)
        sent = ours(world, rng, firm, user, phase, facts | {"due": before["due"]})
        quoted = "\n".join(f"> {line}" for line in sent.splitlines()[:8])
        wrote = "a écrit :" if firm.language == "fr" else "wrote:"
        body += f"\n\n{_signature(world, user)[0]} {wrote}\n{quoted}"
    return f"RE: {subject}", body


def ours(world: World, rng: Random, firm: Firm, user: str, phase: str, facts: Facts) -> str:
    """Return what a rep writes to a customer."""
    words, hand = world.words[firm.language], world.hand(user)
    body = hand.write(words.write(f"mail.out.{phase}", facts), rng)
    name, title, phone = _signature(world, user)
    lines = [words.write("mail_open", facts), "", body[:1].upper() + body[1:], ""]
    lines += [words.write("mail_close", facts), name]
    if rng.random() < 0.7:
        lines += [f"{title} – Héliade", phone][: rng.choice([1, 2])]
    return "\n".join(lines)


def theirs(world: World, rng: Random, firm: Firm, facts: Facts) -> str:
    """Return what a customer answers."""
    words, hand = world.words[firm.language], customer_hand(firm.language, rng)
    rep = facts["rep"].split(" ")[0]
    greeting = words.write("mail_open", facts | {"contact": rep, "first": rep, "civility": rep})
    body = hand.write(words.write("mail.in", facts), rng)
    closing = [words.write("mail_close", facts)] if rng.random() < 0.6 else []
    return "\n".join([greeting, body, *closing, facts["sign"]])


def _signature(world: World, user: str) -> tuple[str, str, str]:
    row = next(row for row in world.company["users"] if row[0] == user)
    return f"{row[1]} {row[2]}", row[7], row[9]
