"""Postal addresses in a request: street, post code, town and country, each in its own field.

"Fenwick moved to 14 Albion Street, Leeds LS1 6HW" fills four fields at once. A street is told by
its number and its kind of way, a town by the post code beside it. Which of a record's addresses is
meant is told by what its fields are called, else it is the first one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crm import FieldInfo, ObjectInfo, Value
from language import fold_keep_length, words

_WAYS_FR = (
    r"rue|avenue|av\.?|boulevard|bd|bld|place|pl\.|chemin|ch\.|route|rte|allees?|impasse|quai|cours|"
    r"square|zone|zi|za|zac|parc|passage|esplanade|faubourg|sentier|rond-point|voie|cite|villa|"
    r"lotissement|residence|promenade|montee|traverse|venelle|chaussee|calle|via"
)
_WAYS_EN = (
    r"street|st|road|rd|lane|ln|avenue|ave|drive|dr|way|court|close|crescent|terrace|place|square|"
    r"gardens?|grove|park|wharf|quay|estate|row|hill|mews|walk|yard|parade|green|gate|circus|"
    r"boulevard|house|\w+(?:strasse|str|straat|laan|weg)"
)
_NUMBER = r"\d{1,4}(?:\s?(?:bis|ter|quater)\b|[a-d]\b)?(?:\s?[-/]\s?\d{1,4})?"
_WITHIN = r"\b(?:unit|suite|floor|flat|bat\.?|batiment|unite)"
_STREET = re.compile(
    rf"(?<![\w.,/-])(?:{_WITHIN}\s+\w+,?\s+)?{_NUMBER},?\s+(?:"
    rf"(?:{_WAYS_FR})(?=\s)[^,;:\d\n]*?(?=\s*(?:[,;:(\n]|\.\s|\.?\Z)|\s+(?:[a-z]{{1,2}}-)?\d{{4,5}}\b|"
    r"\s+(?:a|(?:et|and|puis|then|mais)(?!\s+(?:marie|pierre|jean)))\s+)"
    rf"|(?:[a-z'.-]+\s+){{1,4}}?(?:{_WAYS_EN})\b\.?(?!\s+(?:street|road|lane|avenue|park|estate)))"
)
_TOWN = (
    r"[^\W\d_][^\W\d_'’]*"
    r"(?:[ '’-](?!(?:et|and|puis|then|tel|phone|code|with|avec)\b)[^\W\d_]+){0,5}"
)
_WRITTEN_TOWN = re.compile(
    r"[A-ZÀ-Ý][\w'’-]*"
    r"(?:[ -](?:(?:de|du|la|le|les|l['’]|en|sur|sous|on|upon|under|the|of|lès|aux)[ -]?)*"
    r"[A-ZÀ-Ý][\w'’-]*|-[\w'’-]+)*"
)
_LAST_TOWN = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’-]*(?:[ -](?:on|upon|under|le|la|de|en|sur)[ -])?[ -]?)+\Z"
)
_BRITISH = r"[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b"
_CODE_FIRST = re.compile(rf"(?P<code>(?:[a-z]{{1,2}}-)?\d{{4,5}})\s*,?\s+(?P<town>{_TOWN})")
_CODE_LAST = re.compile(rf"(?:(?P<town>{_TOWN})\s*,?\s+)?(?P<code>{_BRITISH})")
_TOWN_ONLY = re.compile(rf"(?P<town>{_TOWN})")
_SPOKEN = re.compile(
    r"\b(?:adresses?|address\w*|siege|locaux|bureaux|head ?office|headquarters|hq|premises|"
    r"demenag\w*|install\w*|moved?|moving|relocat\w*|situee?s?|located|based|domicili\w*|"
    r"code postal|post ?code|zip|cp)\b"
)
NOUN = re.compile(
    r"\b(?:billing|shipping|delivery|mailing|postal|home)\s+address\b|"
    r"\badresse\s+(?:(?:de|d')\s*)?(?:livraison|facturation|expedition|postale)\b"
)
"""What an address is called: "shipping address" says nothing of a trade."""
_GLUE = re.compile(r"[\s,(–-]*(?:\b(?:a|in|at)\s+)?(?:(?:cp|code postal|post ?code)\s+)?")
_LEADS = frozenset(words("billing shipping mailing facturation expedition livraison postale"))
_DELIVERED = {"livraison": "expedition", "delivery": "shipping", "postal": "mailing"}
_ENDS = ("Street", "PostalCode", "City", "Country")


@dataclass(frozen=True)
class Address:
    """An address as it was said; what was not said is empty. `span` indexes the text."""

    street: str
    code: str
    town: str
    country: str
    span: tuple[int, int]


def find_address(text: str, is_country: Callable[[str], bool]) -> Address | None:
    """Return the address a text holds: a street, or a post code where addresses are spoken of."""
    folded = fold_keep_length(text.replace("’", "'"))
    street = _STREET.search(folded)
    if street is None:
        return _without_street(text, folded, is_country)
    end, code, town = _place(text, folded, street.end(), is_country)
    if not (code or town or _SPOKEN.search(folded)):
        return None
    country, end = _country(text, end, is_country)
    said = text[slice(*street.span())].strip(" ,.")
    return Address(said, code, town, country, (street.start(), end))


def _without_street(text: str, folded: str, is_country: Callable[[str], bool]) -> Address | None:
    if not _SPOKEN.search(folded):
        return None
    for pattern in (_CODE_FIRST, _CODE_LAST):
        for found in pattern.finditer(folded):
            start = found.start("code")
            town = _titled(text, found, is_country)
            if pattern is _CODE_LAST and found["town"]:
                kept = _last_name(text[slice(*found.span("town"))])
                start, town = found.end("town") - len(kept), kept
            if town[:1].isupper() or pattern is _CODE_LAST:
                end = found.start("town") + len(town) if pattern is _CODE_FIRST else found.end()
                country, end = _country(text, end, is_country)
                return Address("", text[slice(*found.span("code"))], town, country, (start, end))
    return None


def _last_name(said: str) -> str:
    """Return the capitalised words a text ends with: "moved to Leeds" has Leeds."""
    kept = _LAST_TOWN.search(said)
    return kept[0].strip() if kept else ""


def _place(
    text: str, folded: str, start: int, is_country: Callable[[str], bool]
) -> tuple[int, str, str]:
    """Return where town and post code end that follow a street, and both."""
    glue = _GLUE.match(folded, start)
    begin = glue.end() if glue else start
    for pattern in (_CODE_FIRST, _CODE_LAST, _TOWN_ONLY):
        found = pattern.match(folded, begin)
        if found is None:
            continue
        town = _titled(text, found, is_country)
        if pattern is _TOWN_ONLY and not (town and text[begin].isupper()):
            continue
        code = text[slice(*found.span("code"))] if pattern is not _TOWN_ONLY else ""
        last = found.start("town") + len(town) if town else found.end()
        return max(last, found.end("code") if code else last), code, town
    return start, "", ""


def _titled(text: str, found: re.Match[str], is_country: Callable[[str], bool]) -> str:
    """Return the town as it was written, without words that go on after it; none for a country."""
    said = text[slice(*found.span("town"))] if found["town"] else ""
    if said[:1].isupper():
        kept = _WRITTEN_TOWN.match(said)
        said = kept[0] if kept else said
    else:
        said = said.split(" ")[0]
    return "" if is_country(said) else said


def _country(text: str, start: int, is_country: Callable[[str], bool]) -> tuple[str, int]:
    """Return the country that follows, and where it ends."""
    found = re.match(r"[\s,(–-]+([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*){0,3})", text[start:])
    said = found[1].split(" ") if found else []
    for size in range(len(said), 0, -1):
        one = " ".join(said[:size]).rstrip(".")
        if found and is_country(one):
            return one, start + found.start(1) + len(one)
    return "", start


def address_fields(text: str, info: ObjectInfo) -> dict[str, FieldInfo]:
    """Return the fields of the address a text means, by their part: the first one's, by default."""
    prefixes = [name.removesuffix("Street") for name in info.fields if name.endswith("Street")]
    said = {*words(text)}
    said |= {_DELIVERED[one] for one in said & {*_DELIVERED}}
    meant = [one for one in prefixes if said & _LEADS & _called(one, info)] or prefixes
    return {
        end: info.fields[f"{meant[0]}{end}"]
        for end in _ENDS if meant and f"{meant[0]}{end}" in info.fields
    }  # fmt: skip


def _called(prefix: str, info: ObjectInfo) -> set[str]:
    labels = info.fields[f"{prefix}Street"].labels
    return {*words(labels.fr), *words(labels.en)}


def address_values(found: Address, text: str, info: ObjectInfo, country: str) -> dict[str, Value]:
    """Return what was said of the address by field; `country` as the org writes it."""
    parts = {"Street": found.street, "PostalCode": found.code, "City": found.town,
             "Country": country}  # fmt: skip
    fields = address_fields(text, info)
    return {field.name: parts[end] for end, field in fields.items() if parts[end]}
