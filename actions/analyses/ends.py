"""Which end of a ranking a question asks for, whom it leaves out, and whether it counts or rates.

Words are told apart by what they measure: speed and quality have a good end, quantities do not.
"""

from __future__ import annotations

import re
from datetime import date

from actions.analyses.periods_asked import dated
from language import Count, find_counts, find_periods, fold, fold_keep_length, words

_LEAST = re.compile(
    r"\b(?:au moins|(?:(?:au|a|with a) )?(?:minimum|mini?)|at least|no fewer than|no less than|"
    r"not less than|a partir de|from)\W*(?:de |of |d.)?$"
)
_ABOVE = re.compile(r"\b(?:plus d(?:e|.)|more than|over|above|au dela de|au-dela de)\W*$")
_ABOVE_ONE = re.compile(
    r"\b(?:plus d.une?|(?:more than|over) (?:1|one))\b(?! (?:hour|day|heure|jour))"
)
_BELOW = re.compile(r"\b(?:moins d(?:e|.)|less than|fewer than|under|below|en dessous de)\W*$")
_OUT = re.compile(
    r"\b(?:skip|leav\w+ out|left out|exclud\w+|ignor\w+|drop\w*|forget|without|except|not counting|"
    r"do(?:n.?t| not|es not|esn.?t) count|disregard\w*|discard\w*|ne compte\w* pas|"
    r"sauf|sans|hors|exclu\w*|oubli\w*|ecart\w*|laisse\w* de cote|hormis)\b"
)
_AFTER = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:au moins|minimum|mini?|at least|"
    r"(?:or|and) (?:more|above|over|up|upwards)|(?:ou|et) (?:plus|davantage|au.dela))\b"
)
_UNITS = frozenset(
    words("day days week weeks month months quarter quarters year years hour hours jour jours "
          "semaine semaines mois trimestre trimestres an ans annee annees heure heures h")
)  # fmt: skip
_LESS = r"(?:least|less|moins)"
_FAST = re.compile(
    rf"\b(?:(?P<less>{_LESS}) )?(?:fast|quick|swift|rapid|prompt|soon|speed(?:y|i)|veloce|expediti|"
    rf"brisk)\w*|"
    rf"\b(?:(?P<moins>{_LESS}) )?(?:vite|tot|prompte?)\b"
)
_SLOW = re.compile(
    rf"\b(?:(?P<less>{_LESS}) )?(?:slow\w*|lente?s?\b|lags?\b|lagging\b|drags?\b|train\w+\b|"
    r"forever\b|ages\b|too long\b|longtemps\b|eternis\w+\b|interminabl\w+\b)"
)
_WORST = re.compile(r"\b(?:worst|poorest|weakest|pires?|mauvais\w*|moins (?:bien|bons?|bonnes?))\b")
_BEST = re.compile(r"\b(?:best|better|finest|meilleur\w*|mieux)\b")
_LOW = re.compile(
    r"\b(?:lowest|least|fewest|shortest|smallest|minimum(?! \d| de \d| of \d)|"
    r"briefest|slightest|moindre|(?:le |la |les )?moins|minimal\w*|"
    r"plus (?:court|bas|basse|faible|petit|bref|brev|redui|modest|maigre|mince)\w*)\b"
)
_HIGH = re.compile(
    r"\b(?:highest|most|longest|largest|biggest|greatest|maximum|(?:le |la |les )plus|"
    r"plus (?:long|haut|eleve|grand|gros)\w*|maxi\w*)\b"
)
_HIGH_SAID = re.compile(
    r"\b(?:highest|longest|largest|biggest|greatest|maximum|maxi\w*|"
    r"plus (?:long|haut|eleve|grand|gros|important)\w*)\b"
)
# « le plus réactif », "most efficient" are good; « met le plus de temps », "takes the most" not.
_MOST_TIME = re.compile(
    r"\b(?:most (?:time|hours?|days?)|(?:takes?|took|needs?|needed|waits?|waited|spends?|spent) "
    r"(?:the )?most)\b|\bplus (?:de |d.|pour |en |a |au |sur |dans |depuis |chez |avec )|"
    r"\bplus\W*(?:[,.?!;:]|$)"
)
_SELDOM = re.compile(r"\b(?:rarely|seldom|hardly|almost never|rarement|presque jamais)\b")
_KEPT = re.compile(
    r"\b(?:keep\w*\b(?! (?:on )?\w+ing\b)|gard\w+|sees?\b.{0,30}\bthrough|"
    r"mene\w*\b.{0,30}\b(?:bout|terme))\b"
)
_RATED = re.compile(
    r"\b(?:average|mean|rates?|ratio|share|percent\w*|proportion|fraction|how often|per (?:case|"
    r"ticket|request)|en moyenne|moyenn?e?s?|taux|parts?|pourcentages?|par (?:requete|ticket|cas|"
    r"demande|dossier)|souvent|often|frequen\w+)\b|%"
)
_COUNTED = re.compile(
    r"\b(?:fewest|how many|numbers? of|counts?|combien|nombres?|"
    r"(?:most|greatest|least|plus|moins) (?:number of |de |d.)?(?:\w+ )?"
    r"(?:cases?|tickets?|requests?|files?|transfers?|handovers?|reassignments?|requetes?|demandes?|"
    r"dossiers?|transferts?|reaffectations?))\b"
)


def least_asked(text: str, today: date) -> int:
    """Return how many records somebody must have to count: « au moins 10 requêtes » is 10."""
    taken = [period.span for period in find_periods(dated(text), today)]
    out = _OUT.search(fold(text))
    for count in find_counts(text):
        start, end = count.span
        before, after = fold(text[:start]), fold(text[end:])
        inside = any(first < end and start < last for first, last in taken)
        inside = inside and not (_LEAST.search(before) and _of_things(after))
        if count.ordinal or inside or count.value < 1:
            continue
        if _ABOVE.search(before):
            return count.value + 1
        left_out = out and _BELOW.search(before)
        if left_out or _LEAST.search(before) or _AFTER.search(after):
            return count.value
    return 2 if _ABOVE_ONE.search(fold(text)) else 1


def _of_things(after: str) -> bool:
    """Whether what follows a number is what it counts: « à partir de 3 pistes » is no date."""
    following = words(after)[:1]
    return bool(following) and not after.startswith((",", ".")) and not (
        set(following) & _UNITS or find_periods(f"3 {following[0]}", date(2000, 1, 1))
    )  # fmt: skip


def lowest_asked(text: str, *, best_is_low: bool, plainly_high: bool = False) -> bool:
    """Whether the lowest is asked for; « meilleur » and nothing said mean the better end.

    Where something is `plainly_high`, nothing said means the high end: « qui refile tout ? »
    """
    said = _without_least(text)
    if _WORST.search(said):
        return not best_is_low
    speed = _speed(said) if best_is_low else None
    if speed is not None:
        return speed
    if _LOW.search(said) or _SELDOM.search(said):
        return True
    if plainly_high or not best_is_low:
        return best_is_low and bool(_BEST.search(said)) and not _HIGH.search(said)
    return not (_HIGH_SAID.search(said) or _MOST_TIME.search(said))


def _without_least(text: str) -> str:
    """Return a text, folded, without « au moins six » : it is no end of a ranking."""
    said = fold_keep_length(text)
    for count in reversed(find_counts(text)):
        start, end = _around(said, count)
        said = f"{said[:start]} {said[end:]}"
    return re.sub(r"\b(?:at least|au moins|no (?:less|fewer) than)\b", " ", fold(said))


def _around(said: str, count: Count) -> tuple[int, int]:
    """Return where a least number stands, with the words that make it one; nothing otherwise."""
    start, end = count.span
    before, after = said[:start], _AFTER.search(said[end:])
    mark = _LEAST.search(before) or _ABOVE.search(before) or _BELOW.search(before)
    if mark:
        return mark.start(), end
    return (start, end + after.end()) if after else (start, start)


def _speed(said: str) -> bool | None:
    """Return whether the fast end of a time is asked for, None where speed is not spoken of."""
    slow = _SLOW.search(said)
    if slow:
        return bool(slow["less"])
    fast = _FAST.search(said)
    return None if fast is None else not (fast["less"] or fast["moins"])


def kept_asked(text: str, low: bool) -> bool:
    """Return the end asked for of hand-overs where it is told of cases kept: the other one."""
    said = fold(text)
    if not _KEPT.search(said):
        return low
    return not low if _LOW.search(said) or _SELDOM.search(said) else True


def counted_asked(text: str, least: int) -> bool:
    """Whether a number of times is asked for, not how often: « le plus de transferts ».

    Where the words say neither, a least number of records makes it how often.
    """
    said = _without_least(text)
    if _RATED.search(said):
        return False
    return bool(_COUNTED.search(said)) or least == 1
