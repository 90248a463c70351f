"""The separate things one message of a customer is about: each is looked up, and answered, alone.

A message is cut where sentences end, and inside a sentence where a clause with its own subject is
added (« …, et je n’arrive pas non plus à… », "… and I can't…"). What only greets, counts (« deux
choses ») or thanks is none, and what is too short to be looked up goes with what came before.
"""

from __future__ import annotations

import re

from actions.fragments import says_nothing
from actions.gist import COURTESY
from actions.sentences import sentences
from language import fold

LEAST_WORDS = 4
SUBJECTS = (
    "j[’']|je|nous|on|ils?|elles?|mon|ma|mes|notre|nos|l[’']|la|les?|comment|combien|quand|"
    "pou(?:vez|rriez)|est-ce|i|i[’']|we|we[’']|my|our|the|it|they|how|when|where|what|can|could|do"
)
JOINED = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:et|and|mais|but|puis)\s+(?:aussi |also |en plus |then )?"
    rf"(?=(?:{SUBJECTS})(?:\b|(?<=[’'])))",
    re.IGNORECASE,
)
"""Where a clause with its own subject, or a question, is added to another."""
LISTED = re.compile(r"(?:^|\s+)(?:\d\s?[.)°]|[a-c]\))\s+(?=\D)")
ADDING = (
    "et|and|mais|but|puis|then|par ailleurs|d[’']autre part|de plus|en plus|en outre|ensuite|enfin|"
    "sinon|aussi|also|besides|in addition|another thing|on top of that|secondly|finally|"
    "autre (?:point|chose|question|souci)|first(?:ly)?|d[’']abord"
)
ADDED = re.compile(rf"^(?:(?:{ADDING})\b[\s,:]*)+", re.IGNORECASE)
COUNTED = re.compile(
    r"^[^:]{0,40}\b(?:choses|points?|questions?|soucis|probl[eè]mes?|things|issues?|problems?)"
    r"\s*:\s+",
    re.IGNORECASE,
)
GREETED = re.compile(
    r"^(?:bonjour|bonsoir|hello|hi|hey|good \w+|dear \w+)\b[^,!.]{0,25}[,!.]\s*", re.IGNORECASE
)


def concerns_of(text: str) -> list[str]:
    """Return what a message is about, one thing at a time, in the customer's own words."""
    found: list[str] = []
    for sentence in sentences(LISTED.sub("\n", text)):
        for clause in _clauses(COUNTED.sub("", GREETED.sub("", sentence))):
            said = ADDED.sub("", clause).strip(" ,;")
            if says_nothing(said) or COURTESY.search(fold(said)):
                continue
            if len(said.split()) < LEAST_WORDS and found:
                found[-1] = f"{found[-1]} {said}"
            elif said:
                found.append(said)
    return list(dict.fromkeys(found))


def _clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence; too short a one stays with its neighbour."""
    parts, start = [], 0
    for joint in JOINED.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        if min(len(before.split()), len(after.split())) >= LEAST_WORDS:
            parts.append(before)
            start = joint.end()
    return [*parts, sentence[start:]]
