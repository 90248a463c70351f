"""What part a named record plays: the reference said beside the name, its author, its doer."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.clauses import Anchor
from actions.reading.links import references, references_to
from actions.reading.spans import Mention, Sentence
from actions.reading.stems import any_akin, content
from crm import Candidate, Catalogue, ObjectInfo
from language import fold


def field_said(
    sentence: Sentence,
    mention: Mention,
    match: Candidate | None,
    anchor: Anchor,
    catalogue: Catalogue,
) -> str | None:
    """Return the reference named beside: « le manager est Sophie », « Sophie pour responsable »."""
    info = catalogue[anchor.object]
    kind = match.object if match else ""
    pointing = references_to(catalogue, anchor.object, kind)
    place = sentence.mentions.index(mention)
    around = [
        token.text
        for at, token in enumerate(sentence.tokens[: mention.end + _BESIDE])
        if at >= mention.start - _BESIDE and not anchor.start <= at < anchor.end
    ]
    labelled = _labelled(around, info, pointing, catalogue)
    if labelled := labelled or _done(sentence, mention, info, pointing):
        return labelled
    beside = (*sentence.mentions[max(place - 1, 0) : place], *sentence.mentions[place + 1 :][:1])
    for other in beside:
        near = max(mention.start - other.end, other.start - mention.end) <= _BESIDE
        for meaning in other.of("field") if near else ():
            if meaning.object == info.name and meaning.share > 0.4 and meaning.field in pointing:
                return meaning.field
    return None


_BESIDE = 3


def _done(
    sentence: Sentence, mention: Mention, info: ObjectInfo, pointing: Sequence[str]
) -> str | None:
    """Return the one reference a participle tells: « contrôlés par » its « Contrôleur qualité »."""
    place = sentence.mentions.index(mention)
    ahead = sentence.mentions[max(place - 2, 0) : place]
    if len(ahead) < _PAIR or not ahead[1].says("by") or ahead[0].end != ahead[1].start:
        return None
    labels = {name: info.fields[name].labels for name in pointing if info.fields[name].custom}
    found = [
        name for name, label in labels.items()
        if any_akin(fold(ahead[0].text), content(f"{label.fr} {label.en}"))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


_PAIR = 2


def _labelled(
    around: Sequence[str], info: ObjectInfo, pointing: Sequence[str], catalogue: Catalogue
) -> str | None:
    """Return the reference whose label is said around a name, its object's own name aside."""
    own = {*content(info.labels.fr), *content(info.labels.en), "id"}
    best: tuple[int, str] = (0, "")
    for name in pointing:
        labels = info.fields[name].labels
        for label in (labels.fr, labels.en):
            said = [word for word in content(label) if word not in own]
            said = [word for word in said if word not in _kinds(catalogue, info, name)] or said
            if said and all(any_akin(word, around) for word in said):
                best = max(best, (len(said), name))
    return best[1] or None


def _kinds(catalogue: Catalogue, info: ObjectInfo, name: str) -> set[str]:
    """Return the words for what a reference points at: "facility" in "Current Facility"."""
    targets = [catalogue[one] for one in info.fields[name].reference_to if one in catalogue]
    labels = (label for one in targets for label in (one.labels.fr, one.labels.en))
    return {word for label in labels for word in content(label)}


def doer(catalogue: Catalogue, name: str) -> str | None:
    """Return the one reference of an object to who did it: "audits by Tom" have an auditor."""
    found = [
        one.name
        for one in references(catalogue, name)
        if one.reference_to == ("User",) and one.name.endswith("__c")
    ]
    return found[0] if len(found) == 1 else None


def by_author(sentence: Sentence, mention: Mention, match: Candidate | None) -> bool:
    """Whether « créées par Hugo » names who made the records, not who owns them."""
    if match is None or match.object != "User":
        return False
    place = sentence.mentions.index(mention)
    before = sentence.mentions[max(place - 5, 0) : place]
    by = bool(before) and before[-1].says("by")
    return by and any(m.says("created") and not m.says("open") for m in before)


def given_to(sentence: Sentence, mention: Mention) -> bool:
    """Whether « assignés à Nadia », « par rapport à Hugo » name somebody, and no town."""
    before = sentence.before(mention, 2)
    return len(before) > 1 and before[0].startswith(_GIVEN)


_GIVEN = (
    "assign", "attribu", "confi", "affect", "rapport", "face", "transfer", "appart", "compar",
    "donne", "due", "dues", "dus", "remis", "envoye", "grace", "revien",
)  # fmt: skip
"""How verbs begin, and what a comparison says, whose « à » leads to a person."""
