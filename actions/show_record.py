"""Who or what is …: a record's card, a choice among namesakes, and what is asked of it next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from actions.account_records import of_kind_said
from actions.answer_question import answer_question
from actions.asked_details import asked_paths
from actions.cards import card_of
from actions.contract import Action, Entity, Request, Result, Tools
from actions.display import EMPTY, field_at, label_at, shown
from actions.errors import NoSuchName, NothingToDo, RecordNeeded
from actions.led_group import ranked_group
from actions.naming import NAME_ENTITIES, focus, focused, record_named, with_own
from actions.parts import RecordRef, Text
from actions.pointing import counted, listed, only_found, only_named, row_meant, spoken_of
from actions.query_records import answer_reading, read_question, refine_query
from actions.reading import recall
from actions.rows_shown import row_said, row_shown
from actions.wording import Lines, line
from crm import Ambiguous, Catalogue, value_at
from language import find_counts, fold
from language import words as tokens

OBJECTS = ("Contact", "Account", "Opportunity", "Lead", "Case", "User")
# Words that point at somebody: what they ask for is not in an article.
OF_SOMEBODY = frozenset(
    {"son", "sa", "ses", "leur", "leurs", "lui", "elle", "il", "eux"}
    | {"his", "her", "hers", "its", "their", "them", "he", "she", "they", "him"}
)
LINES: Lines = {
    "detail": {"fr": "{label} de **{name}** : {value}", "en": "**{name}**’s {label}: {value}"},
    "detail_empty": {
        "fr": "{label} de **{name}** : non renseigné dans le CRM",
        "en": "**{name}**’s {label}: not filled in the CRM",
    },
    "no_detail": {
        "fr": "Je n’ai pas reconnu l’information que vous cherchez sur **{name}**. "
        "Voici sa fiche :",
        "en": "I didn’t recognise what you want to know about **{name}**. Here is the record:",
    },
}


async def show_record(request: Request, tools: Tools) -> Result:
    """Show the one record that is meant, or list those that several are asked for by name."""
    try:
        objects = with_own(OBJECTS, await tools.org().catalogue())
        record = await record_named(request, tools, objects)
    except RecordNeeded:
        spoken = focus(request, tuple(await tools.org().catalogue()))
        info = (await tools.org().catalogue())[spoken.object] if spoken else None
        if info is None or not asked_paths(request.text, info):
            raise
        return await show_detail(request, tools)
    except Ambiguous:
        reading = await read_question(request, tools, None)
        if reading is None or not reading.of_name:
            raise
        return await answer_reading(request, tools, reading)
    record = await _of_kind(record, request, tools)
    return Result(
        parts=(await card_of(record, request, tools),), slots=focused(record), records=(record,)
    )


async def _of_kind(record: RecordRef, request: Request, tools: Tools) -> RecordRef:
    """Return the account's deal for « l'opportunité Ysold »; the account where it has none."""
    named = [one for kind in NAME_ENTITIES for one in request.all(kind)]
    if not named or request.first("record"):
        return record
    try:
        return await of_kind_said(record, str(named[0].value), request.text, OBJECTS, tools)
    except NoSuchName:
        return record


async def show_detail(request: Request, tools: Tools) -> Result:
    """Answer what is asked of the record being spoken of: « son téléphone », "her open deals"."""
    catalogue = await tools.org().catalogue()
    record = focus(request, tuple(catalogue))
    if _of_the_list(request, record, catalogue):
        return await refine_query(request, tools)
    paths = asked_paths(request.text, catalogue[record.object]) if record else ()
    spoken = spoken_of(request, catalogue, certain=True)
    reading = await read_question(request, tools, spoken) if spoken else None
    if reading is not None and reading.belongs is not None and (reading.many or not paths):
        return await answer_reading(request, tools, reading)
    for other in (only_found(request), only_named(request)):
        if not paths and other is not None and other.object in catalogue:
            paths = asked_paths(request.text, catalogue[other.object])
            record = other if paths else record
    if record is None:
        return await _of_nobody(request, tools)
    return await _details(record, paths, request, tools)


def _of_the_list(request: Request, record: RecordRef | None, catalogue: Catalogue) -> bool:
    """Whether « et leur fonction », "and their titles" is asked of every row on screen.

    A company or somebody spoken of since the list is meant before it; one the list is of is not.
    """
    reading = listed(request, catalogue)
    if reading is None or only_found(request) or not _THEIRS & {*tokens(request.text)}:
        return False
    of_one = record is not None and record.object in _SEVERAL_IN_ONE
    since = of_one and record is not None and record.id not in str(request.slots["last_query"])
    return not since and bool(asked_paths(request.text, catalogue[reading.query.object]))


_THEIRS = frozenset({"leur", "leurs", "their"})
_SEVERAL_IN_ONE = frozenset({"Account", "Contact", "Lead", "User"})
"""What « leur », "their" may be said of where it is one: a company, somebody."""


async def _of_nobody(request: Request, tools: Tools) -> Result:
    """Answer « où sont les données ? », which speaks of no record, from the knowledge base."""
    if not OF_SOMEBODY & set(tokens(request.text)):
        answered = await answer_question(request, tools)
        if answered.refused is None:
            return answered
    raise RecordNeeded(OBJECTS)


async def _details(
    record: RecordRef, paths: tuple[str, ...], request: Request, tools: Tools
) -> Result:
    crm = tools.org()
    if not paths and not tokens(request.text):
        return Result(parts=(await card_of(record, request, tools),), records=(record,))
    if not paths:
        words = line(LINES, "no_detail", request.language, name=record.name)
        return Result(
            parts=(Text(text=words), await card_of(record, request, tools)), records=(record,)
        )
    catalogue = await crm.catalogue()
    values = await crm.get(record.object, record.id, paths) or {}
    said = [detail(record, values, catalogue, path, request, crm.user.timezone) for path in paths]
    return Result(parts=tuple(said), records=(record,))


def detail(
    record: RecordRef, values: Mapping[str, Any], catalogue: Catalogue, path: str,
    request: Request, zone: str,
) -> Text:  # fmt: skip
    """Return one value of the record in words."""
    value = shown(
        value_at(values, path), field_at(catalogue, record.object, path), request.language, zone
    )
    label = label_at(catalogue, record.object, path, request.language)
    name = "detail" if value != EMPTY else "detail_empty"
    return Text(
        text=line(LINES, name, request.language, label=label, name=record.name, value=value)
    )


async def choose(actions: Mapping[str, Action], request: Request, tools: Tools) -> Result:
    """Take up what was asked with the record the person chose."""
    record = chosen_record(request)
    if record is None:
        if await _asks_rank(request, tools):
            return await actions["action_refine_query"](request, tools)
        row = row_meant(request.text)
        if row is None and row_said(request) is not None and await _lists(request, tools):
            return await actions["action_show_detail"](request, tools)
        if row is not None and (opened := await row_shown(request, tools, row)):
            return opened
        raise NothingToDo("nothing_to_choose")
    return await take_up(actions, request, tools, Entity("record", record, 0, 0))


async def _lists(request: Request, tools: Tools) -> bool:
    """Whether rows stand on screen, or figures of records that have some."""
    if tools.crm is None or not request.slots.get("last_query"):
        return False
    catalogue = await tools.crm.catalogue()
    return bool(listed(request, catalogue) or counted(request, catalogue))


async def _asks_rank(request: Request, tools: Tools) -> bool:
    """Whether a message asks for a rank among the groups on screen: "the first one"."""
    last = request.slots.get("last_query")
    if tools.crm is None or not last:
        return False
    return ranked_group(request.text, recall(last, await tools.crm.catalogue())) is not None


def chosen_record(request: Request) -> str | None:
    """Return the id chosen by button, by ordinal or by words that tell it apart."""
    payload = request.first("record")
    if payload:
        return str(payload.value)
    candidates = request.slots.get("candidates") or []
    for count in find_counts(request.text):
        index = count.value if count.value < 0 else count.value - 1
        if count.ordinal and -len(candidates) <= index < len(candidates):
            return str(candidates[index]["id"])
    scored = [
        (fuzz.partial_token_set_ratio(fold(request.text), fold(one["label"])), one["id"])
        for one in candidates
    ]
    best = max(scored, default=(0, ""))
    clear = [score for score, _id in scored if score >= best[0]]
    return str(best[1]) if best[0] >= 60 and len(clear) == 1 else None


async def resume(actions: Mapping[str, Action], request: Request, tools: Tools) -> Result:
    """Take up what was asked with the name the person just gave; else show that record."""
    by_words = chosen_record(request) if request.slots.get("candidates") else None
    if by_words:
        return await take_up(actions, request, tools, Entity("record", by_words, 0, 0))
    entity = request.first("record_name") or request.first("person")
    name = str(entity.value) if entity else request.text
    return await take_up(actions, request, tools, Entity("record_name", name, 0, 0))


async def take_up(
    actions: Mapping[str, Action], request: Request, tools: Tools, record: Entity
) -> Result:
    """Run the awaited action again, the record now known; without one, show the record."""
    waiting = request.slots.get("awaiting") or {}
    action = waiting.get("action") or "action_show_record"
    kept = tuple(Entity(*entity) for entity in waiting.get("entities") or ())
    again = Request(
        text=waiting.get("text") or request.text, language=request.language,
        intent=request.intent, entities=(record, *kept), slots=request.slots, turn=request.turn,
        conversation=request.conversation, audience=request.audience, action=action,
    )  # fmt: skip
    return await actions[action](again, tools)
