"""Every condition of a question, gathered on the object it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.reading.clauses import Anchor, Frame, home
from actions.reading.comparing import bounded, bounded_field
from actions.reading.dating import dated
from actions.reading.links import tie
from actions.reading.mentions import Mention, Sentence
from actions.reading.naming import Named, country_condition, named_condition
from actions.reading.picks import field_of, pick
from actions.reading.states import STATES, state
from actions.reading.texts import textual
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, Not, ObjectInfo, Query, Related
from language import Period


@dataclass(frozen=True)
class Placed:
    """A condition, the object it is about, and the mention that asked for it."""

    anchor: Anchor
    condition: Condition
    mention: Mention
    negated: bool = False


@dataclass(frozen=True)
class Asked:
    """What is read: the sentence, its frame, and what is known of the asker."""

    sentence: Sentence
    frame: Frame
    catalogue: Catalogue
    today: date
    language: str
    named: Sequence[Named] = ()

    def homes(self, mention: Mention) -> list[Anchor]:
        """Return the objects a mention may belong to, the likeliest first."""
        return list(home(self.sentence, self.frame, mention, self.language))

    def info(self, anchor: Anchor) -> ObjectInfo:
        """Return the description of an anchor's object."""
        return self.catalogue[anchor.object]


def placed(asked: Asked, used: set[Mention]) -> Iterator[Placed]:
    """Yield the conditions of every mention that no group, measure or order has used."""
    for mention in asked.sentence.mentions:
        if mention in used:
            continue
        for one in _of_mention(asked, mention, used):
            negated = _negated(asked.sentence, mention)
            yield replace(one, negated=negated and one.mention is mention)
            used.add(mention)


def _of_mention(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if mention.kind == "period":
        yield from _dates(asked, mention)
    elif mention.kind == "amount":
        yield from _amounts(asked, mention, used)
    elif mention.kind == "place":
        yield from _places(asked, mention)
    elif mention.kind in {"name", "contact"}:
        yield from _names(asked, mention)
    elif mention.kind in {"words", "unknown"}:
        yield from _words(asked, mention, used)


def _words(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if asked.frame.at(mention):
        return
    for reader in (_contacts, _states, _values, _lacks):
        found = list(reader(asked, mention, used))
        if found:
            yield from found
            return
    yield from (Placed(a, c, mention) for a, c in textual(asked.sentence, mention, asked.homes(mention), asked.catalogue, used))  # fmt: skip


def _dates(asked: Asked, mention: Mention) -> Iterator[Placed]:
    homes = asked.homes(mention)
    order = [*homes] if homes[0].child else [asked.frame.main, *homes]
    for anchor in order:
        for _, _, condition in dated(asked.sentence, mention, asked.info(anchor), asked.today):
            yield Placed(anchor, _under(anchor, condition), mention)
            return


def _amounts(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    for anchor in asked.homes(mention):
        found = bounded_field(asked.sentence, mention, asked.info(anchor))
        if found:
            field, named = found
            if named:
                used.add(named)
            yield Placed(anchor, _under(anchor, bounded(field, mention.data)), mention)
            return


def _places(asked: Asked, mention: Mention) -> Iterator[Placed]:
    for anchor in asked.homes(mention):
        condition = country_condition(mention.data, anchor, asked.catalogue)
        if condition:
            yield Placed(anchor, condition, mention)
            return


def _names(asked: Asked, mention: Mention) -> Iterator[Placed]:
    named = next((one for one in asked.named if one.mention is mention), None)
    for anchor in asked.homes(mention) if named else ():
        found = named_condition(named, anchor, asked.catalogue) if named else None
        if found:
            yield Placed(*found, mention)
            return


def _contacts(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« jamais contactés », "inactive": no activity at all, or none in the period beside it."""
    if not mention.says("contacted", "inactive") or mention.of("value"):
        return
    main = asked.frame.main
    if "LastActivityDate" not in asked.info(main).fields:
        return
    near = asked.sentence.mentions
    place = near.index(mention)
    timed = any(m.kind == "period" for m in near)
    before = near[max(place - 3, 0) : place]
    lacking = any(m.says("never", "not", "without") for m in before)
    if not timed and (lacking or mention.says("inactive")):
        yield Placed(main, Compare("LastActivityDate", "=", None), mention)


def _states(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if not mention.says(*STATES) or _only_dates(asked, mention):
        return
    for anchor in asked.homes(mention):
        condition = state(mention, asked.info(anchor), asked.today)
        exact = any(m.share == 1.0 and m.object == anchor.object for m in mention.of("value"))
        if condition and not (exact and _several_words(mention)):
            yield Placed(anchor, _under(anchor, condition), mention)
            return


def _several_words(mention: Mention) -> bool:
    return mention.end - mention.start > 1


def _only_dates(asked: Asked, mention: Mention) -> bool:
    """Whether the word only says which date a period is about: « ferment ce mois-ci »."""
    following = [m for m in asked.sentence.mentions if m.start >= mention.end][:2]
    period = next((m for m in following if m.kind == "period"), None)
    if period is None or mention.says("won", "lost", "converted", "unconverted", "overdue"):
        return False
    settled = mention.says("closing") and not mention.text.lower().rstrip("s").endswith(("é", "ée", "ed"))  # fmt: skip
    asked_for: Period = period.data
    opened = mention.says("open") and mention.says("created") and asked_for.relation == "within"
    return settled or opened


def _values(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    if mention.says("mine", "count", "by", "sum", "most", "team", "portfolio"):
        return
    found = pick(asked.sentence, mention, asked.homes(mention), asked.catalogue)
    if found is None:
        return
    if found.field.type == "multipicklist":
        yield Placed(found.anchor, Compare(found.path, "includes", found.values), mention)
    else:
        yield Placed(found.anchor, Compare(found.path, "in", found.values), mention)


def _lacks(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« sans téléphone », "with an email", and flags: « désinscrits de l'e-mail »."""
    if not mention.of("field"):
        return
    previous = _governing(asked.sentence, mention)
    found = field_of(mention, asked.homes(mention), asked.catalogue)
    if found is None:
        return
    anchor, path, field = found
    if field.type == "boolean" and mention.of("field")[0].share > 0.4:
        yield Placed(anchor, Compare(path, "=", not (previous and previous.says("without", "not"))), mention)  # fmt: skip
    elif previous and previous.says("without"):
        yield Placed(anchor, Compare(path, "=", None), mention)
    elif previous and previous.says("with") and _ends_clause(asked.sentence, mention):
        yield Placed(anchor, Compare(path, "!=", None), mention)


def _governing(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return « sans » or « avec » before a field, through « et » and « ou » too."""
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if previous.says("with", "without", "not"):
            return previous if mention.start - previous.end <= 8 else None
        if not (previous.says("or", "and") or previous.of("field")) or previous.of("object"):
            return None
    return None


def _ends_clause(sentence: Sentence, mention: Mention) -> bool:
    following = [m for m in sentence.mentions if m.start >= mention.end][:1]
    return not following or (following[0].kind in {"words", "period"} and following[0].start - mention.end > 0)  # fmt: skip


def _negated(sentence: Sentence, mention: Mention) -> bool:
    """Whether « pas », "except", « hors » stands right before the condition."""
    place = sentence.mentions.index(mention)
    if mention.kind == "period" or not place:
        return False
    previous = sentence.mentions[place - 1]
    if mention.says("contacted", "inactive") or not previous.says("not"):
        return False
    return mention.start - previous.end <= 4


def _under(anchor: Anchor, condition: Condition) -> Condition:
    """Return a condition on a parent's fields as one on the main object."""
    if not anchor.path or anchor.child:
        return condition
    match condition:
        case Compare(path, operator, value):
            return Compare(f"{anchor.path}.{path}", operator, value)
        case AllOf(inner):
            return AllOf(tuple(_under(anchor, one) for one in inner))
        case AnyOf(inner):
            return AnyOf(tuple(_under(anchor, one) for one in inner))
        case _:
            return condition


def assemble(asked: Asked, conditions: Sequence[Placed]) -> list[Condition]:
    """Return one condition for each thing asked: alternatives joined, children as semi-joins."""
    main = [one for one in conditions if not one.anchor.child]
    joined = list(_joined(asked.sentence, main))
    for child in dict.fromkeys(a for a in asked.frame.anchors if a.child):
        own = list(_joined(asked.sentence, [one for one in conditions if one.anchor == child]))
        link = tie(asked.catalogue, asked.frame.main.object, child.object)
        if link:
            inner = Query(child.object, (link.field,), AllOf(tuple(own)))
            joined.append(Related(link.path, inner, child.negated))
    return joined


def _joined(sentence: Sentence, conditions: Sequence[Placed]) -> Iterator[Condition]:
    """Join values of one field, and what « ou » stands between; negate what is denied."""
    groups: list[list[Placed]] = []
    for one in sorted(conditions, key=lambda placed: placed.mention.start):
        same = next((g for g in groups if _same_field(g[-1], one)), None)
        if same is not None:
            same.append(one)
        elif groups and _alternative(sentence, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        whole = _alternatives([one.condition for one in group])
        yield _denied(whole) if group[0].negated else whole


def _same_field(one: Placed, other: Placed) -> bool:
    a, b = one.condition, other.condition
    if not (isinstance(a, Compare) and isinstance(b, Compare)):
        return False
    return a.path == b.path and a.operator == b.operator and a.operator in {"in", "includes", "="} and a.value is not None  # fmt: skip


def _alternative(sentence: Sentence, one: Placed, other: Placed) -> bool:
    between = [m for m in sentence.mentions if one.mention.end <= m.start and m.end <= other.mention.start]  # fmt: skip
    return any(m.says("or") for m in between)


def _alternatives(conditions: Sequence[Condition]) -> Condition:
    first = conditions[0]
    compares = [one for one in conditions if isinstance(one, Compare)]
    same = len({(one.path, one.operator) for one in compares}) == 1 and len(compares) == len(conditions)  # fmt: skip
    if same and isinstance(first, Compare) and first.operator in {"in", "includes"}:
        values = tuple(dict.fromkeys(v for one in compares for v in one.value if isinstance(one.value, tuple)))  # type: ignore[union-attr]  # fmt: skip
        return Compare(first.path, first.operator, values)
    if same and isinstance(first, Compare) and len(conditions) > 1:
        values = tuple(one.value for one in compares if not isinstance(one.value, tuple))
        return Compare(first.path, "in", values)
    return first if len(conditions) == 1 else AnyOf(tuple(conditions))


def _denied(condition: Condition) -> Condition:
    if isinstance(condition, Compare) and condition.operator == "in":
        return Compare(condition.path, "not in", condition.value)
    if isinstance(condition, Compare) and condition.operator == "includes":
        return Compare(condition.path, "excludes", condition.value)
    if isinstance(condition, Compare) and condition.operator == "=":
        if isinstance(condition.value, bool):
            return Compare(condition.path, "=", not condition.value)
        return Compare(condition.path, "!=", condition.value)
    return Not(condition)
