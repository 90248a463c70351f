"""The four requests that must work, word for word, in both languages, held against the org."""

import pytest
from person import Person, part, quoted

FINANCE = ("Banking", "Finance", "Insurance")
SUMMARISE = {
    "fr": "Résume les cinq dernières interactions avec le client {account} et identifie ses "
    "principaux points de douleur.",
    "en": "Summarise the last five interactions with the customer {account} and identify their "
    "main pain points.",
}
WRITE = {
    "fr": "Rédige un email de suivi pour l'opportunité {opportunity} en mettant en avant nos "
    "avantages concurrentiels sur le prix.",
    "en": "Write a follow-up email for the {opportunity} opportunity highlighting our competitive "
    "advantages on price.",
}
FIND = {
    "fr": "Identifie tous les contacts de mon portefeuille dans le secteur de la finance qui n'ont "
    "pas été contactés depuis plus de 90 jours.",
    "en": "Find all the contacts in my portfolio in the finance sector who haven't been contacted "
    "for more than 90 days.",
}
REPORT = {
    "fr": "Crée un rapport hebdomadaire sur la performance de mes nouvelles opportunités par "
    "source.",
    "en": "Create a weekly report on the performance of my new opportunities by source.",
}
TEXTS = {
    "Task": ("Subject", "Description"), "Event": ("Subject", "Description"),
    "EmailMessage": ("Subject", "TextBody"), "Case": ("Subject", "Description"),
    "LiveChatTranscript": ("Body",), "CaseComment": ("CommentBody",),
}  # fmt: skip


@pytest.fixture(params=["claire.moreau", "james.whitfield"])
def rep(request, product):
    return Person(product, f"{request.param}@heliade.example")


@pytest.fixture
def language(rep):
    return "fr" if rep.user.startswith("claire") else "en"


@pytest.fixture
def names(rep):
    """A company and an open deal of this rep's own, whose names mean one record each."""
    found = rep.client.get("/api/v1/demo/starters").json()
    assert set(found) == {"account", "opportunity"}
    return found


def folded(text):
    return " ".join(text.replace("’", "'").split())


def test_the_last_five_interactions_are_summed_up_with_evidence(rep, language, names):
    answer = rep.say(SUMMARISE[language].format(**names))
    assert answer["intent"]["name"] == "summarise_interactions"
    assert answer["language"] == language
    account, *interactions = answer["records"]
    assert (account["object"], account["name"]) == ("Account", names["account"])
    assert 1 <= len(interactions) <= 5
    items = part(answer, "summary")["items"]
    evidence = [found for item in items for found in item["evidence"]]
    assert evidence
    assert all(item["evidence"] for item in items if item["kind"] == "pain_point")
    for found in evidence:
        assert found["quote"] in written(rep, found), found


def written(rep, found):
    """Return everything the quoted record says, its name included."""
    fields = TEXTS[found["object"]]
    where = f"WHERE Id = {quoted(found['id'])}"
    rows = rep.soql(f"SELECT {', '.join(fields)} FROM {found['object']} {where}")
    assert rows, found
    return "\n".join(str(rows[0][name] or "") for name in fields)


def test_the_newest_interaction_comes_first(rep, language, names):
    answer = rep.say(SUMMARISE[language].format(**names))
    account, *interactions = answer["records"]
    latest = rep.soql(
        "SELECT Id FROM Task WHERE AccountId = "
        f"{quoted(account['id'])} AND Status = 'Completed' AND ActivityDate <= 2026-11-22 "
        "ORDER BY ActivityDate DESC LIMIT 1"
    )
    events = rep.soql(
        "SELECT Id FROM Event WHERE AccountId = "
        f"{quoted(account['id'])} AND EndDateTime <= 2026-11-22T23:00:00Z "
        "ORDER BY StartDateTime DESC LIMIT 1"
    )
    shown = {one["id"] for one in interactions}
    assert len(interactions) == 5 or {one["Id"] for one in (*latest, *events)} <= shown


def test_a_follow_up_stands_on_the_deal_and_on_battle_cards(rep, language, names):
    answer = rep.say(WRITE[language].format(**names))
    email = part(answer, "email")
    deal = rep.soql(
        f"SELECT Id, AccountId FROM Opportunity WHERE Name = {quoted(names['opportunity'])}"
    )[0]
    people = rep.soql(f"SELECT Email FROM Contact WHERE AccountId = {quoted(deal['AccountId'])}")
    assert set(email["to"]) <= {one["Email"] for one in people}
    assert email["to"]
    assert email["language"] == language
    assert email["sources"]
    assert deal["Id"] in {one["id"] for one in answer["records"]}


def test_contacts_to_call_again_are_exactly_those_the_org_finds(rep, language):
    answer = rep.say(FIND[language])
    mine = rep.soql(f"SELECT Id FROM User WHERE Username = {quoted(rep.user)}")[0]["Id"]
    industries = ", ".join(map(quoted, FINANCE))
    truth = rep.soql(
        "SELECT Id, LastActivityDate FROM Contact "
        f"WHERE Account.OwnerId = {quoted(mine)} AND Account.Industry IN ({industries}) "
        "AND (LastActivityDate < 2026-08-24 OR LastActivityDate = null)"
    )
    table = part(answer, "table")
    assert table["total"] == len(truth) > 0
    assert set(table["records"]) == {one["Id"] for one in truth}
    assert all(len(row) == len(table["columns"]) for row in table["rows"])


def test_the_weekly_report_has_the_org_s_own_numbers(rep, language):
    answer = rep.say(REPORT[language])
    mine = rep.soql(f"SELECT Id FROM User WHERE Username = {quoted(rep.user)}")[0]["Id"]
    zone = "T23:00:00Z" if language == "fr" else "T00:00:00Z"
    first, after = (
        ("2026-11-15", "2026-11-22") if language == "fr" else ("2026-11-16", "2026-11-23")
    )
    truth = rep.soql(
        "SELECT LeadSource, COUNT(Id) n, SUM(Amount) amount FROM Opportunity "
        f"WHERE OwnerId = {quoted(mine)} AND CreatedDate >= {first}{zone} "
        f"AND CreatedDate < {after}{zone} GROUP BY LeadSource"
    )
    counted = sum(int(part(answer, "table")["rows"][i][1]) for i in range(len(truth)))
    assert counted == sum(one["n"] for one in truth) > 0
    amounts = [v["value"] for v in answer["values"] if "Amount" in v["measure"] and v["value"]]
    assert all(
        any(abs(value - one["amount"]) < 0.01 for value in amounts)
        for one in truth
        if one["amount"]
    )
    assert part(answer, "chart")["alt"]


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("fais-moi un topo des 5 derniers échanges avec {account}, qu'est-ce qui les gêne ?",
         "summarise_interactions"),
        ("recap of the latest calls and emails with {account} please, what hurts them most",
         "summarise_interactions"),
        ("prépare un mail de relance pour {opportunity}, insiste sur notre prix face à la "
         "concurrence", "write_email"),
        ("draft an email chasing {opportunity} that plays up our price advantage", "write_email"),
    ],
)  # fmt: skip
def test_the_same_said_differently_is_understood(rep, names, said, intent):
    answer = rep.say(said.format(**names))
    assert answer["intent"]["name"] == intent
    assert answer["records"]
