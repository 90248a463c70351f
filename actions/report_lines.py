"""The lines of `create_report`, in both languages."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "reading": {
        "fr": "Opportunités créées {period}, {owners}, par {group} ; comparaison avec la période "
        "précédente ({previous}).",
        "en": "Opportunities created {period}, {owners}, by {group}; compared with the period "
        "before ({previous}).",
    },
    "owners_mine": {"fr": "les vôtres", "en": "yours"},
    "owners_team": {"fr": "celles de votre équipe", "en": "your team’s"},
    "owners_all": {"fr": "toutes celles que vous pouvez voir", "en": "all you can see"},
    "empty": {
        "fr": "Aucune opportunité n’a été créée sur ces deux périodes.",
        "en": "No opportunity was created in either period.",
    },
    "totals": {
        "fr": "**{count}** nouvelles opportunités ({change}), pour "
        "**{amount}** (contre {amount_before}) : {won} gagnées, {lost} perdues, {open} ouvertes.",
        "en": "**{count}** new opportunities ({change}), worth **{amount}** "
        "(against {amount_before}): {won} won, {lost} lost, {open} open.",
    },
    "span": {"fr": "du {start} au {end}", "en": "from {start} to {end}"},
    "more": {"fr": "{count} de plus que précédemment", "en": "{count} more than before"},
    "fewer": {"fr": "{count} de moins que précédemment", "en": "{count} fewer than before"},
    "same": {"fr": "autant que précédemment", "en": "as many as before"},
    "rate": {"fr": "Taux de gain : {rate}.", "en": "Win rate: {rate}."},
    "column_new": {"fr": "Nouvelles", "en": "New"},
    "column_change": {"fr": "Évolution", "en": "Change"},
    "column_amount": {"fr": "Montant", "en": "Amount"},
    "column_won": {"fr": "Gagnées", "en": "Won"},
    "column_lost": {"fr": "Perdues", "en": "Lost"},
    "column_open": {"fr": "Ouvertes", "en": "Open"},
    "total": {"fr": "Total", "en": "Total"},
    "no_value": {"fr": "Non renseigné", "en": "Not given"},
    "chart": {"fr": "Nouvelles opportunités par {group}", "en": "New opportunities by {group}"},
}
