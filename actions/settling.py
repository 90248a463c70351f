"""What later words put right: pains solved since, promises kept, decisions taken back.

A sentence in the past or the present that says so (« c’est réglé », "it’s back up") settles what
was said before it: in the same chat; in the same thread of mails; else where both speak of the
same thing; and what hurt in the exchange just before with the same person, where nothing else
tells. A denial, a condition, a question or a future settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.fragments import EMPTY
from actions.gist import CONTACT
from actions.interactions import Interaction
from actions.remarks import PAIN, Remark
from actions.voices import Said
from language import find_periods, fold, words

Heard = tuple[Said, Remark]
SOLVED = re.compile(
    r"\b(?:reglee?s?|resolue?s?|retablie?s?|reparee?s?|corrigee?s?|rechargee?s?|rembourse?e?s?|"
    r"rentree?s? dans l ordre|(?:re)?partie? (?:de plus belle|normalement)|c est reparti|"
    r"remarche\w*|(?:fonctionn|march|repond|tourn|remont)\w* (?:a|de) nouveau|"
    r"(?:tout )?(?:fonctionne|marche) (?:bien|normalement|correctement|maintenant)|"
    r"plus (?:de|aucun) (?:probleme|souci|panne|coupure|erreur)s?|"
    r"tout est (?:ok|bon|a jour|clair|complet)|"
    r"sorted|resolved|fixed|solved|repaired|reloaded|refunded|credited|corrected|cleared up|"
    r"restored|(?:is|it s|its|now|comes?|came) back(?: up| on| online| in)?|up and running|"
    r"working (?:again|fine|now|properly)|no (?:more|further) (?:problem|issue|error|outage)s?|"
    r"all (?:good|clear|fine|working))\b"
)
OPEN = re.compile(
    r"\b(?:pas|jamais|n|rien|sans|non|not|never|nothing|t|nobody|personne|until|unless|once|if|"
    r"when|as soon as|before|tant que|des que|si|quand|une fois|avant|jusqu\w*|sera|seront|serait|"
    r"va etre|will|would|should|to be|needs?|doit|devrait|faut|peut|pouvez|could|can|please|"
    r"merci de|how|comment|to|attends?|waiting|toujours|still)\b"
)
COMING = re.compile(
    r"\b(?:pour|afin|verifi\w*|check\w*|to|envo[iy]\w*|enverr\w*|adress\w*|transmet\w*|"
    r"send\w*|sent|je vous|i ll|we ll|let)\b"
)
"""What stands before a participle that says what is sent or sought, not what is done."""
REVERSED = re.compile(
    r"\b(?:renonc\w+|finalement|en fin de compte|apres reflexion|revien\w+ sur|abandonn\w+|"
    r"chang\w+ d avis|change[ds]? (?:our|their|his|her|my) minds?|on reflection|in the end|"
    r"dropp\w+ the (?:idea|plan)|no longer|after all|gone back on)\b"
)
ENDING = re.compile(r"(?:ements?|ations?|ings?|ees?|es|er|ed|ez|s|e)$")
_SAYS = "regl resolu retabli repar corrig sort fix clear resolv restor solv work back"
SAYS_SOLVED = frozenset(_SAYS.split())
LEAST, STEM = 4, 6
AROUND = 12
"""Characters after what says so in which a denial counts too."""
KEPT = frozenset({"promise", "next_step"})


@dataclass(frozen=True)
class Place:
    """A sentence and where it stands: `at` is its exchange's number, the newest 0."""

    at: int
    number: int
    one: Interaction
    said: Said
    remark: Remark


def settled(found: Sequence[Interaction], heard: list[list[Heard]]) -> list[list[Heard]]:
    """Return what was heard, what later words settled marked with the day they did.

    What takes a decision back is a decision.
    """
    places = [
        Place(at, number, one, *pair)
        for at, (one, told) in enumerate(zip(found, heard, strict=True))
        for number, pair in enumerate(told)
    ]
    answers = [one for one in places if one.remark.kind != PAIN and solves(one.said.text)]
    reversals = [one for one in places if REVERSED.search(bare(one.said.text))]
    marked = [list(told) for told in heard]
    for place in places:
        ending = next(_endings(place, answers, reversals, places), None)
        if ending:
            remark = replace(place.remark, settled=ending.one.day)
            marked[place.at][place.number] = (place.said, remark)
        if ending and place.remark.kind == "decision":
            anew = replace(ending.remark, kind="decision", theme=None)
            marked[ending.at][ending.number] = (ending.said, anew)
    return marked


def solves(text: str) -> bool:
    """Whether a sentence says that something is put right."""
    said = bare(text)
    found = SOLVED.search(said)
    if found is None or text.rstrip()[-1:] == "?":
        return False
    coming = COMING.search(said[: found.start()])
    return not (coming or OPEN.search(said[: found.end() + AROUND]))


def bare(text: str) -> str:
    """Return the folded words of a text, one blank between them."""
    return " ".join(words(text))


def _endings(
    place: Place, answers: Sequence[Place], reversals: Sequence[Place], places: Sequence[Place]
) -> Iterator[Place]:
    """Yield what settles a sentence, the earliest first."""
    kind = place.remark.kind
    for later in reversed(answers):
        if not _after(later, place):
            continue
        if (kind in KEPT and _keeps(later, place)) or (
            kind == PAIN and _puts_right(later, place, places)
        ):
            yield later
    for later in reversed(reversals):
        same = _alike(later, place)
        if kind == "decision" and later.at < place.at and same:
            yield later


def _after(later: Place, place: Place) -> bool:
    return (-later.at, later.number) > (-place.at, place.number)


def _puts_right(later: Place, place: Place, places: Sequence[Place]) -> bool:
    """Whether a sentence that says so speaks of this pain."""
    if later.at == place.at:
        return place.one.kind == "chat" or _alike(later, place)
    if thread(later.one) & thread(place.one) or _shared(later, place):
        return True
    if place.one.kind == "chat" and later.at == place.at - 1 and _same(place.one, later.one):
        return True
    before = next((one.at for one in places if one.at > later.at and _same(one.one, later.one)), -1)
    others = [one for one in places if one.at == place.at and one.remark.kind == PAIN]
    return before == place.at and not any(_shared(later, one) for one in others)


def _keeps(later: Place, place: Place) -> bool:
    """Whether a sentence says that what was promised is done; of ours, its subject tells too."""
    ours = later.said.voice == "us"
    told = f"{later.said.text} {later.one.subject}" if ours else later.said.text
    return bool(about(told) & about(place.said.text))


def _alike(later: Place, place: Place) -> bool:
    return bool(about(later.said.text) & about(place.said.text))


def _shared(later: Place, place: Place) -> bool:
    told = about(f"{later.said.text} {later.one.subject}")
    return bool(told & about(f"{place.said.text} {place.one.subject}"))


def _same(one: Interaction, other: Interaction) -> bool:
    """Whether two exchanges may have been with the same person; our own mails tell none."""
    return not (one.with_whom and other.with_whom) or fold(one.with_whom) == fold(other.with_whom)


def thread(one: Interaction) -> set[str]:
    """Return what tells a thread: the case it belongs to, the subject of a mail."""
    subject = re.sub(r"^(?:(?:re|fwd?|tr|aw) )+", "", bare(one.subject))
    return {name for name in (one.about, one.kind == "email" and subject) if name}


def about(text: str) -> set[str]:
    """Return the stems of the words that tell what a text is about."""
    told = {word for word in words(text) if word not in EMPTY | CONTACT and not word[:1].isdigit()}
    stems = {ENDING.sub("", word)[:STEM] for word in told}
    return {one for one in stems if len(one) >= LEAST} - SAYS_SOLVED


def due(text: str, said: date, today: date) -> date | None:
    """Return the day a promise or a step was for, as it was said then; None unless it is past."""
    days = [period.end for period in find_periods(text, said, prefer="future") if period.end]
    return days[0] if len(days) == 1 and said < days[0] < today else None
