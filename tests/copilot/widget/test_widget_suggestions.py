"""Suggested replies: from articles and solved cases, in the customer's language."""

import pytest
from test_widget_handover import waiting
from website import CLAIRE, MARC, NADIA, NoArticles, served_copy

from copilot.concerns import concerns_of
from copilot.similar_cases import holds_for_all, nameless
from crm import AllOf, Compare, Order, Query
from guard import open_guard

FR = [{"from": "customer", "text": "Comment appairer ma passerelle après une coupure ?"}]
EN = [{"from": "customer", "text": "How do I pair my gateway again after a power cut?"}]
ANGRY = [
    {"from": "customer", "text": "Ma passerelle ne répond plus depuis trois jours."},
    {"from": "agent", "text": "Je regarde."},
    {"from": "customer", "text": "C'est inadmissible, personne ne me rappelle !"},
]


@pytest.fixture(scope="module")
def own_org(seeded_db, tmp_path_factory):
    """A company whose cases nobody else has solved yet."""
    with served_copy(seeded_db, tmp_path_factory) as url:
        yield url


@pytest.fixture
def advised(with_articles):
    """Ask for suggestions as somebody."""
    site = with_articles

    async def ask(body, who=NADIA):
        answer = await site.client(**who).post("/api/v1/suggestions", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


async def test_what_is_said_to_a_visitor_nobody_knows_is_public(site):
    heard = set()

    class Listening(NoArticles):
        async def search(self, question, **filters):
            heard.add(filters["audience"])
            return await super().search(question, **filters)

    site.knowledge = Listening()
    _, _, agent, key = await waiting(site)
    await agent.get(f"/api/v1/conversations/{key}")
    assert heard == {"public"}
    await agent.post("/api/v1/suggestions", json={"transcript": FR})
    assert heard == {"public", "customer"}


@pytest.mark.parametrize(
    ("said", "language", "word"), [(FR, "fr", "appairage"), (EN, "en", "pairing")]
)
async def test_two_or_three_replies_come_with_sources_in_the_customers_language(
    advised, said, language, word
):
    found = await advised({"transcript": said})
    assert 2 <= len(found["suggestions"]) <= 3
    best = found["suggestions"][0]
    assert word in best["text"].lower()
    assert best["sources"][0]["article"].endswith(language)
    assert 0 <= best["confidence"] <= 1
    assert best["text"].startswith("Bonjour" if language == "fr" else "Hello")
    assert found["summary"]
    assert found["next_steps"]


async def test_texts_stand_on_public_articles_alone(advised):
    for said in (FR, EN):
        found = await advised({"transcript": said})
        told = str(found["suggestions"])
        assert "remise" not in told
        assert "discount" not in told
        assert "interne" not in told


def test_what_one_message_is_about_is_told_apart_in_the_customers_words():
    assert concerns_of("Hello, 1) the dashboard is very slow 2) how do I add a user? Thanks!") == [
        "the dashboard is very slow", "how do I add a user?",
    ]  # fmt: skip
    assert len(concerns_of("Le capteur et la passerelle ne communiquent plus.")) == 1


async def test_an_angry_customer_is_told_apart_and_answered_with_care(advised):
    found = await advised({"transcript": ANGRY})
    assert found["sentiment"] == "negative"
    assert "gêne" in found["next_steps"][0]
    assert "Je regarde" in found["summary"]
    assert (await advised({"transcript": FR}))["sentiment"] == "neutral"


async def test_a_case_is_read_with_its_messages_and_is_not_similar_to_itself(advised, site):
    site.client()
    crm = await site.doors.people.integration()
    query = Query(
        "Case", ("Id", "Subject"),
        AllOf((Compare("IsClosed", "=", value=False), Compare("Language", "=", "fr"))),
        order_by=(Order("CreatedDate"),), limit=3,
    )  # fmt: skip
    for case in (await crm.run(query)).records:
        found = await advised({"case": case["Id"]})
        assert 2 <= len(found["suggestions"]) <= 3
        assert found["summary"]
        used = [one["article"] for reply in found["suggestions"] for one in reply["sources"]]
        assert case["Id"] not in used


async def test_what_solved_a_case_before_is_told_without_names(advised, site):
    found = await advised(
        {"transcript": [{"from": "customer", "text": "Facture erronée, trop de sites facturés"}]}
    )
    cases = [
        (reply, one) for reply in found["suggestions"] for one in reply["sources"]
        if one["article"].startswith("500")
    ]  # fmt: skip
    assert cases
    for reply, one in cases:
        assert one["passage"].rstrip(".") in reply["text"]
        assert not site.doors.guard.mask_text(one["passage"], "fr").spans


@pytest.mark.parametrize(
    ("told", "language", "kept"),
    [("Carte SIM remplacée. Vu avec Mme Delphine Labbé au 01 99 00 12 12.", "fr",
      "Carte SIM remplacée."),
     ("Buffer cleared. Contact john.smith@acme.example if it happens again.", "en",
      "Buffer cleared.")],
)  # fmt: skip
def test_a_sentence_that_names_somebody_is_left_out(told, language, kept):
    assert nameless(told, open_guard(), language) == kept


async def test_thanks_are_answered_from_no_article(advised):
    thanks = [{"from": "customer", "text": "Merci beaucoup, tout fonctionne à nouveau !"}]
    found = await advised({"transcript": thanks})
    assert [one["sources"] for one in found["suggestions"]] == [[], []]
    assert "Merci" in found["suggestions"][0]["text"]
    assert "clore" in found["next_steps"][0]


def test_what_was_done_for_one_customer_is_not_told_to_another():
    asked = "Trous dans les courbes du site de Brest"
    assert holds_for_all("Compte déverrouillé, nouveau mot de passe.", asked)
    assert holds_for_all("Antenne posée à Brest.", asked)
    assert not holds_for_all("Formation planifiée à Troyes.", asked)
    assert not holds_for_all("Colis retrouvé, livré le 10 novembre.", asked)


@pytest.mark.parametrize(
    ("who", "status"), [({}, 403), (CLAIRE, 200), (MARC, 200)], ids=["visitor", "rep", "manager"]
)
async def test_suggestions_are_for_the_companys_users(with_articles, who, status):
    answer = await with_articles.client(**who).post("/api/v1/suggestions", json={"transcript": FR})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "body",
    [{}, {"case": "x"}, {"case": "500000000000001AAA", "transcript": []},
     {"transcript": [{"from": "ghost", "text": "x"}]}, {"transcript": "x"}],
)  # fmt: skip
async def test_malformed_requests_are_refused(site, body):
    answer = await site.client(**NADIA).post("/api/v1/suggestions", json=body)
    assert answer.status_code == 422


async def test_a_case_one_does_not_see_is_not_found(site):
    body = {"case": "500000000000000AAA"}
    answer = await site.client(**NADIA).post("/api/v1/suggestions", json=body)
    assert answer.status_code == 404


async def test_an_empty_transcript_suggests_nothing(site):
    answer = await site.client(**NADIA).post("/api/v1/suggestions", json={"transcript": []})
    assert answer.json()["suggestions"] == []
