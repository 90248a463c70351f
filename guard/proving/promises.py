"""What binds the company: what is promised must be in the facts, whatever its words.

A class is promised where its words stand without a denial before them in the same clause; what the
facts deny they do not promise.
"""

from __future__ import annotations

import re

from guard.entries import fold
from guard.proving.classes import classes

_PROMISES = classes(
    {
        "free": (
            "gratuit*|offert|offerte|offerts|offertes|sans frais|free of charge|"
            "for free|at no cost|no charge|complimentary|no extra cost|sans surcout|"
            "sans supplement|free|a nos frais|on the house"
        ),
        "refund": "rembours*|refund*|money back|reimburs*|avoir integral",
        "guarantee": "garanti*|guarantee*|warrant*|assur*ons|we ensure|nous certifions",
        "discount": (
            "remise*|reduction*|rabais|ristourne*|discount*|rebate*|price cut|"
            "baisse de prix|tarif preferentiel|special price"
        ),
        "unlimited": "illimite*|unlimited|sans limite|no limit|without limit*",
        "commitment": (
            "engageons|nous engage*|s'engage|m'engage|commit to|committed to|"
            "we commit|promet*|promis|promise*|parole"
        ),
        "replacement": "remplac*|replac*|echange standard|swap*",
        "compensation": (
            "dedommag*|indemni*|compensat*|geste commercial|goodwill|penalit*|"
            "penalt*"
        ),
        "at once": (
            "immediat*|sur-le-champ|instantane*|instant*|straight away|right away|"
            "at once|sans delai|sans attendre"
        ),
        "no obligation": (
            "sans engagement|no obligation|no commitment|resiliable*|"
            "cancel any time|cancel anytime|sans preavis"
        ),
        "lifetime": (
            "a vie|lifetime|for life|for ever|forever|pour toujours|perpetuel*|"
            "perpetual"
        ),
        "exclusive": "exclusi*",
        "certified": (
            "certifi*|conform*|complian*|accredit*|homologu*|agree*e par|"
            "approved by|labellis*"
        ),
        "day and night": (
            "24/7|24h/24|7j/7|jour et nuit|day and night|around the clock|"
            "round the clock"
        ),
        "best": (
            "meilleur prix|best price|moins cher*|cheapest|lowest price|imbattable*|"
            "unbeatable|leader*|numero un|number one"
        ),
        "trial": "essai gratuit|free trial|periode d'essai|trial period|a l'essai",
        "stock": "en stock|in stock|disponible* immediatement|available now",
        "savings": (
            "economies garanties|guaranteed savings|retour sur investissement|"
            "return on investment|payback"
        ),
        "priority": "prioritaire*|priority",
        "extension": (
            "prolong*|prorog*|extend*|extension*|report de paiement|"
            "delai supplementaire|extra time"
        ),
        "upgrade": "surclass*|upgrade*|version superieure",
        "included": "inclus*|compris dans|included|all-in|tout compris",
        "delivery": "livraison*|livrer*|livre*s|deliver*|expedi*|shipping|shipped",
    }
)  # fmt: skip
_DENIAL = re.compile(
    r"(?:\bn'|\b|\w(?=n't))(?:ne|n|ni|pas|aucun|aucune|jamais|sans|hors|sauf|excepte|rien|nul|nothing|nobody|not|no|never|without|nor|"
    r"neither|none|excluding|except|unless|n't|cannot|ne sont pas|does|do)\b[^.;:!?,|]{0,40}\Z"
)


def promises_of(text: str) -> set[str]:
    """Return the classes a text promises."""
    folded = re.sub(r"[ \t\u00a0\u202f]+", " ", fold(text).replace("’", "'")).replace("\n", " | ")
    return {
        name
        for name, pattern in _PROMISES.items()
        for match in pattern.finditer(folded)
        if not _denied(folded[max(0, match.start() - 60) : match.start()], name)
    }


def _denied(before: str, name: str) -> bool:
    """Say whether what comes before denies it; « sans frais » denies nothing."""
    return name not in {"free", "no obligation", "unlimited"} and bool(_DENIAL.search(before))
