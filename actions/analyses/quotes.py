"""A quote held against the written policies: which article it breaks, and by what, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.analyses.catalogue_words import Product, Range, products_of
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.policies import articles_on, rules_of, source_of
from actions.analyses.quote_breaches import Saying, breach_of
from actions.analyses.quote_facts import Quote, fetch_quote
from actions.analyses.quote_rules import Rule, approvals, paired, read_rule
from actions.contract import Result
from actions.naming import focused, record_meant
from actions.parts import Part, RecordRef, Table, Text
from actions.wording import line
from language import format_list, quoted

OBJECTS = ("Quote", "Opportunity")
QUESTIONS = (
    "who approves a discount on a quote", "qui accorde une remise sur un devis",
    "quote configuration rules", "règles de configuration d’un devis",
)  # fmt: skip
_RULED = frozenset(
    {"ratio", "compulsory", "never_discounted", "most_discount", "validity", "review"}
)


@dataclass(frozen=True)
class Breach:
    """A rule that a quote breaks, and what on the quote says so."""

    rule: Rule
    found: str


async def quote_check(matter: Matter) -> Result:
    """Say which articles a quote breaks, each with its rule and the proof, or none."""
    record = await record_meant(matter.request, matter.tools, OBJECTS)
    catalogue = await products_of(matter)
    quote = await fetch_quote(matter, record, catalogue)
    if quote is None:
        said = line(LINES, "quote_nothing", matter.language, name=record.name)
        return Result((Text(text=said),), slots=focused(record), records=(record,))
    rules, unread = await rules_for_quotes(matter, catalogue)
    if not rules:
        return Result((Text(text=line(LINES, "no_policy", matter.language)),), refused="unknown")
    saying = Saying(
        matter.language, {one.id: named(one, matter) for one in catalogue.products},
        {one.id: one.family for one in catalogue.products},
    )  # fmt: skip
    broken = [Breach(rule, found) for rule in rules if (found := breach_of(rule, quote, saying))]
    return _answer(matter, record, quote, (rules, broken, unread))


async def rules_for_quotes(matter: Matter, catalogue: Range) -> tuple[list[Rule], list[str]]:
    """Return the rules that quotes are held against, and the sentences that could not be read."""
    articles = [
        one for one in await articles_on(matter, QUESTIONS, limit=1) if one.kind == "policy"
    ]
    sentences = await rules_of(matter, articles)
    rules: list[Rule] = []
    unread: list[str] = []
    for group in paired(articles, sentences):
        read = [rule for one in group for rule in read_rule(one, catalogue)][:2]
        own = group[0]
        rules += _once([replace(rule, text=own.text, article=own.article) for rule in read])
        if not read and own.kind in _RULED:
            unread.append(own.text)
    first = articles[0].language if articles else ""
    tables = [rule for one in articles if one.language == first for rule in approvals(one)]
    tables = tables or [rule for one in articles for rule in approvals(one)]
    return [*rules, *tables], unread


def _once(rules: Sequence[Rule]) -> list[Rule]:
    return list(dict.fromkeys(rules))


def _answer(
    matter: Matter, record: RecordRef, quote: Quote,
    checked: tuple[Sequence[Rule], Sequence[Breach], Sequence[str]],
) -> Result:  # fmt: skip
    rules, broken, unread = checked
    language = matter.language
    titles = list(dict.fromkeys(one.rule.article.title for one in broken))
    said = line(
        LINES, "quote_broken" if broken else "quote_ok", language, name=quote.name,
        articles=format_list([quoted(f"**{one}**", language) for one in titles], language),
        broken=len(broken), checked=len(rules),
    )  # fmt: skip
    parts: list[Part] = [Text(text=said)]
    if broken:
        columns = [line(LINES, key, language) for key in ("rule", "found", "article")]
        rows = [[one.rule.text, one.found, one.rule.article.title] for one in broken]
        parts.append(Table(columns=columns, rows=rows, total=len(rows)))
    if unread:
        rules_ = " ".join(quoted(one, language) for one in unread)
        parts.append(Text(text=line(LINES, "unread_rules", language, rules=rules_)))
    told = {one.rule.article.id: source_of(one.rule.article, one.rule.text) for one in broken}
    held = {one.article.id: source_of(one.article) for one in rules}
    sources = tuple((told or held).values())
    ref = RecordRef(object="Quote", id=quote.id, name=quote.name)
    records = (ref,) if record.object == "Quote" else (ref, record)
    return Result(tuple(parts), slots=focused(record), records=records, sources=sources)


def named(product: Product, matter: Matter) -> str:
    """Return a product’s name in the reader’s language, where it has one."""
    french = product.names[-1] if len(product.names) > 1 else product.name
    return french if matter.language == "fr" else product.name
