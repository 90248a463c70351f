"""What the answers about the work itself say, in both languages."""

from __future__ import annotations

from actions.analyses.lines_policy import POLICY_LINES
from actions.analyses.lines_sales import SALES_LINES
from actions.wording import Lines

_DESK: Lines = {
    "ranked_first": {
        "fr": "{names} : **{figure}**. {about}", "en": "{names}: **{figure}**. {about}",
    },
    "ranked_none": {
        "fr": "**Aucun** ne remplit ces conditions.", "en": "**None** meets these conditions.",
    },
    "no_history": {
        "fr": "Vous ne voyez aucun historique des requêtes dans cette organisation : les "
        "transferts ne peuvent pas être comptés.",
        "en": "You see no case history in this org: transfers cannot be counted.",
    },
    "about_handle_time": {
        "fr": "Temps moyen entre l’ouverture et la fermeture, par agent, sur les requêtes fermées "
        "({period}{filters}) qui n’ont pas changé d’agent ; agents en ayant traité au moins "
        "{least}, transférées ou non. Les deux dernières colonnes comptent aussi "
        "celles qui ont changé de mains.",
        "en": "Mean time from opening to close, by agent, over the cases closed ({period}{filters})"
        " that never passed to another agent; agents who processed at least {least}, passed on or "
        "not. The last two columns also count those that changed hands.",
    },
    "about_transfers": {
        "fr": "Transferts à un collègue par requête reçue ({period}{filters}), d’après les "
        "changements de propriétaire ; agents avec au moins {least} requête(s). Prendre une "
        "requête dans une file n’est pas un transfert.",
        "en": "Transfers to a colleague per case received ({period}{filters}), from the owner "
        "changes in the case history; agents with at least {least} case(s). Taking a case from a "
        "queue is no transfer.",
    },
    "about_transfer_count": {
        "fr": "Nombre de transferts à un collègue ({period}{filters}), d’après les changements de "
        "propriétaire ; agents avec au moins {least} requête(s). Prendre une requête dans une file "
        "n’est pas un transfert.",
        "en": "Number of transfers to a colleague ({period}{filters}), from the owner changes in "
        "the case history; agents with at least {least} case(s). Taking a case from a queue is no "
        "transfer.",
    },
    "about_issues": {
        "fr": "Requêtes ouvertes ({period}{filters}), par problème.",
        "en": "Cases opened ({period}{filters}), by issue.",
    },
    "about_regions": {
        "fr": "Temps moyen entre l’ouverture et la fermeture des requêtes fermées "
        "({period}{filters}) ; régions avec au moins {least}.",
        "en": "Mean time from opening to close of the cases closed ({period}{filters}); regions "
        "with at least {least}.",
    },
    "about_conversion": {
        "fr": "Part des pistes créées ({period}) qui ont été converties ; au moins {least} "
        "piste(s) par personne.",
        "en": "Share of the leads created ({period}) that were converted; at least {least} lead(s) "
        "a person.",
    },
    "about_sales_amount": {
        "fr": "Montant des opportunités gagnées ({period}), par propriétaire ; au moins {least} "
        "par personne.",
        "en": "Amount of the opportunities won ({period}), by owner; at least {least} a person.",
    },
    "about_ordered_amount": {
        "fr": "Montant des commandes ({period}), par propriétaire ; au moins {least} par personne.",
        "en": "Amount of the orders ({period}), by owner; at least {least} a person.",
    },
    "about_sales_cycle": {
        "fr": "Durée moyenne de la création à la clôture des opportunités gagnées ({period}), par "
        "propriétaire ; au moins {least} par personne.",
        "en": "Mean time from creation to close of the opportunities won ({period}), by owner; at "
        "least {least} a person.",
    },
    "outlier_high": {
        "fr": "**{name}** sort du lot : {count}, pour {expected} attendus.",
        "en": "**{name}** stands out: {count}, where {expected} were to be expected.",
    },
    "outlier_low": {
        "fr": "**{name}** sort du lot par le bas : {count}, pour {expected} attendus.",
        "en": "**{name}** stands out on the low side: {count}, where {expected} were to be "
        "expected.",
    },
    "outlier_none_month": {
        "fr": "**Aucun** mois ne sort du lot.", "en": "**None**: no month stands out.",
    },
    "outlier_none_region": {
        "fr": "**Aucune** région ne sort du lot.", "en": "**None**: no region stands out.",
    },
    "about_outlier_month": {
        "fr": "{objects} du {start} au {end}{filters} ; test binomial exact contre un rythme "
        "constant par jour, seuil 1 % sur l’ensemble des mois.",
        "en": "{objects} from {start} to {end}{filters}; exact binomial test against a constant "
        "daily pace, 1% over all months together.",
    },
    "about_outlier_region": {
        "fr": "{objects} du {start} au {end}{filters} ; test binomial exact contre la part de "
        "chaque région dans les comptes, seuil 1 % sur l’ensemble.",
        "en": "{objects} from {start} to {end}{filters}; exact binomial test against each "
        "region’s share of the accounts, 1% over all together.",
    },
    "agent": {"fr": "Agent", "en": "Agent"},
    "handle_time": {"fr": "Temps moyen (h)", "en": "Mean time (h)"},
    "own_cases": {"fr": "Requêtes sans transfert", "en": "Cases not transferred"},
    "all_closed": {"fr": "Toutes fermées", "en": "All closed"},
    "cases_processed": {"fr": "Requêtes traitées", "en": "Cases processed"},
    "transfers_a_case": {"fr": "Transferts par requête", "en": "Transfers per case"},
    "cases_had": {"fr": "Requêtes reçues", "en": "Cases received"},
    "transfers": {"fr": "Transferts", "en": "Transfers"},
    "issue": {"fr": "Problème", "en": "Issue"},
    "cases": {"fr": "Requêtes", "en": "Cases"},
    "share": {"fr": "Part", "en": "Share"},
    "region": {"fr": "Région", "en": "Region"},
    "month": {"fr": "Mois", "en": "Month"},
    "counted": {"fr": "Nombre", "en": "Count"},
    "expected": {"fr": "Attendu", "en": "Expected"},
    "conversion": {"fr": "Taux de conversion", "en": "Conversion rate"},
    "sales_amount": {"fr": "Montant", "en": "Amount"},
    "sales_cycle": {"fr": "Durée moyenne (jours)", "en": "Average duration (days)"},
    "sales": {"fr": "Ventes", "en": "Sales"},
    "leads": {"fr": "Pistes", "en": "Leads"},
    "converted": {"fr": "Converties", "en": "Converted"},
    "product": {"fr": "Produit", "en": "Product"},
    "ordered": {"fr": "Commandé le", "en": "Ordered on"},
    "quantity": {"fr": "Quantité", "en": "Quantity"},
    "order": {"fr": "Commande", "en": "Order"},
    "no_date": {"fr": "sans date précisée", "en": "no date given"},
    "product_one": {
        "fr": "Il s’agit de {names}, d’après les commandes de {customer} ({when}).",
        "en": "It is {names}, from what {customer} ordered ({when}).",
    },
    "product_several": {
        "fr": "Plusieurs produits conviennent dans les commandes de {customer} ({when}) : {names}.",
        "en": "Several products fit among what {customer} ordered ({when}): {names}.",
    },
    "product_none": {
        "fr": "**Aucun** produit commandé par {customer} ne correspond ({when}).",
        "en": "**None**: nothing {customer} ordered fits ({when}).",
    },
    "product_nearest": {
        "fr": "Ses commandes les plus récentes :", "en": "Their latest orders:",
    },
}  # fmt: skip
LINES: Lines = {**_DESK, **SALES_LINES, **POLICY_LINES}
