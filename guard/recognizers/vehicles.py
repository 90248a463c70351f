"""Number plates, French (both systems) and British."""

from __future__ import annotations

from guard.recognizers.contract import REFERENCE, Recognizer

_CAR = (
    r"v[ée]hicule|immat|plaque|voiture|camion|fourgon|utilitaire|parking|stationn"
    r"|gar[ée]e?\b|scooter|moto|"
    r"vehicle|\bplates?\b|\breg\b|registration|\bcar\b|\bvan\b|truck|lorry|parked"
    r"|motorbike|\bdvla\b|fleet|"
    r"flotte|artic\b|semi\b|remorque|trailer|\bhgv\b|driver|conducteur|chauffeur|"
    r"clio|kangoo|peugeot|renault|citro[ëe]n|\bford\b|transit|vauxhall"
    r"|tesla|berlingo|partner|barri[èe]re|barrier"
)
_COUNTED = (
    r"(?:\d[ \u00a0]?[×x*]|capteurs?|passerelles?|sondes?|modules?|kits?|sensors?|gateways?|units?)"
    r"[ \u00a0]*\Z"
)
"""What stands before a product's code that looks like a plate."""
_L = "[A-HJ-NP-TV-Z]"
_DEPT = r"(?:0[1-9]|[1-8]\d|9[0-5]|97[1-6]|2[AB])"

VEHICLES = (
    Recognizer(
        "LICENSE_PLATE",
        rf"(?<![\w\-]){_L}{{2}}-\d{{3}}-{_L}{{2}}(?![\w\-])",
        0.85,
        unless=rf"{REFERENCE}|{_COUNTED}",
    ),
    Recognizer(
        "LICENSE_PLATE",
        rf"(?<![\w\-]){_L}{{2}}[ \-.]?\d{{3}}[ \-.]?{_L}{{2}}(?![\w\-])",
        0.88,
        near=_CAR,
        reach=70,
        unless=REFERENCE,
    ),
    Recognizer(
        "LICENSE_PLATE",
        rf"(?<![\w\-])\d{{1,4}}[ \-]?(?!EUR|HT|TTC|KWH|KW|USD|GBP|BIS|TER|RUE)"
        rf"{_L}{{2,3}}[ \-]?{_DEPT}(?![\w\-])",
        0.88,
        near=_CAR,
        reach=70,
        unless=REFERENCE,
    ),
    Recognizer(
        "LICENSE_PLATE",
        rf"(?<![\w\-])\d{{3,4}} (?!EUR|HT|TTC|KWH|KW|USD|GBP|RUE)"
        rf"{_L}{{2,3}} {_DEPT}(?![\w\-]| ?\d)",
        0.7,
        unless=REFERENCE,
        flags=0,
    ),
    Recognizer(
        "LICENSE_PLATE",
        r"(?<![\w\-])[A-HJ-PR-Y]{2}\d{2}[ \-]?[A-HJ-PR-Z]{3}(?![\w\-])",
        0.88,
        near=_CAR,
        reach=70,
        unless=REFERENCE,
    ),
    Recognizer(
        "LICENSE_PLATE",
        r"(?<![\w\-])[A-Z]\d{1,3}[ \-]?[A-Z]{3}(?![\w\-])|(?<![\w\-])[A-Z]{3}[ \-]"
        r"?\d{1,3}[A-Z](?![\w\-])",
        0.75,
        near=_CAR,
        reach=40,
        unless=REFERENCE,
        flags=0,
    ),
    Recognizer(
        "LICENSE_PLATE",
        r"\b(?:plaque|immatricul[ée]*e?s?|immat\.?|number ?plate|plate|registration|reg)\b"
        r"\W{1,3}(?:n[°o]\.? ?|no\.? )?"
        r"(?P<value>(?=[A-Z0-9 \-]*\d)[A-Z0-9]{1,4}(?:[ \-][A-Z0-9]{1,5}){1,2}"
        r"|[A-Z]{1,3}\d{2,5}[A-Z]{0,3})(?!\w)",
        0.8,
        unless=REFERENCE,
        flags=0,
    ),
)
