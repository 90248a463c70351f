"""The words of measuring: counting, summing, averaging, grouping, ranking and sorting."""

from __future__ import annotations

from collections.abc import Mapping

MEASURES: Mapping[str, str] = {
    "count": (
        "combien|nombre|nbre|nbr|how many|number of|count|nb|quantite|compte moi|denombre|"
        "volume|volumes"
    ),
    "how_long": (
        "le plus de temps|most time|how old|quel age|longest to|time taken|temps passe|"
        "temps de|temps d|response time|turnaround|turnaround time|"
        "temps moyen pour|time it takes|temps qu il faut|lead time|combien de temps|"
        "combien de jours|how many days|nombre de jours|number of days|how long|nb de jours|"
        "nbre de jours|nb of days|days since|jours depuis|time since|temps depuis|"
        "duree|delai|cycle|duration|age|cycle de vente|sales cycle|time to close|"
        "days from|days between|days to|days until|jours entre|jours avant|average days|avg days|"
        "jours en moyenne|temps de resolution|resolution time|handle time|temps de traitement|"
        "anciennete|"
        "average time|avg time|mean time|time from|time between|temps entre|delai entre|"
        "time to resolve|time to|time before|temps avant|delai avant|closing time|temps moyen|"
        "cycle time|length|lengths"
    ),
    "sum": (
        "total|totale|totaux|somme|sum|argent|money|"
        "how much|rapporte|rapportent|avons facture|on a facture|"
        "a t on facture|avons nous facture|a depense|ont depense|depensent|cumul|cumule|altogether|"
        "combined|in total|au total|additionne|worth|valent|vaut|represente|representent|generated|"
        "genere|totals|earned|earn|earns|brought in|brings in|pese|pesent"
    ),
    "running": (
        "cumul|cumule|cumulee|cumules|cumulees|cumulatif|cumulative|cumulatively|cumulated|"
        "running total|running sum|running|accumulated|en cumul|en cumule|total cumule"
    ),
    "difference": (
        "difference|differences|ecart|ecarts|diff|delta|gap|how much more|how much less|"
        "how many more|how many fewer|how many less|de combien|combien de plus|combien de moins|"
        "by how much|by how many|how much higher|how much lower|how much longer"
    ),
    "growth": (
        "croissance|taux de croissance|growth|growth rate|progression|taux de progression|"
        "variation|taux de variation|taux d evolution|yoy|mom|qoq|year over year|year on year|"
        "month over month|month on month|quarter over quarter|quarter on quarter|"
        "d une annee sur l autre|d un mois sur l autre|d un trimestre sur l autre|"
        "yoy growth|mom growth|qoq growth|year over year growth|year on year growth|"
        "month over month growth|quarter over quarter growth|percent change|percentage change|"
        "change in|changes in|change of|increase in|decrease in"
    ),
    "avg": "moyen|moyenne|moyens|moyennes|average|mean|avg|en moyenne|on average|averages",
    "median": "median|mediane|medians|medianes|mediana|medianne",
    "min": "min|mini|minimum|minimal|minimale",
    "max": "max|maxi|maximum|maximal|maximale",
    "rate": (
        "lead conversion|conversion|conversions|taux de signature|taux de transformation|"
        "taux de reussite|taux de victoire|taux de gain|taux de closing|"
        "converts best|convert best|converting best|best converting|converts the best|"
        "convertit le mieux|convertissent le mieux|converts worst|convertit le moins bien|"
        "taux de succes|taux de conversion|taux|win rate|close rate|closing rate|"
        "conversion rate|success rate|"
        "hit rate|rate|win ratio|transformation|ratio|how often|how frequently|a quelle frequence"
    ),
    "pace": (
        "fastest|quickest|slowest|faster|slower|plus vite|plus rapide|plus rapides|plus rapidement|"
        "plus lent|plus lents|plus lente|plus lentes|plus lentement|moins vite|most quickly|"
        "most slowly"
    ),
    "share": (
        "part|proportion|pourcentage|share|percentage|percent of|what percent|quelle part|pct|"
        "percentages|pourcentages|percents"
    ),
    "spread": (
        "repartition|distribution|breakdown|ventilation|break down|split|repartis|reparties|"
        "evolution|trend|tendance|courbe"
    ),
    "by": (
        "par|by|per|pour chaque|for each|selon|groupe par|group by|grouped by|grouping by|"
        "ventile par|ventilee par|reparti par|repartis par|reparties par|regroupe par|"
        "regroupes par|regroupees par|split by|broken down by|in each|en fonction de|according to|"
        "across|dans chaque|chaque|each|every|par chaque|regroupe les par|groupe les par|"
        "group them by|groupes par|by each|selon le|selon la"
    ),
    "sort": (
        "trie par|tries par|triees par|trier par|classe par|classes par|classees par|sorted by|"
        "sort by|order by|ordered by|sort them by|ranked by|rank by|tri par|trie les par|"
        "in descending order of|in ascending order of|in order of|par ordre decroissant de|"
        "par ordre decroissant d|par ordre croissant de|par ordre croissant d|par ordre de|"
        "classe les par|ordonne par|range par|order them by|sort it by|rank them by|range les par"
    ),
    "asc": (
        "in alphabetical order|alphabetical order|alphabetically|par ordre alphabetique|"
        "ordre alphabetique|alphabetique|croissant|ascending|croissante|smallest first|"
        "oldest first|lowest first|asc|"
        "in ascending order of|par ordre croissant de|par ordre croissant d|"
        "par ordre croissant|plus petit au plus grand|ordre croissant"
    ),
    "desc": (
        "decroissant|descending|decroissante|largest first|biggest first|newest first|"
        "highest first|desc|par ordre decroissant|plus grand au plus petit|ordre decroissant|"
        "most recent first|in descending order of|par ordre decroissant de|par ordre decroissant d"
    ),
    "top": (
        "strongest|toughest|le plus de temps|longest to|plus gros|plus grosse|plus grosses|"
        "plus grand|plus grands|plus grande|plus grandes|"
        "plus eleve|plus elevee|plus eleves|plus elevees|plus important|plus importants|"
        "plus importante|plus importantes|meilleur|meilleure|meilleurs|meilleures|top|biggest|"
        "largest|highest|best|greatest|most valuable|plus fort|plus forte|plus forts|plus fortes|"
        "slowest|plus lent|plus lents|plus lente|plus lentes|plus lentement|moins vite|most slowly|"
        "principaux|principales|plus chers|plus chere|plus cheres|most expensive|longest|plus long|"
        "plus longs|plus longue|leading|number one"
    ),
    "most": (
        "le plus de temps|le plus|most|le plus de|le plus d|most of|plus frequent|"
        "plus frequente|"
        "plus frequents|most frequent|most common|plus courant|plus courante|plus souvent|"
        "busiest|le plus charge|plus charge|plus chargee|le plus actif|"
        "le plus souvent|most often|stands out|stand out|stood out|standing out|sort du lot|"
        "sortent du lot|se demarque|se demarquent|se distingue|se distinguent|ressort|ressortent|"
        "se detache|se detachent|classement|rank|ranking|palmares|leaderboard"
    ),
    "frequent": (
        "plus frequent|plus frequente|plus frequents|plus frequentes|most frequent|most common|"
        "plus courant|plus courante|plus courants|plus courantes|commonest"
    ),
    "least": (
        "le moins|least|fewest|le moins de|le moins d|moins frequent|least common|"
        "moins bon|moins bonne"
    ),
    "bottom": (
        "weakest|poorest|thinnest|leanest|plus maigre|plus maigres|"
        "plus petit|plus petite|plus petits|plus petites|plus faible|plus faibles|"
        "plus bas|"
        "plus basse|smallest|lowest|worst|pire|pires|bottom|moins eleve|moins elevee|moins elevees|"
        "quickest|most quickly|plus rapidement|plus mauvais|plus mauvaise|plus mauvaises|"
        "cheapest|shortest|plus court|plus courte|plus courts|moins cher|"
        "moins chere|moins chers|moins cheres|least expensive|"
        "moins gros|moins grosse|moins important|moins importante|moins bons|fastest|"
        "plus rapide|plus rapides|plus vite"
    ),
    "latest": (
        "plus recent|plus recente|plus recents|plus recentes|latest|newest|most recent|"
        "most recently|youngest|plus jeune|plus jeunes|derniers|dernieres|dernier|derniere|last|"
        "plus recemment"
    ),
    "oldest": (
        "plus ancien|plus ancienne|plus anciens|plus anciennes|oldest|earliest|plus vieux|"
        "plus vieille|plus vieilles|least recent|premiers|premieres|moins recemment|"
        "least recently|moins recent|moins recents|moins recente|moins recentes"
    ),
}
"""Concepts to the phrases that may carry them, in both languages, without accents."""
