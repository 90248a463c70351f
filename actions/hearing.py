"""What was said in interactions, sentence by sentence: whose words, and what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.fragments import says_nothing
from actions.gist import weight
from actions.interactions import Interaction
from actions.remarks import PAIN, Remark, RemarkKind, Remarks
from actions.settling import settled
from actions.voices import Said, said_in, voice_of
from language import fold, words

# Fewer words than this besides names, days and « appel » tell nothing.
TELLING = 2
ANSWERED = re.compile(r"^\W*(?:(?:e-?mails?|re|fwd?|tr)\s*:\s*)+", re.IGNORECASE)
WANTS = re.compile(
    r"\b(?:j[’' ]ai besoin|(?:nous|on) (?:avons|a) besoin|il (?:me|nous) faut|(?:je|nous) (?:veux|"
    r"voulons|souhait\w+|exige\w*|demand\w+)|j[’' ]aimerais|(?:i|we) (?:really |still |just )?"
    r"(?:need|want|expect|demand|require)|(?:i|we)[’' ]d like)\b"
)
ENCLOSED = re.compile(r"\b(?:je joins|nous joignons|ci-joint\w*|piece jointe|attached|enclosed)\b")
KEPT = re.compile(
    r"\b(?:comme (?:promis|convenu|demande|annonce)|as (?:promised|agreed|requested|discussed))\b"
)
"""What a sentence says is done, where nothing in it is to come."""
COMING = re.compile(r"\b(?:will|\w+r(?:ai|ons|ez|a|ont)|[’']ll)\b")
AWAITED = re.compile(
    r"\b(?:recu\w*|recevoir|repon\w+|nouvelles?|livr\w+|rembours\w+|rappel\w+|arriv\w+|"
    r"receiv\w+|heard|answer\w*|repl(?:y|ied)|deliver\w*|refund\w*|contacted|in touch|got)\b"
)
NOT_YET = re.compile(
    r"\b(?:toujours (?:pas|rien|aucune?)|(?:pas|rien|aucune?) (?:\w+ )?(?:encore|toujours)|"
    r"still (?:\w+ )?(?:not|no|nothing|never|haven[’']?t|hasn[’']?t|waiting)|"
    r"(?:not|n[’']?t|nothing|no) .{0,40}\byet)\b"
)
ASKS = re.compile(
    r"^\W*(?:(?:bonjour|hello|hi|merci|thanks)\W+)?(?:peut[- ]on|(?:pouvez|pourriez|avez|auriez|"
    r"proposez|faites)[- ]vous|est[- ]il possible|est[- ]ce que|quel\w*|ou\b|can (?:we|you|i)|"
    r"could (?:we|you|i)|do you|would you|is (?:it|there)|are there|which|what|where)\b"
)
"""How a plain question begins."""
TROUBLED = re.compile(
    r"\b(?:ne|n|pas|plus|jamais|rien|aucune?|toujours|encore|enfin|fois|pourquoi|probleme\w*|panne\w*|"
    r"bloqu\w*|not|t|no|never|nothing|still|again|finally|times|why|wrong|problem\w*|issue\w*|"
    r"fail\w*|block\w*|broken|genant\w*|awkward|inquiet\w*|worr\w*)\b"
)
"""What says that something is amiss."""
FELT = re.compile(
    r"^\W*(?:c[’' ]est|cela est|this is|it[’' ]?s|it is|that[’' ]?s|that is)\s+"
    r"(?:(?:tres|vraiment|assez|plutot|really|very|quite|rather)\s+)?(?:bloquant|genant|urgent|"
    r"penible|critique|inacceptable|inadmissible|frustrant|embetant|ennuyeux|problematique|grave|"
    r"blocking|awkward|annoying|critical|unacceptable|frustrating|serious|a (?:real )?problem|"
    r"un (?:vrai )?probleme)\b"
)
"""How much something hurts, which does not say what."""
Heard = tuple[Said, Remark]
NEWS = Remark("event", 1.0)
NOTHING_BARRED: frozenset[RemarkKind] = frozenset()


async def listen(found: Sequence[Interaction], remarks: Remarks) -> list[list[Heard]]:
    """Return the sentences of each interaction with what they are, all read in one go.

    What tells nothing is news whatever it says, and is not read.
    """
    said = [[*said_in(one), *titled(one)] for one in found]
    telling = {
        key(sentence): NEWS for one, told in zip(found, said, strict=True)
        for sentence in told if tells(sentence, one)
    }  # fmt: skip
    read = await remarks.read([text for text, _ in telling], [kinds for _, kinds in telling])
    meant = dict(zip(telling, read, strict=True))
    late = Remark(PAIN, 1.0, remarks.labels["delay"])
    heard = [
        [
            (sentence, late if still_waits(sentence) else meant.get(key(sentence), NEWS))
            for sentence in told
        ]
        for one, told in zip(found, said, strict=True)
    ]
    return settled(found, untitled(found, [themed(told) for told in heard]))


def themed(heard: list[Heard]) -> list[Heard]:
    """Return what was heard; « c’est bloquant » is about what else hurt then, else about nothing.

    What is said before it counts first.
    """
    told: list[Heard] = []
    for said, remark in heard:
        felt = remark.kind == PAIN and FELT.search(fold(said.text))
        themes = [one.theme for of, one in (*told[::-1], *heard) if one.kind == PAIN
                  and one.theme and not FELT.search(fold(of.text))]  # fmt: skip
        about = replace(remark, theme=themes[0] if themes else None) if felt else remark
        told.append((said, about))
    return told


def key(said: Said) -> tuple[str, frozenset[RemarkKind]]:
    """Return what a sentence is read by: its words and what it cannot be."""
    return said.text, barred(said)


def still_waits(said: Said) -> bool:
    """Whether a customer says that what they wait for has not come: « toujours rien reçu »."""
    folded = fold(said.text)
    return bool(said.voice == "customer" and NOT_YET.search(folded) and AWAITED.search(folded))


def titled(one: Interaction) -> list[Said]:
    """Return the title a customer gave to a case or a message, which may be all they say of it.

    That of an answer says nothing new.
    """
    subject = one.subject
    theirs = one.body and one.kind in {"case", "email"} and voice_of(one) == "customer"
    if ANSWERED.match(subject):
        return []
    return [Said(subject, "customer")] if subject and theirs else []


def untitled(found: Sequence[Interaction], heard: list[list[Heard]]) -> list[list[Heard]]:
    """Return what was heard, a title only where it tells of a pain that nothing else tells."""
    told: set[str] = set()
    kept = []
    for one, pairs in zip(found, heard, strict=True):
        text, title = (pairs[:-1], pairs[-1]) if titled(one) else (pairs, None)
        hurts = any(remark.kind == "pain_point" for _, remark in text)
        if title and title[1].kind == "pain_point" and not hurts and title[0].text not in told:
            told.add(title[0].text)
            text = [*text, title]
        kept.append(text)
    return kept


def barred(said: Said) -> frozenset[RemarkKind]:
    """Return what a sentence cannot be, knowing who says it.

    What we write is no pain of theirs, what they ask is no step, what they want they do not owe,
    and what is enclosed is not owed any more.
    """
    if said.voice == "us":
        folded = fold(said.text)
        done = ENCLOSED.search(folded) or KEPT.search(folded)
        here = done and not COMING.search(folded)
        return frozenset({PAIN, "promise"}) if here else frozenset({PAIN})
    if said.voice != "customer":
        return NOTHING_BARRED
    if said.text.rstrip()[-1:] == "?":
        folded = fold(said.text)
        plain = ASKS.search(folded) and not TROUBLED.search(folded)
        return frozenset({"next_step", PAIN}) if plain else frozenset({"next_step"})
    return frozenset({"promise"}) if WANTS.search(fold(said.text)) else NOTHING_BARRED


def tells(said: Said, one: Interaction) -> bool:
    """Whether a sentence tells more than who met whom and when."""
    names = {word for who in (one.with_whom, one.ours) for word in words(who)}
    return weight(said.text, names) >= TELLING and not says_nothing(said.text, names)
