"""What is said of an e-mail that came in."""

from __future__ import annotations

from actions.wording import Lines

LINES: Lines = {
    "came_in": {
        "fr": "E-mail de **{who}** du {day}, « {subject} » : {kind}{urgent}.{about}",
        "en": "E-mail from **{who}** of {day}, “{subject}”: {kind}{urgent}.{about}",
    },
    "unknown": {
        "fr": "E-mail de **{who}** du {day}, « {subject} » : {kind}{urgent}. L’expéditeur n’est ni "
        "un contact ni une piste que vous puissiez voir : rien n’est proposé.",
        "en": "E-mail from **{who}** of {day}, “{subject}”: {kind}{urgent}. The sender is neither "
        "a contact nor a lead you can see, so nothing is proposed.",
    },
    "about": {"fr": " Affaire concernée : **{name}**.", "en": " About the deal **{name}**."},
    "urgent": {"fr": ", à traiter en priorité", "en": ", to be dealt with first"},
    "request": {"fr": "demande", "en": "request"},
    "complaint": {"fr": "réclamation", "en": "complaint"},
    "meeting_moved": {"fr": "rendez-vous déplacé", "en": "meeting moved"},
    "out_of_office": {"fr": "message d’absence", "en": "out of office"},
    "signature_change": {"fr": "changement de coordonnées", "en": "change of contact details"},
    "buying_signal": {"fr": "signal d’achat", "en": "buying signal"},
    "thanks": {"fr": "remerciement ou accusé de réception", "en": "thanks or acknowledgement"},
    "other": {"fr": "message sans demande claire", "en": "message without a clear request"},
}
