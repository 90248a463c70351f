from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from language import (
    counted,
    find_contacts,
    fold,
    fold_keep_length,
    format_date,
    format_datetime,
    format_list,
    format_long_date,
    format_money,
    format_number,
    format_percent,
    format_phone,
    quoted,
    words,
)


def test_folding_forgets_case_accents_and_kinds_of_sign():
    assert fold("L’ŒUVRE d’Été — 1\u202f000") == "l'oeuvre d'ete - 1 000"
    assert words("C’est l’été !") == ["c", "est", "l", "ete"]
    assert len(fold_keep_length("Œuvre d’été…")) == len("Œuvre d’été…")


def test_french_typography_is_respected():
    assert format_money(Decimal("1234.56"), "EUR", "fr") == "1\u202f234,56\u00a0€"
    assert format_money(45_000, "EUR", "fr") == "45\u202f000\u00a0€"
    assert format_number(1234.5, "fr") == "1\u202f234,5"
    assert format_percent(42.5, "fr") == "42,5\u202f%"
    assert quoted("oui", "fr") == "«\u202foui\u202f»"
    assert format_long_date(date(2026, 3, 1), "fr") == "1er mars 2026"
    assert format_long_date(date(2026, 3, 11), "fr") == "11 mars 2026"
    assert counted(0, "contact", "contacts", "fr") == "0\u00a0contact"


def test_british_typography_is_respected():
    assert format_money(Decimal("1234.56"), "EUR", "en") == "€1,234.56"
    assert format_percent(42.5, "en") == "42.5%"
    assert format_long_date(date(2026, 11, 22), "en") == "22 November 2026"
    assert counted(0, "contact", "contacts", "en") == "0 contacts"
    assert format_list(["a", "b", "c"], "en") == "a, b and c"


def test_dates_put_the_day_first_in_both_languages():
    assert format_date(date(2026, 11, 2), "fr") == format_date(date(2026, 11, 2), "en")
    moment = datetime(2026, 11, 22, 13, 5, tzinfo=timezone.utc)
    assert format_datetime(moment, "fr", "Europe/Paris") == "22/11/2026 à 14:05"
    assert format_datetime(moment, "en", "Europe/London") == "22/11/2026 at 13:05"


@pytest.mark.parametrize(
    ("text", "kind", "normal"),
    [
        ("à a.b@heliade.example.", "email", "a.b@heliade.example"),
        ("au 06 39 98 12 34", "phone", "0639981234"),
        ("on +44 (0)7700 900123", "phone", "+447700900123"),
        ("(020) 7946 0123", "phone", "02079460123"),
        ("fiche 001000000000001AAA", "salesforce_id", "001000000000001AAA"),
        ("fiche 0065e00000AbCdE", "salesforce_id", "0065e00000AbCdEAAV"),
    ],
)
def test_a_contact_point_is_found(text, kind, normal):
    (point,) = find_contacts(text)
    assert (point.kind, point.normal) == (kind, normal)


@pytest.mark.parametrize("text", ["le 2026-03-03", "45 000 000 €", "interdépendances", "commande"])
def test_other_figures_and_words_are_no_contact_points(text):
    assert find_contacts(text) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0199004881", "01 99 00 48 81"),
        ("01.99.00.48.81", "01 99 00 48 81"),
        ("+33199004881", "+33 1 99 00 48 81"),
        ("02079460302", "020 7946 0302"),
        ("(020) 7946 0115", "020 7946 0115"),
        ("+442079460261", "+44 20 7946 0261"),
        ("01 99 00 48 81 poste 12", "01 99 00 48 81 poste 12"),
        ("01 99 00 48 81 / 06 39 98 00 12", "01 99 00 48 81 / 06 39 98 00 12"),
        ("standard", "standard"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_grouped_as_its_country_writes_it(written, shown):
    assert format_phone(written) == shown
