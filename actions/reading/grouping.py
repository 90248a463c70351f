"""What a question is broken down by: fields, people, parents, the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.asked import Asked
from actions.reading.clauses import object_of
from actions.reading.growing import grown_by, growth_said
from actions.reading.links import parent_path
from actions.reading.manners import by_means
from actions.reading.parting import is_of, parts, unit_heads
from actions.reading.paths import target
from actions.reading.picks import field_of
from actions.reading.pivot import OWNER, Pivot
from actions.reading.ranked_values import cut_values, heads, ranked, ranks_values
from actions.reading.spans import Mention
from actions.reading.states import STATES
from actions.reading.traits import NUMBERS, date_field, finish_field, owner_path, said_date
from crm import Group
from crm.query import Grain
from language import fold, words

_GRAINS: dict[str, Grain] = {
    "grain_day": "day",
    "grain_weekday": "weekday",
    "grain_week": "week",
    "grain_month": "month",
    "grain_quarter": "quarter",
    "grain_year": "year",
}
_ADJECTIVES = ("mensuel", "hebdo", "trimestriel", "annuel", "quotidien")


def groups(asked: Asked, pivot: Pivot | None, used: set[Mention]) -> list[Group]:
    """Return the groups of a question, in the order they were said, at most two."""
    found: list[Group] = []
    if pivot:
        path = object_path(asked, pivot.by)
        if path:
            used.add(pivot.subject)
            ids = [] if pivot.by == OWNER else [Group(_id_of(asked, path))]
            found += [*ids, Group(path)]
    found = [*dict.fromkeys((*found, *_said(asked, used)))]
    return (found or _over_time(asked))[: 3 if pivot and pivot.by != OWNER else 2]


def _over_time(asked: Asked) -> list[Group]:
    """Return the calendar a trend runs along where none is said: years for years, else months."""
    if unit := grown_by(asked):
        return [Group(group_date(asked), unit)]
    if not any(fold(m.text) in _TRENDS for m in asked.sentence.mentions if m.says("spread")):
        return []
    periods = [m.data for m in asked.sentence.mentions if m.kind == "period"]
    long = any(one.start and one.end and one.start.year < one.end.year for one in periods)
    return [Group(group_date(asked), "year" if long or len(periods) > 1 else "month")]


_TRENDS = frozenset({"evolution", "trend", "tendance", "courbe"})


def _id_of(asked: Asked, path: str) -> str:
    """Return the id beside a parent's name, so that namesakes stay apart: `Account.Name`."""
    above = path.rsplit(".", 1)[0]
    return f"{above}.Id" if "." in above else _key(asked, above)


def key_path(asked: Asked, path: str) -> str:
    """Return the path to the id of a record whose name is at `path`; the path of a plain field."""
    above, _, last = path.rpartition(".")
    info = target(asked.catalogue, asked.frame.main.object, path)
    if not above or info is None or last not in {"Name", info.name}:
        return path
    named = last in {"Name", "CaseNumber", "OrderNumber", "Subject", "ContractNumber"}
    return _id_of(asked, path) if named or _names_record(asked, path) else path


def _names_record(asked: Asked, path: str) -> bool:
    info = target(asked.catalogue, asked.frame.main.object, path)
    return any(one.name_field == info.name for one in asked.catalogue.values() if info
               and one.fields.get(info.name) is info)  # fmt: skip


def _key(asked: Asked, relationship: str) -> str:
    fields = asked.catalogue[asked.frame.main.object].fields.values()
    return next(one.name for one in fields if one.relationship == relationship)


def _said(asked: Asked, used: set[Mention]) -> Iterator[Group]:
    mentions = asked.sentence.mentions
    for place, mention in enumerate(mentions):
        if mention in used:
            continue
        means = mentions[place + 1 : place + 2]
        manner = means and by_means(asked.sentence, means[0], asked.catalogue)
        if manner or _rated(asked, place):
            continue
        if mention.says("by") and not mention.says("sort"):
            yield from _chain(asked, place + 1, used)
        elif _adverbial(mention):
            yield from _calendar(asked, mention, used)
        elif _ranks(asked, place):
            yield from _chain(asked, place + 1, used)
        elif mention.says("frequent") or ranks_values(asked, place):
            yield from _most_frequent(asked, place, used)
        elif heads(asked, mention) or unit_heads(asked, mention):
            yield from _chain(asked, place, used)


def _ranks(asked: Asked, place: int) -> bool:
    """Whether what follows is ranked: « quel secteur a le plus », « le top 3 des secteurs »."""
    mention = asked.sentence.mentions[place]
    if mention.kind == "count":
        return cut_values(asked, place)
    if mention.says("most", "least", "top", "bottom"):
        return _grained(asked.sentence.mentions, place + 1) and (
            asked.sentence.mentions[place + 1].start == mention.end
        )
    return mention.says("which") and (ranked(asked, mention) or bool(growth_said(asked.sentence)))


def _rated(asked: Asked, place: int) -> bool:
    """Whether « 200 € par mois » says what a figure is of, and breaks nothing down."""
    mentions = asked.sentence.mentions
    near = mentions[max(place - 1, 0) : place + 2]
    if len(near) < 3 or near[0].kind != "amount" or near[1].start != near[0].end:
        return False
    return any(concept.startswith("grain_") for concept in near[2].concepts)


def _most_frequent(asked: Asked, place: int, used: set[Mention]) -> Iterator[Group]:
    """« le motif le plus fréquent », "most common issue": what is counted by its values."""
    mentions = asked.sentence.mentions
    here = mentions[place]
    for other in (*mentions[place + 1 : place + 2], *mentions[max(place - 1, 0) : place]):
        near = max(other.start - here.end, here.start - other.end) <= 1
        group = group_of(asked, other) if near and not asked.frame.at(other) else None
        if group:
            used.add(other)
            yield group
            return


def _chain(asked: Asked, place: int, used: set[Mention]) -> Iterator[Group]:
    """Read « source et étape » after « par »; stop at the first thing that is no group."""
    mentions = asked.sentence.mentions
    while place < len(mentions):
        if mentions[place].says("closing", "closed", "created") and _grained(mentions, place + 1):
            used.add(mentions[place])
            place += 1
        mention = mentions[place]
        inner = _of_parent(asked, mention, mentions[place + 1 : place + 2])
        if inner:
            used.add(mention)
            place += 1
        group, mention = inner or group_of(asked, mention), mentions[place]
        if group is None:
            return
        used.add(mention)
        yield group
        place += 1
        if place < len(mentions) and mentions[place] in asked.frame.grouped:
            place += is_of(asked, mention, mentions[place], used)
        joined = place < len(mentions) and mentions[place].says("and")
        if not joined:
            return
        place += 1
        if place < len(mentions) and mentions[place].says("by"):
            place += 1


def _grained(mentions: Sequence[Mention], place: int) -> bool:
    """Whether a unit of the calendar stands there: "by close month"."""
    return any(c.startswith("grain_") for m in mentions[place : place + 1] for c in m.concepts)


def _of_parent(asked: Asked, mention: Mention, following: Sequence[Mention]) -> Group | None:
    """Read "account country" as the country of the account."""
    name = object_of(mention, asked.catalogue)
    main = asked.frame.main.object
    path = parent_path(asked.catalogue, main, name) if name else None
    for field in following if name and (path or name == main) else ():
        for one in field.of("field") if field.start == mention.end else ():
            held = asked.catalogue[one.object].fields.get(one.field)
            if one.object == name and held and held.groupable and held.type != "reference":
                return Group(f"{path}.{one.field}" if path else one.field)
    return None


def group_of(asked: Asked, mention: Mention) -> Group | None:
    """Return what a mention breaks records down by: a field, people, a parent, the calendar."""
    if mention.kind not in {"words", "unknown"} or mention.says(*STATES):
        return None
    if _rather_valued(asked, mention):
        return None
    for concept, grain in _GRAINS.items():
        if mention.says(concept):
            return Group(group_date(asked), grain)
    if mention.says("queue"):
        path = object_path(asked, OWNER)
        return Group(path) if path else None
    if mention.says("team"):
        mine = fold(mention.text).startswith(("mon ", "my ", "notre ", "our ", "mes "))
        return None if mine or asked.sentence.before(mention)[-1:] == ["my"] else _team(asked)
    return labelled_group(asked, mention)


def _rather_valued(asked: Asked, mention: Mention) -> bool:
    """Whether "opened by phone" names a value in full, and a field by a part of its label."""
    main = asked.frame.main.object
    fields = asked.info(asked.frame.main).fields
    named = [fields[one.field] for one in mention.of("field") if one.object == main]
    if any(one.type in {"picklist", "reference"} for one in named):
        return False
    valued = any(one.object == main and one.share == 1.0 for one in mention.of("value"))
    shares = [one.share for one in mention.of("field") if one.object == main]
    name = object_of(mention, asked.catalogue)
    held = name and (name == main or object_path(asked, name) is not None)
    return valued and not held and max(shares, default=0.0) < 1.0


def labelled_group(asked: Asked, mention: Mention) -> Group | None:
    """Return the group a mention's label or object stands for."""
    homes = [asked.frame.main, *asked.frame.anchors]
    field = field_of(mention, homes, asked.catalogue, least=0.3)
    named = object_of(mention, asked.catalogue)
    own = asked.info(asked.frame.main)
    listed = field is not None and field[1] in own.fields and field[2].type == "picklist"
    if named == own.name and not listed:
        return None
    if fold(mention.text) in _ANYBODY:
        named = OWNER
    if named and (
        not field or named == OWNER or mention.of("object")[0].share >= mention.of("field")[0].share
    ):
        path = object_path(asked, named)
        if path:
            return Group(path)
    if field is None:
        return None
    _, path, info = field
    if info.type == "reference" and info.relationship:
        stem = path.rsplit(".", 1)[0] + "." if "." in path else ""
        target = asked.catalogue.get(info.reference_to[0]) if info.reference_to else None
        return Group(f"{stem}{info.relationship}.{target.name_field if target else 'Name'}")
    if info.type in {"date", "datetime"}:
        return Group(path, "month")
    plain = info.type not in NUMBERS or (info.type == "int" and parts(asked, mention))
    return Group(path) if info.groupable and plain else None


_ANYBODY = frozenset({"person", "personne", "people", "head", "tete"})


def object_path(asked: Asked, name: str) -> str | None:
    """Return the path to the name of the parent records are grouped by."""
    main = asked.frame.main.object
    if name == OWNER:
        owner = owner_path(asked.catalogue, main)
        return f"{owner.removesuffix('Id')}.Name" if owner else None
    path = parent_path(asked.catalogue, main, name)
    return f"{path}.{asked.catalogue[name].name_field}" if path else None


def _team(asked: Asked) -> Group | None:
    owner = owner_path(asked.catalogue, asked.frame.main.object)
    return Group(f"{owner.removesuffix('Id')}.UserRole.Name") if owner else None


def _adverbial(mention: Mention) -> bool:
    """« mensuel », "monthly", « mois par mois »: the calendar without « par »."""
    text = fold(mention.text)
    said = text.startswith(_ADJECTIVES) or text.endswith("ly") or " par " in text or " by " in text
    return said and any(mention.says(concept) for concept in _GRAINS)


def _calendar(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Group]:
    group = group_of(asked, mention)
    if group:
        used.add(mention)
        yield group


def group_date(asked: Asked) -> str:
    """Return the date the calendar cuts: of creation, of closing, or the object's own."""
    info = asked.catalogue[asked.frame.main.object]
    mentions = asked.sentence.mentions
    begun = [m.text for m in mentions if m.says("created") and not m.says("open")]
    if begun and "CreatedDate" in info.fields:
        own = said_date(info, words(" ".join(begun))) if info.custom else None
        return own.name if own else "CreatedDate"
    finish = finish_field(info)
    if finish and any(m.says("won", "lost", "closed", "closing", "revenue") for m in mentions):
        return finish.name
    for anchor in asked.frame.anchors:
        if anchor.path and anchor.object == "Opportunity":
            return f"{anchor.path}.CloseDate"
    found = date_field(info)
    return found.name if found else "CreatedDate"
