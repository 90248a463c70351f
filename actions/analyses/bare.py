"""The bare answer, where a question wants nothing else: « l’id seulement », "or None"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.analyses.kinds import Kind
from actions.contract import Language, Result
from actions.parts import Text
from language import fold

_ONLY = re.compile(
    r"\b(?:only|just|nothing (?:but|else|more)|alone|no (?:explanations?|comments?|other text)|"
    r"that.?s (?:all|it)|c.est tout|(?:sans|without) (?:\w+ )?(?:comment|expli)\w+|"
    r"ne \w+ que|seulement|uniquement|juste|seule?s?|rien (?:d.autre|de plus)|exclusivement)\b"
)
# What an answer may be made of: "won ones only" narrows the question, "the name only" the answer.
_WHAT = re.compile(
    r"\b(?:ids?|identifiants?|identifiers?|names?|noms?|months?|mois|issues?|problem\w*|motifs?|"
    r"regions?|pays|countr\w+|states?|etats?|stages?|etapes?|articles?|titles?|titres?|factors?|"
    r"facteurs?|criter\w+|points?|products?|produits?|agents?|reps?|person\w*|answers?|reponses?|"
    r"words?|mots?|abbreviations?|tasks?|taches?|list\w*)\b"
)
_GIVE = re.compile(
    r"\b(?:return|answer|reply|respond|give|output|donne\w*|repond\w*|renvo\w+|retourne\w*|dis|"
    r"indique\w*)\b"
)
_ID = re.compile(r"\b(?:ids?|identifiants?|identifiers?)\b")
_OR_NONE = re.compile(
    r"\b(?:or|else|otherwise|if not|ou|sinon|autrement|si non)[,:]?\s+"
    r"(?:(?:par|by|with|say|dis|dites|repond\w*|reply)\s+)?(?:none|aucune?|rien)\b"
)
_NAMED_ONLY = re.compile(
    r"\b(?:ids?|identifiants?|identifiers?|names?|noms?) (?:only|alone|seule?s?|seulement|"
    r"uniquement|et rien d.autre|and nothing else)\b|"
    r"\b(?:sans phrases?|without (?:a )?sentences?)\b"
)
_SHORT = 6
_CUT = re.compile(r"[.?!;:—]+\s+|\s-\s")
_RECORDS: Mapping[str, tuple[str, ...]] = {
    "handle_time": ("User",), "transfers": ("User",), "conversion": ("User",),
    "sales_amount": ("User",), "sales_cycle": ("User",),
    "routing": ("User",), "product_meant": ("Product2",),
}  # fmt: skip
_ARTICLES = frozenset({"quote_check", "policy_breach"})
_NONE: Mapping[Language, str] = {"fr": "Aucun", "en": "None"}


def bare_asked(text: str) -> str | None:
    """Return "id" or "name" where only that is wanted, None where the whole answer is."""
    pieces = [fold(piece).replace('"', " ") for piece in _CUT.split(text.strip())]
    for place, piece in enumerate(pieces):
        asked = _GIVE.search(piece) or _ID.search(piece)
        short = place and len(piece.split()) <= _SHORT and _WHAT.search(piece)
        only = _ONLY.search(piece) and (asked or short)
        none = _OR_NONE.search(piece) and (asked or short or "none" in piece)
        if only or none or _NAMED_ONLY.search(piece):
            return "id" if _ID.search(piece) else "name"
    return None


def question_in(text: str) -> str:
    """Return what is asked, without the sentences that only say how to answer."""
    pieces = [piece for piece in re.split(r"(?<=[.?!;])\s+", text.strip()) if piece]
    kept = [piece for piece in pieces if not (bare_asked(f"? {piece}") and "?" not in piece)]
    return " ".join(kept) or text


def bared(result: Result, kind: Kind, text: str, language: Language) -> Result:
    """Return the answer alone where the question wants it so: its evidence stays in its records."""
    wanted = bare_asked(text)
    if wanted is None or result.refused:
        return result
    told = _told(result, kind, by_id=wanted == "id")
    return replace(result, parts=(Text(text=", ".join(told) or _NONE[language]),))


def _told(result: Result, kind: Kind, *, by_id: bool) -> list[str]:
    """Return what answers the question, None of it where nothing does."""
    if kind in _ARTICLES:
        broken = any(part.type == "table" for part in result.parts)
        return [one.article if by_id else one.title for one in result.sources if broken]
    if kind == "unfit_activities":
        return [one.id if by_id else one.name for one in result.records[1:]]
    objects = _RECORDS.get(kind)
    if objects:
        kept = [one for one in result.records if one.object in objects]
        return list(dict.fromkeys(one.id if by_id else one.name for one in kept))
    return _valued(result, kind)


def _valued(result: Result, kind: Kind) -> list[str]:
    values = result.values
    if kind == "bant":
        return [one.label for one in values if not one.value]
    if kind == "deal_talk":
        return [one.label for one in values if one.measure == "SUBJECT"]
    if kind == "stands_out":
        return [_shown(one.group, one.period) for one in values[:1]]
    first = [one for one in values if one.value == values[0].value]
    return [_shown(one.group, None) for one in first]


def _shown(group: Mapping[str, str | None] | None, period: object) -> str:
    named = getattr(period, "label", None)
    return str(named or next(iter((group or {}).values()), ""))
