"""Follow-ups written out: « et moi ? », "why did we lose them", "sorted by oldest", « ça fait ».

What leans on the screen is often said in words that mean something else by themselves; they are
written as what they stand for, before the message is cut into mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.reading.burdens import burdened
from actions.reading.idioms import idioms_written
from actions.reading.mean_bounds import means_written
from actions.reading.slips import put, written_out
from actions.reading.stepping import Days, spelt_out
from actions.reading.undone import undone
from language import fold_keep_length

Span = tuple[int, int]
_SORTS = (
    r"(?:sort(?:ed)?|order(?:ed)?|trie[sz]?|tri|classe[sz]?|range[sz]?)"
    r"(?: (?:it|them|les|la|moi|ca))*"
)
_ENDS = (
    r"(?:oldest|newest|latest|earliest|biggest|largest|smallest|lowest|highest|"
    r"plus (?:ancien|recent|gros|petit)(?:ne)?(?:e)?s?)"
)
_SELLERS = r"(?:commercia(?:l|ux)|vendeurs?|reps?|sales ?(?:reps?|people)|agents?)"
_OURS = r"\b(?:(?:mes|my|our|nos) )?"
_DONE = (
    r"(?:cases|tickets|requetes|deals|affaires|opportunities|opportunites|calls|appels|leads|pistes|"
    r"meetings|rendez-vous)"
)
_STATES = (
    r"(?:closed|won|lost|handled|logged|converted|resolved|ferme\w*|gagne\w*|signe\w*|perdu\w*|"
    r"resolu\w*|traite\w*|converti\w*|passe\w*)"
)
_LOSING = r"(?:perd(?:u|re|ons|ez|ent)?|lost?|loses?|losing)"
_FEW = (
    r"(?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|"
    r"two|three|four|five|seven|eight|nine|ten)"
)
_BARE = r"(?!.*\b(?:en|pour|for|by|par|in terms)\b)"
"""Where nothing says by what figure."""
_BESIDE_TEAM = (
    r"\b(?:comparee?s? (?:au?x?|avec)|par rapport (?:au?x?)|versus|vs\.?|face (?:au?x?)|"
    r"compared? (?:to|with)|against) ?(?:the |le |les |l.|mon |ma |mes |my |our )?"
    r"(?:reste (?:de |du )(?:l.|mon )?|rest of (?:the |my |our )?)?"
    r"(?:equipe|team|autres(?: commerciaux)?|others|other reps|collegues|colleagues|peers)\b"
)
"""What sets one's own figures beside those of everybody near."""
_NO_SALES = (
    r"(?!.*\b(?:affaires?|commandes?|deals?|opportuni\w+|devis|ventes?|orders?|quotes?|sales)\b)"
)
"""Where no kind of sale is named after."""
_LES = rf"(?P<n>(?:les|nos|mes|ses|vos|leurs) {_FEW})"
_THE = rf"(?P<n>(?:the|our|my|his|her|their) {_FEW})"
_ANYWHERE: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"\bpourquoi(?: est-ce que| est-ce qu['’])?(?=.*\b{_LOSING}\b)"), "par motif "),
    (re.compile(rf"\bwhy(?=.*\b{_LOSING}\b)"), "by reason"),
    (re.compile(rf"\b{_LES} (?P<size>gros(?:ses)?|petite?s)\b"),
     r"\g<n> plus \g<size>"),
    (re.compile(rf"\b{_THE} (?:big|large)(?= \w)"), r"\g<n> biggest"),
    (re.compile(rf"\b{_THE} (?:small|little)(?= \w)"),
     r"\g<n> smallest"),
    (re.compile(r"\b(?:big|large) (?P<what>deals|opportunities|opps)\b"),
     r"\g<what> biggest first"),
    (re.compile(r"(?<!plus )(?<!moins )\bgros(?:ses)? "
                r"(?P<what>affaires|opportunites|deals|opps)\b"),
     r"\g<what> triées par montant décroissant"),
    (re.compile(r"(?P<how>\bhow much(?: \w+)? (?:did|do|have|has|had) (?:\w+ ){1,2}?)closed?\b"),
     r"\g<how>win"),
    (re.compile(r"(?P<how>\bwhat (?:did|have|has) \w+ )closed?\b(?! with)"), r"\g<how>win"),
    (re.compile(r"(?P<how>\bqu.est[- ]ce (?:que |qu.)(?:\S+ ){0,2}?\S*(?:ai|a|avons|ont) )"
                r"(?:cloture|ferme|close|conclu)\b"), r"\g<how>gagné"),
    (re.compile(r"(?P<how>\b(?:plus|moins) d(?:e |')\S+ \S+(?: \S+){0,2}?) en (?P<n>\w+) "
                r"(?P<u>jours|semaines|mois)\b"), r"\g<how> ces \g<n> derniers \g<u>"),
    (re.compile(r"(?P<what>\b(?:resolue?s?|fermee?s?|clos(?:es)?|traitee?s?|reglee?s?)) en "
                r"(?P<n>\w+) (?P<u>heures?|jours?)\b"), r"\g<what> en au plus \g<n> \g<u>"),
    (re.compile(r"(?P<what>\b(?:closed|resolved|solved|fixed|handled)) (?:with)?in "
                r"(?P<n>\w+) (?P<u>hours?|days?)\b"), r"\g<what> in at most \g<n> \g<u>"),
    (re.compile(r"\b(?:have |has |had )?(?:fell|fallen|falls?) through\b"), "were lost"),
    (re.compile(r"\b(?:awaiting|waiting (?:on|for)) (?:us|our (?:reply|answer|response|team))\b"),
     "open not waiting on customer"),
    (re.compile(r"\b(?:en attente|(?:qui )?attendent|(?:qui )?attend) (?:d'|de )?"
                r"(?:nous|nos|notre)(?: (?:reponses?|retours?|equipe))?\b"),
     "ouverts pas en attente du client"),
    (re.compile(rf"\b(?:mon|ma|mes) (?P<what>.*?){_BESIDE_TEAM}"),
     r"\g<what> par commercial de mon équipe"),
    (re.compile(rf"\bmy (?P<what>.*?){_BESIDE_TEAM}"), r"\g<what> by rep of my team"),
    (re.compile(rf"\bpaniers? moyens?\b{_NO_SALES}"), "montant moyen des affaires gagnées"),
    (re.compile(rf"\baverage basket(?: size| value)?\b{_NO_SALES}"), "average amount of won deals"),
    (re.compile(r"\b(?P<whose>(?:mes|nos|ses|leurs) (?:\w+ )??)(?P<next>prochaines )?(?:echeances|"
                r"choses a faire)\b(?! d)"), r"\g<whose>\g<next>tâches ouvertes"),
    (re.compile(r"\b(?P<whose>(?:my|our|his|her|their) (?:\w+ ){0,2}?)(?:deadlines|to[- ]?dos)\b"
                r"(?! (?:of|for))"), r"\g<whose>tasks not done"),
    (re.compile(r"\b(?:qu.est[- ]ce que j.ai|que m.reste-t-il) a faire\b"),
     "mes tâches ouvertes à échéance"),
    (re.compile(r"\b(?:de|du) type (?=\w)(?!de |d')"), "de type : "),
    (re.compile(r"\bwhat (?:do i have|have i got|have i) (?:left )?to do\b"), "my open tasks due"),
    (re.compile(r"\bqui (?:dois-je|est-ce que je dois|je dois|faut-il que je|devrais-je) "
                r"(?:r?appeler?|telephoner)\b"), "mes tâches ouvertes de type : appel à échéance"),
    (re.compile(r"\bwho (?:should i|do i (?:need|have) to|must i|am i (?:supposed|due) to) "
                r"(?:call|phone|ring)(?: back)?\b"), "my open tasks of type call due"),
    (re.compile(r"(?P<how>\bcombien (?:\S+ ){1,2}?)close\b"), r"\g<how>gagné"),
    (re.compile(r"(?P<un>\b(?:have|has|had)(?: not|n['’]t)\b[^,.?]*?) (?:in|within) "
                rf"(?P<time>(?:an?|one|{_FEW}) (?:days?|weeks?|months?|years?))\b"),
     r"\g<un> for \g<time>"),
    (re.compile(r"(?P<un>\bn['’](?:a|ont|avons|avez) (?:pas|jamais|plus)\b[^,.?]*?) en "
                rf"(?P<time>(?:une?|{_FEW}) (?:jours?|semaines?|mois|ans?|annees?))\b"),
     r"\g<un> depuis \g<time>"),
    (re.compile(r"(?P<no>\b(?:no|without|any)\b[^?.]*?)\b(?:but|yet|and)(?: who| that)?"
                r"(?: have| has| had)? (?:bought|purchased)(?: something| anything)?\b"),
     r"\g<no>but with a won deal"),
    (re.compile(r"(?P<no>\b(?:sans|aucune?|pas d['’e])[^?.]*?)\b(?:mais|et) (?:qui )?"
                r"(?:ont |a |avaient )achete(?: quelque chose)?\b"),
     r"\g<no>mais avec une affaire gagnée"),
    (re.compile(r"\b(?P<whose>mon|notre|ton|son) (?P<best>meilleur|pire) "
                rf"(?P<unit>mois|trimestre|semestre)\b{_BARE}"),
     r"quel \g<unit> a été \g<whose> \g<best> en CA signé"),
    (re.compile(r"\b(?P<whose>ma|notre) (?P<best>meilleure|pire) (?P<unit>semaine|annee)\b"
                + _BARE),
     r"quelle \g<unit> a été \g<whose> \g<best> en CA signé"),
    (re.compile(r"\b(?P<whose>my|our) (?P<best>best|worst) (?P<unit>month|quarter|week|year)\b"
                + _BARE),
     r"which \g<unit> was \g<whose> \g<best> for won revenue"),
    (re.compile(r" de (?:ma|ta|sa|notre|votre|leur) part\b"), ""),
    (re.compile(r"\bau profit d(?:e |u |es |['’])(?=(?:la |l['’])?(?:concurren|rivaux|rival))"),
     "face à "),
    (re.compile(r"\ba combien (?:s['’]eleve(?:nt)?|se monte(?:nt)?|se chiffre(?:nt)?)\b"),
     "total de"),
    (re.compile(r"\b(?:of|for) (?:everyone|everybody|all the people) (?=at\b|from\b)"),
     "of the contacts "),
    (re.compile(r"\bde (?:tout le monde|tous les gens|chacun) (?=chez\b)"), "des contacts "),
    (re.compile(r"(?P<how>\bhow long\b.*?) (?:stay|remain|sit|stand)(?:ing|ed|s)? open\b"),
     r"\g<how>"),
    (re.compile(r"(?P<how>\bcombien de temps\b.*?) (?:reste(?:nt)?|demeure(?:nt)?)(?:-t)?"
                r"(?:-ils?|-elles?)?(?: ils?| elles?)? ouverte?s?\b"), r"\g<how>"),
    (re.compile(r"\bsignatures\b(?! elec)"), "affaires signées"),
    (re.compile(rf"\bwhich (?:one )?of (?:my|our) (?P<who>{_SELLERS})\b"),
     r"which \g<who> of my team"),
    (re.compile(rf"\b(?:lequel|laquelle|lesquels) (?:de|parmi) (?:mes|nos) (?P<who>{_SELLERS})\b"),
     r"quel \g<who> de mon équipe"),
    (re.compile(rf"\b(?P<best>(?:best|meilleure?s)(?: {_FEW})? (?:customers|clients))\b"
                r"(?!.*\b(?:par|by)\b)"), r"\g<best> by won amount"),
    (re.compile(r"(?<=\bplus )(?:avance|prometteu(?:r|se))e?s\b"), "probables, ouvertes"),
    (re.compile(r"(?<=\bplus )(?:avancee?|prometteu(?:r|se))\b"), "probable, ouverte"),
    (re.compile(r"\b(?:most (?:advanced|promising)|f[ua]rthest (?:along|ahead|advanced)|"
                r"closest to (?:closing|signing|signature|the line))\b"),
     "open with the highest probability"),
    (re.compile(rf"\b(?P<rank>class\w+|rank(?:ing)?) (?:(?:de|des|of) )?(?:mes|my|our|nos|the|les) "
                rf"(?P<who>{_SELLERS})(?= (?:par|by)\b)"),
     r"\g<rank> \g<who> de mon équipe"),
    (re.compile(rf"{_OURS}(?P<best>(?:meilleure?s?|best|top|worst|pires?)(?: \d+)?) "
                r"(?:performers?|performeu(?:r|se)s?|sellers?|vendeu(?:r|se)s?)(?!.*\b(?:par|by)\b)"),
     r"\g<best> reps by won amount"),
    (re.compile(rf"{_OURS}(?P<best>(?:meilleure?s?|best|top|worst|pires?)(?: \d+)? {_SELLERS})"
                r"(?!.*\b(?:par|by)\b)"),
     r"\g<best> by won amount"),
    (re.compile(rf"\b(?P<by>by|par) (?=(?P<what>{_DONE}) {_STATES}\b)"), r"\g<by> nombre de "),
    (re.compile(r"\bse vend(?:ent)? le (?:plus|mieux)\b"), "les plus vendus"),
    (re.compile(r"\bse vend(?:ent)? le moins\b"), "les moins vendus"),
    (re.compile(r"\bhow (?:quickly|fast|soon) (?:do|did|are|have) (?:we|they|our \w+) "
                r"(?:answer|respond|repl)\w*(?: to)?\b"),
     "average time to first response of"),
    (re.compile(r"\bhow (?:quickly|fast) (?=(?:do|did) (?:we|they)\b)"), "how long "),
    (re.compile(r"\b(?:a quelle vitesse|en combien de temps|sous quel delai|dans quel delai) "
                r"(?:on |nous )?repond\w*(?:-nous|-on|-t-on)?(?: (?:a|aux?))?\b"),
     "délai moyen de première réponse des"),
    (re.compile(r"\ba quelle vitesse\b"), "en combien de temps"),
    (re.compile(r"(?<=\bhow much )(?:have|had|did|do) we "
                r"(?:bill(?:ed)?|invoiced?|charged?)(?: to)?\b"),
     "revenue from"),
    (re.compile(rf"\b{_SORTS}[ -](?:by |par )?(?=(?:le |la |les |the )?{_ENDS}\b)"), ""),
    (re.compile(rf"\b{_SORTS} (?:by|par) (?:age|anciennete)\b"), "oldest first"),
    (re.compile(r"\bcombien en (?:euros?|argent|valeur|montant)\b"
                r"|\bcombien cela (?:represente|vaut|pese)\b"
                r"|\bcela (?:represente|vaut|pese) combien\b"),
     "quel montant total"),
)  # fmt: skip
_GOING_ON: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\bcombien (?:(?:ils|elles) )?(?:vale?nt|pesent|representent)"
                r"(?:-(?:elles|ils))?(?: ensemble| en tout)?(?= *[?.!]?$)"),
     "quel montant total"),
    (re.compile(r"\b(?:how much|what) are they worth\b"), "total amount"),
    (re.compile(r"^(?:et|and|pour|for) (?:moi|me)\b"), "et les miens"),
    (re.compile(r"\b(?:et )?pourquoi(?: est-ce que)?(?= (?:on|nous|ils|elles|les|ont|sont|c))"),
     "par motif"),
    (re.compile(r"\b(?:and )?why(?= (?:did|do|were|was|are|have|has|we|they))"), "by reason"),
)  # fmt: skip
_CEDILLA = re.compile(
    r"\bça\b|\bca(?= (?:fait|represente|donne|vaut|pese|marche|concerne)\b)", re.I
)
"""« Ça » is no « CA »."""


def in_plain_words(
    text: str, spans: Iterable[Span], days: Days | None, *, going_on: bool
) -> tuple[str, list[Span]]:
    """Return a message without slips, short-cuts and what only the screen explains.

    The spans are moved along; `days` are those of the period on screen, `going_on` says that
    something is shown.
    """
    text, moved = undone(*means_written(*written_out(text, spans)))
    text, moved = burdened(*idioms_written(text, moved))
    text, moved = reworded(text, moved, going_on=going_on)
    return spelt_out(text, moved, days)


def reworded(text: str, spans: Iterable[Span], *, going_on: bool) -> tuple[str, list[Span]]:
    """Return a message in plainer words, the spans moved along; `going_on`: something is shown."""
    kept = list(spans)
    while found := _CEDILLA.search(text):
        text, kept = put(text, kept, found.span(), "cela")
    for pattern, plain in (*_ANYWHERE, *(_GOING_ON if going_on else ())):
        seen = pattern.search(fold_keep_length(text).lower())
        if seen:
            text, kept = put(text, kept, seen.span(), seen.expand(plain))
    return text, kept
