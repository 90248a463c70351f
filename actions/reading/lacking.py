"""Fields said to be empty, filled or ticked: « sans téléphone », "with an email", "opted out"."""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.acts import dates_only
from actions.reading.adjectives import flag_adjective
from actions.reading.asked import Asked, Placed
from actions.reading.clauses import Anchor
from actions.reading.denial import denied
from actions.reading.doings import activity_of
from actions.reading.elapsing import lasts
from actions.reading.picks import field_of
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import any_akin, content
from actions.reading.ticked import flags_said, ticking
from actions.reading.traits import DATES
from crm import Compare, FieldInfo
from language import words


def missing(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« sans téléphone »: the field first, whatever value bears the same name.

    A kind of activity, « sans appel », is lacking itself: no part of its label is.
    """
    if activity_of(mention, asked.catalogue):
        return
    leads = governing(asked.sentence, mention)
    lacking = leads is not None and lacks_field(leads)
    close = lacking and leads is not None and mention.start - leads.end <= 1
    least = 0.3 if close else 1.0
    full = field_of(mention, asked.homes(mention), asked.catalogue, least=least)
    if full and lacking:
        yield from lacks(asked, mention, used)


def lacks(asked: Asked, mention: Mention, used: set[Mention]) -> Iterator[Placed]:
    """« sans téléphone », "with an email", and flags: « désinscrits de l'e-mail »."""
    timed = any(m.kind == "period" for m in asked.sentence.mentions)
    previous = governing(asked.sentence, mention) if mention.of("field") else None
    unmeant = timed and (mention.says("contacted", "inactive") or _last_done(asked, mention))
    doing = activity_of(mention, asked.catalogue)
    if not mention.of("field") or doing or unmeant or dates_only(asked, mention, previous):
        return
    if previous and lacks_field(previous) and _only_changes(asked.sentence, mention):
        used.add(mention)
        return
    ticked = [] if previous and lacks_field(previous) else list(flag_apart(asked, mention))
    if ticked:
        yield from ticked
        used.update(ticking(asked.sentence, mention))
        return
    close = previous is not None and mention.start - previous.end <= 1
    least = 0.3 if close and previous and lacks_field(previous) else 0.45
    found = field_of(mention, _owners(asked, mention, previous), asked.catalogue, least=least)
    found = found or _adjective(asked, mention)
    if found is None:
        return
    anchor, path, field = found
    if field.type == "boolean" and "." in path:
        return
    if field.type == "boolean":
        lacking = previous is not None and lacks_field(previous)
        lacking = lacking and not denied(asked.sentence, mention)  # which turns it already
        lacking = lacking or _switched_off(asked.sentence, mention)
        yield Placed(anchor, Compare(path, "=", not lacking), mention)
    elif previous and lacks_field(previous):
        told = mention if previous.says("without") else previous
        yield Placed(anchor, Compare(path, "=", None), told)
    elif empty := _said_empty(asked.sentence, mention, previous):
        yield Placed(anchor, Compare(path, "=", None), empty)
    elif previous and previous.says("with") and _ends_clause(asked.sentence, mention):
        yield Placed(anchor, Compare(path, "!=", None), mention)


def _last_done(asked: Asked, mention: Mention) -> bool:
    """Whether a period right after says since when it is lacking: "no last login this month"."""
    found = field_of(mention, [asked.frame.main], asked.catalogue, *DATES, least=_SLIGHT)
    after = (m for m in asked.sentence.mentions if m.kind == "period")
    return (
        found is not None
        and lasts(found[2])
        and any(0 <= m.start - mention.end <= 1 for m in after)
    )


def _owners(asked: Asked, mention: Mention, leads: Mention | None) -> list[Anchor]:
    """Return whose field it may be: first whose the field before it in « ni … ni … » is."""
    homes = asked.homes(mention)
    joint = leads is not None and leads.text.lower() in _NEITHER
    ahead = [m for m in asked.sentence.mentions if leads and joint and m.end <= mention.start]
    fields = [m for m in ahead[-_SIDE:] if m.of("field") and not m.of("object")]
    first = field_of(fields[0], homes, asked.catalogue, least=1.0) if fields else None
    return [first[0], *homes] if first else homes


_SIDE = 4
"""Mentions before « ni … ni … » among which the other field stands."""


def _only_changes(sentence: Sentence, mention: Mention) -> bool:
    """Whether "no stage change" says that a field stayed as it was: it lacks nothing."""
    after = next((m for m in sentence.mentions if m.start == mention.end), None)
    return after is not None and after.says("modified", "growth")


def _switched_off(sentence: Sentence, mention: Mention) -> bool:
    """Whether a flag is said not to be set right after its name: "with auto renewal off"."""
    return bool({*sentence.gap(mention.end, mention.end + 2)} & _OFF)


_OFF = frozenset(words("off disabled desactive desactivee desactives desactivees"))


def _undone(sentence: Sentence, mention: Mention, field: FieldInfo) -> tuple[Mention, ...]:
    """Return what denies a flag within its label: « la convention n'est pas signée »."""
    after = [m for m in sentence.mentions if m.start >= mention.end][:2]
    if len(after) < _BOTH or not after[0].says("not") or after[0].start - mention.end > _NEAR:
        return ()
    rest = {*content(field.labels.fr), *content(field.labels.en)}
    near = after[1].start - after[0].end <= 1
    told = near and all(any_akin(word, rest) for word in content(after[1].text))
    return tuple(after) if told else ()


_BOTH, _NEAR = 2, 4


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
        off = _switched_off(asked.sentence, mention) or _undone(asked.sentence, mention, field)
        yield Placed(main, Compare(field.name, "=", not off), mention)
        return


def lacks_field(leads: Mention) -> bool:
    """Whether « sans », « ni », "neither" governs a field."""
    return leads.says("without") or leads.text.lower() in _NEITHER


_NEITHER = frozenset({"ni", "neither", "nor"})


def governing(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return « sans » or « avec » before a field, through « et » and « ou » too."""
    after = mention
    for previous in reversed(sentence.mentions[: sentence.mentions.index(mention)]):
        if previous.says("with", "without", "not"):
            return previous if mention.start - previous.end <= 8 else None
        if _placed_in(sentence, previous, after) or _new_clause(sentence, previous, after):
            return None
        joins = previous.says("or", "and") or qualifies(previous, after)
        joins = joins or heads_field(sentence, previous, after)
        if not joins and not (previous.of("field") and _joined(sentence, previous, after)):
            return None
        after = previous
    return None


def _new_clause(sentence: Sentence, previous: Mention, after: Mention) -> bool:
    """Whether a comma begins something else: "no phone, from companies of 50", no list."""
    between = sentence.gap(previous.end, after.start)
    return between[:1] == [","] and bool({*between[1:]} & _LEADING)


_LEADING = frozenset(
    words("from in at of with chez dans avec pour for by par which who whose dont")
)


def _placed_in(sentence: Sentence, noun: Mention, field: Mention) -> bool:
    """Whether a field only says where a kind of record is: « sans contact dans le secteur … »."""
    whole = any(one.share == 1.0 for one in noun.of("object"))
    return whole and bool({*sentence.gap(noun.end, field.start)} & {"dans", "in", "within"})


def qualifies(previous: Mention, field: Mention) -> bool:
    """Whether a word only tells which one a field's name is: "no direct phone"."""
    values = previous.of("value")
    slight = bool(values) and all(one.share <= _SLIGHT for one in values)
    whole = any(one.share == 1.0 for one in field.of("field"))
    return slight and whole and previous.end == field.start and not previous.concepts


def heads_field(sentence: Sentence, word: Mention, field: Mention) -> bool:
    """Whether a word nobody knows only heads a field's name: « note de satisfaction »."""
    joined = sentence.gap(word.end, field.start) in _OF
    return word.kind == "unknown" and joined and any(m.share > _SLIGHT for m in field.of("field"))


_OF = (["de"], ["d", "'"], ["d", "’"], ["du"], ["of"])
_SLIGHT = 0.5


def _joined(sentence: Sentence, field: Mention, after: Mention) -> bool:
    """Whether a field is one of several said together, or is what the next one belongs to."""
    between = sentence.gap(field.end, after.start)
    return after.says("or", "and") or bool(between) or not after.concepts


_FILLED = frozenset(words("renseigne renseignee renseignes renseignees filled"))


def _ends_clause(sentence: Sentence, mention: Mention) -> bool:
    following = [m for m in sentence.mentions if m.start >= mention.end][:2]
    if following and following[0].says("not_both"):
        return True
    if following and following[0].says("or", "and") and following[0].start == mention.end:
        return all(m.of("field") or m.says("with") for m in following[1:])
    if following and following[0].says("with") and {*words(following[0].text)} & _FILLED:
        return True
    return not following or (
        following[0].kind in {"words", "period"} and following[0].start - mention.end > 0
    )
