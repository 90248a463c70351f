"""Words that are values elsewhere, and here only lead to what is said beside them.

In "a competitor other than Voltanis" the first word is the field whose value is said next, not
the reason of that name; in "no direct phone" it tells which phone, and no kind of customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.asked import Asked, Placed
from actions.reading.lacking import governing, lacks_field, qualifies
from actions.reading.picks import field_of
from actions.reading.spans import Mention
from crm import Compare
from language import words

_NEAR = 4
_PART = 0.3


def only_leads(asked: Asked, mention: Mention) -> bool:
    """Whether a value is no condition of its own: it leads to what stands beside it."""
    if mention.concepts or not mention.of("value"):
        return False
    return _names_next(asked, mention) or _tells_which(asked, mention) or _tells_as(asked, mention)


def _tells_as(asked: Asked, mention: Mention) -> bool:
    """Whether it tells what the value before is: "with Voltanis as competitor"."""
    before = next((m for m in reversed(asked.sentence.mentions) if m.end <= mention.start), None)
    if before is None or asked.sentence.gap(before.end, mention.start) not in (["as"], ["comme"]):
        return False
    fields = {(one.object, one.field) for one in mention.of("field")}
    return any((one.object, one.field) in fields for one in before.of("value"))


def _names_next(asked: Asked, mention: Mention) -> bool:
    """Whether it is in full the name of the field whose value is said next."""
    fields = {(one.object, one.field) for one in mention.of("field") if one.share > _PART}
    rest = [m for m in asked.sentence.mentions if m.start >= mention.end and not m.says("not")]
    following = rest[0] if rest and rest[0].start - mention.end <= _NEAR else None
    if following is None or not fields or following.kind != "words":
        return False
    values = {(one.object, one.field) for one in following.of("value") if one.share > _PART}
    return bool(fields & values)


def holds_other(asked: Asked, mention: Mention) -> Iterator[Placed]:
    """Ask for some value in a field said to hold another than the one said next."""
    after = next((m for m in asked.sentence.mentions if m.start == mention.end), None)
    held = {*asked.sentence.before(mention, 3)} & _HOLDING
    found = field_of(mention, asked.homes(mention), asked.catalogue, least=1.0)
    if found and held and after is not None and after.says("not"):
        yield Placed(found[0], Compare(found[1], "!=", None), mention)


_HOLDING = frozenset(words("with have has having avec ayant ont a"))


def _tells_which(asked: Asked, mention: Mention) -> bool:
    """Whether it only tells which one the field said to be lacking is."""
    following = next((m for m in asked.sentence.mentions if m.start == mention.end), None)
    if following is None or not qualifies(mention, following):
        return False
    leads = governing(asked.sentence, following)
    return leads is not None and lacks_field(leads)
