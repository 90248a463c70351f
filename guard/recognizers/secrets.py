"""Keys, tokens and passwords: by their makers' prefixes, by their name, or by their randomness.

Secrets are never restored, so a doubtful one is better masked.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from guard.recognizers.contract import Recognizer, whole

_PREFIXED = (
    r"(?<![A-Za-z0-9])(?:sk-(?:proj-|ant-|or-)?[\w\-]{16,200}|(?:sk|pk|rk)_"
    r"(?:live|test)_\w{10,200}|whsec_\w{16,}|"
    r"gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w\-]{16,}|xox[abeprs]"
    r"-[\w\-]{10,200}|xapp-[\w\-]{10,200}|"
    r"(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,20}|AIza[\w\-]{30,45}|ya29\.[\w\-]"
    r"{20,}|GOCSPX-[\w\-]{20,}|"
    r"SG\.[\w\-]{16,}\.[\w\-]{16,}|hf_\w{20,}|npm_\w{20,}|pypi-[\w\-]{16,}"
    r"|dop_v1_\w{20,}|shp(?:at|ss|ca)_\w{20,}|"
    r"key-[0-9a-f]{32}|dapi[0-9a-f]{32}|hvs\.[\w\-]{20,}|(?:AC|SK)[0-9a-f]{32}"
    r"|00D\w{12,15}![\w.]{20,}|"
    r"eyJ[\w\-]{8,}\.[\w\-]{8,}(?:\.[\w\-]*)?)"
)
_NAME = (
    r"(?:mots? de passe|mdp|m\.d\.p|password|passwd|pw|pass(?:code|phrase)|pwd|psw|secret|token"
    r"|jeton|"
    r"(?:api|access|secret|private|encryption|license|licence|activation|client"
    r"|auth|account|shared)[ _\-]?(?:key|secret|token)|"
    r"cl[ée] (?:api|secr[èe]te|priv[ée]e|d['’ ]?(?:api|acc[èe]s|activation)|wifi"
    r"|wi-fi|wep|wpa2?|de licence)|"
    r"(?:wi-?fi|wpa2?|wep|network|router|db|database|admin|root|smtp|ftp|sftp)[ _\-]?"
    r"(?:key|pass(?:word|code)?|pwd)|"
    r"code (?:pin|d['’ ]acc[èe]s|secret|confidentiel|wifi|de la porte|porte"
    r"|alarme)|code (?:de |du |d['’])?(?:la |l['’])?(?:alarme|porte|portail|entr[ée]e|immeuble"
    r"|coffre|bo[îi]te [àa] cl[ée]s?|barri[èe]re|badge|local)|pin(?: code)?|digicode|credentials?|"
    r"(?:door|alarm|access|gate|entry|keypad|safe|key ?box|lock|site|unlock|pairing) code"
    r"|connection ?string|bearer)"
)
_LEAD = rf"(?<![^\W_]){_NAME}(?:s)?(?![^\W_])"
_VALUE = r"(?P<value>[^\s\"'<>,;«»]{3,200})"
_WORDS = re.compile(
    r"(?:oubli|perdu|expir|incorrect|invalid|erron|chang|r[ée]init|reset|forgot"
    r"|lost|wrong|requis|required|manquant|"
    r"missing|inconnu|unknown|none|null|true|false|n/a|bloqu|block|obligatoire"
    r"|mandatory|provisoire|temporaire|trop|too|"
    r"non|not|bien|pas|plus|toujours|still|sent|envoy|the|le|la|les|un|une|de|du"
    r"|pour|for|qui|que|est|is|ne|to|and|et|"
    r"open|click|go|choose|select|enter|type|press|use|see|visit|ask|contact|ouvr|cliqu|all|choisi"
    r"|s[ée]lectionn|saisi|utilis|voir|voyez|demand|"
    r"ok|valide|correct|user|login|identifi|username|compte|account|\*+|x+|•+|\[|\{|<)",
    re.IGNORECASE,
)


_EMPHASISED = re.compile(r"\*\*[^\W\d_]+")
"""The first of several words in bold: a menu that is named, « mot de passe : **Mon profil** »."""


def _is_named(value: str) -> bool:
    """Say whether what follows `password:` is a password and not a remark about one."""
    if _EMPHASISED.fullmatch(value):
        return False
    remark = _WORDS.match(value)
    whole_word = remark and re.fullmatch(r"[^\W\d_]+[.!?]?", value)
    return len(value) >= 4 and not whole_word and not re.fullmatch(r"[*•x.\-_]+", value)


def _is_told(value: str) -> bool:
    """Say whether what follows « le mot de passe est » looks like no word of the language."""
    bare = value.rstrip(".!?)").removesuffix("**")
    if value.startswith("["):
        return False
    return len(bare) >= 4 and bool(re.search(r"[\d_!@#$%^&*+=/\\~|]|[a-z][A-Z]", bare))


def entropy(value: str) -> float:
    """Return the Shannon entropy of a string, in bits a character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _is_random(value: str) -> bool:
    """Say whether a long run mixes cases and digits too evenly to be a code somebody chose."""
    mixed = all(re.search(kind, value) for kind in ("[a-z]", "[A-Z]", r"\d"))
    turns = len(re.findall(r"[a-z][A-Z0-9]|[A-Z][a-z0-9]{0,1}[A-Z0-9]|\d[A-Za-z]", value))
    return mixed and entropy(value) > 3.6 and turns >= len(value) / 5


SECRETS = (
    Recognizer("SECRET", _PREFIXED, 1.0, flags=0),
    Recognizer(
        "SECRET",
        r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,6000}?(?:-----END [A-Z ]"
        r"{0,30}PRIVATE KEY-----|\Z)",
        1.0,
    ),
    Recognizer(
        "SECRET",
        r"\b(?:bearer|basic)\s+(?P<value>[\w.\-+/=]{16,1000})",
        0.98,
        whole(lambda v: bool(re.search(r"\d|[A-Z]", v))),
    ),
    Recognizer(
        "SECRET",
        rf"{_LEAD}[ \t]*(?:\([^)\n]{{0,30}}\))?[\"'\]]{{0,2}}[ \t]{{0,3}}(?::=|=>"
        rf"|->|→|=|:)[ \t]{{0,3}}[\"'«]?[ \u00a0\u202f]?{_VALUE}",
        0.99,
        whole(_is_named),
    ),
    Recognizer(
        "SECRET",
        rf"(?<![^\W_])(?:[\w\-]{{0,30}}?)(?:password|passwd|pwd|mdp|secret"
        r"|token|api_?key|apikey|access_?key|private_?key|auth)(?:[_\-][\w\-]"
        rf"{{0,20}})?[\"']?\s{{0,3}}(?:=|:)\s{{0,3}}[\"']?{_VALUE}",
        0.99,
        whole(_is_named),
    ),
    Recognizer(
        "SECRET",
        rf"{_LEAD}[^\n:=.;?!]{{0,40}}?(?:[ \t](?:est|is|was|c['’]est|this is|reste"
        rf"|becomes|sera|devient|au|to)[ \t]{{1,2}}|[ \t]{{0,2}}:[ \t]{{0,2}}|[ \t]"
        rf")[\"'«`]?[ \u00a0\u202f]?(?=[^\s]{{0,60}}[\d!@#$%^&*+=_]){_VALUE}",
        0.9,
        whole(_is_told),
    ),
    Recognizer(
        "SECRET",
        rf"{_LEAD}(?:[ ][^\W\d_]{{2,16}}){{1,2}}[ \t]{{0,2}}(?:=|:|->|→)"
        rf"[ \t]{{0,2}}[\"'«]?{_VALUE}",
        0.95,
        whole(_is_told),
    ),
    Recognizer(
        "SECRET",
        r"\b(?:ssid|wi-?fi|wlan)\b[^\n]{1,60}?\b(?:cl[ée]|key|code|mdp|pass)\b"
        r"[ \t]{0,2}[:=]?[ \t]{1,2}"
        r"(?P<value>[^\s\"'<>,;]{6,100})",
        0.92,
        whole(_is_told),
    ),
    Recognizer(
        "SECRET",
        r"\b(?:admin|root|superuser|switch|router|routeur|nas|vpn|box|serveur|server|portail|portal"
        r"|ftp|compte|console|camera|cam[ée]ra|automate)(?:[ ][^\W\d_]{2,15}){0,2}"
        r"[ \u00a0]?(?:[:=]|->)[ ]?(?P<value>(?=\S*[A-Za-z])(?=\S*\d)(?=\S*[!@#$%^&*+?])\S{6,60})",
        0.85,
    ),
    Recognizer(
        "SECRET",
        r"\b(?:login|user(?:name)?|identifiant|id)\b[^\n]{1,60}?\b(?:pass|mdp|pw"
        r"|pwd)\b[ \t:=]{1,3}(?P<value>[^\s\"'<>,;]{4,100})",
        0.95,
    ),
    Recognizer(
        "SECRET",
        r"(?<![\w\-])(?:--?p(?:ass(?:word|wd|phrase)?)?|--?pw)[ =]?[\"']?(?=\S{0,60}[^\W\d])"
        r"(?P<value>[^\s\"'\-][^\s\"']{4,100})",
        0.95,
        near=r"sshpass|mysql\w*|psql|mongo\w*|redis|ftp|docker|login|sqlcmd|smbclient|curl|wget|ssh",
        reach=60,
    ),
    Recognizer(
        "SECRET",
        r"\b(?:curl|wget|http)\b[^\n]{0,80}?[ ](?:-u|--user)[ =]?[\"']?"
        r"(?P<value>[^\s:\"']{1,60}:[^\s\"']{3,100})",
        0.95,
    ),
    Recognizer(
        "SECRET",
        r"(?<![\w/.\-+=])[A-Za-z0-9_\-+/]{24,200}={0,2}(?![\w/.\-+=])",
        0.8,
        whole(_is_random),
        flags=0,
    ),
)
