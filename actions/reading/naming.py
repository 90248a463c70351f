"""Names in a question: which records they are, and what that asks of the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from actions.reading.clauses import Anchor, Frame, follows
from actions.reading.links import either_of, own_kinds, references, tie
from actions.reading.roles import by_author, doer, field_said, given_to
from actions.reading.spans import Mention, Sentence
from actions.reading.traits import account_path, owner_path, text_field
from actions.reading.ways import senders, ways_to
from crm import AnyOf, Candidate, Catalogue, Compare, Condition, Found, Query, Related
from language import words

Resolver = Callable[[str, Sequence[str]], Awaitable[Found]]
_OF_PEOPLE = frozenset(words("par by de of s owned possede pour"))
_AT = frozenset(words("chez at avec with client compte account customer societe"))
_PLACE = frozenset(words("a in en au aux near pres from located situes bases based"))
_DOER = frozenset({"by", "par"})
_MOST_NAMES = 6
_THINGS = ("Product2", "Campaign", "Pricebook2", "Group")
_ACTIVITIES = frozenset({"Task", "Event"})
_PARENTS = ("Account", "Contact", "Opportunity", "Campaign", "Product2", "Lead", "Case")


@dataclass(frozen=True)
class Named:
    """What a name was found to be: one record, one of several, a place, or nothing known.

    `family` are the ids of all that begin with the name: « Héliade Pilot » in each of its editions.
    """

    mention: Mention
    match: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    place: bool = False
    family: tuple[str, ...] = ()


async def resolve(
    sentence: Sentence, found: Frame, catalogue: Catalogue, resolver: Resolver
) -> list[Named]:
    """Look every name of the question up, the likely kinds of record first."""
    names = [
        m
        for m in sentence.mentions
        if m.kind in {"name", "contact", "quoted"}
        and not follows(sentence, m, "contains", "starts", "named")
    ]
    return [
        await _resolve_one(sentence, found, catalogue, resolver, name)
        for name in names[:_MOST_NAMES]
    ]


async def _resolve_one(
    sentence: Sentence, found: Frame, catalogue: Catalogue, resolver: Resolver, mention: Mention
) -> Named:
    said = mention.data.value if mention.kind == "contact" else mention.data
    if looks_placed(sentence, mention) and city_path(found.main, catalogue):
        own = (*own_kinds(catalogue, found.main.object), *senders(catalogue, found.main.object))
        known = await resolver(said, [n for n in ("User", "Account", *own) if n in catalogue])
        whole = (known.match if known.exact else None) or _called(said, known)
        if known.match is None and whole is None:
            thing = await _thing(said, found, catalogue, resolver)
            if thing:
                return Named(mention, thing[0], thing, family=tuple(one.id for one in thing))
        return Named(mention, whole, place=whole is None)
    kinds = _kinds(sentence, found, catalogue, mention)
    best: Found = Found(None, ())
    for group in kinds:
        answer = await resolver(said, group)
        match = answer.match or _called(said, answer)
        if match is not None and not answer.exact and kinds.index(group) == 0:
            match = await _colleague(said, group, kinds, resolver) or match
        if match is not None:
            return Named(mention, match, answer.candidates)
        family = _family(said, answer)
        if family:
            first = next(one for one in answer.candidates if one.id == family[0])
            return Named(mention, first, answer.candidates, family=family)
        if answer.candidates and not best.candidates:
            best = answer
    strong = tuple(one for one in best.candidates if one.score > 0.7)
    return Named(mention, None, strong)


def _called(said: str, answer: Found) -> Candidate | None:
    """Return the one record called just so, among others whose name only begins so."""
    same = [one for one in answer.candidates if words(one.name) == words(said)]
    return same[0] if len(same) == 1 else None


async def _colleague(
    said: str, group: Sequence[str], kinds: Sequence[Sequence[str]], resolver: Resolver
) -> Candidate | None:
    """Return the colleague who bears that very first name: « les comptes d'Inès » are hers."""
    if "User" in group or ["User"] not in kinds:
        return None
    known = (await resolver(said, ["User"])).match
    return known if known and words(said) == words(known.name)[: len(words(said))] else None


async def _thing(
    said: str, found: Frame, catalogue: Catalogue, resolver: Resolver
) -> tuple[Candidate, ...]:
    """Return the products that hold the very words, where what is asked for has a product."""
    if "Product2" not in catalogue or path_to(catalogue, found.main.object, "Product2") is None:
        return ()
    known = await resolver(said, ["Product2"])
    held = (known.match, *known.candidates) if known.match else known.candidates
    return tuple(dict.fromkeys(one for one in held if _within(words(said), words(one.name))))


def _within(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words stand in a name side by side: « Capteur E » in « Héliade Capteur E »."""
    return any([*name[i : i + len(said)]] == [*said] for i in range(len(name) - len(said) + 1))


def _family(said: str, answer: Found) -> tuple[str, ...]:
    """Return the products that are all called so, with one more word each."""
    begun = [one for one in answer.candidates if _within(words(said), words(one.name))]
    alike = all(one.object == "Product2" for one in answer.candidates)
    return tuple(one.id for one in begun) if alike else ()


def looks_placed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name stands where a town's does: « à Lyon », "in London or Leeds"."""
    if len(words(mention.text)[-1]) == 1:
        return False  # « Capteur E » is a thing
    if {*sentence.before(mention)} & _PLACE:
        return not (_article(sentence, mention) or given_to(sentence, mention))
    place = sentence.mentions.index(mention)
    if place < 2:
        return False
    other, joint = sentence.mentions[place - 2 : place]
    joins = joint.says("or", "and") and joint.end == mention.start
    return joins and other.kind == "name" and looks_placed(sentence, other)


def _article(sentence: Sentence, mention: Mention) -> bool:
    """Whether the « a » before a name is the English article: "who bought a gateway"."""
    before = sentence.tokens[mention.start - 1]
    if before.text != "a" or sentence.text[before.start : before.end] == "à":
        return False
    return bool(_ENGLISH & {token.text for token in sentence.tokens})


_ENGLISH = frozenset(words("the of in with who that which and or for my without have has at an"))


def _kinds(
    sentence: Sentence, found: Frame, catalogue: Catalogue, mention: Mention
) -> list[list[str]]:
    """Return groups of objects to look a name up in, the likeliest first; no subject is a name."""
    before = {*sentence.before(mention, 2)}
    spoken = [m.object for one in sentence.mentions for m in one.of("object") if m.share == 1.0]
    related = [one.object for one in found.anchors if one.object not in _ACTIVITIES]
    main = found.main.object
    reached = {t for one in references(catalogue, main) for t in one.reference_to} - _ACTIVITIES
    reached |= {one for one in _PARENTS if one in catalogue and path_to(catalogue, main, one)}
    parents = [one for one in (*_PARENTS, *sorted(reached)) if one in catalogue and one in reached]
    place = sentence.mentions.index(mention)
    just = [
        m.object
        for one in sentence.mentions[max(place - 1, 0) : place]
        for m in one.of("object")
        if m.share == 1.0 and one.start > found.main.start
    ]
    others = list(dict.fromkeys([*just, "Account", *parents, *related, *spoken]))
    others = [name for name in others if name in catalogue and name != "User"]
    people = ["User"] if "User" in catalogue else []
    things = [name for name in _THINGS if name in catalogue]
    if just and just[0] != "User":
        return [[one for one in others if one in just], others, things, people]
    if before & _AT and not before & _OF_PEOPLE:
        return [others, people, things]
    return [people, others, things] if people else [others, things]


def named_condition(
    sentence: Sentence, named: Named, anchor: Anchor, main: str, catalogue: Catalogue
) -> tuple[Anchor, Condition] | None:
    """Return what a resolved name, or a place, asks of the records of an anchor."""
    if named.place:
        return _placed_in(named.mention.text, anchor, catalogue)
    if named.match is None:
        return None
    name, record = named.match.object, named.family or named.match.id
    path = (
        "CreatedById"
        if by_author(sentence, named.mention, named.match)
        else path_to(catalogue, anchor.object, name)
    )
    told = field_said(sentence, named.mention, named.match, anchor, catalogue)
    either = () if told else either_of(catalogue, anchor.object, name)
    either = either or (() if told else ways_to(catalogue, anchor.object, name))
    if either:
        above = f"{anchor.path}." if anchor.path and not anchor.child else ""
        return anchor, AnyOf(tuple(_is(f"{above}{one}", record) for one in either))
    path = told or path
    if name == "User" and {*sentence.before(named.mention)} & _DOER:
        path = doer(catalogue, anchor.object) or path
    if path == "Id" and anchor.path and not anchor.child:
        return anchor, _is(_key(catalogue, main, anchor.path), record)
    if path is not None:
        full = path if anchor.child or not anchor.path else f"{anchor.path}.{path}"
        return anchor, _is(full, record)
    link = through_child(catalogue, anchor.object, name, record)
    return (anchor, link) if link and (anchor.child or not anchor.path) else None


def _is(path: str, record: str | tuple[str, ...]) -> Compare:
    """Return the condition of being a record, or one of a family."""
    return Compare(path, "in", record) if isinstance(record, tuple) else Compare(path, "=", record)


def _key(catalogue: Catalogue, name: str, relationship: str) -> str:
    """Return the field that holds a parent's id; through several parents, the dotted id."""
    for one in references(catalogue, name):
        if one.relationship == relationship:
            return one.name
    return f"{relationship}.Id"


def path_to(catalogue: Catalogue, name: str, target: str) -> str | None:
    """Return the field that holds the target's id, through one parent if need be."""
    if target == "User":
        return owner_path(catalogue, name)
    if name == target:
        return "Id"
    fields = sorted(references(catalogue, name), key=lambda one: len(one.reference_to))
    for one in fields:
        if target in one.reference_to:
            return one.name
    for one in fields:
        if len(one.reference_to) == 1 and one.reference_to[0] in catalogue:
            for inner in references(catalogue, one.reference_to[0]):
                if inner.reference_to == (target,) and one.reference_to[0] != name:
                    return f"{one.relationship}.{inner.name}"
    return None


def through_child(
    catalogue: Catalogue, name: str, target: str, record: str | tuple[str, ...]
) -> Related | None:
    """Return « opportunités avec le produit X »: a child line that points at the record."""
    for child in catalogue[name].children:
        held = catalogue.get(child.object)
        if held is None or tie(catalogue, name, child.object) is None:
            continue
        for one in references(catalogue, child.object):
            if one.reference_to == (target,):
                inner = Query(child.object, (child.field,), _is(one.name, record))
                return Related("Id", inner)
    return None


def city_path(anchor: Anchor, catalogue: Catalogue) -> str | None:
    """Return the path from an anchor's object to the town of its records."""
    return geographic(anchor, catalogue, "ville", "city", "town", "commune")


def geographic(anchor: Anchor, catalogue: Catalogue, *labels: str) -> str | None:
    """Return the path to the field that holds a place: own, the account's, or a parent's."""
    own = text_field(catalogue[anchor.object], *labels)
    if own:
        return own.name
    account = account_path(catalogue, anchor.object)
    if account and "Account" in catalogue:
        field = text_field(catalogue["Account"], *labels)
        return f"{account}.{field.name}" if field else None
    for one in references(catalogue, anchor.object):
        above = catalogue.get(one.reference_to[0]) if len(one.reference_to) == 1 else None
        held = text_field(above, *labels) if above and above.name != "User" else None
        if held:
            return f"{one.relationship}.{held.name}"
    return None


def _placed_in(place: str, anchor: Anchor, catalogue: Catalogue) -> tuple[Anchor, Condition] | None:
    path = city_path(anchor, catalogue)
    if path is None:
        return None
    return anchor, Compare(
        f"{anchor.path}.{path}" if anchor.path and not anchor.child else path, "=", place
    )


def country_condition(
    spellings: Sequence[str], anchor: Anchor, catalogue: Catalogue
) -> Condition | None:
    """Return the condition of being in a country, however the records spell it."""
    path = geographic(anchor, catalogue, "pays", "country")
    if path is None:
        return None
    full = f"{anchor.path}.{path}" if anchor.path and not anchor.child else path
    return Compare(full, "in", tuple(spellings))
