"""Changes: shown, confirmed once, undone; refused where the record moved or the asker may not."""

import pytest
from person import Person, part, quoted, words

ASKED = {
    "fr": ("Passe l'opportunité {opportunity} en négociation et mets le montant à 45 000 €",
           "oui", "annule"),
    "en": ("Move {opportunity} to negotiation and set the amount to €45,000", "yes", "undo"),
}  # fmt: skip
FIELDS = "SELECT Id, StageName, Amount FROM Opportunity WHERE Name = "


@pytest.fixture(params=["claire.moreau", "james.whitfield"])
def rep(request, product):
    return Person(product, f"{request.param}@heliade.example")


@pytest.fixture
def asked(rep):
    return ASKED["fr" if rep.user.startswith("claire") else "en"]


@pytest.fixture
def name(rep):
    return rep.client.get("/api/v1/demo/starters").json()["opportunity"]


def state(rep, name):
    record = rep.soql(FIELDS + quoted(name))[0]
    return record["StageName"], record["Amount"]


def test_a_change_is_shown_then_made_once_then_undone(rep, asked, name):
    ask, yes, undo = asked
    before = state(rep, name)
    shown = rep.say(ask.format(opportunity=name))
    changes = {change["field"]: change for change in shown["proposal"]["changes"]}
    assert set(changes) == {"StageName", "Amount"}
    assert len(part(shown, "table")["rows"]) == 2
    assert state(rep, name) == before
    rep.say(yes, id="yes")
    assert state(rep, name) == ("Negotiation/Review", 45_000)
    again = rep.say(yes, id="yes")
    assert again["turn"]
    rep.say(undo)
    assert state(rep, name) == before


def test_the_button_does_what_saying_it_does(rep, asked, name):
    before = state(rep, name)
    shown = rep.say(asked[0].format(opportunity=name))
    confirm = part(shown, "buttons")["buttons"][0]
    rep.say(confirm["payload"])
    assert state(rep, name) == ("Negotiation/Review", 45_000)
    undone = rep.client.post(f"/api/v1/proposals/{shown['proposal']['id']}/undo")
    assert undone.status_code == 200
    assert state(rep, name) == before


def test_a_no_leaves_everything_as_it_is(rep, asked, name):
    before = state(rep, name)
    rep.say(asked[0].format(opportunity=name))
    rep.say("non" if rep.user.startswith("claire") else "no")
    answer = rep.say(asked[1])
    assert state(rep, name) == before
    assert words(answer)


def test_a_record_that_moved_meanwhile_is_not_overwritten(rep, asked, name):
    before = state(rep, name)
    record = rep.soql(FIELDS + quoted(name))[0]["Id"]
    rep.say(asked[0].format(opportunity=name))
    rep.patch("Opportunity", record, Amount=12_345)
    answer = rep.say(asked[1])
    assert state(rep, name) == (before[0], 12_345)
    assert answer["proposal"] or answer["refused"]
    rep.patch("Opportunity", record, Amount=before[1])


def test_nobody_confirms_another_s_proposal(rep, asked, name, product):
    before = state(rep, name)
    proposal = rep.say(asked[0].format(opportunity=name))["proposal"]["id"]
    other = Person(product, "hugo.lefevre@heliade.example", rep.conversation)
    assert other.client.post(f"/api/v1/proposals/{proposal}/confirm").status_code == 404
    assert state(rep, name) == before
