"""Making a record: what the request says of it, a question for each thing missing, one proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.addressed import addressed
from actions.attaching import attaches
from actions.clocked_fields import clocked
from actions.contract import Request, Result, Tools
from actions.dictation import dictated, own_words
from actions.drafts import Draft, missing, question
from actions.errors import NoSuchName, NothingToDo, RecordNeeded
from actions.given_roles import new_roles
from actions.named_choices import named_choices
from actions.named_spans import Named, blanked, named_in, overlaps
from actions.names_in_full import in_full
from actions.new_names import Naming, after_noun, object_named
from actions.proposals import made, propose
from actions.schedule_activity import schedule_activity
from actions.update_record import propose_update
from actions.wanted import read_wanted
from crm import Candidate, Catalogue, Crm, ObjectInfo, Refused, Value
from language import fold_keep_length

_ABOUT = re.compile(
    r"^\s*(?:,|:|au sujet de|à propos de|concernant|about|regarding|because|car)\s*(?=\S)", re.I
)
_ACTIVITIES = ("Task", "Event")
_APART = frozenset({"reference", "boolean"})
_PEOPLE = ("Contact", "Lead")
_SHOWN = 3
_NUMBER = re.compile(r"(?<![\w.,/@+-])\d{5,8}(?![\w.,/@-])")
_MAKES = re.compile(
    r"\b(?:cre\w*|(?:r|re)?ajout\w*|nouve\w*|new|add\w*|ouvr\w*|open\w*|enregistr\w*|saisi\w*|"
    r"insert\w*|rentr\w*|inscri\w*|mak\w+|set up|start\w*|mont\w+|put in|register\w*|enter\w*|"
    r"il (?:me )?faut|i need|we need|une?|an?|another|encore)\b"
)
_NEW = re.compile(r"\b(?:nouve(?:au|l|lle)s?|new)\b")
ACTION = "action_create_record"


def makes(text: str) -> bool:
    """Whether a text says that a record is to be made: by its verb or by « un », "a new"."""
    return bool(_MAKES.search(fold_keep_length(text)))


async def create_record(request: Request, tools: Tools) -> Result:
    """Read which record is to be made, and go on until it can be shown."""
    text = own_words(request.text)
    catalogue = await tools.org().catalogue()
    name = _kind(text, catalogue, tools)
    if attaches(text):
        return await propose_update(request, tools)
    if name is None or not makes(text):
        changed = await _changed_instead(request, tools, name)
        if changed is not None:
            return changed
    if name is None:
        raise NothingToDo("no_such_kind")
    if name in _ACTIVITIES:
        return await schedule_activity(request, tools)
    info = catalogue[name]
    if not info.createable:
        raise Refused(info.labels.of(request.language))
    values = _trouble(request, info) | await _values(request, text, info, tools)
    draft = Draft(ACTION, name, values, request.text)
    return await go_on(draft, request, tools)


def _kind(text: str, catalogue: Catalogue, tools: Tools) -> str | None:
    """Return the kind of record wanted; « nouvelle affaire » is one, though it is a value too."""
    new = _NEW.search(fold_keep_length(text))
    bare = blanked(text, new.span()) if new else text
    return object_named(text, catalogue, tools) or object_named(bare, catalogue, tools)


async def _values(request: Request, text: str, info: ObjectInfo, tools: Tools) -> dict[str, Value]:
    """Return what the request says of the record that is to be made."""
    catalogue, name = await tools.org().catalogue(), info.name
    body = _body_field(info)
    subject = name == "Case" or body is not None
    head, content = dictated(text) if subject else (text, None)
    address = addressed(head)
    head = blanked(head, *address.spans)
    names = [one for one in named_in(request, text)
             if one.end <= len(head) and not overlaps(one, address.spans)]  # fmt: skip
    names = await in_full(names, head, _hangs_on(info), tools)
    names += [] if names else _numbered(head)
    own = after_noun(head, info, catalogue, tools)
    roles = await new_roles(head, (own.start, own.end) if own else None, names, info, tools)
    hidden = [*roles.spans, *([(own.start, own.end)] if own else [])]
    names = [one for one in names if not overlaps(one, hidden)] + ([own] if own else [])
    naming = Naming(request, tools, catalogue, info, head, names)
    bare = blanked(roles.hidden(head), *((one.start, one.end) for one in names))
    values = read_wanted(bare, info, tools.clock.today(), catalogue, creating=True)
    values = {**values, **(await naming.values()), **roles.values(name)}
    values |= await address.values(info, tools)
    values |= clocked(bare, info, tools.org().user.timezone, tools.clock.today())
    if subject:
        last = max((one.end for one in names), default=len(head))
        told = content or _told(head[last:])
        if told:
            picked, told = named_choices(told, info, tools.clock.today(), catalogue)
            values = {**picked, **values}
        values |= _written(told, info, body)
    return values


async def _changed_instead(request: Request, tools: Tools, kind: str | None) -> Result | None:
    """Show the change of a record that exists, where nothing says that one is to be made.

    « La piste Fabrice Boyer : note chaude » is no new lead.
    """
    if kind and not await _exists(request, tools, kind):
        return None
    try:
        return await propose_update(request, tools)
    except (NothingToDo, NoSuchName, RecordNeeded):
        return None


async def _exists(request: Request, tools: Tools, kind: str) -> bool:
    """Whether the first name of a request is that of a record of that kind, or of a person."""
    names = named_in(request, own_words(request.text))[:1]
    if request.first("record") or not names:
        return bool(names)
    found = await tools.org().find(names[0].text, (kind, *_PEOPLE))
    return found.exact and bool(found.match or found.candidates)


def _told(rest: str) -> str | None:
    """Return what a customer's trouble is: what follows their name and a comma."""
    about = _ABOUT.match(rest)
    return rest[about.end() :].strip() if about else None


def _trouble(request: Request, info: ObjectInfo) -> dict[str, Value]:
    """Return what a customer asked just before « ouvrez un ticket »: it is what the case is for."""
    asked = (request.slots.get("last_text") or {}).get("asked")
    own = request.audience == "customer" and info.name == "Case"
    return _written(asked, info, None) if own else {}


def _body_field(info: ObjectInfo) -> str | None:
    """Return the text field of what has no name of its own: the body of a comment."""
    named = info.fields.get(info.name_field)
    if (named and named.createable) or "Subject" in info.fields:
        return None
    own = [one for one in info.fields.values() if one.createable and one.type not in _APART]
    return own[0].name if len(own) == 1 and own[0].type == "textarea" else None


def _hangs_on(info: ObjectInfo) -> list[str]:
    """Return the kinds of record that a new one may point at."""
    return sorted({name for field in info.fields.values() for name in field.reference_to})


def _numbered(text: str) -> list[Named]:
    """Return the record a number names: « au ticket 00001007 »."""
    return [Named(found[0], *found.span(), "of") for found in list(_NUMBER.finditer(text))[:1]]


def _written(content: str | None, info: ObjectInfo, body: str | None) -> dict[str, Value]:
    """Return the dictated words in their field; a case's long subject is its description too."""
    if not content:
        return {}
    if body:
        return {body: content}
    longest = info.fields["Subject"].length or 255
    if len(content) <= longest:
        return {"Subject": content}
    return {"Subject": content[: longest - 1] + "…", "Description": content}


async def go_on(draft: Draft, request: Request, tools: Tools) -> Result:
    """Ask for the next thing missing, or show the whole record."""
    crm = tools.org()
    catalogue = await crm.catalogue()
    info = catalogue[draft.object]
    wanted = missing(info, draft.values)
    if wanted is not None:
        suggestion = await _suggested(draft, info, crm) if wanted.name == info.name_field else ""
        return await question(draft, wanted, request, tools, suggestion=suggestion)
    asked = replace(request, text=draft.words)
    proposal = await made(asked, tools, "create", draft.object, "", draft.values)
    found = await namesakes(draft.object, draft.values, crm)
    if not found:
        return await propose(proposal, asked, tools)
    proposal = replace(proposal, accepted=tuple(one.id for one in found))
    told = ", ".join(_told_apart(one) for one in found)
    return await propose(proposal, asked, tools, said="duplicates", names=told)


async def _suggested(draft: Draft, info: ObjectInfo, crm: Crm) -> str:
    """Return a name for a record that belongs to an account: the account's, with the month."""
    account = draft.values.get("AccountId")
    if not account:
        return ""
    found = await crm.get("Account", str(account), ("Name",))
    day = draft.values.get("CloseDate")
    month = f" – {day:%m/%Y}" if day is not None and not isinstance(day, str | int) else ""
    return f"{found['Name']}{month}" if found else ""


async def namesakes(name: str, values: Mapping[str, Value], crm: Crm) -> tuple[Candidate, ...]:
    """Return records that may be the same person or company, by address, number or whole name."""
    catalogue: Catalogue = await crm.catalogue()
    alike = {"Contact": ("Contact", "Lead"), "Lead": ("Lead", "Contact"), "Account": ("Account",)}
    objects = tuple(one for one in alike.get(name, ()) if one in catalogue)
    if not objects:
        return ()
    called = " ".join(str(values[part]) for part in ("FirstName", "LastName") if values.get(part))
    said = [values.get("Email"), values.get("Phone"), values.get("MobilePhone")]
    said += [values.get("Name") or (called if " " in called else None)]
    found: dict[str, Candidate] = {}
    for words in filter(None, said):
        answer = await crm.find(str(words), objects)
        if answer.exact:
            found |= {one.id: one for one in answer.candidates if one.score >= 1.0}
    return tuple(found.values())[:_SHOWN]


def _told_apart(candidate: Candidate) -> str:
    details = " · ".join(value for _, value in candidate.details[:2])
    return f"**{candidate.name}**" + (f" ({details})" if details else "")
