"""The lexicon of time: which words, in both languages, carry which meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from language.chart import lexicon
from language.stretches import Grain, Unit

_UNITS: tuple[tuple[Grain, str, str], ...] = (
    ("day", "jour|journee|j|jr|day", "jours|journees|jrs|days|d"),
    ("week", "semaine|sem|week|wk|weeks'|week's|hebdo", "semaines|weeks|wks"),
    ("month", "mois|month|mth|month's", "months|mths|mos"),
    ("quarter", "trimestre|trim|quarter|qtr|quarter's", "trimestres|quarters|qtrs"),
    ("half", "semestre|half year|half|half-year", "semestres|half years|half-years|halves"),
    ("year", "annee|an|year|yr|year's|twelvemonth", "annees|ans|years|yrs"),
)
_MONTHS = (
    ("janvier|janv", "january|jan"), ("fevrier|fevr|fev", "february|feb"), ("mars", "march|mar"),
    ("avril|avr", "april|apr"), ("mai", "may"), ("juin", "june|jun"),
    ("juillet|juil", "july|jul"), ("aout", "august|aug"), ("septembre|sept", "september|sep"),
    ("octobre|oct", "october"), ("novembre|nov", "november"), ("decembre|dec", "december"),
)  # fmt: skip
_WEEKDAYS = (
    "lundi|monday", "mardi|tuesday|tue|tues", "mercredi|wednesday|wed",
    "jeudi|thursday|thu|thur|thurs", "vendredi|friday|fri", "samedi|saturday|sat",
    "dimanche|sunday|sun",
)  # fmt: skip
_FISCAL_YEARS = (
    "exercice|fiscal year|financial year|fy|exercice fiscal|exercice comptable|annee fiscale"
    "|annee comptable|exercice social"
)
_SEASONS = {3: "printemps|spring|springtime", 6: "ete|summer", 9: "automne|autumn|fall",
            12: "hiver|winter"}  # fmt: skip
_EVENTS = {
    "rentree": "rentree|rentree scolaire|back to school|back-to-school",
    "christmas": "noel|christmas|xmas|fetes|fetes de fin d'annee|holidays",
    "new_year": "nouvel an|jour de l'an|new year|new year's day|new year's",
}

_FUNCTION = """
DET        the|le|la|les|l'|un|une|d'un|d'une|ce|cette|mon|ma|our|notre|son|sa
OF         of|de|du|des|d'|de la|de l'|of the|in|en|for|pour|au|in the|of our|dans|from
IN         in|during|over|within|throughout|across|for|on|at|en|dans|durant|pendant|sur|pour|
           courant|au|aux|a|du|des|au cours de|au cours du|au cours des|au cours de la|
           au cours de l'|lors de|lors du|in the course of|over the course of|as of|le|the|de|of|
           par rapport a|dans le courant de|dans le courant du|sur la periode
FUT        dans|in|d'ici|from now in
AHEAD      from now|from today|time|hence|plus tard|later
SINCE      depuis|since|ever since|depuis le|depuis la|depuis les|depuis l'|ca fait|cela fait|
           since the
FOR        for|for the|for about|depuis
FROM       from|starting|starting from|starting in|starting on|from the|a partir de|a partir du|
           a compter de|a compter du|a dater du|des|beginning|a partir de l'|a partir de la|
           des le|des la|onwards from
AGO_FR     il y a|y a|ya|il ya|voici|voila
AGO        ago|back|auparavant|plus tot|earlier
MORE       plus de|plus d'|more than|over|longer than|au-dela de|greater than|
           exceeding|plus que|>|superieur a|superieure a|depassant|upwards of|better than|in over|
           in more than|minimum
LESS       moins de|moins d'|less than|under|fewer than|at most|au plus|no more than|
           not more than|pas plus de|within the last|within the past|in less than|in under|<|
           inferieur a|up to|jusqu'a
OLDER      older than|plus vieux que|plus vieilles que|plus vieille que|plus ancien que|
           plus ancienne que|plus anciens que|plus anciennes que|vieux de|vieille de|vieilles de|
           age de|agees de|ages de|datant de|dating back|que date de|remontant a|aged|
           more ancient than
NEWER      newer than|younger than|more recent than|plus recent que|plus recents que|
           plus recente que|plus recentes que
BEFORE     before|avant|prior to|earlier than|anterieur a|anterieure a|anterieurs a|anterieures a|
           preceding|avant le|avant la|avant les|avant l'|before the|anterieur au|anterieures au|
           anterieurs au
AFTER      after|apres|later than|posterieur a|posterieure a|posterieurs a|posterieures a|past|
           beyond|following|apres le|apres la|apres l'|after the|au-dela de|au-dela du|passe le|
           passe la
UNTIL      until|till|til|up to|jusqu'a|jusqu'au|jusqu'en|jusque|through|thru|up until|jusqu'a la|
           jusqu'aux
BY         by|d'ici|d'ici a|d'ici le|d'ici la|d'ici au|d'ici l'|by the|no later than|au plus tard|
           au plus tard le|due by|d'ici a la|d'ici en
TO         to|a|au|-|until|till|through|thru|jusqu'a|jusqu'au|aux|->
ROLL       rolling|glissant|glissants|glissante|glissantes|trailing
DOT        .
HOURS      heures|h|hours|hrs|heure|hour
FORTNIGHT  fortnight|quinzaine|une quinzaine|quinzaine de jours|a fortnight|huitaine
ALSO       et|and|et le|et la|and the|,
ATLEAST    at least|au moins|minimum
OFTHE      de la|du|de l'|of the
UPTO       to|au|-|until|till|through|thru|jusqu'au
BTW        between|entre|entre le|entre la|between the
AND        and|et|et le|et la|and the|a|to|et l'
RANGE      from|de|du|depuis|des|between|entre
START      debut|beginning|start|early|debut de|beginning of|start of|commencement|debuts|
           le debut|the start|the beginning|au debut|outset
MIDDLE     mi|mid|milieu|middle|mi-|mid-|le milieu|the middle
FINISH     fin|end|-end|late|fins|la fin|the end|the close
THIS       this|ce|cet|cette|ces|these|the current|le present|la presente|current|l'actuel|
           l'actuelle|actuel|actuelle|this current|ce present
CURRENT    en cours|courant|courante|actuel|actuelle|present|presente|ci|-ci|du moment
LASTS      derniers|dernieres|passes|passees|ecoules|ecoulees|recents|recentes
LAST       last|past|previous|prior|preceding|dernier|derniere|derniers|dernieres|passe|passee|
           passes|passees|precedent|precedente|precedents|precedentes|ecoule|ecoulee|ecoules|
           ecoulees|trailing|just gone|d'avant|just ended|recent|recents|recentes|latest|just past
LASTAFTER  dernier|derniere|derniers|dernieres|passe|passee|passes|passees|precedent|precedente|
           precedents|precedentes|ecoule|ecoulee|ecoules|ecoulees|d'avant|recents|recentes|
           just gone|just ended|just past|prior|preceding
NEXT       next|prochain|prochaine|prochains|prochaines|suivant|suivante|suivants|suivantes|
           following|coming|upcoming|a venir|qui vient|qui viennent|d'apres|subsequent
BLAST      avant-dernier|avant-derniere|avant dernier|avant derniere|penultimate|second to last
BEFORELAST before last
AFTERNEXT  after next
FEW        quelques|few|several|a few|plusieurs|a couple of|couple of|couple|une poignee de|some
HALFMORE   et demi|et demie|and a half
OR_BEFORE  ou avant|or before|or earlier|et avant|and before|and earlier|
OR_AFTER   ou apres|or after|or later|et plus tard|and later|
ONWARDS    on|onwards|onward|et apres|et au-dela|forward
WITHIN     within|sous|d'ici|in the next|dans les|inside|dans un delai de|in the coming
THE_DAY    on the|au
CIRCA      environ|about|around|roughly|approximately|vers|autour de|aux alentours de|circa|
           autour du|vers le|aux alentours du
TODATE     to date|a date|a ce jour|jusqu'a aujourd'hui|so far|jusqu'ici|jusqu'a present|
           until now|up to now|jusqu'a maintenant
WHOLE      whole|entire|full|complete|calendar|entier|entiere|complet|complete|civil|civile|
           calendaire|calendaires|consecutive|consecutifs|
           calendar-
FISCAL     fiscal|financial|fiscale|fiscaux|fiscales|comptable|comptables
WKEND      week-end|weekend|week end
COMMENCING commencing|beginning|starting|du|of|of the|commencant|debutant|commencant le|
           debutant le|w/c
COMMA      ,
"""


_DAYS_FROM_TODAY = (
    ("aujourd'hui|today|ce jour|ce matin|ce soir|cet apres-midi|this morning|this afternoon"
     "|tonight|this evening|aujourdhui|maintenant|now|tod", 0),
    ("hier|yesterday|hier soir|hier matin|last night", -1),
    ("demain|tomorrow|tmrw|demain matin|demain soir|tomorrow morning|tomorrow night", 1),
    ("avant-hier|avant hier|the day before yesterday|day before yesterday|avanthier", -2),
    ("apres-demain|apres demain|the day after tomorrow|day after tomorrow|surlendemain", 2),
)  # fmt: skip
_TO_DATE: dict[Grain, str] = {
    "year": "ytd|year-to-date",
    "quarter": "qtd|quarter-to-date",
    "month": "mtd|month-to-date",
    "week": "wtd|week-to-date",
}
_ENDS: dict[Grain, str] = {
    "year": "eoy",
    "quarter": "eoq",
    "month": "eom",
    "week": "eow",
    "day": "eod",
}
_WEAK = (
    "may|mar|sept|sep|dec|jan|jun|avr|mon|sun|sat|wed|fri|thu|tue"
    "|tues|thur|ete|fall|fev|apr|jul|oct|nov|aug|feb"
)

STRONG_HINTS = frozenset(
    name
    for names in (*(f"{french}|{english}" for french, english in _MONTHS), *_WEEKDAYS)
    for name in names.split("|")
    if name not in _WEAK.split("|")
)
"""Months and weekdays whose name alone cannot be another word."""

FUNCTION_KINDS = frozenset({"en", "in", "of", "de", "du", "d", "on", "during", "au", "a", "'"})
"""Words that only lead a period in, left out of its span."""


def _entries() -> Iterator[tuple[str, str, Any]]:
    for grain, singular, plural in _UNITS:
        yield singular, "UNIT", Unit(grain)
        yield plural, "UNIT", Unit(grain, plural=True)
    yield _FISCAL_YEARS, "UNIT", Unit("year", fiscal=True)
    for number, (french, english) in enumerate(_MONTHS, 1):
        yield french, "MONTH", (number, "fr")
        yield english, "MONTH", (number, "en")
    for number, names in enumerate(_WEEKDAYS):
        yield names, "WEEKDAY", number
    for month, names in _SEASONS.items():
        yield names, "SEASON", month
    for event, names in _EVENTS.items():
        yield names, "EVENT", event
    for names, days in _DAYS_FROM_TODAY:
        yield names, "DAYS", days
    for unit, names in _TO_DATE.items():
        yield names, "TODATE_UNIT", Unit(unit)
    for unit, names in _ENDS.items():
        yield names, "END_UNIT", Unit(unit)
    for line in re.sub(r"\n +", "", _FUNCTION.strip()).splitlines():
        kind, phrases = line.split(None, 1)
        yield phrases, kind, None


@lru_cache(maxsize=1)
def time_lexicon() -> dict[tuple[str, ...], list[tuple[str, Any]]]:
    """Return the lexicon: a phrase's tokens to the (kind, value) pairs it may mean."""
    return lexicon(_entries())


def _least(meanings: list[tuple[str, Any]]) -> int:
    """Return how many letters a word needs: a unit's name is rarely taken for another word."""
    return 4 if any(kind == "UNIT" for kind, _ in meanings) else 5


@lru_cache(maxsize=1)
def _fuzzy_words() -> dict[int, tuple[str, ...]]:
    """Return single words long enough to be recognised through a slip of the finger."""
    found: dict[int, set[str]] = {}
    kinds = {"UNIT", "MONTH", "WEEKDAY", "SEASON", "LAST", "NEXT", "SINCE"}
    for phrase, meanings in time_lexicon().items():
        if (
            len(phrase) == 1
            and len(phrase[0]) >= _least(meanings)
            and {kind for kind, _ in meanings} & kinds
        ):
            found.setdefault(len(phrase[0]), set()).add(phrase[0])
    return {length: tuple(sorted(words)) for length, words in found.items()}


@lru_cache(maxsize=2048)
def nearest_time_word(word: str) -> str | None:
    """Return the word of time that `word` misspells by one slip, or None.

    A slip is one letter more, less or other (from six letters on), or two neighbours swapped (from
    five, or four for a unit). The first letter must be right: « tours » is a word.
    """
    if len(word) < 4 or (word,) in time_lexicon():
        return None
    for length in (len(word), len(word) + 1, len(word) - 1):
        for known in _fuzzy_words().get(length, ()):
            if known[0] == word[0] and _one_slip(word, known):
                return known
    return None


def _one_slip(word: str, known: str) -> bool:
    if len(word) == len(known):
        differing = [i for i in range(len(word)) if word[i] != known[i]]
        if len(differing) == 1:
            return len(word) >= 6
        if len(differing) != 2 or differing[1] != differing[0] + 1:
            return False
        first, second = differing
        return (word[first], word[second]) == (known[second], known[first])
    shorter, longer = sorted((word, known), key=len)
    dropped = any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
    return dropped and len(longer) >= 6
