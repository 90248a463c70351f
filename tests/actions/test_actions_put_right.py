"""Addresses, several records at once, who takes over, second thoughts: read as people say them."""

from datetime import date

import pytest
from talking import words

from actions.addressed import addressed
from actions.field_mentions import Mention
from actions.free_texts import free_texts
from actions.joined_names import joined_numbers
from actions.provisos import kept_parts
from actions.second_thoughts import agrees_but, is_bare_value
from actions.stated import role_stated
from actions.unmeant import day_meant, periods_meant
from crm import AllOf, Compare, FieldInfo, Labels, Order, Part, Query

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nouvelle adresse 12 rue des Lices, 44000 Nantes, France",
         ("12 rue des Lices", "44000", "Nantes", "France")),
        ("moved to 14 Albion Street, Leeds LS1 6HW, United Kingdom",
         ("14 Albion Street", "LS1 6HW", "Leeds", "United Kingdom")),
        ("au 7 bis avenue de l'Europe 69100 villeurbanne et tel 01 99 00 11 22",
         ("7 bis avenue de l'Europe", "69100", "villeurbanne", "")),
        ("siège : 15 quai des Docks à Saint-Malo", ("15 quai des Docks", "", "Saint-Malo", "")),
        ("they moved to Leeds LS1 6HW", ("", "LS1 6HW", "Leeds", "")),
    ],
)  # fmt: skip
def test_an_address_is_told_apart_into_its_parts(text, parts):
    found = addressed(text).found
    assert (found.street, found.code, found.town, found.country) == parts


@pytest.mark.parametrize(
    "text",
    ["mets le montant à 44000 Nantes", "push 2 weeks on the road", "4 place meeting on Monday",
     "deal de 45000 euros, adresse ok", "visite le 3 place du marché"],
)  # fmt: skip
def test_figures_beside_words_are_no_address(text):
    assert addressed(text).found is None


def test_numbers_in_one_list_are_several_records():
    def told(text):
        return [one.text for one in joined_numbers(text)]

    assert told("ferme les tickets 00001023 et 00001031") == ["00001023", "00001031"]
    assert told("cases 2245, 2266 and 2174 to Tom") == ["00002245", "00002266", "00002174"]
    assert told("ferme le ticket 00001023 et mets 45000 €") == []


@pytest.mark.parametrize(
    "text", ["plutôt 45 %", "make it three weeks", "no, 12k", "le 15 mars", "disons vendredi"]
)
def test_a_value_alone_puts_right_what_waits(text):
    assert is_bare_value(text, TODAY)


def test_a_condition_or_more_words_are_no_bare_value():
    assert not is_bare_value("over 50k", TODAY)
    assert not is_bare_value("deals closing on Friday", TODAY)
    assert agrees_but("yes but leave it open for now")


def test_the_first_of_a_list_are_kept():
    parts = tuple(Part("Lead", name, name) for name in ("Ann", "Bea", "Cyd"))
    assert [one.name for one in kept_parts("uniquement les deux premières", parts)] == [
        "Ann", "Bea",
    ]  # fmt: skip
    assert [one.name for one in kept_parts("only the last one", parts)] == ["Cyd"]


@pytest.mark.parametrize(
    ("text", "day"),
    [("send it by Friday", date(2026, 11, 27)), ("d’ici jeudi", date(2026, 11, 26)),
     ("won, signed 20 Nov", date(2026, 11, 20)), ("closing 20 Jan", date(2027, 1, 20))],
)  # fmt: skip
def test_deadlines_and_days_past_are_the_days_meant(text, day):
    assert [day_meant(text, one) for one in periods_meant(text, TODAY)] == [day]


def test_a_person_steps_into_a_role():
    assert role_stated("Cédric est passé directeur achats, tel 01 99 00 88 77").value == (
        "directeur achats"
    )
    assert role_stated("le ticket est passé en cours") is None


def test_new_words_ahead_of_their_field_are_only_what_is_quoted():
    labels = Labels("Prochaine étape", "Next Step")
    yes, no = True, False
    field = FieldInfo("NextStep", "string", labels, no, yes, yes, yes, yes, yes, yes, 255, 0)
    text = "Usines Brunoy : « envoyer le devis » devient la prochaine étape"
    here = Mention(field, text.index("prochaine"), len(text), 1.0)
    assert [said for _, said, *_ in free_texts(text, [here])] == ["envoyer le devis"]


async def two_cases(talk):
    """Return the numbers of two open cases of the user."""
    crm = (await talk.tools()).org()
    where = AllOf((Compare("OwnerId", "=", crm.user.id), Compare("Priority", "=", "High")))
    query = Query("Case", ("Id", "CaseNumber"), where, order_by=(Order("CaseNumber"),), limit=2)
    return [one["CaseNumber"] for one in (await crm.run(query)).records]


async def test_a_second_change_of_the_same_list_joins_the_first_and_is_put_right(talk):
    agent = talk("nadia.benali")
    first, second = await two_cases(agent)
    shown = await agent.do("action_propose_update", f"passe {first} et {second} en priorité basse")
    assert {len(shown.proposal.records), shown.proposal.object} == {2, "Case"}
    shown = await agent.do("action_propose_update", "et donne-les à Julien", person="Julien")
    fields = [{one.field for one in record.changes} for record in shown.proposal.records]
    assert all("OwnerId" in one for one in fields)
    assert any("Priority" in one for one in fields)
    held = await agent.do("action_stop", "oui mais pas maintenant")
    assert held.proposal is not None
    assert "réserve" in words(held)


async def test_a_record_is_put_under_another(talk):
    rep = talk("claire.moreau")
    shown = await rep.do(
        "action_propose_update", "rattache Noémie Crépin au compte Ubaye Emballages",
    )  # fmt: skip
    assert (shown.proposal.operation, [one.field for one in shown.proposal.changes]) == (
        "update", ["AccountId"],
    )  # fmt: skip


async def test_what_tells_a_set_that_is_given_away_does_not_change_it(talk):
    shown = await talk("sophie.marchand").do(
        "action_propose_update", "donne toutes les pistes en nurturing de Claire à Hugo"
    )
    fields = {one.field for record in shown.proposal.records for one in record.changes}
    assert fields == {"OwnerId"}
