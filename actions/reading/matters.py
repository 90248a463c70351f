"""What a question is about where it names no kind of record, and which kinds come first."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.doings import activity_of
from actions.reading.links import parent_path, tie
from actions.reading.someone import employed
from actions.reading.spans import Mention, Sentence
from actions.reading.traits import number_fields
from actions.reading.vocabulary import Meaning
from crm import Catalogue, ObjectInfo
from language import words

_FULL = 0.9
_PEOPLE = "User"
_COMPANY = "Account"
_STAGED = 0.8
"""What a stage counts for: a deal is in one, while people and tickets are what they are called."""
_ASKED = 0.7
"""What « qui » adds to people, where a field of theirs is named."""
_DOING = 0.1
"""What a type of tasks and events alike adds to the one it is a kind of."""
_RANK = (
    "Opportunity",
    "Case",
    "Account",
    "Lead",
    "Contact",
    "Task",
    "Event",
    "Quote",
    "Order",
    "Contract",
    "Campaign",
    "Product2",
    "Asset",
)


def rank_of(name: str) -> int:
    """Return how far down the list of what people mean an object is."""
    return _RANK.index(name) if name in _RANK else 50 + len(name)


def unsaid_object(sentence: Sentence, catalogue: Catalogue) -> str | None:
    """Return the object that knows most of the words, where none is named."""
    scores: dict[str, float] = {}
    for mention in sentence.mentions:
        if mention.says("who"):
            continue  # « qui » is no « Nom » of a task
        if mention.says("avg") and not mention.of("field"):
            continue  # « en moyenne » is no medium priority
        for name, share in _best_shares(sentence, mention, catalogue).items():
            known = 1.0 if name in _RANK or catalogue[name].custom else 0.6
            more = _as_noun(sentence, mention, name)
            more += _as_measure(sentence, mention, catalogue[name])
            more += _DOING * (activity_of(mention, catalogue) == name)
            scores[name] = scores.get(name, 0.0) + share * known + more
        if (
            mention.says("won", "lost", "closing", "revenue", "pipeline")
            and "Opportunity" in catalogue
        ):
            scores["Opportunity"] = scores.get("Opportunity", 0.0) + 1.5
        if (matter := _matter(mention)) in catalogue:
            sure = matter != "Case" and mention.text.lower() not in _BARE
            whose = _WON if wins(mention) else 1.5
            scores[matter] = scores.get(matter, 0.0) + (whose if sure else 0.6)
        if mention.says("converted", "unconverted") and "Lead" in catalogue:
            scores["Lead"] = scores.get("Lead", 0.0) + 1.5
    first = sentence.mentions[0] if sentence.mentions else None
    asks = first is not None and first.text.lower().startswith(("qui", "who"))
    if asks and _PEOPLE in scores:
        scores[_PEOPLE] += _ASKED
    if not scores:
        return _heard_of(sentence, catalogue)
    best = min(scores, key=lambda name: (-round(scores[name], 2), rank_of(name)))
    return _measured_below(sentence, catalogue, best) or best


def unwrapped(sentence: Sentence, heads: list[Mention], catalogue: Catalogue) -> list[Mention]:
    """Take « dossiers de sinistre » as claims: what a case is has nothing to do with them."""
    if len(heads) < 2:
        return heads
    name, other = (_named(mention, catalogue) for mention in heads[:2])
    joined = sentence.gap(heads[0].end, heads[1].start) in (["de"], ["d", "'"], ["d", "’"], ["of"])
    if not (name and other and joined and catalogue[other].custom) or catalogue[name].custom:
        return heads
    strange = tie(catalogue, name, other) is None and tie(catalogue, other, name) is None
    return heads[1:] if strange else heads


def _named(mention: Mention, catalogue: Catalogue) -> str | None:
    known = [m.object for m in mention.of("object") if m.object in catalogue and m.share == 1.0]
    return min(known, key=rank_of, default=None)


def pointed_at(sentence: Sentence, catalogue: Catalogue, fallback: str | None) -> list[Mention]:
    """Return the first word as an object of the org's own, by the label of what points at it.

    A lookup « Appareil » to « Dispositif médical » names what an « appareil » is.
    """
    if fallback is not None:
        return []
    first = next((m for m in sentence.mentions if m.kind == "words" and not m.concepts), None)
    targets: set[str] = set()
    for one in first.of("field") if first and not first.of("value") else ():
        field = catalogue[one.object].fields.get(one.field) if one.object in catalogue else None
        if one.share < 1.0 or field is None:
            continue
        targets.update(field.reference_to or ("",))
    found = next(iter(targets)) if len(targets) == 1 else ""
    if first is None or found not in catalogue or not catalogue[found].custom:
        return []
    return [replace(first, meanings=(Meaning("object", found),))]


def _measured_below(sentence: Sentence, catalogue: Catalogue, best: str) -> str | None:
    """Return whose number is measured, where it hangs on what the rest is about: its sessions."""
    for mention in sentence.mentions:
        named = not mention.of("object") and not mention.says("how_long")
        for one in mention.of("field") if named else ():
            known = one.object in catalogue and one.share > _FULL and one.object != best
            if not known or any(m.object == best for m in mention.of("field")):
                continue
            measured = _as_measure(sentence, mention, catalogue[one.object])
            if measured and parent_path(catalogue, one.object, best, depth=1):
                return one.object
    return None


def _heard_of(sentence: Sentence, catalogue: Catalogue) -> str | None:
    """Return whom a question of contact alone is about: « qui n'a pas été contacté ? »."""
    if not any(m.says("contacted", "inactive") for m in sentence.mentions):
        return None
    named = any(m.kind == "name" for m in sentence.mentions)
    asks = any(m.says("who") and m.start <= 1 for m in sentence.mentions)
    name = "Account" if named else "Contact" if asks else ""
    return name if name in catalogue else None


def _as_noun(sentence: Sentence, mention: Mention, name: str) -> float:
    """Return what the word a question begins with counts for more: « salons prévus en mars »."""
    kinds = {"Type", "Status"}
    named = any(
        one.object == name and one.share > _FULL and one.field in kinds
        for one in mention.of("value")
    )
    head = next((m for m in sentence.mentions if not m.says("which")), None)
    first = mention is head and not mention.concepts
    valued = any(one.object == name and one.share > _FULL for one in mention.of("value"))
    if named and first:
        return 0.7
    if not (first and valued and mention.text.endswith("s")):
        return 0.0
    return _OWN_COUNTED if name.endswith("__c") else _COUNTED


_COUNTED = 0.3
"""What a plural that a question begins with counts for: "decision makers in insurance"."""
_OWN_COUNTED = 0.7
"""What it counts for where the org made the object: « serveurs qui gagnent … » win no deal."""


def _as_measure(sentence: Sentence, mention: Mention, info: ObjectInfo) -> float:
    """Return what a number counts for more right beside « moyen », "average": it is measured."""
    numbers = {one.name for one in number_fields(info)}
    if not any(one.object == info.name and one.field in numbers for one in mention.of("field")):
        return 0.0
    others = [m for m in sentence.mentions if m is not mention and m.says(*_MEASURED)]
    return float(any(max(m.start - mention.end, mention.start - m.end) <= 1 for m in others))


_WINNING = frozenset(words("win won gain victoire reussite transformation"))
_WON = 2.5
"""What a rate of winning counts for: nothing but a deal is won."""
_BARE = frozenset({"taux", "rate", "ratio"})
"""Rates of anything: their object is told by what they are of."""
_MEASURED = ("avg", "sum", "median", "min", "max")


def _best_shares(sentence: Sentence, mention: Mention, catalogue: Catalogue) -> dict[str, float]:
    """Return how fully each object knows a mention as a field or value.

    "Decision makers at prospects" are people of companies, and of no stage.
    """
    found: dict[str, float] = {}
    at = employed(sentence, mention)
    for one in mention.meanings:
        if one.kind != "object" and one.object in catalogue and (not at or one.object == _COMPANY):
            share = one.share * (_STAGED if one.field == "StageName" else 1.0)
            found[one.object] = max(found.get(one.object, 0.0), share)
    return found


def wins(rate: Mention) -> bool:
    """Whether a rate is that of winning, of deals alone: "win rate", « taux de réussite »."""
    return bool({*words(rate.text)} & _WINNING)


def _matter(mention: Mention) -> str:
    """Return the object a rate or a duration is commonly about."""
    text = mention.text.lower()
    if mention.says("rate"):
        return "Lead" if "conversion" in text else "Opportunity"
    if mention.says("how_long", "pace"):
        return "Opportunity" if "vente" in text or "sales" in text else "Case"
    return ""
