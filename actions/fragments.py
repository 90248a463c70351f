"""Which sentences say nothing by themselves: only when, how often or who, greetings, names.

« Depuis le 23 octobre. » answers a question somebody asked; alone it is no point of a summary.
Told by closed classes of words (days, units of time, articles, pronouns, auxiliaries), so that
whatever else a sentence holds makes it one that tells.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from language import words

_TIMES = """
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
    thurs fri sat sun
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    janv fevr fev avr juil sept oct nov dec
    january february march april may june july august september october november december
    jan feb apr jun jul aug sep
    jour jours journee semaine semaines mois trimestre semestre an ans annee annees heure heures
    minute minutes min matin matinee midi apres-midi aprem soir soiree nuit debut fin milieu mi
    day days week weeks month months quarter year years hour hours morning noon afternoon evening
    night beginning end mid early late am pm
    hier demain aujourd hui aujourdhui avant-hier apres-demain yesterday today tomorrow tonight
    depuis vers jusqu jusque entre avant apres pendant des since until till before after between
    around about during by fois time times premiere premier second seconde deuxieme troisieme
    first third last dernier derniere prochain prochaine next passe past ago encore again deja
    already toujours still environ maintenant now bientot soon tot tard er eme nd rd th st
"""
_SMALL = """
    a au aux c ce cet cette ces ca cela d de du des en est et etait ete il elle ils elles on je tu
    nous vous j l la le les leur lui m me mon ma mes n ne ni notre nos nr ou par pas plus pour qu
    que qui s sa se ses si son sont sur t te toi ton tout toute tous toutes un une votre vos y
    ai as avons avez ont suis sommes etes fait faire dans chez avec sans
    all am an and any are as at be been but did do does for from had has have he her his i in is
    it its me my no not of off on or our out she so than that the their them then there these they
    this those to too us was we were with you your
    oui non ok okay merci thanks thank yes voila tres bien very well bonjour bonsoir hello hi hey
    cordialement salutations regards best bonne
"""
EMPTY = frozenset(f"{_TIMES} {_SMALL}".split())
"""Folded words that tell nothing of a subject."""


def says_nothing(text: str, names: AbstractSet[str] = frozenset()) -> bool:
    """Whether no word of a sentence tells what something is about: dates, names, small words."""
    said = {word for word in words(text) if len(word) > 1 and not word[:1].isdigit()}
    return not said - EMPTY - names
