"""What somebody has not done, as what they are without: "reps who haven't won a deal".

« Qui n'a rien signé ? » asks for people without a deal signed, not for the deals. What is itself
not done yet, "deals that haven't closed", has nothing after its verb and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.reading.slips import put
from language import fold_keep_length, words

Span = tuple[int, int]
_WHO = r"(?:(?P<who>\bwho\s+)|\b(?:(?:who|that|which)\s+)?)"
_OF = (
    r"(?P<of>\s+(?:an?|any|one|another)\b)(?:\s+(?:single|new|other))?(?P<noun>\s+[a-z]+)"
    r"|\s+(?P<none>anything)\b"
)
_PERFECT = re.compile(
    rf"{_WHO}(?:has|have|had)(?:\s?n['’ ]?t|\s+not)(?:\s+(?:yet|ever|even|just))*\s+"
    rf"(?P<verb>(?!been\b|got\b|had\b)[a-z]+)(?:{_OF})"
)
_SIMPLE = re.compile(
    rf"{_WHO}did(?:\s?n['’ ]?t|\s+not)(?:\s+(?:yet|ever|even|just))*\s+"
    rf"(?P<verb>(?!have\b|get\b|be\b)[a-z]+)(?:{_OF})"
)
_PAST = {
    "win": "won", "sell": "sold", "buy": "bought", "make": "made", "send": "sent", "log": "logged",
    "lose": "lost", "hold": "held", "write": "written", "do": "done", "give": "given", "run": "run",
    "set": "set", "plan": "planned",
}  # fmt: skip
_HAS_NO = re.compile(r"^who\s+(?:has|have)(?:\s+no|n['’ ]?t\s+(?:any|got any|an?))\b")
_SIGNED = re.compile(
    r"(?P<who>\bqui\s+)?\bn['’ ](?:a|ont)\s+(?:encore\s+|toujours\s+)?rien\s+(?:encore\s+)?"
    r"(?P<verb>signe|gagne|vendu|conclu|remporte|close)\b"
)
_NOT_SIGNED = re.compile(
    r"\bqui\s+n['’ ](?:a|ont)\s+(?:encore\s+|toujours\s+)?pas\s+(?:encore\s+)?"
    r"(?P<verb>[a-z]+(?:e|u|i|is|ert))\s+(?:de\s+|d['’]\s?|un\s+|une\s+|aucune?\s+)(?P<noun>[a-z]+)"
)
_NOT_OPENED = re.compile(r"\bn['’ ](?:a|ont)\s+(?:pas|jamais)\s+(?P<verb>ouvert)(?=\s+d)")


def undone(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return a message with what was not done said as lacking, the spans moved along."""
    kept = list(spans)
    folded = fold_keep_length(text).lower()
    for pattern in (_PERFECT, _SIMPLE):
        if seen := pattern.search(folded):
            lead = "which reps " if seen["who"] and not text[: seen.start()].strip() else ""
            return put(text, kept, seen.span(), f"{lead}without{_lacked(seen)}")
    if seen := _HAS_NO.search(folded):
        return put(text, kept, seen.span(), "which reps without")
    if seen := _SIGNED.search(folded):
        lead = "quels commerciaux " if seen["who"] else ""
        return put(text, kept, seen.span(), f"{lead}sans affaire {seen['verb']}")
    if seen := _NOT_SIGNED.search(folded):
        verb = "" if seen["verb"] in _DOING else f" {seen['verb']}"
        plain = f"quels commerciaux sans {seen['noun']}{verb}"
        return put(text, kept, seen.span(), plain)
    if seen := _NOT_OPENED.search(folded):
        return put(text, kept, seen.span("verb"), "créé")
    return text, kept


def _lacked(seen: re.Match[str]) -> str:
    """Return what is lacking: a state stands after its noun, which may be left unsaid."""
    verb = seen["verb"] if seen.re is _PERFECT else _participle(seen["verb"])
    if verb in _DOING:
        return f"{seen['of'] or ''}{seen['noun'] or ' activity'}"
    if verb in _STATES:
        return f"{seen['of'] or ''}{seen['noun'] or ' deal'} {verb}"
    return f" {verb}{seen['of'] or ' anything'}{seen['noun'] or ''}"


_DOING = frozenset(
    words("logged made done held had given placed run booked scheduled planned set arranged")
    + words("entered recorded passe fait tenu mene donne pris planifie programme organise saisi")
)
"""Verbs that say no more of a call or a meeting than that there was one."""
_STATES = frozenset({"closed", "won", "signed", "sold", "lost"})


def _participle(verb: str) -> str:
    return _PAST.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")
