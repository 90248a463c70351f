"""The queries that may find a record by what people call it, broad enough to be ranked after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from crm.metadata import Catalogue, ObjectInfo
from crm.naming import name_words, telling_words
from crm.query import AllOf, AnyOf, Compare, Condition, Order, Query, escape_like
from language import long_id

MOST = 200
_TITLES = ("Subject", "Company")
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "Account": ("BillingCity", "Industry", "Owner.Name", "LastActivityDate"),
    "Contact": ("Account.Name", "Title", "MailingCity", "Owner.Name", "LastActivityDate"),
    "Lead": ("Company", "Title", "City", "Owner.Name", "LastActivityDate"),
    "Opportunity": ("Account.Name", "StageName", "CloseDate", "Owner.Name"),
    "Case": ("CaseNumber", "Account.Name", "Contact.Name", "Status", "Owner.Name"),
    "User": ("Title", "Profile.Name", "Username"),
}
_BESIDE = ("Account.Name", "BillingCity", "MailingCity", "City")
_OTHER_DETAILS = ("Account.Name", "Owner.Name", "Status", "LastActivityDate")
_NUMBERED = ("Case", "Order", "Quote", "Contract")
_NUMBER = re.compile(r"(?<![\w@.])(?:[A-Za-z]{1,4}-)?0*(\d{3,})(?!\w)")
_ACCENTABLE = re.compile(r"[aceinouy]")
_LONG_NUMBER = 6
_MOST_WORDS = 8
_SHORT = 6
_CODE = 4
"""Characters of a code that tells a record: fewer are a count or a year's end."""
_IN_ADDRESS = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?)(?![0-9A-Za-z])")


def title_fields(described: ObjectInfo) -> tuple[str, ...]:
    """List the fields that hold what people call a record of that object, the name first."""
    titles = (described.name_field, *_TITLES, *_other_names(described))
    return tuple(name for name in dict.fromkeys(titles) if _filterable(described, name))


def _other_names(described: ObjectInfo) -> tuple[str, ...]:
    """List an org's own fields for a second name: « Nom français »."""
    return tuple(
        field.name
        for field in described.fields.values()
        if field.custom and field.type == "string" and field.name.endswith("Name__c")
    )


def _filterable(described: ObjectInfo, name: str) -> bool:
    field = described.fields.get(name)
    return field is not None and field.filterable and field.type not in ("id", "reference")


def detail_fields(described: ObjectInfo) -> tuple[str, ...]:
    """List the field paths that tell namesakes apart, as far as the user sees them."""
    wanted = _DETAILS.get(described.name, _OTHER_DETAILS)
    relations = {field.relationship for field in described.fields.values()}
    return tuple(
        path for path in wanted if path in described.fields or path.split(".")[0] in relations
    )


def beside_fields(described: ObjectInfo) -> tuple[str, ...]:
    """List the field paths whose words people add to a name: its company, its city."""
    return tuple(path for path in _BESIDE if path in detail_fields(described))


def _query(described: ObjectInfo, where: Condition, extra: Sequence[str] = ()) -> Query:
    fields = ("Id", *title_fields(described), *detail_fields(described), *extra)
    if described.name != "Account" and "AccountId" in described.fields:
        fields += ("AccountId",)
    newest = (Order("LastModifiedDate", descending=True),)
    ordered = newest if "LastModifiedDate" in described.fields else ()
    return Query(described.name, tuple(dict.fromkeys(fields)), where, order_by=ordered, limit=MOST)


def by_id(words: str, catalogue: Catalogue) -> Query | None:
    """Return the query for a record id, bare or in a record's address."""
    prefixes = {described.key_prefix: described for described in catalogue.values()}
    for match in _IN_ADDRESS.finditer(words):
        written = match[0]
        described = prefixes.get(written[:3])
        whole = len(written) == 15 or long_id(written[:15]) == written
        if described is not None and whole and any(map(str.isdigit, written)):
            return _query(described, Compare("Id", "=", long_id(written)))
    return None


def by_email(address: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return the queries for an e-mail address."""
    return [
        _query(described, AnyOf(tuple(Compare(name, "=", address) for name in fields)))
        for described in seen
        if (fields := fields_of_type(described, "email"))
    ]


def by_phone(number: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return the queries for a telephone number, however either side writes it."""
    pattern = f"%{'%'.join(significant(number))}"
    return [
        _query(described, AnyOf(tuple(Compare(name, "like", pattern) for name in fields)), fields)
        for described in seen
        if (fields := fields_of_type(described, "phone"))
    ]


def by_external_id(words: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return the queries for a code that an org tells its records by: a serial number."""
    return [
        _query(described, AnyOf(conditions), identifying(described))
        for described in seen if (conditions := coded(words, described))
    ]  # fmt: skip


def coded(words: str, described: ObjectInfo) -> tuple[Condition, ...]:
    """Return the conditions of bearing a code that stands in the words, a field each."""
    said = [word.strip(".,;:!?()«»\"'") for word in words.split()]
    codes = tuple(one for one in said if len(one) >= _CODE and any(map(str.isdigit, one)))
    return tuple(Compare(name, "in", codes) for name in identifying(described) if codes)


def identifying(described: ObjectInfo) -> tuple[str, ...]:
    """List the texts that an org tells an object's records by, besides their name."""
    return tuple(f.name for f in described.fields.values()
                 if f.identifies and f.type == "string" and f.filterable)  # fmt: skip


def fields_of_type(described: ObjectInfo, kind: str) -> tuple[str, ...]:
    """List an object's filterable fields of one type."""
    return tuple(f.name for f in described.fields.values() if f.type == kind and f.filterable)


def significant(number: str) -> str:
    """Return the digits that two ways of writing one telephone number share: the last nine."""
    return re.sub(r"\D", "", number)[-9:]


def by_number(words: str, catalogue: Catalogue, objects: Sequence[str]) -> list[Query]:
    """Return the queries for a case, order, quote or contract number; none where there is none."""
    numbers = sorted(number_of(words))
    if not numbers:
        return []
    return [
        _query(catalogue[name], AnyOf(tuple(Compare(field, "like", f"%{n}") for n in numbers)))
        for name in dict.fromkeys((*objects, *_NUMBERED))
        if name in catalogue
        for field in [number_field(catalogue[name])]
        if field
    ]


def number_field(described: ObjectInfo) -> str | None:
    """Name the field that holds an object's own running number, which nobody can write."""
    for name in (f"{described.name}Number", described.name_field):
        field = described.fields.get(name)
        if field and field.filterable and field.type == "string" and not field.createable:
            return name if "Number" in name or described.custom else None
    return None


def number_of(words: str) -> set[int]:
    """Return the running numbers a text may mean.

    A number of six or more characters is one wherever it stands; a shorter one (a year, a count)
    only beside a single word: « le dossier 1234 », "case #1234".
    """
    found = list(_NUMBER.finditer(words))
    alone = len(telling_words(name_words(_NUMBER.sub(" ", words)) or ["-"])) < 2
    return {int(match[1]) for match in found if alone or len(match[0]) >= _LONG_NUMBER}


def by_name(words: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return one query an object for names that hold every telling word, accents left open."""
    telling = telling_words(name_words(words))[:_MOST_WORDS]
    return [_query(d, AnyOf(tuple(_all(name, telling) for name in title_fields(d)))) for d in seen]


def _all(field: str, words: Sequence[str]) -> Condition:
    return AllOf(tuple(holds(field, word) for word in words))


def by_name_and_place(words: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return one query an object for names that hold one word and stand beside the others."""
    telling = telling_words(name_words(words))[:_MOST_WORDS]
    return [_query(described, _placed(described, telling)) for described in seen]


def _placed(described: ObjectInfo, words: Sequence[str]) -> Condition:
    titles = title_fields(described)
    places = (*titles, *beside_fields(described))
    in_title = AnyOf(tuple(holds(name, word) for name in titles for word in words))
    return AllOf((in_title, *(AnyOf(tuple(holds(p, word) for p in places)) for word in words)))


def holds(field: str, word: str) -> Condition:
    """Hold a folded word against a name that may have accents: an org may tell é from e."""
    patterns = (escape_like(word), *_openings(word))
    ways = tuple(Compare(field, "like", f"%{pattern}%") for pattern in patterns)
    return ways[0] if len(ways) == 1 else AnyOf(ways)


def _opened(word: str) -> str | None:
    opened = _ACCENTABLE.sub("_", word)
    return opened if len(opened.replace("_", "")) >= 2 else None


def _openings(word: str) -> tuple[str, ...]:
    """Return patterns that leave accents open: all at once, or one at a time in a short word."""
    opened = _opened(word)
    if opened is not None or not 3 <= len(word) <= _SHORT:
        return (opened,) if opened else ()
    places = (found.start() for found in _ACCENTABLE.finditer(word))
    return tuple(f"{word[:place]}_{word[place + 1 :]}" for place in places)


def by_likeness(words: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return one query an object for names in which a word is mistyped or missing.

    Of several words all but one must be there; of two, the other by half; a single word by half:
    one typo leaves one half of a word whole.
    """
    telling = telling_words(name_words(words))[:_MOST_WORDS]
    return [
        _query(d, AnyOf(tuple(_nearly(name, telling) for name in title_fields(d)))) for d in seen
    ]


def by_half(words: str, seen: Sequence[ObjectInfo]) -> list[Query]:
    """Return one query an object for names that hold half of one of the longest words."""
    telling = sorted(telling_words(name_words(words)), key=len, reverse=True)[:3]
    return [
        _query(d, AnyOf(tuple(_any_half(name, telling) for name in title_fields(d)))) for d in seen
    ]


def _any_half(field: str, words: Sequence[str]) -> Condition:
    return AnyOf(tuple(_by_halves(field, word) for word in words))


def _nearly(field: str, words: Sequence[str]) -> Condition:
    if len(words) == 1:
        return _by_halves(field, words[0])
    without: list[Condition] = []
    for place, word in enumerate(words):
        others = [holds(field, other) for at, other in enumerate(words) if at != place]
        mistyped = [_by_halves(field, word)] if len(words) == 2 else []
        without.append(AllOf((*others, *mistyped)))
    return AnyOf(tuple(without))


def _by_halves(field: str, word: str) -> Condition:
    return AnyOf(tuple(Compare(field, "like", pattern) for pattern in _halves(word)))


def _halves(word: str) -> Iterator[str]:
    half = len(word) // 2
    if half < 2:
        yield f"{word}%"
        return
    first, last = word[:half], word[half:]
    for part, before in ((first, ""), (last, "%")):
        yield f"{before}{part}%"
        opened = _opened(part)
        if opened is not None:
            yield f"{before}{opened}%"
    # A name's second word begins after a space or a hyphen.
    yield f"%_{first}%"
