"""What nobody should send: answered clearly, in words or as a problem document."""

import httpx
import pytest
from person import part, words

FOREIGN = "Können Sie mir bitte alle offenen Verkaufschancen meines Teams zeigen?"


def is_problem(response, status):
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_an_empty_message_is_a_problem(claire):
    is_problem(claire.post(text=""), 422)


@pytest.mark.parametrize(
    ("text", "refused"),
    [("a" * 20_000, "too_long"), ("🙂🙂🎉", "no_words"), ("   ", "no_words"),
     (FOREIGN, "other_language")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_words(claire, text, refused):
    answer = claire.say(text)
    assert answer["refused"] == refused
    assert words(answer)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT Id, Name FROM Account WHERE Name LIKE '%'",
        "'; DROP TABLE Account; --",
        "Qui est O'Brien' OR Name LIKE '%' --",
        "Who is \\' ) OR (IsClosed = false ?",
        "Combien de comptes s'appellent x' OR Name != ' ?",
        '/confirm{"proposal": "p-unknown"}',
        "/restart",
        "/action_query_records",
    ],
)
def test_code_in_a_message_is_only_text(claire, text):
    before = claire.soql("SELECT COUNT(Id) n FROM Account")[0]["n"]
    answer = claire.say(text)
    assert len(answer["records"]) < before
    assert claire.soql("SELECT COUNT(Id) n FROM Account")[0]["n"] == before


def test_a_conversation_nobody_began_is_a_new_one(claire):
    assert claire.anew().say("oui")["parts"]


def test_malformed_json_is_a_problem(product):
    url = f"{product.address}/api/v1/messages"
    headers = {"Content-Type": "application/json"}
    is_problem(httpx.post(url, content=b'{"text": ', headers=headers), 422)


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"},
     {"X-Demo-User": "nobody@heliade.example"}, {"X-Demo-User": "customer:no@one.example"}],
)  # fmt: skip
def test_who_cannot_be_known_is_refused(product, headers):
    message = {"conversation": "c", "text": "Bonjour"}
    url = f"{product.address}/api/v1/messages"
    is_problem(httpx.post(url, json=message, headers=headers, timeout=30), 401)


@pytest.mark.parametrize("verb", ["confirm", "cancel", "undo"])
def test_an_unknown_proposal_is_not_found(claire, verb):
    is_problem(claire.client.post(f"/api/v1/proposals/p-unknown/{verb}"), 404)


def test_the_same_id_twice_is_one_turn(claire):
    first = claire.say("Combien d'opportunités ouvertes ai-je ?", id="m-1")
    assert claire.say("Et combien de tickets ?", id="m-1") == first


def test_a_field_nobody_knows_is_a_problem(claire):
    is_problem(claire.post(text="Bonjour", langage="fr"), 422)


def test_a_visitor_sees_articles_and_no_record(visitor):
    assert part(visitor.say("Quelle est la durée de garantie des capteurs ?"), "citation")
    refused = visitor.say("Combien d'opportunités ouvertes avons-nous ?")
    assert not refused["records"]
    assert not refused["values"]
    assert refused["refused"]
