"""Names told by the field they stand in: JSON keys, `key: value` lines, CSV columns, facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guard.masking.columns import TableFinder
from guard.masking.cues import ORG_AFTER
from guard.masking.lexicon import Lexicon
from guard.masking.words import read_words
from guard.spans import Span

_PERSONAL = frozenset(
    {
        ".contact.first_name",
        ".contact.last_name",
        ".sender.name",
        ".interactions.participants",
    }
)
_KEY = (
    r"(?:first|last|given|family|middle|full|sur|birth|maiden|nick)[ _\-]?names?"
    r"|f_?name|l_?name|pr[ée]noms?|"
    r"noms?[ _](?:(?:de[ _])?famille|complet|du contact|contact|client|prenom|pr[ée]nom"
    r"|usuel|naissance|de naissance|de jeune fille)|"
    r"contact[ _\-]?(?:full)?name|owner[ _\-]?name|customer[ _\-]?name|user[ _\-]"
    r"?full[ _\-]?name|display[ _\-]?name|"
    r"cardholder(?:[ _\-]?name)?|account[ _\-]?holder|attendees?|participants?"
    r"|interlocut(?:eur|rice)|titulaire|"
    r"nom et pr[ée]nom|pr[ée]nom et nom|signataire|nom"
    r"|[^\W\d_]{3,12}(?:_par|_by|_to)|(?:contact|interlocut(?:eur|rice))_principale?"
    r"|primary_contact|assignee|r[ée]f[ée]rente?"
)
_PAIR = re.compile(
    rf"(?im)(?<![\w])[\"']?(?:\w{{1,20}}[._])?(?:{_KEY})[\"']?[ \t\u00a0]*(?::|=)"
    r"[ \t]*(?:\[[ \t]*)?[\"']?"
    r"(?=(?P<value>[^\W\d_][^\"\n;|:={}<>\[\]\t\d@]{1,60}))"
)
_COLUMN = re.compile(
    rf"(?i)\s*[\"']?(?:{_KEY}|contact|name|propri[ée]taire|owner|responsable"
    r"|commercial|client|customer|manager|rep|who|qui|person(?:ne)?|assignee|assigned to|agent"
    r"|author"
    r"|auteur|requester|demandeur|technicien|technician|sender|from|salesperson|vendeur|with"
    r"|avec)[\"']?\s*\Z"
)
_SURE = re.compile(
    rf"(?i)\s*[\"']?(?:{_KEY}|contact|requester|demandeur|technicien|technician|salesperson|vendeur"
    rf"|author|auteur|person(?:ne)?)[\"']?\s*\Z"
)
_USER = re.compile(
    r"(?i)\b(?:login|log(?:ged)? in as|user(?:[ _]?(?:name|id))?|identifiant"
    r"|utilisat(?:eur|rice))\b"
    r"(?:['’]s)?[ \t]*(?:[:=]|c['’]est|est|is)?[ \t]*[\"']?"
    r"(?P<value>[a-zà-ÿ][a-zà-ÿ0-9]{3,24})[\"']?(?![\w@.\-/])"
)
_MEMBER = re.compile(
    r"(?<![\w\"'])(?P<quote>[\"'])(?P<key>\w{2,30})(?P=quote)[ ]?:[ ]?(?P=quote)"
    r"(?P<value>[^\W\d_][^\d@:;=\"\n]{1,60})(?P=quote)"
)
_EVERYBODY = frozenset(
    """root user test guest demo anonymous postgres mysql username password login admin1 user1
    null none true false""".split()  # noqa: SIM905
)
_SPLIT = re.compile(r"\s*(?:,|;|&|\bet\b|\band\b|/)\s*")
_LONGEST = 5


_PLAIN = re.compile(
    r"\.(?:kind|object|purpose|phase|stage|amount|date|close_date|products|company|tone|length"
    r"|slot|today|"
    r"salutation|language|title|theme|article)\Z"
)


def is_plain_field(path: str) -> bool:
    """Say whether the facts' field holds a word of the org: a stage, a product, a job title.

    Only the turn's own values are masked in it: « Price Quote » is nobody.
    """
    return _PLAIN.search(path) is not None


def is_personal_field(path: str) -> bool:
    """Say whether the facts' field at that path holds a person's name whatever it looks like."""
    return path in _PERSONAL


def find_fields(text: str, lexicon: Lexicon) -> list[Span]:
    """Return what the name of a field or of a column announces."""
    tables = TableFinder(_heads_people, lambda value, sure: _could_be(value, lexicon, sure))
    told = (_find_pairs, _find_members, _find_users)
    return [*tables.find(text), *(span for find in told for span in find(text, lexicon))]


def _find_members(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the values of JSON members whose keys head people's columns: "demandeur", "agent"."""
    for match in _MEMBER.finditer(text):
        sure = _heads_people(match["key"])
        value = match["value"]
        if sure is None or not _could_be(value, lexicon, sure or _is_named(value, lexicon)):
            continue
        yield Span("PERSON", match.start("value"), match.end("value"), 0.9)


def _is_named(value: str, lexicon: Lexicon) -> bool:
    """Say whether a value is a first name and what follows, or an initial and a last name."""
    first = value.split(maxsplit=1)[0]
    joined = lexicon.is_last(first[1:]) and not lexicon.is_listed(first) and len(first) > 4
    return lexicon.is_home_name(first) or joined


def _find_users(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield user names: « utilisateur mlegrand2 », not what an account is for."""
    for match in _USER.finditer(text):
        name = match["value"]
        if name in _EVERYBODY or name != name.lower() or lexicon.is_listed(name):
            continue
        if any(map(str.isdigit, name)) or not lexicon.is_stop(name):
            yield Span("PERSON", match.start("value"), match.end("value"), 0.86)


def _heads_people(heading: str) -> bool | None:
    """Say whether a column holds people's names: surely, perhaps (False), or not (None)."""
    return True if _SURE.match(heading) else False if _COLUMN.match(heading) else None


def _find_pairs(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the values of `key: value` and of JSON members."""
    for match in _PAIR.finditer(text):
        end = match.end("value")
        followed = text[end : end + 1] in {":", "="}
        yield from _people(match.group("value"), match.start("value"), lexicon, followed)


def _people(value: str, start: int, lexicon: Lexicon, followed: bool) -> Iterator[Span]:
    """Yield each person of a field's value, which may list several.

    What comes last is the next field's name where a colon has `followed` it.
    """
    at = 0
    for piece in [*_SPLIT.finditer(value), None]:
        end = piece.start() if piece else len(value)
        if piece is None and at and followed:
            return
        name = value[at:end].strip(" .'’)(")
        if name and _could_be(name, lexicon):
            begin = start + at + value[at:end].index(name)
            yield Span("PERSON", begin, begin + len(name), 0.9)
        at = piece.end() if piece else end


def _could_be(value: str, lexicon: Lexicon, sure: bool = True) -> bool:
    """Say whether the value of a name's field can be one.

    `sure` says that the field can hold nothing else: only remarks and companies are refused.
    """
    words = read_words(value)
    if not words or len(words) > _LONGEST or ORG_AFTER.search(value):
        return False
    listed = [
        word
        for word in words
        if all(lexicon.is_first(part) or lexicon.is_last(part) for part in word.parts)
    ]
    if not sure:
        told = listed or not any(lexicon.is_word(word.text) or word.upper for word in words)
        return bool(told) and words[0].capital and not lexicon.is_stop(words[-1].text)
    plain = [w for w in words if lexicon.is_word(w.text) and not w.capital]
    return bool(listed) or len(plain) < len(words)
