"""Turns of phrase that say the matter of a field in other words than its label.

« Le client le moins satisfait » has the lowest mean satisfaction, "six figures" is a bound, whoever
"hasn't logged in" has no last login, "about to close" is due within the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.reading.outnumbered import outnumbered
from actions.reading.slips import put
from language import fold_keep_length

Span = tuple[int, int]
_PEOPLE = r"(?P<who>clients?|comptes?|produits?|agents?|customers?|accounts?|products?)"
_PLEASED = r"(?:satisfaits?|contents?|heureux)"
_UPSET = r"(?:mecontents?|insatisfaits?)"
_LOGS = r"log(?:ged|s)? ?[io]n(?:to \w+)?"
_CONNECTS = r"(?:s.est |se sont |sont |est )?connectee?s?"
_DENIED = r"(?:(?:have|has|did|do|does) ?n[o']t|never)"
_FIGURES = {"five": (4, 5), "six": (5, 6), "seven": (6, 7), "cinq": (4, 5), "sept": (6, 7)}
_TERMS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"\b(?:most satisfied|happiest) {_PEOPLE}"),
     r"\g<who> with the highest average satisfaction"),
    (re.compile(rf"\b(?:least satisfied|unhappiest|most unhappy) {_PEOPLE}"),
     r"\g<who> with the lowest average satisfaction"),
    (re.compile(rf"\b{_PEOPLE} (?:is|are) (?:the )?(?:most satisfied|happiest)\b"),
     r"\g<who> has the highest average satisfaction"),
    (re.compile(rf"\b{_PEOPLE} (?:is|are) (?:the )?(?:least satisfied|unhappiest|most unhappy)\b"),
     r"\g<who> has the lowest average satisfaction"),
    (re.compile(rf"\b{_PEOPLE} (?:est |sont )?(?:les? |la )?plus {_PLEASED}\b"),
     r"\g<who> avec la satisfaction moyenne la plus haute"),
    (re.compile(rf"\b{_PEOPLE} (?:est |sont )?(?:les? |la )?(?:moins {_PLEASED}|plus {_UPSET})\b"),
     r"\g<who> avec la satisfaction moyenne la plus basse"),
    (re.compile(rf"\b{_DENIED} {_LOGS}"), "without last login"),
    (re.compile(rf"(?<!last )\b(?:who |that )?(?:have |has )?{_LOGS}\b"), "with last login"),
    (re.compile(rf"\b(?:qui )?ne? ?(?:se |s.)?(?:sont|est) (?:pas|jamais|plus) {_CONNECTS}"),
     "sans dernière connexion"),
    (re.compile(r"\b(?:qui )?(?:se sont|s.est) connectee?s?\b"), "avec dernière connexion"),
    (re.compile(r"\babout to (?P<what>clos|sign|renew|expir|end)e?\b"),
     r"\g<what>ing in the next 30 days"),
    (re.compile(r"\bsur le point (?:d.etre signee?s?|de se (?:signer|conclure|fermer))"),
     "ouvertes à signer dans les 30 prochains jours"),
    (re.compile(r"\bsur le point d.expirer\b"), "qui expirent dans les 30 prochains jours"),
    (re.compile(r"\b(?:asked |prefer(?:s|red)? )?not to be (?:called|phoned|rung)\b"),
     "with do not call"),
    (re.compile(r"\b(?:that|which|who|will|to|contracts) ends? (?=(?:this|next|in|on|before|by|"
                r"after|within|during)\b)"), "ending "),
    (re.compile(r"\b(?P<noun>deal|case|ticket|contract|order|quote|opportunity)"
                r"(?P<rest> (?:\w+ ){1,3}?)(?:but|and|yet) (?P<did>won|lost|closed|opened|signed) "
                r"(?:one|another)\b"), r"\g<noun>\g<rest>and with a \g<noun> \g<did>"),
    (re.compile(r"\b(?P<noun>affaire|requete|commande|opportunite)"
                r"(?P<rest> (?:\S+ ){1,3}?)(?:mais|et) (?:en (?:a|ont|avons) )?(?:on en a )?"
                r"(?P<did>gagne|perdu|ferme|signe)e? une\b"),
     r"\g<noun>\g<rest>et avec une \g<noun> \g<did>e"),
    (re.compile(r"\bnous bat(?:tent)?(?: le plus(?: souvent)?)?\b"),
     "a le plus d’affaires perdues"),
    (re.compile(r"^who beats us(?: (?:the )?most(?: often)?)?\b"),
     "which competitor has the most lost deals"),
    (re.compile(r"\bbeats? us(?: (?:the )?most(?: often)?)?\b"), "has the most lost deals"),
    (re.compile(r"\bbig-ticket\b"), "big"),
    (re.compile(r"\bup for grabs\b"), "open"),
    (re.compile(r"\b(?P<who>who|which \w+)(?:.s|.ve| has| have) got (?:the )?"),
     r"\g<who> has the "),
    (re.compile(r"\b(?:fattest|juiciest|meatiest)\b"), "biggest"),
    (re.compile(r"\b(?:the )?ones (?:that|which) got away\b"), "lost deals"),
    (re.compile(r"(?P<lost>\b(?:lose|lost|perdu\w*)\b[^?.]*?),?(?P<sp> )(?:and why|et pourquoi)\b"),
     r"\g<lost>\g<sp>par motif"),
    (re.compile(r"\b(?:is|are) (?:crushing|killing|smashing) it\b"), "sold the most"),
    (re.compile(r"\b(?:makes?|made) (?:us )?the (?P<end>most|least) (?:money|revenue)\b"),
     r"brings in the \g<end> revenue"),
    (re.compile(r"\bcosts? us (?:the )?most\b"), "has the highest lost amount"),
    (re.compile(r"\bnous coute(?:nt)? le plus(?: cher)?\b"),
     "a le plus gros montant perdu"),
    (re.compile(r"\b(?:delai|temps|duree)(?: moyen(?:ne)?)? de (?:conversion|transformation)\b"),
     "temps moyen pour convertir"),
    (re.compile(r"\bconversion (?:time|delay)\b"), "time to convert"),
    (re.compile(r"\battente avant (?=(?:la )?premiere)"), "délai avant "),
    (re.compile(r"\btickets? moyens?(?= (?:des|d.achat|par client)\b| *\??$)"), "panier moyen"),
    (re.compile(r"\bpaniers? moyens? (?=(?:des|de|du) )"), "montant moyen "),
    (re.compile(r"\b(?P<n>\d+)-(?P<unit>month|year|day|week)s? (?P<what>[a-z]+)\b"),
     r"\g<what> of \g<n> \g<unit>s"),
    (re.compile(r"\b(?P<what>temps|duree|delai) (?P<mean>moyen(?:ne)?|median(?:e)?) d.attente\b"),
     r"\g<what> d’attente \g<mean>"),
    (re.compile(r"\b(?P<rate>taux|pourcentage|part) d.echecs?\b"), r"\g<rate> de perte"),
    (re.compile(r"\b(?:met(?:tent)?|prend|prennent) le plus de temps (?:a|pour) (?:donner|faire|"
                r"envoyer|apporter|rendre) "), "prend le plus de temps pour "),
    (re.compile(r"\bmet(?:tent)? le (?P<end>plus|moins) de temps (?:a|pour)\b"),
     r"prend le \g<end> de temps pour"),
    (re.compile(r"\b(?:has|have) been (?:with us|a customer|(?:our )?customers?) (?:for )?"
                r"(?:the )?longest\b"), "has the oldest customer since"),
    (re.compile(r"\b(?:est (?:chez|avec) nous|est cliente?|nous est fidele) depuis le plus "
                r"longtemps\b"), "a le plus vieux client depuis"),
    (re.compile(r"\bplus anciens (?P<who>clients)\b"), r"\g<who> les plus anciens"),
    (re.compile(r"\bplus ancien client\b(?! depuis)"), "client le plus ancien"),
    (re.compile(r"(?P<the>^|\b(?:the|our|my|what.s) )(?:main|chief|number one) "
                r"(?=[a-z])(?!competitor|contact|phone)"), r"\g<the>top "),
    (re.compile(r"(?P<the>^|\b(?:le|la|notre|mon|ma) )principale? (?=[a-z])"), r"\g<the>top "),
    (re.compile(r"^(?:classe[rz]?|range[rz]?)(?: moi)? (?:les |nos |mes )(?=\w+ (?:par|selon)\b)"),
     "classement des "),
)  # fmt: skip
_DIGITS = re.compile(
    r"\b(?:worth |valued at |a |de )?(?:a )?(?P<n>five|six|seven|cinq|sept)[- ]"
    r"(?:figures?|chiffres)\b"
)


def idioms_written(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Return a message with its turns of phrase in the words of fields, the spans moved along."""
    kept = list(spans)
    for pattern, plain in _TERMS:
        if seen := pattern.search(fold_keep_length(text).lower()):
            text, kept = put(text, kept, seen.span(), seen.expand(plain))
    return _figures_written(*outnumbered(text, kept))


def _figures_written(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Write « à six chiffres », "six figures" as the bounds they are."""
    seen = _DIGITS.search(fold_keep_length(text).lower())
    if seen is None:
        return text, spans
    low, high = _FIGURES[seen["n"]]
    between = ("entre", "et") if "chiffres" in seen[0] else ("between", "and")
    return put(text, spans, seen.span(),
               f"{between[0]} {10**low} {between[1]} {10**high - 1}")  # fmt: skip
