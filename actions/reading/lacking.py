"""Fields said to be empty, filled or ticked: « sans téléphone », "with an email", "opted out"."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.adjectives import flag_adjective
from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.picks import field_of
from actions.reading.spans import Mention, Sentence
from actions.reading.ticked import flags_said, ticking
from crm import Compare, FieldInfo
from language import words


def missing(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« sans téléphone »: the field first, whatever value bears the same name."""
    governing = _governing(asked.sentence, mention)
    lacking = governing is not None and _lacks(governing)
    close = lacking and governing is not None and mention.start - governing.end <= 1
    least = 0.3 if close and governing and _lacks(governing) else 1.0
    full = field_of(mention, asked.homes(mention), asked.catalogue, least=least)
    if full and lacking:
        yield from lacks(asked, mention, used)


def lacks(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« sans téléphone », "with an email", and flags: « désinscrits de l'e-mail »."""
    timed = any(m.kind == "period" for m in asked.sentence.mentions)
    if not mention.of("field") or (timed and mention.says("contacted", "inactive")):
        return
    previous = _governing(asked.sentence, mention)
    ticked = [] if previous and _lacks(previous) else list(flag_apart(asked, mention))
    if ticked:
        yield from ticked
        used.update(ticking(asked.sentence, mention))
        return
    close = previous is not None and mention.start - previous.end <= 1
    least = 0.3 if close and previous and _lacks(previous) else 0.45
    found = field_of(mention, asked.homes(mention), asked.catalogue, least=least)
    found = found or _adjective(asked, mention)
    if found is None:
        return
    anchor, path, field = found
    if field.type == "boolean" and "." in path:
        return
    if field.type == "boolean":
        yield Placed(anchor, Compare(path, "=", not (previous and _lacks(previous))), mention)
    elif previous and _lacks(previous):
        told = mention if previous.says("without") else previous
        yield Placed(anchor, Compare(path, "=", None), told)
    elif empty := _said_empty(asked.sentence, mention, previous):
        yield Placed(anchor, Compare(path, "=", None), empty)
    elif previous and previous.says("with") and _ends_clause(asked.sentence, mention):
        yield Placed(anchor, Compare(path, "!=", None), mention)


def _adjective(asked: Asked, mention: Mention) -> tuple[Anchor, str, FieldInfo] | None:
    """Return the flag an adjective beside the noun names: « bornes publiques »."""
    main = asked.frame.main
    field = flag_adjective(mention, main, asked.catalogue)
    return (main, field.name, field) if field else None


_EMPTY = frozenset(
    words("vide vides renseigne renseignee renseignes renseignees empty blank missing manquant ")
    + words("manquante unset filled set")
)


def _said_empty(sentence: Sentence, mention: Mention, previous: Mention | None) -> Mention | None:
    """Return what says a field is empty: « n'est pas renseigné » after it, "aren't" before."""
    after = next((m for m in sentence.mentions if m.start >= mention.end), None)
    told = after is not None and bool(_EMPTY & {*words(after.text)})
    if after and told and after.start - mention.end <= 1 and after.says("without"):
        rest = sentence.mentions[sentence.mentions.index(after) + 1 :]
        if not (rest and rest[0].of("object") and rest[0].start - after.end <= 2):
            return after
    denies = previous is not None and previous.says("not") and mention.start - previous.end <= 1
    return previous if denies and _ends_clause(sentence, mention) else None


def flag_apart(asked: Asked, mention: Mention) -> Iterator[Placed]:
    """« dont le rapport n'a pas été envoyé »: every word of the flag's label, not side by side."""
    main = asked.frame.main
    for field in flags_said(asked.sentence, mention, asked.info(main)):
        yield Placed(main, Compare(field.name, "=", value=True), mention)
        return


def _lacks(governing: Mention) -> bool:
    """Whether « sans », « ni », "neither" governs a field."""
    return governing.says("without") or governing.text.lower() in _NEITHER


_NEITHER = frozenset({"ni", "neither", "nor"})


def _governing(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return « sans » or « avec » before a field, through « et » and « ou » too."""
    after = mention
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if previous.says("with", "without", "not"):
            return previous if mention.start - previous.end <= 8 else None
        joins = previous.says("or", "and")
        if not joins and not (previous.of("field") and _joined(sentence, previous, after)):
            return None
        after = previous
    return None


def _joined(sentence: Sentence, field: Mention, after: Mention) -> bool:
    """Whether a field is one of several said together, or is what the next one belongs to."""
    between = sentence.gap(field.end, after.start)
    return after.says("or", "and") or bool(between) or not after.concepts


_FILLED = frozenset(words("renseigne renseignee renseignes renseignees filled"))


def _ends_clause(sentence: Sentence, mention: Mention) -> bool:
    following = [m for m in sentence.mentions if m.start >= mention.end][:1]
    if following and following[0].says("with") and {*words(following[0].text)} & _FILLED:
        return True
    return not following or (
        following[0].kind in {"words", "period"} and following[0].start - mention.end > 0
    )
