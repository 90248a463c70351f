"""« Rédige une description du produit X »: from its record, its price, articles and customers.

No model phrases it: every sentence is an article's or the record's own, and its passages are shown
beneath. What customers were noted to say comes apart, as it is not to be published unasked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from actions.analyses.catalogue_words import Product, products_of
from actions.analyses.matter import matter_of
from actions.answer_question import citation, source
from actions.contract import Action, Language, Request, Result, Tools
from actions.display import CURRENCY, label_at, shown
from actions.parts import Part, RecordRef, Summary, SummaryItem, Text
from actions.product_facts import PRICE, PRODUCT, ProductFacts, Section, product_facts
from actions.style import Style, read_style
from actions.translation import shown_last
from actions.wording import Lines, line
from language import fold, format_list, format_money, quoted

WRITES = re.compile(
    r"\b(?:redig\w*|ecri\w*|prepar\w*|fai[st]\w*|cree\w*|gener\w*|propos\w*|compos\w*|"
    r"besoin|veux|voudrais|faut|writ\w*|draft\w*|creat\w*|mak\w*|need|want|turn)\b"
)
DESCRIBES = re.compile(
    r"\b(?:descriptions?|descriptifs?|fiche[ -]produit|blurb|"
    r"textes? (?:de presentation|commercia\w+|produit)|presentation (?:du|de ce|produit)|"
    r"product (?:cop(?:y|ies)|texts?|pages?|sheets?|presentation))\b"
)
PRODUCTS = re.compile(r"\b(?:produits?|products?)\b")
MOST_POINTS, MOST_NAMES, ASIDE = 5, 8, "?"
LINES: Lines = {
    "draft": {
        "fr": "Voici un projet de description pour **{name}** ; rien n’est publié.",
        "en": "Here is a draft description of **{name}**; nothing has been published.",
    },
    "which": {
        "fr": "De quel produit s’agit-il ? Je trouve {names}.",
        "en": "Which product do you mean? I find {names}.",
    },
    "nothing": {
        "fr": "Je ne trouve rien à dire de **{name}** : ni sa fiche ni la base de connaissances "
        "ne le décrivent en français.",
        "en": "I find nothing to say about **{name}**: neither its record nor the knowledge base "
        "describes it in English.",
    },
    "range": {
        "fr": "L’article porte sur toute la gamme : ses chiffres ne sont pas repris, ils peuvent "
        "ne pas valoir pour ce modèle.",
        "en": "The article is about the whole range: its figures are left out, as they may not "
        "hold for this model.",
    },
    "foreign": {
        "fr": "La fiche du produit est en anglais et n’est pas reprise : {quote}",
        "en": "The product record is in French and is left out: {quote}",
    },
    "brief": {"fr": "En bref", "en": "At a glance"},
    "price": {"fr": "Prix catalogue : {price}", "en": "List price: {price}"},
    "unit": {"fr": "{price} ({unit})", "en": "{price} ({unit})"},
    "praise": {
        "fr": "Ce qu’en disent des clients (notes internes, à faire valider avant de publier)",
        "en": "What customers say of it (internal notes, to be cleared before publishing)",
    },
}


def describing(action: Action) -> Action:
    """Return the action, but for a request to describe a product, whatever it was taken for."""

    async def act(request: Request, tools: Tools) -> Result:
        described = await describe_product(request, tools)
        return described or await action(request, tools)

    return act


async def describe_product(request: Request, tools: Tools) -> Result | None:
    """Write the description asked for; None where none is."""
    folded = fold(request.text)
    asked = WRITES.search(folded) and DESCRIBES.search(folded)
    if not asked or tools.crm is None or request.audience != "internal":
        return None
    matter = await matter_of(request, tools)
    every = await products_of(matter)
    named = every.named(request.text)
    if len(named) == 1:
        return await _described(named[0], request, tools)
    if not named and not PRODUCTS.search(folded):
        return None
    names = [f"**{one.name}**" for one in (named or every.products)[:MOST_NAMES]]
    if not names:
        return None
    which = line(LINES, "which", request.language, names=format_list(names, request.language))
    return Result(parts=(Text(text=which),))


async def _described(product: Product, request: Request, tools: Tools) -> Result:
    """Return the text, what to know of it, and what it stands on."""
    language = request.language
    facts = await product_facts(product, language, tools)
    record = RecordRef(object=PRODUCT, id=product.id, name=facts.name)
    length = read_style(request.text, Style()).length
    sections = chosen(facts, length, language)
    body = written(facts, sections, language, length)
    if not body:
        nothing = line(LINES, "nothing", language, name=facts.name)
        known = " ".join([nothing, *remarks(facts, language)[-1:]])
        return Result(parts=(Text(text=known),), records=(record,))
    hits = [one.hit for one in sections]
    lead = " ".join([line(LINES, "draft", language, name=facts.name), *remarks(facts, language)])
    parts: list[Part] = [Text(text=lead), *(Text(text=one) for one in body)]
    return Result(
        parts=(*parts, *praise(facts, language), *map(citation, hits)),
        slots={"last_text": shown_last("\n\n".join(body), language)},
        records=(record, *_priced(facts), *_praised(facts)), sources=tuple(map(source, hits)),
    )  # fmt: skip


def chosen(facts: ProductFacts, length: str, language: Language) -> tuple[Section, ...]:
    """Return the passages told: the first ones of a text for the web, all of a long one."""
    opening = [one for one in facts.sections if not one.heading][:1]
    headed = [
        one for one in facts.sections
        if one.heading and not one.heading.rstrip().endswith(ASIDE)
        and (one.points or not facts.ranged)
    ]  # fmt: skip
    if length == "long":
        return (*opening, *headed)
    told = opening or facts.described(language)
    if length == "short":
        return tuple(opening or ([] if told else headed[:1]))
    listed = [one for one in headed if one.points] or ([] if told else headed)
    return (*opening, *listed[:1])


def written(
    facts: ProductFacts, sections: tuple[Section, ...], language: Language, length: str
) -> list[str]:
    """Return the description, paragraph by paragraph, its name first."""
    own = facts.described(language)
    plain = [one for one in sections if not one.heading]
    opening = " ".join(one for one in (own, *(" ".join(one.sentences) for one in plain)) if one)
    headed = [one for one in sections if one.heading]
    if length == "short":
        first = opening or next((" ".join(one.sentences) for one in headed), "")
        return [f"**{facts.name}** – {_first(first)}"] if first else []
    listed = [_points(one, length) for one in plain]
    paragraphs = [opening, *listed, *(_section(one, length) for one in headed)]
    told = [one for one in paragraphs if one]
    return [f"**{facts.name}**", *told, *_figures(facts, language)] if told else []


def _first(text: str) -> str:
    """Return the first two sentences of a text."""
    return " ".join(re.split(r"(?<=[.!?])\s+", text)[:2])


def _section(one: Section, length: str) -> str:
    """Return a section under its heading."""
    said = (" ".join(one.sentences), _points(one, length))
    return "\n".join([f"**{one.heading}**", *(text for text in said if text)])


def _points(one: Section, length: str) -> str:
    """Return a section's points, the first ones only unless all are wanted."""
    points = one.points if length == "long" else one.points[:MOST_POINTS]
    return "\n".join(f"- {point}" for point in points)


def _figures(facts: ProductFacts, language: Language) -> list[str]:
    """Return what the record and the price book state, a line each."""
    fields = facts.catalogue[PRODUCT].fields
    own = [
        (name, value) for name, value in facts.row.items()
        if (name in fields and value and (fields[name].custom or name in {"Family", "ProductCode"})
        and fields[name].type != "string") or (name == "ProductCode" and value)
    ]  # fmt: skip
    colon = "\u202f: " if language == "fr" else ": "
    lines = [
        f"- {label_at(facts.catalogue, PRODUCT, name, language)}{colon}"
        f"{shown(value, fields[name], language)}"
        for name, value in own
    ]
    lines += [f"- {line(LINES, 'price', language, price=price)}"
              for price in [_price(facts, language)] if price]  # fmt: skip
    return ["\n".join([f"**{line(LINES, 'brief', language)}**", *lines])] if lines else []


def _price(facts: ProductFacts, language: Language) -> str:
    """Return the catalogue price, by its unit where the record has one."""
    entry: Mapping[str, object] = facts.price or {}
    amount = entry.get("UnitPrice")
    if not amount:
        return ""
    price = format_money(
        float(str(amount)), str(entry.get("CurrencyIsoCode") or CURRENCY), language
    )
    unit = facts.row.get("QuantityUnitOfMeasure")
    field = facts.catalogue[PRODUCT].fields.get("QuantityUnitOfMeasure")
    if not unit:
        return price
    return line(LINES, "unit", language, price=price, unit=shown(unit, field, language).lower())


def remarks(facts: ProductFacts, language: Language) -> list[str]:
    """Return what to know before the text is used."""
    said = [line(LINES, "range", language)] if facts.ranged and facts.sections else []
    own = str(facts.row.get("Description") or "")
    if own and not facts.described(language):
        said.append(line(LINES, "foreign", language, quote=quoted(own, language)))
    return said


def praise(facts: ProductFacts, language: Language) -> list[Part]:
    """Return what customers were noted to say, each with its record."""
    items = [
        SummaryItem(text=quoted(one.quote, language), kind="event", evidence=[one])
        for one in facts.praise
    ]
    return [Summary(title=line(LINES, "praise", language), items=items)] if items else []


def _priced(facts: ProductFacts) -> tuple[RecordRef, ...]:
    entry = facts.price
    return (RecordRef(object=PRICE, id=str(entry["Id"]), name=facts.name),) if entry else ()


def _praised(facts: ProductFacts) -> tuple[RecordRef, ...]:
    return tuple(RecordRef(object=one.object, id=one.id, name=facts.name) for one in facts.praise)
