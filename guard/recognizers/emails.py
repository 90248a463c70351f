"""E-mail addresses: written, spaced out, and spelled out in words."""

from __future__ import annotations

from guard.recognizers.contract import Recognizer

_DOT = r"(?:\s*(?:\(|\[|\{)\s*(?:dot|point|\.)\s*(?:\)|\]|\})\s*|\s+(?:dot|point)\s+)"
_LINK = rf"(?:{_DOT}|\s+(?:tiret(?: (?:du )?bas)?|underscore|dash|hyphen|moins)\s+|\.)"
_PART = r"[^\W_](?:[\w+\-]{0,40})"
_AT = (
    r"(?:\s*(?:\(|\[|\{|<)\s*(?:at|arobase|arobas|arrobase|a|@)\s*(?:\)|\]|\}|>)\s*"
    r"|\s+(?:arobase|arobas|arrobase)\s+)"
)
_TOP = (
    r"(?:com|fr|uk|co|org|net|eu|io|example|be|ch|ca|us|de|es|it|info|biz|gouv|ac|lu"
    r"|ma|dz|tn|test|invalid)"
)

EMAILS = (
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?<![\w.+\-])\w[\w.+\-]{0,63}@(?:\d{1,3}\.){3}\d{1,3}(?![\w.])",
        1.0,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?<![\w.+\-])[\w][\w.+\-'%]{0,63}(?<![.'])@(?:[^\W_](?:[\w\-]{0,62})\.)"
        r"{1,6}[^\W\d_]{2,24}(?![\w])",
        1.0,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?<![\w.+\-])\w[\w.+\-]{0,63}(?:@|\n@|@\n|%40)(?:[^\W_][\w\-]{0,40}(?:\.|\.\n|\n\.))"
        rf"{{1,4}}{_TOP}(?![\w])|"
        r"(?<![\w.+\-])\w[\w.+\-]{0,63}@[^\W_][\w\-]{0,40}-\n[\w\-]{1,40}\.(?:\w{2,20}\.)?"
        rf"{_TOP}(?![\w])",
        0.95,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?<![\w.+\-])[\w][\w.+\-]{0,63} ?@ ?(?:[^\W_](?:[\w\-]{0,40}) ?\. ?){1,3}"
        rf"{_TOP}(?![\w])",
        0.9,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        rf"(?<![\w.+\-]){_PART}(?:{_LINK}{_PART}){{0,4}}{_AT}{_PART}(?:{_LINK}{_PART}){{0,4}}"
        rf"(?:{_DOT}|\.){_TOP}(?![\w])",
        0.95,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        rf"(?<![\w.+\-]){_PART}(?:{_LINK}{_PART}){{0,4}}\s+(?:at|chez|@)\s+{_PART}"
        rf"(?:(?:{_DOT}|\s+(?:tiret|dash|hyphen)\s+){_PART}){{0,4}}{_DOT}{_TOP}(?![\w])",
        0.95,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        rf"(?<![\w.+\-])[^\W_][\w+\-]{{0,40}}[._][\w.+\-]{{1,40}}\s+at\s+(?:[^\W_]"
        rf"[\w\-]{{0,40}}\.){{1,3}}{_TOP}(?![\w])",
        0.9,
    ),
    Recognizer(
        "EMAIL_ADDRESS",
        r"(?<![\w.+\-])[\w][\w.+\-]{0,63}@[^\W_][\w\-]{1,62}(?![\w.@])",
        0.6,
        near=r"e-?mail|courriel|m[ée]l\b|mail|adresse|contact|[ée]cri",
    ),
)
