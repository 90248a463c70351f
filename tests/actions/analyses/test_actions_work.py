"""The facts behind the analyses, without an org: outliers, stages, BANT, products, places, rules."""

from datetime import date

import pytest

from actions.analyses.bant import standing, words_on
from actions.analyses.catalogue_words import Product, Range
from actions.analyses.conversations import Talk
from actions.analyses.ends import counted_asked, kept_asked, least_asked, lowest_asked
from actions.analyses.outliers import Slice, binomial, oddities
from actions.analyses.phases import ORDER, Shown, Stage, in_order
from actions.analyses.policies import Sentence
from actions.analyses.purchases import Bought, fitting
from actions.analyses.quote_rules import Compulsory, NeverDiscounted, Ratio, read_rule
from actions.analyses.regions import country_of, places_in
from actions.analyses.roster import spoken
from actions.analyses.stages import Course, really, unfit
from actions.analyses.talk import Said, mood_of
from knowledge import Article

TODAY = date(2026, 11, 22)
PRODUCTS = Range((
    Product("p1", "Norvex Pump 12", "NP-12", "Hardware", ("Norvex Pump 12", "Pompe Norvex 12")),
    Product("p2", "Norvex Pump 40", "NP-40", "Hardware", ("Norvex Pump 40", "Pompe Norvex 40")),
    Product("p3", "Norvex Valve A", "NV-A", "Hardware", ("Norvex Valve A", "Vanne Norvex A")),
    Product("p4", "Norvex Care", "NC", "Services", ("Norvex Care", "Suivi Norvex")),
    Product("p5", "Fitting day", "NF", "Services", ("Fitting day", "Journée de pose")),
))  # fmt: skip


@pytest.mark.parametrize(("text", "least", "low"), [
    ("Quel agent transfère le moins, avec au moins 20 requêtes cette année ?", 20, True),
    ("Who has the longest handle time among agents with more than 5 cases?", 6, False),
    ("fastest agent over the past 6 months, minimum 12 cases", 12, True),
    ("Quel agent est le plus rapide en 2026 ?", 1, True),
    ("Slowest handler, skip anybody under 6 cases", 6, False),
    ("l'agent le moins rapide, en ayant traité plus d'une requête", 2, False),
    ("AHT per agent, worst first, no fewer than 4 cases", 4, False),
])  # fmt: skip
def test_the_least_number_of_cases_and_the_end_asked_for_are_read(text, least, low):
    assert (least_asked(text, TODAY), lowest_asked(text, best_is_low=True)) == (least, low)


@pytest.mark.parametrize(("text", "low"), [
    ("worst lead conversion", True), ("le meilleur taux de conversion", False),
    ("Qui transforme le moins bien ses pistes ?", True),
])  # fmt: skip
def test_the_worst_of_a_rate_is_its_low_end(text, low):
    assert lowest_asked(text, best_is_low=False) is low


@pytest.mark.parametrize(("text", "counted"), [
    ("Which agent transferred the most cases?", True), ("Qui transfère le plus ?", True),
    ("Who has the fewest case transfers, with at least 3 cases?", True),
    ("highest average transfer count", False), ("Quel agent transfère le moins souvent ?", False),
    ("who hands cases over least, among people with at least 3 cases", False),
    ("Qui passe le moins la main, pour au moins 3 requêtes ?", False),
])  # fmt: skip
def test_transfers_are_counted_or_rated_as_the_words_say(text, counted):
    assert counted_asked(text, least_asked(text, TODAY)) is counted


def test_who_keeps_most_hands_over_least():
    text = "Quel agent garde le plus ses requêtes ?"
    assert kept_asked(text, lowest_asked(text, best_is_low=True)) is True


def test_an_even_year_has_no_month_that_stands_out():
    assert oddities([Slice(str(n), str(n), 10 + n % 3, 1 / 12) for n in range(12)]) == []


def test_a_month_with_three_times_the_cases_stands_out():
    months = [Slice(str(n), str(n), 40 if n == 4 else 12, 1 / 12) for n in range(12)]
    assert [one.part.key for one in oddities(months)] == ["4"]


def test_the_binomial_test_is_the_exact_one():
    assert binomial(9, 10, 0.5) == pytest.approx(22 / 1024)


@pytest.mark.parametrize(("text", "found"), [
    ("la pompe que j'ai commandée", {"p1", "p2"}), ("the pump 40 we bought", {"p2"}),
    ("ma vanne fuit", {"p3"}), ("a day of training", set()), ("the Norvex thing", set()),
    ("Quel agent a fermé le plus de requêtes en 2026 ?", set()),
])  # fmt: skip
def test_a_product_is_known_by_the_words_that_tell_it_from_the_others(text, found):
    assert {one.id for one in PRODUCTS.meant(text)} == found


def bought(product, day):
    one = next(one for one in PRODUCTS.products if one.id == product)
    return Bought("l", "o", "1", one, day, 1.0)


@pytest.mark.parametrize(("text", "found"), [
    ("la pompe commandée il y a trois semaines", ["p1"]), ("the pump I ordered in May", ["p2"]),
    ("la vanne achetée le mois dernier", []), ("ma pompe", ["p1", "p2"]),
    ("the pump ordered two years ago", []),
])  # fmt: skip
def test_a_purchase_fits_by_its_word_and_its_date(text, found):
    orders = [bought("p1", date(2026, 11, 1)), bought("p2", date(2026, 5, 12)), bought("p4", date(2026, 10, 20))]  # fmt: skip
    assert [one.id for one in fitting(text, orders, PRODUCTS, TODAY).products] == found


@pytest.mark.parametrize(("said", "country", "code", "holds"), [
    ("Île-de-France, Nord", "France", "59000", True), ("Sud-Est", "France", "13002", True),
    ("Sud-Est", "France", "31000", False), ("Nord de l’Angleterre, Écosse", "United Kingdom", "EH2 4RG", True),
    ("North of England", "France", "59000", False), ("Londres", "United Kingdom", "EC2A 4NE", True),
    ("eastern and south-eastern France", "France", "67000", True),
])  # fmt: skip
def test_a_territory_holds_the_postal_codes_of_its_places(said, country, code, holds):
    assert any(one.holds(country, code) for one in places_in(said, "France")) is holds


def test_countries_and_languages_are_known_by_both_names():
    assert country_of("Royaume-Uni") == country_of("UK") == "United Kingdom"
    assert (spoken("français"), spoken("German"), spoken("exports")) == ("fr", "de", None)


def rules(kind, text):
    article = Article("a", "A", "en", "internal", "policy", "", ())
    return read_rule(Sentence(text, kind, 1.0, article), PRODUCTS)


def test_the_figures_and_products_of_a_rule_come_from_its_sentence():
    per_site, per_pumps = rules("ratio", "One valve per building, and one for every 6 pumps.")
    assert isinstance(per_site, Ratio)
    assert (per_site.products, per_site.every, per_site.of) == (frozenset({"p3"}), 1, frozenset())
    assert (per_pumps.every, per_pumps.of) == (6, frozenset({"p1", "p2"}))
    (fitted,) = rules(
        "compulsory", "La pose est obligatoire au-delà de 4 vannes par site, sauf accord."
    )
    assert isinstance(fitted, Compulsory)
    assert (fitted.products, fitted.least, fitted.per_site) == (frozenset({"p5"}), 5, True)
    (never,) = rules("never_discounted", "Discounts concern hardware, never the services.")
    assert isinstance(never, NeverDiscounted)
    assert never.products == frozenset({"p4", "p5"})


def test_a_rule_about_what_the_org_does_not_sell_is_not_read():
    assert rules("ratio", "One lightning rod per tower.") == []


def talk(id_, day, planned=False):
    return Talk("Task", id_, "", "", date(2026, 10, day), planned=planned)


def shown(id_, day, phase, share=0.8):
    rest = {one: (1 - share) / 5 for one in ORDER if one != phase}
    return Shown(talk(id_, day), rest | {phase: share}, 0.9, "…")


STAGES = [Stage(one, one, one) for one in ORDER]


def test_an_activity_of_another_phase_than_its_day_does_not_fit():
    steps = [(date(2026, 9, 1), "needs"), (date(2026, 10, 10), "negotiation")]
    course = Course(STAGES, "negotiation", steps, [shown("a", 3, "needs"), shown("b", 5, "negotiation", 0.95), shown("c", 20, "negotiation")])  # fmt: skip
    assert [one.talk.id for one in unfit(course, TODAY)] == ["b"]


def test_the_real_stage_is_what_the_latest_activities_show():
    course = Course(STAGES, "proposal", [(date(2026, 9, 1), "proposal")], [shown("a", 1, "proposal"), shown("b", 9, "needs"), shown("c", 15, "needs")])  # fmt: skip
    assert really(course) == STAGES[2]
    assert really(Course(STAGES, "proposal", [], [])) is None


def test_a_later_stage_is_never_an_earlier_phase():
    even = dict.fromkeys((*ORDER, "won", "lost", "other"), 0.01)
    weighed = [
        even | {"prospecting": 0.9},
        even | {"value": 0.9},
        even | {"needs": 0.5, "value": 0.4},
        even,
    ]
    assert in_order(weighed, [None, None, None, "won"]) == ["prospecting", "value", "value", "won"]


class Read:
    """Weighs sentences as it is told to."""

    def __init__(self, told):
        self.told = told

    def taught(self, name):
        return self

    async def weigh(self, texts):
        points = [f"{point}_{state}" for point in ("budget", "authority", "need", "timing") for state in ("known", "open", "asked")]  # fmt: skip
        even = dict.fromkeys((*points, "other"), 0.01)
        return [even | self.told[text] for text in texts]


async def test_an_answer_is_about_what_was_asked():
    call = Talk("Call", "1", "", "Ana: Who signs?\nBob: That would be 20k at most.\nAna: And when?\nBob: No idea yet.", TODAY, transcript=True)  # fmt: skip
    told = {"Who signs?": {"authority_asked": 0.9}, "That would be 20k at most.": {"authority_known": 0.3, "budget_known": 0.6}, "And when?": {"timing_asked": 0.8}, "No idea yet.": {"timing_open": 0.4, "budget_open": 0.4}}  # fmt: skip
    words = await words_on([call], Read(told))
    assert [one for one in ("budget", "authority", "need", "timing") if standing(one, words).known] == ["budget", "authority"]  # fmt: skip
    assert standing("need", words).word is None


def test_one_sentence_alone_does_not_make_the_tone():
    one = Said(talk("a", 1), "…", (), "negative")
    assert mood_of([one]) == "neutral"
    assert mood_of([one, one]) == "negative"
