"""The small words of asking: counting, grouping, lacking, owning, being open or won."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from actions.reading.measure_words import MEASURES
from actions.reading.synonyms import superlatives
from language import words

_CONCEPTS: Mapping[str, str] = {
    **MEASURES,
    "without": (
        "nothing|rien|sans|without|w o|w out|no|aucun|aucune|pas de|pas d|with no|having no|"
        "lacking|lack|missing|"
        "n ont pas de|n ont pas d|n a pas de|n a pas d|vide|vides|empty|blank|non renseigne|"
        "non renseignee|non renseignes|manquant|manquante|sans aucun|sans aucune|don t have|"
        "doesn t have|do not have|does not have|haven t got|n ayant pas de|n ayant pas d|"
        "n ayant aucun|n ayant aucune|n ont aucun|n ont aucune|without any|not having|haven t any|"
        "that have no|depourvus de|depourvues de|pas renseigne|non renseignees|with zero|unset|"
        "n est pas renseigne|n est pas renseignee|a vide|not set|not filled|not filled in|"
        "ne contenant pas de|don t have any|have no|has no|n a aucun|n a aucune"
    ),
    "with": (
        "avec|ayant|with|having|qui ont|that have|who have|which have|ont|disposant|comportant|"
        "possedant|whose|dont|filled|renseigne|renseignee|ayant un|ayant une|with a|with an|"
        "who has|that has|qui a"
    ),
    "not": (
        "pas|not|non|hors|sauf|ni|nor|neither|to be|yet to be|still to be|enleve|enlever|"
        "enlevez|retire|retirer|retirez|remove|drop|"
        "except|excluding|hormis|autre que|autres que|other than|isn t|"
        "aren t|exclure|exclude|but not|excepte|outside|en dehors de|en dehors|hasn t|haven t|"
        "weren t|wasn t|don t|didn t|doesn t|never been|no longer|"
        "ne sont plus|n est plus|unlike|minus|sauf les|sauf ceux|except for|"
        "apart from|aside from|barring|bar those|bar the ones|bar any"
    ),
    "never": "jamais|never|n ont jamais|n a jamais|nobody|no one|personne n|personne ne",
    "not_both": "not both|but not both|never both|but never both|not both of them",
    "or": "ou|or|soit|ou bien|ou en|either",
    "and": "et|and|ni|nor|ainsi que|as well as|plus",
    "unassigned": (
        "unassigned|unowned|sans proprietaire|sans responsable|no owner|without an owner|"
        "without owner|orphelins|orphelines|orphelin|orpheline|orphaned|en file d attente|"
        "dans une file|in a queue|in the queue|still in queue"
    ),
    "mine": (
        "mes|mon|ma|by me|par moi|my|mine|miens|miennes|je|i|me concernant|"
        "assigned to me|qui me sont|"
        "m appartenant|a moi|moi meme|myself|j ai|i ve|i have|i own|dont je suis|que je gere|"
        "dont je m occupe|i manage|m ont ete attribues"
    ),
    "not_me": (
        "sauf moi|excepte moi|hors moi|hormis moi|a part moi|autre que moi|autres que moi|"
        "en dehors de moi|except me|except for me|but me|other than me|excluding me|apart from me"
    ),
    "everyone": (
        "toute l entreprise|everyone|everyone s|everybody|tout le monde|whole company|"
        "toutes equipes|all reps|tous les commerciaux|company wide|de tous|entire company|"
        "de toute la societe"
    ),
    "portfolio": (
        "portefeuille|portfolio|book of business|my book of business|patch|"
        "mon secteur geographique|my book|"
        "portefeuille client|portefeuille clients"
    ),
    "team": (
        "equipe|team|mon equipe|my team|notre equipe|our team|mes commerciaux|my reps|"
        "mes collaborateurs|mes vendeurs|my direct reports|my people|my team s|mes agents|my agents"
    ),
    "open": (
        "ouvert|ouverte|ouverts|ouvertes|open|en cours|ongoing|actif|actifs|active|actives|"
        "pending|non clos|"
        "non close|non closes|non cloture|non clotures|non cloturees|pas fermes|pas fermees|"
        "still open|encore ouvert|encore ouverts|encore ouvertes|non termine|non terminees|"
        "non termines|unresolved|non resolu|non resolus|non resolue|non resolues|non traite|"
        "non traites|non traitees|a faire|to do|not closed|unclosed|outstanding|in flight|in play|"
        "pas encore fermees|pas encore signees|live|pas closes|pas clos|non fermes|non fermees|"
        "not yet closed|not completed|incomplete|to be done|vivantes|pas faite|pas faites|"
        "piling up|stacking up|s empilent|s accumulent|"
        "pas encore faite|pas encore faites|reste a faire|restent a faire|restant a faire"
    ),
    "closed": (
        "ferme|fermee|fermes|fermees|closed|clos|close|closes|cloture|cloturee|clotures|cloturees|"
        "resolu|resolue|resolus|resolues|resoudre|clore|resolved|termine|terminee|termines|"
        "terminees|completed|"
        "done|finished|traite|traitee|traites|traitees|handled|acheve|achevees"
    ),
    "won": (
        "book|gagne|gagnee|gagnes|gagnees|won|signe|signee|signes|signees|signed|remporte|"
        "remportee|conclure|conclu|conclue|conclues|conclus|"
        "remportes|remportees|winning|vendu|vendus|vendue|vendues|"
        "sold|sell|selling|sells|vend|vendent|vendons|se vend|se vendent|gagner|closed won|"
        "closed-won|remporter|closes gagnees|win|wins|bought|purchased|achete|achetee|achetes|"
        "achetees|achetent|"
        "bagged|clinched|nailed|scooped|in the bag|dans la poche|"
        "rafle|raflee|rafles|raflees|empoche|empochee|empoches|empochees"
    ),
    "lost": (
        "perdu|perdue|lose|loses|perd|perdent|perdons|perdus|perdues|lost|losing|perdre|"
        "closed lost|closed-lost|losses|ratees|perte|pertes|"
        "ratee|loss|"
        "slipped away|slipped through|fell through|fall through|falls through|fallen through|"
        "falling through|knocked back|went south|gone south|"
        "tombe a l eau|tombee a l eau|tombes a l eau|tombees a l eau|"
        "file entre les doigts|nous a echappe|"
        "nous ont echappe"
    ),
    "converted": (
        "converti|convertie|convertis|converties|converted|transforme|transformes|transformees"
    ),
    "unconverted": (
        "non converti|non convertie|non convertis|non converties|unconverted|not converted|"
        "pas convertis|pas converties|pas encore convertis|pas encore converties|not yet converted"
    ),
    "overdue": (
        "past their|past its|past the|en retard|overdue|late|depasse|depassee|depasses|"
        "depassees|past due|echu|echue|echus|"
        "echues|est passee|est deja passee|sont passees|sont deja passees|deja passee|"
        "deja passees|passed|gone by|has gone|retard|slipping|slipped|glisse|glissent|"
        "in the past|dans le passe"
    ),
    "ahead": (
        "a venir|upcoming|coming up|forthcoming|futur|future|futurs|futures|yet to come|next|"
        "prochain|prochaine|prochains|prochaines"
    ),
    "contacted": (
        "contacte|contactee|contactes|contactees|contacted|contacter|appele|appelee|appeles|"
        "appelees|called|rung|phoned|joint|joints|jointes|touched|relance s|relances|relancees|"
        "relance|touche|"
        "rappele|rappelee|rappeles|rappelees|rappeler|recontacte|recontactee|recontactes|"
        "recontactees|called back|chased|chased up|"
        "touches|sollicite|sollicites|sollicitees|reached|reached out|interaction|interactions|"
        "activite|activites|activity|activities|echange|echanges|spoken|spoken to|parle|nouvelles|"
        "news|heard|heard from|engaged|engagement|suivi|follow up|contact recent|recent contact|"
        "de contact|any contact|vu|vus|vues|touchpoint|touch|touchpoints|talked|talked to|emailed|"
        "ete contactes|prise de contact|been in touch|"
        "visited|visite|visites|visitee|visitees|rencontre|rencontres|rencontrees"
    ),
    "inactive": (
        "quiet|gone quiet|gone silent|gone cold|sans nouvelles|dorment|au point mort|inactif|"
        "inactive|inactifs|inactives|dormant|dormants|dormante|dormantes|untouched|"
        "uncontacted|silencieux|endormis|stale|neglected|negliges|stagnant|stagnants|qui dorment|"
        "cold for|"
        "went quiet|going quiet|went silent|went cold|went dark|gone dark|"
        "dead in the water|ghosted|ghosting|on ice|on the back burner|"
        "stalled|en sommeil|en jachere|laissees de cote|laisses de cote|laisse de cote"
    ),
    "created": (
        "cree|creee|crees|creees|created|nouveau|nouveaux|nouvelle|nouvelles|new|ajoute|ajoutee|"
        "ajoutes|ajoutees|added|recu|recus|recue|recues|received|entres|entrees|came in|"
        "opened|saisi|saisis|saisies|logged|enregistre|enregistres|raised|remontes|arrives|"
        "arrivees|generated|genere|generes|ouverts|ouvertes|incoming|created on|depose|deposes|"
        "submitted|apparus"
    ),
    "modified": (
        "modifie|modifiee|modifies|modifiees|modified|updated|mis a jour|mise a jour|mises a jour|"
        "bouge|bougent|moved|changed|edited|change|changes|evolue|updated on|touche a|progress|"
        "progressed|movement|mouvement"
    ),
    "closing": (
        "ferment|ferme|fermer|close|closes|closing|cloturent|cloture|se ferment|se cloturent|"
        "arrivent a echeance|due to close|expected to close|prevus|prevues|prevu|prevue|a fermer|"
        "a cloturer|a signer|se terminent|vont fermer|se signer|close date|finish|finalisent|"
        "aboutissent|aboutir|signer|expected|planned|fermeront|devraient|a echeance|a terme|"
        "running out|runs out|run out|up for renewal|due for renewal|a renouveler|tomber|tombent|"
        "rentrer|rentrent|land|lands|landing"
    ),
    "contains": (
        "contient|contiennent|contenant|contains|containing|comporte|comprenant|comprend|"
        "including the word|mentionne|mentionnent|mentionnant|mentioning|mentions|mention|"
        "qui parle de|qui parlent de|with the word|avec le mot|dont le nom contient|parlant de|"
        "includes|incluant"
    ),
    "starts": (
        "commence par|commencent par|commencant par|starts with|starting with|begin with|"
        "begins with|beginning with|debute par|debutent par|debutant par"
    ),
    "finishes": (
        "finit par|finissent par|finissant par|se termine par|se terminent par|se terminant par|"
        "termine par|ends with|ending with|end with"
    ),
    "named": (
        "prenomme|prenommee|prenommes|prenommees|"
        "nomme|nommee|nommes|nomment|appelle|appellent|portent le nom de|du nom de|"
        "named|called|appele|appelee|intitule|intitulee|intitules|titled|"
        "entitled"
    ),
    "versus": (
        "face a|face au|face aux|contre|against|par rapport a|par rapport au|par rapport aux|"
        "vs|versus|compared to|"
        "compared with|"
        "compare a|compare au|compare aux|comparee a|comparee au|comparee aux|compares a|"
        "compares au|compares aux|comparees a|comparees au|comparees aux|compare|comparee|compares|"
        "comparees|comparer|comparaison|comparison|relative to|"
        "en comparaison de|comparatif|compared|comparez"
    ),
    "previous": (
        "periode precedente|previous period|prior period|celui d avant|the one before|avant|"
        "meme periode|same period|precedent|precedente|n-1"
    ),
    "queue": "queue|queues|file d attente|files d attente",
    "ever": (
        "all time|of all time|all times|de tout temps|de tous les temps|depuis toujours|"
        "depuis le debut|since the beginning|historically|toutes periodes confondues|"
        "toutes dates confondues"
    ),
    "which": (
        "what|what s|what is|quel est|quelle est|quels sont|quelles sont|quel|quelle|quels|quelles|"
        "which|lequel|laquelle|lesquels"
    ),
    "who": "qui|who|whom",
    "same": "eux|celles ci|ceux ci|them|those",
    "distinct": "distinct|distincts|distinctes|differents|differentes|different|unique|uniques",
    "name_of": "nom|name|prenom|noms|names|prenoms",
    "when": "quand|when|a quelle date|on what date|le combien",
    "pipeline": "pipeline|pipe|funnel",
    "revenue": (
        "recettes|recette|takings|rapporte|rapportent|earned|earn|earns|brought in|brings in|"
        "chiffre d affaires|chiffre|ca|revenue|revenues|ventes|sales|vente|bookings|encaisse|"
        "sales amount|spend|spent|spends|avons facture|"
        "on a facture|a t on facture|avons nous facture|a depense|ont depense|depensent"
    ),
    "grain_day": "jour|jours|day|days|quotidien|quotidienne|daily|jour par jour|day by day",
    "grain_weekday": (
        "jour de la semaine|jours de la semaine|jour de semaine|jours de semaine|weekday|weekdays|"
        "day of the week|days of the week|day of week|jour semaine"
    ),
    "grain_week": (
        "semaine|semaines|week|weeks|hebdomadaire|hebdo|weekly|semaine par semaine|week by week"
    ),
    "grain_month": "mois|month|months|mensuel|mensuelle|monthly|mois par mois|month by month",
    "grain_quarter": "trimestre|trimestres|quarter|quarters|trimestriel|trimestrielle|quarterly",
    "grain_year": "annee|annees|an|ans|year|years|annuel|annuelle|yearly|annually|year by year",
    "latest_status": "actuellement|currently|a ce jour|right now|en ce moment|presently|today s",
}


def joins(code: str) -> bool:
    """Whether a code is written as a joining word: « Par », for a parrot, is said by nobody."""
    found = concept_phrases().get(tuple(words(code)), ())
    return bool({*found} & {"by", "with", "without", "not", "or", "and"})


@lru_cache(maxsize=1)
def concept_phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return phrases of folded words to the concepts they may carry."""
    found: dict[tuple[str, ...], list[str]] = {}
    ranks = {"top": superlatives(0), "bottom": superlatives(1)}
    for concept, phrases in _CONCEPTS.items():
        for phrase in (*phrases.split("|"), *ranks.get(concept, ())):
            for said in _determined(tuple(words(phrase))):
                found.setdefault(said, []).append(concept)
    return {phrase: tuple(dict.fromkeys(concepts)) for phrase, concepts in found.items()}


def _determined(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a superlative with its article too: « plus gros », « les plus gros »."""
    if phrase[0] not in {"plus", "moins"} or len(phrase) < 2:
        return [phrase]
    return [phrase, *((article, *phrase) for article in ("le", "la", "les"))]


@lru_cache(maxsize=1)
def concept_words() -> frozenset[str]:
    """Return every word of the lexicon: none of them is a misspelt label."""
    return frozenset(word for phrase in concept_phrases() for word in phrase)
