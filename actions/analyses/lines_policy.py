"""What the answers that stand on a written policy say: routing, quotes."""

from __future__ import annotations

from actions.wording import Lines

POLICY_LINES: Lines = {
    "no_policy": {
        "fr": "Je ne trouve pas de règle écrite sur ce point dans la base de connaissances.",
        "en": "I can’t find a written policy about this in the knowledge base.",
    },
    "routed": {
        "fr": "**{name}** revient à **{agent}**, d’après « {article} ».",
        "en": "**{name}** goes to **{agent}**, by “{article}”.",
    },
    "routed_none": {
        "fr": "**Personne** : « {article} » n’attribue **{name}** à personne. {why}",
        "en": "**None**: “{article}” gives **{name}** to nobody. {why}",
    },
    "why_closed": {"fr": "Déjà fermée ou convertie.", "en": "Already closed or converted."},
    "why_language": {
        "fr": "Personne ne parle la langue du client ({language}).",
        "en": "Nobody speaks the customer’s language ({language}).",
    },
    "why_country": {
        "fr": "Aucun commercial n’est prévu pour ce pays ({country}).",
        "en": "No rep is named for this country ({country}).",
    },
    "why_full": {
        "fr": "Tous ceux qui conviennent ont atteint la limite ({limit}).",
        "en": "Everybody who fits has reached the limit ({limit}).",
    },
    "reason_language": {
        "fr": "parle la langue du client ({language})",
        "en": "speaks the customer’s language ({language})",
    },
    "reason_area": {
        "fr": "domaine « {area} » pour « {subject} »", "en": "area “{area}” for “{subject}”",
    },
    "reason_no_area": {
        "fr": "aucun domaine ne correspond : la charge décide",
        "en": "no area fits: the workload decides",
    },
    "reason_load": {
        "fr": "{count} en cours pour une limite de {limit}",
        "en": "{count} open, where the limit is {limit}",
    },
    "reason_load_free": {"fr": "{count} en cours", "en": "{count} open"},
    "reason_full": {
        "fr": "{agent} convient mais en porte {count} pour une limite de {limit} : au moins chargé",
        "en": "{agent} fits but holds {count} where the limit is {limit}: the least busy instead",
    },
    "reason_all_full": {
        "fr": "{agent} est le moins chargé ; chacun a atteint la limite ({count} pour {limit})",
        "en": "{agent} is the least busy; everybody has reached the limit ({count} for {limit})",
    },
    "reason_country": {"fr": "même pays ({country})", "en": "same country ({country})"},
    "reason_territory": {
        "fr": "territoire « {territory} » ({place})", "en": "territory “{territory}” ({place})",
    },
    "reason_sector": {
        "fr": "expertise « {sector} » ({industry})", "en": "expertise “{sector}” ({industry})",
    },
    "reason_value": {
        "fr": "{amount} dépasse {limit} : l’expertise l’emporte sur le territoire",
        "en": "{amount} is above {limit}: expertise beats territory",
    },
    "reason_notice": {
        "fr": "à signaler aussi à {name} : {rule}", "en": "to be reported to {name} too: {rule}",
    },
    "reasons": {"fr": "Raisons", "en": "Reasons"},
    "open_now": {"fr": "En cours", "en": "Open"},
    "languages": {"fr": "Langues", "en": "Languages"},
    "fits": {"fr": "Convient", "en": "Fits"},
    "quote_ok": {
        "fr": "**Aucune** règle n’est enfreinte par **{name}** ({checked} règles vérifiées).",
        "en": "**None**: **{name}** breaks no rule ({checked} rules checked).",
    },
    "quote_broken": {
        "fr": "**{name}** enfreint {articles} ({broken} règle(s) sur {checked} vérifiées) :",
        "en": "**{name}** breaks {articles} ({broken} of {checked} rules checked):",
    },
    "quote_nothing": {
        "fr": "**{name}** n’a pas de devis que vous puissiez voir.",
        "en": "**{name}** has no quote that you can see.",
    },
    "breach_found": {
        "fr": "Sur **{name}**, l’agent a enfreint {articles} :",
        "en": "On **{name}**, the agent broke {articles}:",
    },
    "breach_none": {
        "fr": "**Aucune** règle n’a été enfreinte sur **{name}** ({checked} règles vérifiées).",
        "en": "**None**: no policy was broken on **{name}** ({checked} rules checked).",
    },
    "breach_silent": {
        "fr": "Rien de ce qu’un agent aurait dit au client n’est enregistré sur **{name}**.",
        "en": "Nothing that an agent told the customer is recorded on **{name}**.",
    },
    "said": {"fr": "Ce qui a été dit", "en": "What was said"},
    "rule": {"fr": "Règle", "en": "Rule"},
    "article": {"fr": "Article", "en": "Article"},
    "found": {"fr": "Sur le devis", "en": "On the quote"},
    "unread_rules": {
        "fr": "Règles que je ne sais pas vérifier sur le devis : {rules}",
        "en": "Rules I cannot check on the quote: {rules}",
    },
    "found_discount": {
        "fr": "remise de {value} % ; {approver} doit l’accorder, statut « {status} »",
        "en": "{value}% off; {approver} must approve it, status “{status}”",
    },
    "found_discount_line": {
        "fr": "remise de {value} % sur {product}", "en": "{value}% off {product}",
    },
    "found_discount_max": {"fr": "remise de {value} %", "en": "{value}% off"},
    "found_missing": {
        "fr": "{product} absent ({why})", "en": "no {product} ({why})",
    },
    "found_few": {
        "fr": "{have} × {product}, il en faut {need} ({why})",
        "en": "{have} × {product}, {need} needed ({why})",
    },
    "found_validity": {"fr": "valable {days} jours", "en": "valid for {days} days"},
    "found_total": {
        "fr": "total {amount}, statut « {status} » sans relecture",
        "en": "total {amount}, status “{status}” without review",
    },
}  # fmt: skip
