from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from language import find_periods

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent


def cases(name: str) -> list[list[object]]:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


CASES = [
    case
    for name in ("periods_dev.yml", "periods_dev_more.yml", "periods_test.yml")
    for case in cases(name)
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_period_is_read_in_both_languages(case):
    text, start, end, relation = case
    (period,) = find_periods(text, TODAY)
    assert (period.start, period.end, period.relation) == (start, end, relation)


@pytest.mark.parametrize(
    "text",
    [
        "qui n'ont pas été contactés", "plus de 2000 €", "les sept contacts",
        "06 39 98 12 34",
        "01.99.00.12.12", "par mois", "by quarter", "24/7", "3 mois", "",
        "over 2000 employees", "l'opportunité 2050 €", "second avis", "it may close",
        "note on the first one", "log a call on the second one",
        "résolus au premier contact", "solved on the first call",
    ],
)  # fmt: skip
def test_what_is_no_period_is_left_alone(text):
    assert find_periods(text.replace("April's", "Avery's"), TODAY) == []


def test_a_preference_settles_a_month_without_year():
    assert find_periods("en mars", TODAY, prefer="past")[0].start == date(2026, 3, 1)
    assert find_periods("en mars", TODAY, prefer="future")[0].start == date(2027, 3, 1)
    assert find_periods("en décembre", TODAY, prefer="past")[0].start == date(2025, 12, 1)
    assert find_periods("vendredi", TODAY, prefer="past")[0].start == date(2026, 11, 20)


def test_fiscal_units_follow_the_fiscal_year():
    (quarter,) = find_periods("ce trimestre fiscal", TODAY, fiscal_start_month=2)
    assert (quarter.start, quarter.end) == (date(2026, 11, 1), date(2027, 1, 31))
    (year,) = find_periods("FY27", TODAY, fiscal_start_month=4)
    assert (year.start, year.end) == (date(2026, 4, 1), date(2027, 3, 31))


def test_the_end_of_a_month_means_its_last_day_where_a_day_is_wanted():
    assert find_periods("à la fin du mois prochain", TODAY)[0].day == date(2026, 12, 31)
    assert find_periods("end of next month", TODAY)[0].day == date(2026, 12, 31)
    assert find_periods("next Tuesday", TODAY)[0].day == date(2026, 11, 24)


def test_labels_show_the_actual_dates_in_both_languages():
    (quarter,) = find_periods("le trimestre dernier", TODAY)
    assert (quarter.label_fr, quarter.label_en) == ("T3 2026", "Q3 2026")
    (days,) = find_periods("du 1er au 15 mars", TODAY)
    assert (days.label_fr, days.label_en) == ("du 1er au 15 mars 2026", "1 to 15 March 2026")


def test_spans_index_the_text_as_it_was_written():
    text = "Œuvres créées depuis le 3 mars à Besançon"
    (period,) = find_periods(text, TODAY)
    assert text[slice(*period.span)] == "depuis le 3 mars"


def test_a_very_long_text_is_read_in_time():
    assert len(find_periods("le mois dernier et puis " * 800, TODAY)) == 800
