from datetime import date

import pytest
from org_fixture import CLAIRE, catalogue, find, told

from actions.reading import read
from language import detect

TODAY = date(2026, 11, 22)
ORG = catalogue()


async def asked(question, user=CLAIRE, **more):
    language = detect(question).language or "fr"
    return await read(question, ORG, user, TODAY, language, find, **more)


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("deals past the proposal stage", ["StageName IN ('Negotiation/Review')"]),
        ("tickets de priorité moyenne ou plus", ["Priority IN ('Medium', 'High')"]),
        ("cases, medium priority or above, from Leeds", ["Priority IN ('Medium', 'High')"]),
        ("tickets de priorité au moins moyenne", ["Priority IN ('Medium', 'High')"]),
        ("deals 20k max closing in december", ["Amount <= 20000"]),
        ("affaires, montant mini 15k", ["Amount >= 15000"]),
        ("contrats arrivant à échéance d'ici 60 jours", ["EndDate >= 2026-11-22"]),
        ("contracts running out in the next two months", ["EndDate >= 2026-11-22"]),
        ("tasks nobody finished that were due before november", ["ActivityDate <= 2026-10-31"]),
        ("leads ni perdus ni convertis", ["Status NOT IN ('Closed - Not Converted')"]),
        ("deals with no stage change in 90 days", ["LastStageChangeDate <"]),
        ("which deals have a competitor other than Voltanis?",
         ["Competitor__c != null", "Competitor__c NOT IN ('Voltanis')"]),
        ("people at retail companies with neither mobile nor direct phone",
         ["MobilePhone = null", "Phone = null"]),
        ("opportunities from webinars or trade shows", ["LeadSource IN ('Webinar', 'Trade Show')"]),
        ("prospects with an open deal above 40k", ["Type IN ('Prospect')", "Amount > 40000"]),
    ],
)  # fmt: skip
async def test_what_is_said_together_is_read_together(question, conditions):
    said = told(await asked(question), ORG)
    assert all(one in said for one in conditions), said


async def test_one_of_two_kinds_of_record_is_asked_for_and_told():
    reading = await asked("comptes qui ont une affaire en négociation ou un ticket escaladé")
    (either,) = reading.conditions
    assert [one.inner.object for one in either.conditions] == ["Opportunity", "Case"]
    assert reading.unclear == ()


async def test_a_past_of_the_list_is_no_date_gone_by():
    assert (
        "CloseDate" not in told(await asked("deals past the proposal stage"), ORG).split("WHERE")[1]
    )


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("contracts starting next month or ending this month", [" OR ", "EndDate <= 2026-11-30"]),
        ("opportunities whose account hasn't been contacted for 6 weeks",
         ["Account.LastActivityDate = null"]),
        ("cases still new after three days", ["Status IN ('New')"]),
        ("contrats d'au moins 24 mois", ["ContractTerm >= 24"]),
        ("requêtes clôturées en septembre sans note de satisfaction", ["Satisfaction__c = null"]),
        ("comptes hôteliers espagnols", ["Industry IN ('Hospitality')"]),
        ("deals with competitor Energix or GreenMeter",
         ["Competitor__c IN ('Energix Solutions', 'GreenMeter')"]),
        ("opportunities slipping into next year", ["CloseDate >= 2027-01-01"]),
    ],
)  # fmt: skip
async def test_what_a_clause_is_about_is_where_it_is_read(question, conditions):
    said = told(await asked(question), ORG)
    assert all(one in said for one in conditions), said
    assert "Loss_Reason" not in said
    assert "CloseDate < " not in said


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("opportunités ouvertes sauf les renouvellements et celles de moins de 10 k€",
         ["Type NOT IN ('Renewal')", "NOT (Amount < 10000)"]),
        ("open deals except renewals and anything under 10k",
         ["Type NOT IN ('Renewal')", "NOT (Amount < 10000)"]),
        ("tickets ouverts hors facturation et ceux en priorité basse",
         ["Type NOT IN ('Billing')", "Priority NOT IN ('Low')"]),
        ("open cases excluding billing and those with low priority",
         ["Type NOT IN ('Billing')", "Priority NOT IN ('Low')"]),
        ("open deals except renewals and over 10k", ["Type NOT IN ('Renewal')", "Amount > 10000"]),
    ],
)  # fmt: skip
async def test_what_else_is_left_out_is_told_by_those(question, left_out):
    said = told(await asked(question), ORG)
    assert all(one in said for one in left_out), said


@pytest.mark.parametrize(
    ("question", "measured"),
    [
        ("taux de réussite en montant par secteur", ("sum",)),
        ("win rate by value in 2025", ("sum",)),
        ("win rate by rep in 2025", ()),
        ("taux de réussite des affaires d'un montant de plus de 50 k€", ()),
    ],
)
async def test_a_rate_is_worked_out_in_money_where_it_is_said(question, measured):
    reading = await asked(question)
    assert (reading.task, tuple(one.function for one in reading.query.measures)) == (
        "rate", measured,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "function", "bound"),
    [
        ("secteurs où la marge moyenne des affaires gagnées dépasse 30 %", "avg", "> 30"),
        ("industries where the average deal is over 50k", "avg", "> 50000"),
        ("types de ticket dont la satisfaction moyenne est sous 3", "avg", "< 3"),
        ("loss reasons where the total amount is over 100k", "sum", "> 100000"),
    ],
)
async def test_a_bound_on_a_figure_of_each_value_is_no_condition_of_records(
    question, function, bound
):
    query = (await asked(question)).query
    (group,), (measure,), (having,) = query.group_by, query.measures, query.having
    assert (group.path in {"Account.Industry", "Type", "Loss_Reason__c"}, measure.function) == (
        True, function,
    )  # fmt: skip
    assert (having.path, f"{having.operator} {having.value}") == (measure.alias, bound)


@pytest.mark.parametrize(
    ("question", "task", "shared"),
    [
        ("how often do we win against Voltanis?", "rate", 0),
        ("à quelle fréquence gagne-t-on face à Voltanis ?", "rate", 0),
        ("how often are cases escalated?", "share", 1),
        ("à quelle fréquence les tickets sont-ils escaladés ?", "share", 1),
        ("how often do we call Castelnau Assurances", "list", 0),
    ],
)
async def test_how_often_something_is_so_is_a_rate(question, task, shared):
    reading = await asked(question)
    assert (reading.task, len(reading.shared)) == (task, shared)
    assert bool(reading.unclear) == (task == "list")


@pytest.mark.parametrize(
    "question",
    ["quelle part du pipe est en négociation ?", "what share of the pipeline is in negotiation?"],
)
async def test_the_whole_of_a_share_of_the_pipeline_is_open(question):
    reading = await asked(question)
    rest = [one for one in reading.conditions if one not in reading.shared]
    assert [(one.path, one.value) for one in rest] == [("IsClosed", False)]


@pytest.mark.parametrize(
    ("question", "had", "lacked"),
    [
        ("accounts with an order last year but none this year", "EffectiveDate >= 2025-01-01",
         "EffectiveDate >= 2026-01-01"),
        ("clients avec une commande l'an dernier mais aucune cette année",
         "EffectiveDate >= 2025-01-01", "EffectiveDate >= 2026-01-01"),
        ("clients qui avaient commandé l'an dernier mais rien cette année",
         "EffectiveDate >= 2025-01-01", "EffectiveDate >= 2026-01-01"),
        ("accounts that ordered last year but not this year", "EffectiveDate >= 2025-01-01",
         "EffectiveDate >= 2026-01-01"),
        ("comptes avec une affaire ouverte mais aucune en négociation", "IsClosed = FALSE",
         "StageName IN ('Negotiation/Review')"),
        ("accounts with an open deal but none in negotiation", "IsClosed = FALSE",
         "StageName IN ('Negotiation/Review')"),
    ],
)  # fmt: skip
async def test_a_noun_left_unsaid_is_what_was_had(question, had, lacked):
    first, then = told(await asked(question), ORG).split(" NOT IN (SELECT ", 1)
    assert (had in first, lacked in first, lacked in then) == (True, False, True)


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("tickets ouverts en 2026 hors août", ["NOT ((CreatedDate >= 2026-07-31", ">= 2025-12-31"]),
        ("cases opened this year except in August", ["NOT ((CreatedDate >= 2026-07-31"]),
        ("affaires gagnées cette année sauf en décembre", ["NOT (CloseDate >= 2026-12-01"]),
        ("won deals excluding 2025", ["NOT (CloseDate >= 2025-01-01"]),
        ("deals created this year but not this quarter", ["NOT ((CreatedDate >= 2026-09-30"]),
        ("comptes contactés en 2026 mais pas en novembre",
         ["LastActivityDate >= 2026-01-01", "NOT (LastActivityDate >= 2026-11-01"]),
        ("deals not closing this month", ["NOT (CloseDate >= 2026-11-01"]),
    ],
)  # fmt: skip
async def test_a_period_left_out_is_left_out_of_the_other(question, conditions):
    said = told(await asked(question), ORG)
    assert all(one in said for one in conditions), said


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("tickets hors tickets escaladés", ["Status NOT IN ('Escalated')"]),
        ("all deals except lost deals", ["NOT (IsClosed = TRUE AND IsWon = FALSE)"]),
        ("affaires gagnées ni en janvier ni en mars",
         ["NOT ((CloseDate >= 2026-01-01", "CloseDate >= 2026-03-01"]),
        ("deals won neither in January nor in March",
         ["NOT ((CloseDate >= 2026-01-01", "CloseDate >= 2026-03-01"]),
    ],
)  # fmt: skip
async def test_what_is_left_out_may_be_a_noun_or_two_periods(question, conditions):
    said = told(await asked(question), ORG)
    assert all(one in said for one in conditions), said


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("part des tickets fermés avec une satisfaction d'au moins 4", "Satisfaction__c"),
        ("share of closed cases with satisfaction below 3", "Satisfaction__c"),
        ("what percentage of deals over 50k did we win", "IsWon"),
    ],
)
async def test_a_share_is_of_what_a_relative_leads_to(question, part):
    (shared,) = (await asked(question)).shared
    assert shared.path == part


@pytest.mark.parametrize(
    "question",
    ["plus petite et plus grosse affaire gagnée par secteur",
     "smallest and biggest won deal by industry"],
)  # fmt: skip
async def test_both_ends_of_each_group_are_two_figures(question):
    query = (await asked(question)).query
    assert [one.function for one in query.measures] == ["min", "max"]
    assert [one.path for one in query.group_by] == ["Account.Industry"]


@pytest.mark.parametrize(
    ("question", "date_field"),
    [
        ("nouvelles pistes cette année", "CreatedDate"),
        ("nombre de nouvelles pistes par mois cette année", "CreatedDate"),
        ("new leads this year", "CreatedDate"),
        ("comptes sans nouvelles cette année", "LastActivityDate"),
    ],
)
async def test_new_records_are_no_news_of_them(question, date_field):
    assert date_field in told(await asked(question), ORG).split(" WHERE ")[1]
