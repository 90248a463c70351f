"""How often: rhythms as people say them, in both languages, typos and missing accents included."""

import pytest

from language import Recurrence, find_recurrence, say_recurrence

TABLE = [
    # text, (unit, every, weekdays, month_day, nth), what the text says it with
    ("chaque lundi à 8 h, mon rapport hebdomadaire", ("week", 1, (0,), None, None), "chaque lundi"),
    (
        "envoie-moi tous les vendredis le pipeline",
        ("week", 1, (4,), None, None),
        "tous les vendredis",
    ),
    ("le mardi matin, la liste de mes tâches", ("week", 1, (1,), None, None), "le mardi matin"),
    (
        "mes tickets ouverts les lundis et jeudis à 9h",
        ("week", 1, (0, 3), None, None),
        "les lundis et jeudis",
    ),
    ("chaque lundi, mercredi et vendredi", ("week", 1, (0, 2, 4), None, None), None),
    ("un lundi sur deux", ("week", 2, (0,), None, None), None),
    ("toutes les deux semaines le jeudi", ("week", 2, (3,), None, None), None),
    ("tous les quinze jours", ("week", 2, (), None, None), None),
    ("une semaine sur deux, le mercredi", ("week", 2, (2,), None, None), None),
    ("chaque jour ouvré à 7h30", ("week", 1, (0, 1, 2, 3, 4), None, None), "chaque jour ouvré"),
    ("du lundi au vendredi à 18 h", ("week", 1, (0, 1, 2, 3, 4), None, None), None),
    ("tous les jours vers midi", ("day", 1, (), None, None), "tous les jours"),
    ("chaque matin mon point du jour", ("day", 1, (), None, None), "chaque matin"),
    ("quotidiennement", ("day", 1, (), None, None), None),
    ("tous les 3 jours", ("day", 3, (), None, None), None),
    ("le 1er de chaque mois", ("month", 1, (), 1, None), None),
    ("le premier du mois", ("month", 1, (), 1, None), None),
    ("le 15 du mois à 10h", ("month", 1, (), 15, None), "le 15 du mois"),
    ("tous les mois, le 5", ("month", 1, (), 5, None), None),
    ("chaque fin de mois", ("month", 1, (), -1, None), None),
    ("le dernier jour du mois", ("month", 1, (), -1, None), None),
    ("le premier lundi de chaque mois", ("month", 1, (0,), None, 1), None),
    ("tous les derniers vendredis du mois", ("month", 1, (4,), None, -1), None),
    ("le dernier jour ouvré du mois", ("month", 1, (0, 1, 2, 3, 4), None, -1), None),
    ("on the first working day of each month", ("month", 1, (0, 1, 2, 3, 4), None, 1), None),
    ("tous les premiers du mois", ("month", 1, (), 1, None), None),
    ("tous les jours de la semaine", ("week", 1, (0, 1, 2, 3, 4), None, None), None),
    ("chaque trimestre", ("quarter", 1, (), None, None), None),
    ("toutes les semaines mon bilan", ("week", 1, (), None, None), "toutes les semaines"),
    ("chaque ludni a 8h", ("week", 1, (0,), None, None), "chaque ludni"),
    ("tous les vendrdis soir", ("week", 1, (4,), None, None), None),
    ("every Monday at 8, my weekly report", ("week", 1, (0,), None, None), "every Monday"),
    ("send me the pipeline on Fridays", ("week", 1, (4,), None, None), "on Fridays"),
    ("Tuesdays and Thursdays at 9am: my open cases", ("week", 1, (1, 3), None, None), None),
    ("each Wednesday morning", ("week", 1, (2,), None, None), None),
    ("every other Friday", ("week", 2, (4,), None, None), None),
    ("every two weeks on Tuesday", ("week", 2, (1,), None, None), None),
    ("fortnightly, on Thursday", ("week", 2, (3,), None, None), None),
    ("on weekdays at 7:30", ("week", 1, (0, 1, 2, 3, 4), None, None), None),
    ("Monday to Friday at 6pm", ("week", 1, (0, 1, 2, 3, 4), None, None), None),
    ("every working day", ("week", 1, (0, 1, 2, 3, 4), None, None), None),
    ("daily at noon", ("day", 1, (), None, None), "daily"),
    ("every single morning", ("day", 1, (), None, None), None),
    ("on the first of each month", ("month", 1, (), 1, None), None),
    ("on the 5th of every month", ("month", 1, (), 5, None), None),
    ("monthly on the 21st", ("month", 1, (), 21, None), None),
    ("at the end of every month", ("month", 1, (), -1, None), None),
    ("on the last day of the month", ("month", 1, (), -1, None), None),
    ("the last Friday of each month", ("month", 1, (4,), None, -1), None),
    ("every month on the second Tuesday", ("month", 1, (1,), None, 2), None),
    ("every quarter", ("quarter", 1, (), None, None), None),
    ("every monday et jeudi", ("week", 1, (0, 3), None, None), None),
    ("mon rapport hebdomadaire", ("week", 1, (), None, None), None),
    ("my weekly report", ("week", 1, (), None, None), None),
]
NONE = [
    "mes opportunités de lundi", "appelle Zoé lundi à 9h", "call her on Monday", "the last five deals",
    "les deux dernières affaires", "mes tickets du mois", "this month's pipeline", "bonjour",
    "préviens-moi quand une opportunité glisse", "le 5 mars", "next Friday", "les comptes de chaque région",
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "span"), TABLE)
def test_a_rhythm_is_read_as_it_is_said(text, told, span):
    found = find_recurrence(text)
    assert found is not None
    assert (found.unit, found.every, found.weekdays, found.month_day, found.nth) == told
    if span:
        assert text[slice(*found.span)] == span


@pytest.mark.parametrize("text", NONE)
def test_what_happens_once_is_no_rhythm(text):
    assert find_recurrence(text) is None


def test_an_adjective_belongs_to_what_it_names():
    assert find_recurrence("mon rapport hebdomadaire").apart is False
    assert find_recurrence("my monthly report").apart is False
    assert find_recurrence("weekly, send me my report").apart is True
    assert find_recurrence("chaque lundi, mon rapport hebdomadaire").apart is True


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", [row[0] for row in TABLE])
def test_a_rhythm_said_again_is_the_same(text, language):
    found = find_recurrence(text)
    again = find_recurrence(say_recurrence(found, language))
    usual = {"week": {"weekdays": (0,)}, "month": {"month_day": 1}}
    if found.unit == "week" and not found.weekdays:
        assert again.weekdays == usual["week"]["weekdays"]
    elif found.unit == "month" and found.nth is None and found.every == 1:
        assert again.month_day == (found.month_day or 1)
    elif found.unit != "quarter":
        assert (again.unit, again.every, again.weekdays, again.nth) == (
            found.unit, found.every, found.weekdays, found.nth,
        )  # fmt: skip


def test_a_recurrence_is_a_value():
    assert Recurrence("day") == Recurrence("day")
