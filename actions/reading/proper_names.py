"""Names in a question: capitalised words that nothing else explains, joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.reading.aliases import OBJECT_ALIASES
from actions.reading.spans import Mention
from language.tokens import Token

Hint = tuple[int, int]
_JOINING = frozenset(
    {"de", "du", "des", "la", "le", "les", "d", "'", "-", "&", "et", "of", "and", "the", "."}
)


def with_names(
    text: str, tokens: Sequence[Token], mentions: tuple[Mention, ...], hints: Iterable[Hint]
) -> tuple[Mention, ...]:
    """Join unknown words that make a name: capitalised neighbours, or a span marked as one."""
    marked = [hint for hint in hints if hint[1] > hint[0]]
    joined: list[Mention] = []
    for mention in mentions:
        named = mention.kind == "unknown" and _is_name(text, tokens, mention, marked)
        named = named or _numbered(text, tokens, mention)
        last = joined[-1] if joined else None
        if last and last.kind == "name" and _continues(text, tokens, last, mention, marked):
            joined[-1] = _name(text, tokens, last.start, mention.end)
        elif named or (
            mention.kind == "words" and inside(tokens, mention, marked) and not mention.concepts
        ):
            joined.append(_name(text, tokens, mention.start, mention.end))
        else:
            joined.append(mention)
        _absorb(text, tokens, joined)
    return tuple(joined)


def _numbered(text: str, tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a word with a capital and its number name a thing: « Passerelle 500 », "Sense E"."""
    free = mention.kind == "words" and mention.start > 0 and not mention.concepts
    whole = any(one.share > 0.9 for one in mention.meanings)
    following = tokens[mention.end : mention.end + 1]
    if not free or whole or not following or not text[tokens[mention.start].start].isupper():
        return False
    said = text[following[0].start : following[0].end]
    return said.isdigit() or (len(said) == 1 and said.isupper())


def _absorb(text: str, tokens: Sequence[Token], joined: list[Mention]) -> None:
    """Let a name begin with a capitalised word that a label has too: « Groupe Delmas »."""
    if len(joined) < 2 or joined[-1].kind != "name":
        return
    before, name = joined[-2:]
    free = before.kind == "words" and before.start > 0 and not before.concepts
    known = any(one.kind == "object" and one.object in OBJECT_ALIASES for one in before.meanings)
    capital = text[tokens[before.start].start].isupper() and tokens[name.start].capital
    if free and not known and capital and before.end == name.start:
        joined[-2:] = [_name(text, tokens, before.start, name.end)]


def _name(text: str, tokens: Sequence[Token], start: int, end: int) -> Mention:
    said = text[tokens[start].start : tokens[end - 1].end]
    return Mention(start, end, "name", said, data=said)


def inside(tokens: Sequence[Token], mention: Mention, marked: Sequence[Hint]) -> bool:
    """Whether a marked name of several words covers the mention and more."""
    start, end = tokens[mention.start].start, tokens[mention.end - 1].end
    return any(a <= start and end <= b and (b - a) > (end - start) for a, b in marked)


def _is_name(text: str, tokens: Sequence[Token], mention: Mention, marked: Sequence[Hint]) -> bool:
    first = tokens[mention.start]
    covered = any(a <= first.start < b for a, b in marked)
    opens = mention.start == 0 and not _names_someone(text, tokens, mention)
    return covered or (text[first.start].isupper() and not opens)


def _names_someone(text: str, tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the first word is a name for all its capital: « Hugo Lefèvre », "Hugo's"."""
    following = tokens[mention.end : mention.end + 1]
    return any(text[token.start].isupper() or token.text == "'" for token in following)


def _continues(
    text: str, tokens: Sequence[Token], name: Mention, mention: Mention, marked: Sequence[Hint]
) -> bool:
    """Whether a mention goes on a name: right after it, and written with a capital."""
    between = [token.text for token in tokens[name.end : mention.start]]
    if any(word not in _JOINING for word in between):
        return False
    if not between and len(mention.text) == 1 and mention.text.isupper():
        return True
    if mention.kind in {"amount", "count"}:
        return (
            not between
            and text[tokens[mention.start].start : tokens[mention.end - 1].end].isdigit()
        )
    if mention.kind not in {"unknown", "words", "place", "name"} or len(between) > 3:
        return False
    capital = text[tokens[mention.start].start].isupper()
    inside = any(
        a <= tokens[name.start].start and tokens[mention.end - 1].end <= b for a, b in marked
    )
    return inside or (capital and (not between or between[0] in {"de", "du", "d", "-", "&", "of"}))
