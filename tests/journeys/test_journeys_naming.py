"""People who share a name: choices that tell them apart, the choice remembered afterwards."""

import pytest
from person import Person, part, quoted, words

SAID = {
    "fr": ("Qui est {name} ?", "la deuxième", "son e-mail", "son entreprise"),
    "en": ("Who is {name}?", "the second one", "her email", "her company"),
}


@pytest.fixture(params=["claire.moreau", "james.whitfield"])
def rep(request, product):
    return Person(product, f"{request.param}@heliade.example")


@pytest.fixture
def said(rep):
    return SAID["fr" if rep.user.startswith("claire") else "en"]


@pytest.fixture
def namesakes(rep):
    """A name that several contacts this rep sees bear, and their ids."""
    team = "France" if rep.user.startswith("claire") else "UK"
    rows = rep.soql(
        "SELECT Name, COUNT(Id) n FROM Contact WHERE Owner.UserRole.Name LIKE "
        f"{quoted(f'%{team}')} GROUP BY Name HAVING COUNT(Id) > 1 ORDER BY Name LIMIT 1"
    )
    name = rows[0]["Name"]
    people = rep.soql(f"SELECT Id FROM Contact WHERE Name = {quoted(name)}")
    return name, {one["Id"] for one in people}


def test_a_shared_name_is_never_picked_silently(rep, said, namesakes):
    name, people = namesakes
    answer = rep.say(said[0].format(name=name))
    choices = part(answer, "buttons")["buttons"]
    assert len(choices) >= len(people) > 1
    assert sum(any(one in choice["payload"] for one in people) for choice in choices) > 1
    assert not [one for one in answer["parts"] if one["type"] == "card"]


def test_a_choice_by_button_is_remembered(rep, said, namesakes):
    answer = rep.say(said[0].format(name=namesakes[0]))
    choice = part(answer, "buttons")["buttons"][0]
    card = part(rep.say(choice["payload"]), "card")
    assert card["id"] in choice["payload"]
    truth = rep.soql(f"SELECT Email, Account.Name FROM Contact WHERE Id = {quoted(card['id'])}")[0]
    told = words(rep.say(said[2]))
    assert truth["Email"] is None or truth["Email"] in told
    assert truth["Account"]["Name"] in words(rep.say(said[3]))


def test_a_choice_by_rank_is_the_choice_at_that_rank(rep, said, namesakes):
    answer = rep.say(said[0].format(name=namesakes[0]))
    second = part(answer, "buttons")["buttons"][1]
    card = part(rep.say(said[1]), "card")
    assert card["id"] in second["payload"]


def test_a_name_nobody_bears_offers_the_nearest_without_pretending(rep, said):
    answer = rep.say(said[0].format(name="Sylvain Lambertin"))
    assert answer["refused"] == "no_such_name"
    assert not answer["records"]
