"""Whose records: mine, my team's, my portfolio's, a colleague's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.reading.clauses import Anchor, Frame
from actions.reading.denial import denied
from actions.reading.spans import Mention, Sentence
from actions.reading.traits import account_path, owner_path
from crm import Catalogue, Compare, Condition, Query, Related, User
from language import fold

_AFTER = (
    "by me",
    "par moi",
    "i own",
    "i manage",
    "dont je",
    "que je",
    "assigned to me",
    "qui me",
    "a moi",
)


_PEOPLE = "User"


@dataclass(frozen=True)
class Owned:
    """A condition on who owns the records, and the mention that asked for it."""

    anchor: Anchor
    condition: Condition
    mention: Mention
    whose: str


def owners(
    sentence: Sentence, found: Frame, catalogue: Catalogue, user: User, team: Sequence[str]
) -> Iterator[Owned]:
    """Yield the conditions of « mes », « mon portefeuille », « mon équipe ».

    "My portfolio" are the accounts one owns, so it holds for everything under them; « mes » said of
    an object is that object's own owner.
    """
    for mention in sentence.mentions:
        if mention.says("team"):
            yield from _team(found, catalogue, mention, user, team)
            return
        if mention.says("portfolio"):
            yield from _portfolio(found, catalogue, mention, user)
            return
    for mention in sentence.mentions:
        if mention.says("mine", "not_me") and not mention.of("field"):
            anchor = _spoken_for(sentence, found, mention)
            path = owner_path(catalogue, anchor.object)
            if path:
                full = f"{anchor.path}.{path}" if anchor.path and not anchor.child else path
                denies = mention.says("not_me") or denied(sentence, mention)
                held = Compare(full, "!=" if denies else "=", user.id)
                yield Owned(anchor, held, mention, "all" if denies else "mine")
                return


def _team(
    found: Frame, catalogue: Catalogue, mention: Mention, user: User, team: Sequence[str]
) -> Iterator[Owned]:
    people = found.main.object == _PEOPLE
    path = "Id" if people else owner_path(catalogue, found.main.object)
    if not path:
        return
    if team:
        condition: Condition = Compare(path, "in", tuple(team))
    elif user.manager and people:
        condition = Compare("ManagerId", "=", user.manager)
    elif user.manager:
        condition = _under(path, found.main.object, catalogue, user.manager)
    else:
        condition = Compare(path, "=", user.id)
    yield Owned(found.main, condition, mention, "team")


def _under(path: str, name: str, catalogue: Catalogue, manager: str) -> Condition:
    """Return the condition of an owner who has that manager; queues own too, and have none."""
    field = catalogue[name].fields.get(path)
    if field is not None and len(field.reference_to) > 1:
        return Related(path, Query("User", ("Id",), Compare("ManagerId", "=", manager)))
    return Compare(f"{path.removesuffix('Id')}.ManagerId", "=", manager)


def _portfolio(found: Frame, catalogue: Catalogue, mention: Mention, user: User) -> Iterator[Owned]:
    account = account_path(catalogue, found.main.object)
    if account is None:
        path = owner_path(catalogue, found.main.object)
    else:
        path = f"{account}.OwnerId" if account else "OwnerId"
    if path:
        yield Owned(found.main, Compare(path, "=", user.id), mention, "portfolio")


def _spoken_for(sentence: Sentence, found: Frame, mention: Mention) -> Anchor:
    """Return what « mes » determines: the next object named, else the main one.

    "Accounts I own" says it after the object.
    """
    if fold(mention.text).startswith(_AFTER):
        before = [one for one in found.anchors if one.start < one.end <= mention.start]
        return before[-1] if before else found.main
    for anchor in found.anchors:
        between = sentence.gap(mention.end, anchor.start)
        if anchor.start >= mention.end and len(between) <= 4 and anchor.end > anchor.start:
            return anchor
    return found.main
