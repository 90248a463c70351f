"""Whether a quote breaks a rule, and the words that say how: one function a kind of rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatch

from actions.analyses.lines import LINES
from actions.analyses.quote_facts import Quote
from actions.analyses.quote_rules import (
    Approval,
    Compulsory,
    MostDiscount,
    NeverDiscounted,
    Ratio,
    Review,
    Rule,
    Validity,
)
from actions.contract import Language
from actions.display import CURRENCY
from actions.figures import written
from actions.wording import line


@dataclass(frozen=True)
class Saying:
    """How a breach is said: the language, and every product's name and family by its id."""

    language: Language
    names: Mapping[str, str]
    families: Mapping[str, str]

    def line(self, key: str, **fills: object) -> str:
        """Return a line with its blanks filled."""
        return line(LINES, key, self.language, **fills)

    def products(self, ids: Iterable[str]) -> str:
        """Return products by name: any of several is « X ou Y »."""
        either = " ou " if self.language == "fr" else " or "
        return either.join(sorted(self.names[one] for one in ids))


def breach_of(rule: Rule, quote: Quote, saying: Saying) -> str | None:
    """Return what on the quote breaks the rule, in words; None where it respects it."""
    return _broken(rule, quote, saying)


@singledispatch
def _broken(rule: Rule, quote: Quote, saying: Saying) -> str | None:
    raise TypeError(type(rule).__name__)


@_broken.register
def _ratio(rule: Ratio, quote: Quote, saying: Saying) -> str | None:
    """Hold a ratio; one to sites only where the quote holds something of the same family."""
    have = quote.quantity(rule.products)
    if rule.of:
        of = quote.quantity(rule.of)
        need, why = math.ceil(of / rule.every), f"{of:g} × {saying.products(rule.of)}"
    else:
        families = {saying.families.get(one) for one in rule.products}
        kin = any(one.product.family in families for one in quote.lines)
        need, why = math.ceil((quote.sites or 0) / rule.every) if kin else 0, f"{quote.sites} sites"
    if have >= need:
        return None
    products = saying.products(rule.products)
    return saying.line("found_few", have=f"{have:g}", need=need, product=products, why=why)


@_broken.register
def _compulsory(rule: Compulsory, quote: Quote, saying: Saying) -> str | None:
    if quote.quantity(rule.products) > 0:
        return None
    of = quote.quantity(rule.of)
    if rule.of and rule.per_site:
        of /= quote.sites or 1
    counted = of if rule.of else float(quote.sites or 0)
    if counted < rule.least or not counted:
        return None
    unit = "" if rule.of else " sites"
    return saying.line(
        "found_missing", product=saying.products(rule.products), why=f"{counted:g}{unit}"
    )


@_broken.register
def _never(rule: NeverDiscounted, quote: Quote, saying: Saying) -> str | None:
    cut = [one for one in quote.lines if one.product.id in rule.products and one.discount > 0]
    if not cut:
        return None
    products = saying.products({one.product.id for one in cut})
    return saying.line("found_discount_line", value=f"{cut[0].discount:g}", product=products)


@_broken.register
def _most(rule: MostDiscount, quote: Quote, saying: Saying) -> str | None:
    if quote.most_discount <= rule.percent:
        return None
    return saying.line("found_discount_max", value=f"{quote.most_discount:g}")


@_broken.register
def _approval(rule: Approval, quote: Quote, saying: Saying) -> str | None:
    if quote.approved or not rule.above < quote.most_discount <= rule.up_to:
        return None
    return saying.line(
        "found_discount", value=f"{quote.most_discount:g}", approver=rule.approver,
        status=quote.status,
    )  # fmt: skip


@_broken.register
def _validity(rule: Validity, quote: Quote, saying: Saying) -> str | None:
    if quote.expires is None or (quote.expires - quote.created).days <= rule.days:
        return None
    return saying.line("found_validity", days=(quote.expires - quote.created).days)


@_broken.register
def _review(rule: Review, quote: Quote, saying: Saying) -> str | None:
    if quote.approved or quote.total <= rule.amount:
        return None
    amount = written(quote.total, CURRENCY, saying.language)
    return saying.line("found_total", amount=amount, status=quote.status)
