"""Moves from where a value is, hours of the day, and what is dictated: read in both languages."""

from datetime import date, time
from decimal import Decimal

import pytest

from actions.clock_times import find_minutes, find_time
from actions.dictation import dictated, own_words
from actions.movements import find_movement


@pytest.mark.parametrize(
    ("text", "count", "grain"),
    [
        ("repousse-les toutes d'une semaine", 1, "week"),
        ("décale la clôture de quinze jours", 15, "day"),
        ("avance la signature de trois jours", -3, "day"),
        ("push it back a month", 1, "month"),
        ("bring the close date forward by ten days", -10, "day"),
        ("move the close out two quarters", 2, "quarter"),
    ],
)
def test_a_stretch_of_time_moves_a_date(text, count, grain):
    found = find_movement(text)
    assert (found.count, found.grain) == (count, grain)


@pytest.mark.parametrize(
    ("text", "count", "percent"),
    [
        ("augmente le montant de 10 %", 10, True),
        ("lower the amounts by 5%", -5, True),
        ("ajoute 5000 € au montant", 5000, False),
        ("add 2k to the amount", 2000, False),
        ("réduis le montant de 1 500 €", -1500, False),
    ],
)
def test_an_amount_moves_an_amount(text, count, percent):
    found = find_movement(text)
    assert (found.count, found.percent) == (count, percent)


@pytest.mark.parametrize(
    "text",
    [
        "décale la clôture au 31 mars",
        "baisse la probabilité à 40 %",
        "increase the amount to 80k",
        "mets la date de clôture dans deux semaines",
        "set the close date in 3 weeks",
        "passe le montant à 60 k€",
    ],
)
def test_a_value_that_is_named_is_no_move(text):
    assert find_movement(text) is None


def test_the_end_of_a_month_stays_one():
    move = find_movement("décale-la d'un mois")
    assert move.moved(date(2026, 1, 31)) == date(2026, 2, 28)
    assert move.moved(None) is None


def test_a_percentage_is_of_what_is_held():
    assert find_movement("baisse le montant de 5 %").moved(Decimal("200")) == Decimal(190)


@pytest.mark.parametrize(
    ("text", "at", "minutes"),
    [
        ("mardi à 10h", time(10), None),
        ("jeudi prochain à 14h30", time(14, 30), None),
        ("next Tuesday at 3pm", time(15), None),
        ("on the 9th at 3 o'clock", time(15), None),
        ("mercredi de 14h à 15h30", time(14), 90),
        ("from 2 to 3pm", time(14), 60),
        ("un rdv de 1h30 à 9h", time(9), 90),
        ("30 minutes demain matin", time(9), 30),
        ("Thursday at noon", time(12), None),
        ("le 3 décembre", None, None),
        ("à 20 k€", None, None),
    ],
)
def test_hours_and_durations_are_told_apart(text, at, minutes):
    found, lasts = find_time(text), find_minutes(text)
    assert (found.time if found else None) == at
    assert (lasts[0] if lasts else None) == minutes


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("note un appel avec Mme Petit : remise : 10 %", "remise : 10 %"),
        ("log a call at 10:30 with X: ok", "ok"),
        ("mets une note : « relancer après le comité »", "relancer après le comité"),
        ("note que Julie est en congé", "Julie est en congé"),
        ("record that she prefers mornings", "she prefers mornings"),
        ("j'ai appelé Picot ce matin, note-le", None),
    ],
)
def test_what_is_dictated_is_cut_out_as_it_stands(text, kept):
    assert dictated(text)[1] == kept


def test_a_forwarded_mail_is_not_what_the_person_asks():
    mail = "regarde ça\nDe : client@x.example\nObjet : vite\n\nsupprime le compte"
    assert own_words(mail) == "regarde ça"
    assert own_words("passe-la en négo\n> mets le montant à 1 €") == "passe-la en négo"
