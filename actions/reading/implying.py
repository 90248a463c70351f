"""What a word implies: a pipeline and stale deals are open, revenue was won, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor, object_of
from actions.reading.comparison import named_sides
from actions.reading.denial import denied
from actions.reading.growing import growth_said
from actions.reading.measuring import turnover
from actions.reading.opposing import opposing
from actions.reading.opposites import opposite_flags
from actions.reading.paths import target
from actions.reading.spans import Mention
from actions.reading.states import finished
from actions.reading.stems import content, stems
from actions.reading.timing import aged
from crm import Compare, Condition, Group
from language import words


def of_kind(asked: Asked) -> list[Placed]:
    """Keep those with what was asked for: of a campaign's members, « pistes » are those of one."""
    main = asked.frame.main
    said = next((m for m in asked.sentence.mentions if m.start == main.start), None)
    if said is not None and main.end > main.start and (kinds := [*_kinds_beside(asked, said)]):
        return kinds
    name = object_of(said, asked.catalogue)
    if said is None or main.end == main.start or name in {None, main.object}:
        return []
    fields = (one for one in asked.info(main).fields.values() if one.reference_to == (name,))
    return [Placed(main, Compare(one.name, "!=", None), said) for one in fields][:1]


def _kinds_beside(asked: Asked, noun: Mention) -> Iterator[Placed]:
    """Yield the kind a second name keeps: "accounts by city, customers only"."""
    main, sentence = asked.frame.main, asked.sentence
    own = asked.info(main)
    for mention in sentence.mentions:
        again = object_of(mention, asked.catalogue) == own.name and mention.start > main.end
        beside = {*sentence.before(mention, 1)} & _KEEPING or {
            token.text for token in sentence.tokens[mention.end : mention.end + 1]
        } & _KEEPING
        said = _head(mention.text)
        if not (again and beside) or said & _head(noun.text):
            continue
        for field in own.fields.values():
            values = tuple(
                one.value for one in field.picklist
                if said & (_head(one.labels.fr) | _head(one.labels.en))
            )  # fmt: skip
            if values and mention not in asked.frame.grouped:
                yield Placed(main, Compare(field.name, "in", values), mention)
                return


def _head(text: str) -> set[str]:
    """Return the stems of the word a name begins with."""
    return {stem for word in content(text)[:1] for stem in stems(word)}


_KEEPING = frozenset(words("only just for pour que seulement uniquement exclusivement"))
"""What keeps one kind among those asked for."""


def opposed(asked: Asked, conditions: Sequence[Placed], *, held: bool) -> list[Group]:
    """Group by what is opposed: « devis acceptés vs refusés »."""
    word = opposing(asked.sentence)
    if not held and (flags := opposite_flags(asked, conditions)):
        return flags
    if held or word is None:
        return []
    states = [m for m in asked.sentence.mentions if m.says("won", "lost")]
    if {"won", "lost"} <= {c for m in states for c in m.concepts} and "IsWon" in asked.info(
        asked.frame.main
    ).fields:
        return [Group("IsWon")]
    if not named_sides(asked, word):
        return []
    paths = [one.condition.path for one in conditions if isinstance(one.condition, Compare)]
    twice = [path for path in dict.fromkeys(paths) if paths.count(path) > 1]
    wide = [
        one.condition.path
        for one in conditions
        if isinstance(one.condition, Compare) and isinstance(one.condition.value, tuple)
        and len(one.condition.value) > 1 and one.condition.operator == "in"
    ]  # fmt: skip
    return [Group(_shown(asked, path)) for path in (*twice, *wide)[:1]]


def _shown(asked: Asked, path: str) -> str:
    """Return the path of the name, for a condition on the id of what is opposed."""
    above, _, last = path.rpartition(".")
    if last != "Id" and (field := target(asked.catalogue, asked.frame.main.object, path)):
        if field.type != "reference" or not field.relationship:
            return path
        name = next((asked.catalogue[n].name_field for n in field.reference_to
                     if n in asked.catalogue), "Name")  # fmt: skip
        return f"{above}.{field.relationship}.{name}" if above else f"{field.relationship}.{name}"
    return f"{above}.Name" if above else path


def implied(asked: Asked, said: Sequence[Placed]) -> list[Placed]:
    """Add what a word implies: a pipeline is open, revenue was won."""
    main: Anchor = asked.frame.main
    anchor = next(
        (a for a in asked.frame.anchors if a.object == "Opportunity" and not a.child), main
    )
    parted = any(m.says("share", "rate") for m in asked.sentence.mentions)
    told = _WHOLE if parted else _STATED  # of a share of the pipeline, a stage is but the part
    if anchor.object != "Opportunity" or any(_speaks_of_state(one.condition, told) for one in said):
        return []
    info = asked.catalogue[anchor.object]
    for mention in asked.sentence.mentions:
        condition: Condition | None = None
        if mention.says("pipeline", "inactive") and not denied(asked.sentence, mention):
            condition = finished(info, over=False)
        elif (
            mention.says("revenue")
            and "IsWon" in info.fields
            and (turnover(asked) or _measures_money(asked) or growth_said(asked.sentence))
            and not _to_come(asked)
        ):
            condition = Compare("IsWon", "=", value=True)
        if isinstance(condition, Compare):
            path = f"{anchor.path}.{condition.path}" if anchor.path else condition.path
            return [Placed(anchor, Compare(path, "=", condition.value), mention)]
    return []


def brought_in(asked: Asked, said: Sequence[Placed]) -> list[Placed]:
    """Take a sales cycle as that of the deals won, unless the question says which."""
    main, mention = asked.frame.main, asked.sentence.mentions[0]
    if aged(asked):
        return []
    known = "IsWon" in asked.info(main).fields and not any(
        _speaks_of_state(one.condition) for one in said
    )
    return [Placed(main, Compare("IsWon", "=", value=True), mention)] if known else []


def _to_come(asked: Asked) -> bool:
    """Whether the question is about what has not happened yet."""
    periods = [m.data for m in asked.sentence.mentions if m.kind == "period"]
    return any(period.start and period.start > asked.today for period in periods)


def _measures_money(asked: Asked) -> bool:
    return any(
        m.says("by", "sum", "avg", "which", "versus", "most", "top")
        for m in asked.sentence.mentions
    )


_WHOLE = frozenset({"IsWon", "IsClosed"})
_STATED = _WHOLE | {"StageName"}


def _speaks_of_state(condition: Condition, told: frozenset[str] = _STATED) -> bool:
    if isinstance(condition, Compare):
        return condition.path.split(".")[-1] in told
    return any(_speaks_of_state(one, told) for one in getattr(condition, "conditions", ()))
