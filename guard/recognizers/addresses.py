"""Postal addresses, French and British, whole or in the pieces people write."""

from __future__ import annotations

from guard.recognizers.contract import REFERENCE, Recognizer

_UP = "A-ZÀ-ÖØ-ÝŒ"
_STREET = (
    r"(?:rue|avenue|av\.|ave\.?|boulevard|boul\.|bd\.?|bld\.?|blvd\.?|chemin"
    r"|all[ée]es?|all\.|impasse|imp\.?|"
    r"quai|rte\.?|ruelle|faubourg|fbg\.?|sentier|venelle|hameau|lotissement|lieu[- ]dit)"
)
_WAY = (
    r"(?:rue|avenue|av\.?|ave\.?|boulevard|boul\.?|bd\.?|bld\.?|blvd\.?|place"
    r"|pl\.|pl|chemin|che?m?\.?|all[ée]es?|all\.|"
    r"impasse|imp\.?|quai|cours|crs\.?|route|rte\.?|square|sq\.|passage|voie|sentier"
    r"|ruelle|rond[- ]point|rd-?pt\.?|esplanade|"
    r"faubourg|fbg\.?|fg|villa|cit[ée]|lotissement|lot\.|hameau|zone|z\.?i\.?"
    r"|z\.?a\.?c?\.?|zae|parc|traverse|"
    r"mont[ée]e|c[ôo]te|promenade|mail|venelle|cour|domaine|clos|parvis|r[ée]"
    r"sidence|chauss[ée]e|r\.)"
)
_NUMBER = (
    r"(?<![\w.,\-/])\d{1,4}(?:[ ]?[/\-][ ]?\d{1,4})?[ ]?(?:bis|ter|quater|[a-d]"
    r"(?![\w']))?,?[ ]{1,2}"
)
_PARTICLE = (
    r"(?:de la |de l['’]|des |de |du |d['’]|la |les |le |l['’]|aux? |sur |sous |en "
    r"|et |à (?:la |l['’])?|st[e.]? |saint[es]*[ \-])"
)
_CAP = rf"(?-i:[{_UP}])[\w'’\-]{{0,30}}"
_NEXT = rf"(?:[ ](?:(?:{_PARTICLE}){{0,2}}{_CAP}|\d{{4}}(?![\d€])))"
_NAMED = rf"(?:{_PARTICLE}){{0,3}}(?:\d{{1,2}}(?:er)? )?[^\W_][\w'’\-]{{0,30}}{_NEXT}"
_CAPPED = rf"(?:{_PARTICLE}){{0,3}}(?:\d{{1,2}}(?:er)? )?{_CAP}{_NEXT}"
_ANY = r"(?:[\w'’\-]{1,30}|[a-z]{1,4}\.)"
_CODE = r"(?:F[ \-])?(?:0[1-9]|[1-8]\d|9[0-8])\d{3}"
_CITY_WORD = r"(?:l['’]|d['’])?[^\W\d_][^\W\d_'’.]{0,30}"
_CITY = (
    rf"(?:(?:le|la|les|saint|ste?\.?)[ \-])?{_CITY_WORD}"
    rf"(?:-[^\W\d_'’]{{1,30}}(?:['’][^\W\d_]{{1,30}})?){{0,5}}(?:[ ](?:sur|sous|en"
    rf"|l[eè]s|aux|de|du|la|le|les)[ ]{_CITY_WORD}|[ ]d['’][^\W\d_]{{1,30}}){{0,2}}"
    rf"(?-i:(?:[ ][{_UP}][\w'’\-]{{1,30}}){{0,3}})(?:[ ]\d{{1,2}}(?:e|er|[èe]me)?"
    rf"(?![\w/.]))?(?:[ ]cedex(?:[ ]\d{{1,2}})?)?"
)
_MORE = (
    r"(?:b[âa]t(?:iment|\.)?|apt\.?|appt\.?|appartement|esc(?:alier|\.)?|[ée]tage"
    r"|porte|r[ée]sidence|r[ée]s\.|immeuble|imm\.|"
    r"lieu[- ]dit|lotissement|hameau|zone|z\.?[ia]\.?c?\.?|bp|cs|tsa|bo[îi]"
    r"te postale|\d{1,2}(?:er|e|[èe]me) [ée]tage)"
)
_JOIN = r"[ ]{0,2}(?:,|\n|;|\u2013|-(?=\s)|\||/)?[ \t]{0,2}"

_NOBODY = (
    r"(?!(?:m|mm|mme|mlle|mr|mrs|ms|miss|dr|me|monsieur|madame"
    r"|regards|best|kind|cheers|thanks|sincerely|yours|many|warm|hi|dear|hello)(?!\w))"
)
_LED = rf"(?<!\w)(?:{_NOBODY}{_CAP}(?:[ ](?:{_PARTICLE}){{0,2}}{_CAP}){{0,4}},[ ])?"

_UK_CODE = (
    r"(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPS-UW]"
    r"|[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})"
)
_UK_WAY = (
    r"(?:street|str?\.?|road|rd\.?|lane|ln\.?|avenue|ave\.?|close|cl\.?|drive"
    r"|dr\.?|court|ct\.?|crescent|cres\.?|gardens?|gdns|"
    r"grove|hill|mews|park|parade|place|pl\.?|row|square|sq\.?|terrace|walk|way"
    r"|yard|quay|wharf|boulevard|blvd\.?|"
    r"passage|alley|bank|brow|fold|meads?|meadows?|heath|orchard|approach|parade|mount|"
    r"green|rise|view|embankment|broadway|circus|gate|bridge|vale|croft|fields?"
    r"|p(?:ar)?kwa?y|hwy|highway|circle|cir|terr?\.?|trail|trl|plaza|plz|loop)"
)
_WORD = r"[a-z][\w'’.\-]{0,30}(?![\w'’.\-])"
_TITLED = r"[A-Z][\w'’\-]{1,30}(?![\w'’\-])"
_UNIT = (
    r"(?:(?:flat|apartment|apt\.?|unit|suite|floor|room|studio|plot|block)[ ]?[\w\-]{1,5},?[ ]"
    r"|\d{1,2}(?:st|nd|rd|th) floor,? )"
)
_UK_NUMBER = r"(?<![\w.,\-/£€$])\d{1,4}[a-d]?(?:[ ]?[\-–/][ ]?\d{1,4}[a-d]?)?,?[ ]"

ADDRESSES = (
    Recognizer(
        "ADDRESS",
        rf"(?:(?<!\w)(?:{_MORE}|parc"
        rf"|tour)[ ][^,\n;:0-9]{{1,30}},[ ]?(?:apt \d+,[ ])?(?:\d{{1,2}}(?:er|e"
        rf"|[èe]me) [ée]tage,[ ])?){{0,3}}"
        rf"{_NUMBER}(?:{_STREET}[ ]{_NAMED}{{0,6}}|{_WAY}[ ]{_CAPPED}{{0,6}})"
        rf"(?:{_JOIN}(?:{_MORE}[^\n,;]{{0,25}}{_JOIN}){{1,3}})?(?:{_JOIN}{_CODE}[ ]"
        rf"{{1,2}}{_CITY}|[ ]à[ ](?-i:[{_UP}])[\w'’\-]{{1,30}}"
        rf"|,[ ](?-i:[{_UP}])[\w'’\-]{{1,30}}(?=[ ]?(?:[).;:»\"\n]|\Z)))?",
        0.9,
        unless=r"(?:€|£)\s*\Z",
    ),
    Recognizer(
        "ADDRESS",
        rf"{_NUMBER}{_WAY}[ ](?:{_ANY}[ ]){{0,6}}?{_ANY}{_JOIN}(?:{_MORE}[^\n,;]"
        rf"{{0,25}}{_JOIN}){{0,3}}{_CODE}[ ]{{1,2}}{_CITY}",
        0.92,
    ),
    Recognizer(
        "ADDRESS",
        rf"\b{_WAY}[ ](?:{_ANY}[ ]){{0,6}}?{_ANY}{_JOIN}"
        rf"(?:{_MORE}[^\n,;]{{0,25}}{_JOIN}){{0,3}}{_CODE}[ ]{{1,2}}{_CITY}",
        0.85,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?<![\w.,\-]){_CODE}[ ]{{1,2}}(?-i:[{_UP}]){_CITY}",
        0.65,
        unless=REFERENCE + r"|(?:€|£|n[°o]|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t"
        r"|septembre|octobre|novembre|d[ée]cembre)\s*\Z",
    ),
    Recognizer(
        "ADDRESS",
        rf"(?<![\w.,\-]){_CODE}[ ]{{1,2}}{_CITY_WORD}(?:-[^\W\d_]{{1,30}})"
        rf"{{0,4}}[ ]cedex(?:[ ]\d{{1,2}})?(?!\w)",
        0.85,
    ),
    Recognizer(
        "ADDRESS",
        r"(?<![\w\-])(?:b\.?p\.?|c\.?s\.?|tsa|bo[îi]te postale)[ ]?(?:n[°o] ?)?\d{2,6}(?!\w)"
        rf"(?:{_JOIN}{_CODE}[ ]{{1,2}}{_CITY})?",
        0.9,
        unless=REFERENCE,
    ),
    Recognizer(
        "ADDRESS",
        rf"{_LED}"
        r"(?<!\w)(?:r[ée]sidence(?! permit)|r[ée]s\.|lieu[- ]?dit|ld|hameau|lotissement"
        r"|immeuble|imm\.)[ ](?:«[ \u00a0\u202f]?|\"|:[ ]?)?"
        rf"(?:{_PARTICLE}){{0,3}}(?-i:[{_UP}])[\w'’\-]{{0,30}}(?:[ ](?:{_PARTICLE})"
        rf"{{0,2}}(?-i:[{_UP}])[\w'’\-]{{0,30}}){{0,4}}"
        rf"(?:[ \u00a0\u202f]?»|\")?(?:{_JOIN}(?:{_MORE}[^\n,;]{{0,20}}{_JOIN})"
        rf"{{0,2}}{_CODE}[ ]{{1,2}}{_CITY})?",
        0.8,
    ),
    Recognizer(
        "ADDRESS",
        r"(?<!\w)(?:b[âa]t(?:iment|\.)?[ ](?:[A-Z]|\d{1,3}[a-z]?)(?!\w)(?:(?:,[ ]"
        r"?|[ ])(?:esc(?:alier|\.)?|[ée]tage|apt\.?|appt\.?|appartement|porte"
        r"|hall)[ ]?(?:n[°o] ?)?\w{1,4}(?!\w)){0,3}"
        r"|(?:apt\.?|appt\.?|appartement)[ ](?:n[°o] ?)?\d{1,4}[a-z]?(?!\w)(?:"
        r"(?:,[ ]?|[ ])(?:\d{1,2}(?:er|e|[èe]me) [ée]tage|esc(?:alier|\.)"
        r"? ?\w{1,2}(?!\w)))?)",
        0.7,
    ),
    Recognizer(
        "ADDRESS",
        r"\b(?:habite|demeur\w+|domicili\w+|loge|r[ée]side|situ[ée]e?s?|livr\w+"
        r"|adresse)\b[^\n.;0-9]{0,30}?"
        rf"(?P<value>{_WAY}[ ](?:{_PARTICLE}){{0,3}}(?-i:[{_UP}])[\w'’\-]{{1,30}}"
        rf"(?:[ ](?:{_PARTICLE}){{0,2}}(?-i:[{_UP}])[\w'’\-]{{1,30}}){{0,3}})",
        0.7,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?:{_UNIT})?(?:(?<!\w)(?-i:[A-Z])[\w'’]{{1,30}}(?:[ ](?-i:[A-Z])[\w'’]"
        rf"{{1,30}})?[ ](?:house|cottage|farm|court|lodge|mill|barn|building|tower|point|hall"
        rf"|works"
        rf"|centre|park),[ ])?(?:{_UNIT})?"
        rf"{_UK_NUMBER}(?:[a-z][\w'’.\-]{{0,30}}[ ]){{1,4}}?{_UK_WAY}(?!\w)"
        rf"(?:[ ]?(?:[,;\n|/ –]|-(?=\s))[ \t]?{_WORD}){{0,8}}?{_JOIN}{_UK_CODE}(?!\w)",
        0.92,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?:{_UNIT})?{_UK_NUMBER}(?-i:(?:(?:[A-Z]|of|the|upon)[\w'’.\-]"
        rf"{{0,30}}[ ]){{1,5}}?){_UK_WAY}(?!\w)"
        r"(?-i:(?:,[ ][A-Z][\w'’\-]{1,30}(?:[ ][A-Z][\w'’\-]{1,30})?){0,3})(?:,? "
        r"(?-i:[A-Z]{2}) \d{5}(?:-\d{4})?)?",
        0.85,
    ),
    Recognizer(
        "ADDRESS",
        rf"{_UK_NUMBER}(?-i:(?:{_TITLED}[ ]){{0,3}}{_TITLED})(?:,[ ]?|[ ]?\n)"
        rf"(?-i:(?:{_TITLED}[ ,]{{1,2}}){{1,4}}){_UK_CODE}(?!\w)",
        0.9,
    ),
    Recognizer(
        "ADDRESS",
        rf"{_NUMBER}(?:{_PARTICLE})?{_CAP}(?:[ \-](?:{_PARTICLE})?{_CAP}){{0,3}}(?:,[ ]?|[ ]?\n)"
        rf"{_CODE}[ ]{{1,2}}{_CITY}",
        0.88,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?:{_UNIT})?{_UK_NUMBER}(?:[a-z][\w'’\-]{{0,30}}[ ]){{1,3}}?(?:street"
        r"|road|lane|avenue|close|drive|crescent|gardens|grove|mews|terrace)(?!\w)",
        0.75,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?<![\w]){_NOBODY}(?-i:(?:{_TITLED}[ ]?){{1,4}},{_JOIN}"
        rf"(?:(?:{_TITLED}[ ]?){{1,4}}[,\n][ \t]?)"
        rf"{{0,4}}(?:{_TITLED}\.?[ ]?){{0,4}}{_UK_CODE})(?!\w)",
        0.8,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?<!\w){_UNIT}(?:[a-z][\w'’\-]{{1,30}},?[ \n]){{1,7}}{_UK_CODE}(?!\w)",
        0.88,
    ),
    Recognizer(
        "ADDRESS",
        rf"\b(?:po|p\.o\.) box \d{{1,6}}(?:,? (?:(?-i:[A-Z])[\w'’\-]{{1,30}},? )"
        rf"{{1,3}}{_UK_CODE})?",
        0.8,
    ),
    Recognizer(
        "ADDRESS",
        r"(?<![\w.,\-/£€$#])\d{1,4}[a-d]?,?[ ]"
        rf"(?-i:{_TITLED}(?:[ ]{_TITLED})?(?:,[ ]{_TITLED}){{1,2}})",
        0.72,
        near=r"address|adresse|live[sd]? at|deliver|habite|post ?code|first line",
        reach=60,
        unless=REFERENCE,
    ),
    Recognizer("ADDRESS", rf"(?<![\w\-])(?-i:{_UK_CODE})(?![\w\-])", 0.75, unless=REFERENCE),
    Recognizer(
        "ADDRESS",
        rf"(?<![\w\-]){_UK_CODE}(?![\w\-])",
        0.75,
        near=r"post ?code|address|zip|live[sd]?\b|deliver|ship",
        reach=60,
    ),
    Recognizer(
        "ADDRESS",
        rf"(?<!\w)(?:{_WAY}[ ]{_CAPPED}{{0,4}}|(?-i:[{_UP}])[^\W\d_]{{2,20}}"
        r"(?:stra(?:ss|ß)e|str\.|platz|weg|gasse|allee|laan|straat))[ ]\d{1,4}[a-z]?,?[ ]"
        r"(?:[A-Z]{1,2}-)?"
        rf"\d{{4,5}}[ ]{_CITY}",
        0.88,
    ),
    Recognizer(
        "ADDRESS",
        r"(?<![^\W_])(?:[a-z]{0,12}?)"
        r"(?:code[ _]?postal|postal[ _]?code|post ?code|cp|zip(?:[ _]?code)?)"
        rf"[\"']?[ ]?[:=][ ]?[\"']?(?P<value>\d{{5}}(?:-\d{{4}})?|{_UK_CODE})(?!\w)",
        0.9,
    ),
    Recognizer(
        "ADDRESS",
        r"\b(?:code postal|post ?code|zip code)\b[^\d\n:=]{0,20}\n[^\d\n]{0,25}?"
        rf"(?P<value>(?<!\w)\d{{5}}|(?<!\w){_UK_CODE})(?!\w)",
        0.85,
    ),
    Recognizer(
        "ADDRESS",
        r"(?<![^\W])(?:\w{1,20}[_.]?)?"
        r"(?:street|rue|voie|(?:address|adresse|addr)(?!e?s?[ _]?(?:mail"
        r"|e-?mail|ip|mac|url))|line|ligne|address_?line)(?:[_ ]?\d)?[\"']?[ ]?[:=][ ]?[\"']?"
        r"(?P<value>(?:[^\n\"';:|={}@<>\d]{0,30}\d{1,4}[ ,])[^\n\"';|={}@<>]{3,80})",
        0.7,
    ),
)
