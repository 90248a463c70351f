from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from language import find_amounts, find_counts


@pytest.mark.parametrize(
    ("text", "value", "currency", "comparator", "upper"),
    [
        ("50 k€", 50_000, "EUR", "eq", None),
        ("45 000 €", 45_000, "EUR", "eq", None),
        ("45\u202f000\u00a0€", 45_000, "EUR", "eq", None),
        ("£1.2m", 1_200_000, "GBP", "eq", None),
        ("1,5 M€", 1_500_000, "EUR", "eq", None),
        ("10-20k", 10_000, None, "between", 20_000),
        ("entre 10 et 50 k€", 10_000, "EUR", "between", 50_000),
        ("between £10k and £20k", 10_000, "GBP", "between", 20_000),
        ("over 1m", 1_000_000, None, "gt", None),
        ("au moins 30000", 30_000, None, "ge", None),
        ("under £20,000", 20_000, "GBP", "lt", None),
        ("50k+", 50_000, None, "ge", None),
        ("supérieur à 100 000", 100_000, None, "gt", None),
        ("cinquante mille euros", 50_000, "EUR", "eq", None),
        ("plus d'un million", 1_000_000, None, "gt", None),
        ("deux millions d'euros", 2_000_000, "EUR", "eq", None),
        ("half a million", 500_000, None, "eq", None),
        ("1.250.000,50 EUR", Decimal("1250000.50"), "EUR", "eq", None),
        ("€1,234.56", Decimal("1234.56"), "EUR", "eq", None),
        ("50 ke", 50_000, "EUR", "eq", None),
        ("des comptes qui n'ont qu'un seul contact", 1, None, "eq", None),
        ("qui n'ont eu que trois appels", 3, None, "eq", None),
        ("accounts with only one contact", 1, None, "eq", None),
        ("with a single deal", 1, None, "eq", None),
        ("exactement deux contacts", 2, None, "eq", None),
        ("not a single call", None, None, None, None),
        ("only the last 3 deals", None, None, None, None),
        ("ne dépassant pas", None, None, None, None),
        ("mes 10 meilleurs comptes", None, None, None, None),
        ("le 15 mars 2026", None, None, None, None),
    ],
)
def test_an_amount_is_read_in_both_styles(text, value, currency, comparator, upper):
    found = [(a.value, a.currency, a.comparator, a.upper) for a in find_amounts(text)]
    assert found == ([(value, currency, comparator, upper)] if value else [])


def test_percentages_and_approximations_say_so():
    assert find_amounts("plus de 30 % de remise")[0].unit == "%"
    assert find_amounts("environ 30 k€")[0].approx


@pytest.mark.parametrize(
    ("text", "value", "ordinal", "way", "noun"),
    [
        ("les cinq dernières interactions", 5, False, "latest", "interactions"),
        ("top 10", 10, False, "top", ""),
        ("last five", 5, False, "latest", ""),
        ("the third one", 3, True, None, "one"),
        ("la deuxième", 2, True, None, ""),
        ("la dernière", -1, True, None, ""),
        ("les 3 plus grosses opportunités", 3, False, "top", "opportunites"),
        ("ten biggest deals", 10, False, "top", "deals"),
        ("mes 10 meilleurs comptes", 10, False, "top", "comptes"),
        ("the 5 oldest cases", 5, False, "oldest", "cases"),
        ("1,800 people", 1800, False, None, "people"),
        ("passe à 1\u202f800", 1800, False, None, ""),
        ("les 2 500 derniers tickets", 2500, False, "latest", "tickets"),
    ],
)
def test_a_count_or_rank_is_read(text, value, ordinal, way, noun):
    (count,) = find_counts(text)
    assert (count.value, count.ordinal, count.way, count.noun) == (value, ordinal, way, noun)


def test_amounts_and_phones_are_no_counts():
    assert find_counts("mets le montant à 45 000 € et appelle le 06 39 98 12 34") == []


@pytest.mark.parametrize("asked", ["plus de 50 k€", "entre 10 et 20 k€", "at least 3 million"])
def test_an_amount_reads_alike_at_the_end_of_a_long_text(asked):
    before = "les 12 capteurs et 3 000 relevés, " * 1_500
    alone, among = find_amounts(asked)[0], find_amounts(before + asked)[-1]
    start, end = alone.span
    assert among == replace(alone, span=(start + len(before), end + len(before)))


@pytest.mark.parametrize("piece", ["12 ", "a", "deux et - ", "01 99 00 12 34 ", "a.b@c.example "])
def test_a_text_of_one_thing_64_kib_long_is_read(piece):
    find_counts((piece * 65_536)[:65_536])
