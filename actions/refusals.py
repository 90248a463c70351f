"""What the person reads when a door refuses or an action needs something from them."""

from __future__ import annotations

from functools import singledispatch

from actions.choices import awaiting, choices, offered, remembered
from actions.contract import Language, Request, Result
from actions.errors import ActionError, NoSuchName, NothingToDo, RecordNeeded, SignInNeeded
from actions.parts import Text
from actions.refusal_lines import LINES, OBJECTS
from actions.wording import first_names, line, typeset
from crm import (
    Ambiguous,
    BadQuery,
    CrmError,
    CrmUnavailable,
    Duplicates,
    Expired,
    Invalid,
    NotFound,
    NotUndoable,
    QuotaSpent,
    Refused,
    SignedOut,
    Stale,
    Withheld,
)
from guard import GuardError
from knowledge import KnowledgeError

Failure = ActionError | CrmError | GuardError | KnowledgeError


def plain(name: str, request: Request, refused: str | None = None, **values: object) -> Result:
    """Return one line as the whole answer."""
    words = line(LINES, name, request.language, **values)
    return Result(parts=(Text(text=words),), refused=refused or name)


def kinds(objects: tuple[str, ...], language: Language) -> str:
    """Return the kinds of record in words: « un compte ou un contact »."""
    names = [OBJECTS[name][language] for name in objects if name in OBJECTS]
    joint = " ou " if language == "fr" else " or "
    return joint.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@singledispatch
def explain(error: Exception, request: Request) -> Result:
    """Return what the person reads; nothing of a response body or of a record's content."""
    return plain("unavailable", request)


@explain.register
def _(error: Ambiguous, request: Request) -> Result:
    return offered(error.candidates, request, awaiting(request))


@explain.register
def _(error: NoSuchName, request: Request) -> Result:
    if not error.nearest:
        return plain("no_such_name", request, words=error.words)
    words = line(LINES, "nearest_names", request.language, words=error.words)
    return Result(
        parts=(Text(text=words), choices(error.nearest, request.language)),
        slots=remembered(error.nearest, request),
        refused="no_such_name",
    )


@explain.register
def _(error: RecordNeeded, request: Request) -> Result:
    words = line(
        LINES, "record_needed", request.language, kinds=kinds(error.objects, request.language)
    )
    return Result(parts=(Text(text=words),), slots={"awaiting": awaiting(request)})


@explain.register
def _(error: SignInNeeded, request: Request) -> Result:
    return plain("sign_in", request)


@explain.register
def _(error: SignedOut, request: Request) -> Result:
    return plain("sign_in", request)


@explain.register
def _(error: NothingToDo, request: Request) -> Result:
    return plain(error.what, request, reading=error.reading)


@explain.register
def _(error: CrmUnavailable, request: Request) -> Result:
    return plain("crm_in_doubt" if error.in_doubt else "crm_unavailable", request)


@explain.register
def _(error: QuotaSpent, request: Request) -> Result:
    return plain("quota_spent", request)


@explain.register
def _(error: Refused, request: Request) -> Result:
    what = ".".join(part for part in (error.object, error.field) if part)
    return plain("refused_field" if what else "refused", request, "refused", what=what)


@explain.register
def _(error: Withheld, request: Request) -> Result:
    key = "withheld_many" if len(error.names) > 1 else f"withheld_{error.operation}"
    names = first_names(error.names, request.language)
    return plain(key, request, "refused", names=names, count=len(error.names))


@explain.register
def _(error: NotFound, request: Request) -> Result:
    return plain("not_found", request)


@explain.register
def _(error: BadQuery, request: Request) -> Result:
    if not error.unknown:
        return plain("too_tangled", request, "bad_query")
    names = ", ".join(unknown.name for unknown in error.unknown)
    nearest = ", ".join(name for unknown in error.unknown for name in unknown.nearest)
    name = "bad_query_near" if nearest else "bad_query"
    return plain(name, request, "bad_query", names=names, nearest=nearest)


@explain.register
def _(error: Invalid, request: Request) -> Result:
    allowed = ", ".join(str(value) for value in error.allowed)
    reason = LINES[f"invalid_{error.reason}"][request.language]
    words = typeset(reason, request.language).format(
        field=error.field, allowed=allowed, detail=error.detail or ""
    )
    return Result(parts=(Text(text=words),), refused="invalid")


@explain.register
def _(error: Duplicates, request: Request) -> Result:
    words = line(LINES, "duplicates", request.language)
    parts = (
        (Text(text=words), choices(error.candidates, request.language))
        if error.candidates
        else (Text(text=words),)
    )
    return Result(parts=parts, refused="duplicates")


@explain.register
def _(error: Stale, request: Request) -> Result:
    return plain("stale", request)


@explain.register
def _(error: Expired, request: Request) -> Result:
    return plain("expired", request)


@explain.register
def _(error: NotUndoable, request: Request) -> Result:
    return plain("not_undoable", request)


@explain.register
def _(error: GuardError, request: Request) -> Result:
    return plain("guard_refused", request)


@explain.register
def _(error: KnowledgeError, request: Request) -> Result:
    return plain("knowledge_unavailable", request)
