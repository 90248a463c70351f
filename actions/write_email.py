"""An e-mail to a customer: to the right person, in their language, on facts and battle cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.case_meant import case_meant
from actions.contract import Request, Result, Tools
from actions.errors import NothingToDo
from actions.mail_draft import Draft, recalled
from actions.mail_lines import LINES
from actions.mail_request import purpose_of, stated
from actions.mail_revision import CARBON, again, language_named, revise
from actions.mail_writing import draft_email
from actions.naming import record_meant, resolve
from actions.parts import Text
from actions.style import Style, read_style
from actions.summarise import resized
from actions.translation import translate
from actions.wording import line
from crm import value_at
from language import fold

OBJECTS = ("Opportunity", "Contact", "Account", "Lead", "Case")
_SELLING = frozenset(
    {"first_contact", "follow_up", "quote_cover", "reminder", "objection", "renewal"}
)
"""Purposes that speak to a buyer: whoever has a case open is answered about it."""


async def write_email(request: Request, tools: Tools) -> Result:
    """Draft an e-mail for the record that is meant."""
    record = await record_meant(request, tools, OBJECTS)
    record = await case_meant(record, request.text, tools)
    purpose = await purpose_of(request, tools)
    if record.object == "Case" and purpose in _SELLING:
        purpose = "service_recovery"
    said = stated(request, purpose, tools.clock.today())
    topics = tuple(str(one.value) for one in request.all("topic")[:2])
    if said.get("clause"):
        purpose, topics = "told", ()
    style = read_style(request.text, Style())
    return await draft_email(Draft(record, purpose, topics, style, said), request, tools)


async def revise_email(request: Request, tools: Tools) -> Result:
    """Draft the last e-mail again, changed as asked; say so where the change is not understood.

    Where an answer or a summary was shown since, naming a language asks for that text in it, and a
    length for that summary in it.
    """
    text, wanted = request.slots.get("last_text"), language_named(fold(request.text))
    if text and wanted:
        return await translate(text, wanted, request, tools)
    if summary := await resized(request, tools):
        return summary
    kept = request.slots.get("last_email")
    if not kept:
        raise NothingToDo("no_email")
    draft = recalled(kept)
    revised = await addressed(revise(draft, request, tools.clock.today()), request, tools)
    if revised == draft and read_style(request.text, Style()) == Style():
        return Result(parts=(Text(text=line(LINES, "no_change", request.language)),))
    revised = again(draft) if revised == draft else revised
    return unchanged(kept.get("shown"), await draft_email(revised, request, tools), request)


def unchanged(shown: Mapping[str, Any] | None, result: Result, request: Request) -> Result:
    """Say so where a revision comes to the very text that was shown: there is no more to say."""
    now = (result.slots.get("last_email") or {}).get("shown")
    if not shown or not now or any(shown.get(name) != now[name] for name in now):
        return result
    said = Text(text=line(LINES, "same", request.language))
    return replace(result, parts=(said, *result.parts))


async def addressed(draft: Draft, request: Request, tools: Tools) -> Draft:
    """Return the draft addressed, or copied, to the contact the request names."""
    person = request.first("person")
    if person is None:
        return draft
    found = await resolve(str(person.value), tools, ("Contact",))
    if not CARBON.search(fold(request.text)):
        return replace(draft, to=found.id)
    contact = await tools.org().get("Contact", found.id, ("Email",))
    address = str(value_at(contact or {}, "Email") or "")
    return replace(draft, cc=tuple(dict.fromkeys((*draft.cc, address)))) if address else draft
