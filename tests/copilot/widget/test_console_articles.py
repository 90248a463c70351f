"""Article drafts: drawn from solved cases, mended, proposed, created as drafts and never published."""

import pytest
from journeys.chromium import DESKTOP, PHONE, opened_context, violations
from playwright.sync_api import expect
from website import CLAIRE, NADIA, TOM

from crm import Compare, Query

DRAFTS = "/api/v1/articles/drafts"
ARTICLE = {
    "title": "Relancer l’appairage", "summary": "La passerelle clignote.",
    "text": "## Étapes\n\n1. Appuyez dix secondes.", "language": "fr", "name": "relancer-appairage",
}  # fmt: skip


def confirming(site, proposal):
    site.rasa.intent, site.rasa.action = "confirm", "action_confirm"
    site.rasa.entities = [{"entity": "proposal", "value": proposal, "start": 0, "end": 1}]


async def solved(site, language):
    crm = await site.doors.people.integration()
    query = Query(
        "Case", ("CaseNumber", "Issue__c", "Resolution__c"), Compare("Language", "=", language),
        limit=400,
    )  # fmt: skip
    rows = (await crm.run(query)).records
    return next(str(row["CaseNumber"]) for row in rows if row["Issue__c"] and row["Resolution__c"])


@pytest.mark.parametrize(("agent", "language", "head"), [
    (NADIA, "fr", "## Symptôme"), (TOM, "en", "## Symptom"),
])  # fmt: skip
async def test_a_solved_case_becomes_a_draft_in_its_language(with_articles, agent, language, head):
    client = with_articles.client(**agent)
    number = await solved(with_articles, language)
    drawn = (await client.get(DRAFTS, params={"case": number})).json()
    assert drawn["language"] == language
    assert drawn["text"].startswith(head)
    assert number in drawn["cases"]
    assert number not in drawn["text"]
    assert drawn["title"]
    assert drawn["name"].endswith(f"-{language}")
    told = (await client.get(DRAFTS, params={"case": "99999999"})).json()["detail"]
    assert told.startswith("Aucune requête" if language == "fr" else "No solved case")
    assert (await client.get(DRAFTS)).status_code == 422


async def test_a_proposed_article_is_a_draft_of_its_own_and_only_after_the_yes(with_articles):
    site = with_articles
    nadia = site.client(**NADIA)
    shown = [(await nadia.post(DRAFTS, json=ARTICLE)).json()["proposal"] for _ in range(2)]
    assert not await site.orgs("Knowledge__kav", Title=ARTICLE["title"])
    told = {one["label"]: one["new"] for one in shown[0]["changes"]}
    assert told["Titre"] == ARTICLE["title"]
    assert told["Statut de publication"] == "Brouillon"
    confirming(site, shown[1]["id"])
    for _ in range(2):
        address = f"/api/v1/proposals/{shown[1]['id']}/confirm"
        assert not (await nadia.post(address, json={})).json()["refused"]
    fields = ("PublishStatus", "Language", "Body__c", "UrlName", "IsVisibleInPkb", "VersionNumber")
    (made,) = await site.orgs("Knowledge__kav", *fields, Title=ARTICLE["title"])
    assert [made[name] for name in fields] == [
        "Draft", "fr", ARTICLE["text"], "relancer-appairage", False, 1,
    ]  # fmt: skip
    again = (await nadia.post(DRAFTS, json=ARTICLE)).json()["proposal"]
    assert "relancer-appairage-2" in [one["new"] for one in again["changes"]]


async def test_what_cannot_be_taken_is_said_in_the_agents_language(with_articles):
    nadia, claire = with_articles.client(**NADIA), with_articles.client(**CLAIRE)
    assert (await claire.post(DRAFTS, json=ARTICLE)).status_code == 403
    assert (await claire.get(f"{DRAFTS}/subjects")).status_code == 403
    assert (await nadia.post(DRAFTS, json={**ARTICLE, "title": "  "})).status_code == 422
    assert (await nadia.post(DRAFTS, json={**ARTICLE, "title": "x" * 256})).status_code == 422


async def test_a_question_nobody_answered_is_listed_and_drafted(site):
    nadia, visitor = site.client(**NADIA), await site.visitor()
    site.rasa.intent, site.rasa.action = "ask_question", "action_answer_question"
    text = "Jonglez-vous aussi avec huit kiwis ?"
    assert (await visitor.say(text, language="fr"))["refused"] == "unknown"
    found = (await nadia.get(f"{DRAFTS}/subjects", params={"language": "fr"})).json()
    assert found["may_write"]
    assert found["subjects"][0]["cases"] >= found["subjects"][-1]["cases"] >= 5
    assert [one["question"] for one in found["gaps"]] == [text]
    drawn = (await nadia.get(DRAFTS, params={"question": text, "language": "fr"})).json()
    assert drawn["title"] == text
    assert not drawn["cases"]
    assert "À compléter" in drawn["text"]


@pytest.mark.timeout(600)
def test_an_agent_mends_and_creates_a_draft_by_keyboard(browser, address, with_articles):
    context = opened_context(browser, DESKTOP)
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.add_init_script(f"sessionStorage.setItem('agent', {NADIA['X-Demo-User']!r})")
    page.goto(f"{address}/console/articles")
    page.locator("#subjects button").first.press("Enter")
    expect(page.locator("#title:focus")).not_to_have_value("")
    assert not violations(page)
    page.locator("#title").fill("Repris à la main")
    page.reload()
    page.locator("#subjects button").first.press("Enter")
    expect(page.locator("#title:focus")).to_have_value("Repris à la main")
    with page.expect_response(f"**{DRAFTS}") as shown:
        page.get_by_role("button", name="Voir ce qui sera créé").press("Enter")
    page.locator("#shown dd", has_text="Repris à la main").wait_for()
    page.set_viewport_size(PHONE["viewport"])
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    confirming(with_articles, shown.value.json()["proposal"]["id"])
    page.locator("#shown").get_by_role("button", name="Créer le brouillon").press("Enter")
    page.locator("#status", has_text="Le brouillon est dans Salesforce").wait_for()
    assert not violations(page)
    page.locator("#language").click()
    page.get_by_role("heading", name="Solved cases without an article").wait_for()
    context.close()
    assert not troubles
