"""Where what is sent by itself goes: « par mail », "to my inbox", « ici »; whose address it is.

Mail goes to its asker alone, at the address their own user record holds by then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from crm import Compare, Crm, Query
from language import fold_keep_length

Way = Literal["mail", "here"]

_MAIL = r"(?:e-?mails?|mails?|mels?|courriels?|courrier electronique)"
_INBOX = (
    rf"(?:boite(?: (?:{_MAIL}|aux lettres|de reception))?|messagerie|inbox|mailbox|"
    rf"(?:adresse )?{_MAIL}(?: address)?)"
)
# What came by mail is what is asked for, not how it is to be sent.
_CAME = re.compile(
    r"\b(?:recue?s?|arriv\w+|entre\w*|ouvert\w*|contact\w+|received|came|come|comes|opened|"
    r"raised|logged|submitted|reached|answered|repondu\w*)(?: in| out)? $"
)
_BY_MAIL = re.compile(
    rf"\b(?:(?:par|by|via|en|per|over|as an?) (?:un |an? )?{_MAIL}\b(?! (?:campaign|et|and)\b)"
    rf"|(?:dans|sur|a|in|into|to|on) (?:ma|mon|my|our|notre) {_INBOX}\b"
    rf"|(?:un|an?) {_MAIL} (?:avec|contenant|with|of|containing)\b)"
)
# Said as the verb itself: it stays in the text, where it asks for the sending.
_MAILS = re.compile(rf"\b{_MAIL}(?:e[rz]?)?[- ](?:moi|nous|me|us)\b")
_HERE = re.compile(
    r"\b(?:ici|here|dans (?:ce canal|cette conversation|ce fil)|in this (?:channel|chat|thread)|"
    r"(?:in|dans|sur|on) (?:slack|teams))\b"
)


@dataclass(frozen=True)
class SaidWay:
    """A way that a text says, and where (start, end); the span of a verb is empty."""

    way: Way
    span: tuple[int, int]


def find_way(text: str) -> SaidWay | None:
    """Return the way a text says; « ici plutôt que par mail » is here."""
    folded = fold_keep_length(text)
    here, mail = _HERE.search(folded), _BY_MAIL.search(folded)
    if mail and _CAME.search(folded[: mail.start()]):
        mail = None
    if here and not (mail and mail.start() < here.start()):
        return SaidWay("here", here.span())
    if mail:
        return SaidWay("mail", mail.span())
    verb = _MAILS.search(folded)
    return SaidWay("mail", (verb.start(), verb.start())) if verb else None


def by_mail(crm: Crm) -> str:
    """Return the name of the conversation that is a person's mail."""
    return f"mail:{crm.user.id}"


def goes_by_mail(conversation: str) -> bool:
    """Whether a conversation is a person's mail; its name begins with its channel's."""
    return conversation.partition(":")[0] == "mail"


async def own_address(crm: Crm) -> str | None:
    """Return the mail address of the user whose rights these are; None where they have none."""
    rows = await crm.run(Query("User", ("Id", "Email"), where=Compare("Id", "=", crm.user.id)))
    return next((str(row["Email"]) for row in rows.records if row["Email"]), None)
