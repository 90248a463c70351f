"""Articles drafted from solved cases: what most say, nobody named, never written over."""

import re
from dataclasses import replace
from datetime import date

import pytest
from talking import Talk

from copilot.article_command import drafted
from copilot.article_pages import page_of
from copilot.article_subjects import unwritten
from copilot.errors import Unknown
from copilot.solved_cases import SolvedCases, Subject, Told, read_cases
from crm import AllOf, Compare, Query
from knowledge import SearchResult, ingest, open_knowledge

TODAY = date(2026, 11, 22)
SOLVED = Query(
    "Case", ("CaseNumber", "Resolution__c"), limit=50,
    where=AllOf((Compare("IsClosed", "=", True), Compare("Language", "=", "fr"),
                 Compare("Issue__c", "!=", None))),
)  # fmt: skip

HEADS = {
    "fr": ("Symptôme", "Cause", "Étapes", "S’applique à", "Sources"),
    "en": ("Symptom", "Cause", "Steps", "Applies to", "Sources"),
}


class Unwritten:
    """A knowledge base that answers nothing yet."""

    def __init__(self, knowledge, *, confident):
        self.vectors, self.confident = knowledge.vectors, confident

    async def search(self, question, **_filters):
        return SearchResult(hits=(), confident=self.confident)


def told_in(page):
    return [line for line in page.splitlines() if re.match(r"(-|\d+\.) ", line)]


async def test_a_draft_tells_symptom_cause_and_steps_of_cases_like_one(doors, tmp_path):
    tools = await Talk(doors, "marc.delaunay", "fr").tools()
    rows = (await tools.crm.run(SOLVED)).records
    number = next(str(row["CaseNumber"]) for row in rows if row["Resolution__c"])
    ((path, new),) = await drafted(tools, "fr", tmp_path / "drafts", case=number.lstrip("0"))
    page = path.read_text()
    assert new
    assert tuple(re.findall(r"^## (.+)$", page, re.MULTILINE)) == HEADS["fr"]
    assert number in page
    assert len(told_in(page)) >= 4
    assert not [line for line in told_in(page) if doors.guard.mask_text(line, "fr").spans]
    path.write_text("mended by hand")
    assert await drafted(tools, "fr", tmp_path / "drafts", case=number) == [(path, False)]
    assert path.read_text() == "mended by hand"
    with pytest.raises(Unknown):
        await drafted(tools, "fr", tmp_path, case="99999999")


async def test_what_most_cases_say_comes_first_and_nobody_is_named(doors):
    tools = await Talk(doors, "marc.delaunay", "en").tools()
    solved = (
        "Power supply replaced under warranty. Spoke to Naomi Parker.",
        "power supply replaced under warranty", "Rolled back to the previous version.",
        "The cause was a loose connector behind the panel. Unit HG-28801 sent back on 12 March.",
    )  # fmt: skip
    rows = [
        {"CaseNumber": f"0000000{place}", "Subject": "Meter shows nothing", "told": told,
         "Description": "The display stays black.\nNaomi Parker, 020 7946 0811"}
        for place, told in enumerate(solved)
    ]  # fmt: skip
    found = await read_cases(Subject("x", "Black display", "p", "Meter"), rows, "en", tools)
    page = page_of(found, TODAY)
    assert "1. Power supply replaced under warranty. (2 cases)" in told_in(page)
    assert any("loose connector" in line for line in told_in(page))
    assert tuple(re.findall(r"^## (.+)$", page, re.MULTILINE)) == HEADS["en"]
    assert [one for one in ("Naomi", "Parker", "HG-", "7946", "March") if one in page] == []


async def test_only_what_no_article_answers_is_drafted_the_most_frequent_first(doors):
    tools = await Talk(doors, "marc.delaunay", "fr").tools()
    written = replace(tools, knowledge=Unwritten(tools.knowledge, confident=True))
    assert await unwritten(written, "fr") == []
    groups = await unwritten(replace(tools, knowledge=Unwritten(tools.knowledge, confident=False)), "fr")  # fmt: skip
    sizes = [len(rows) for _, rows in groups]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= 5


@pytest.mark.parametrize(("language", "lines"), [
    ("fr", ["1. Jeton renouvelé. (3 requêtes)", "Non dit dans ces requêtes. À compléter.", "Requêtes n° 00000007, 00000003."]),
    ("en", ["1. Jeton renouvelé. (3 cases)", "Not told in these cases. To be completed.", "Cases no. 00000007, 00000003."]),
])  # fmt: skip
def test_a_page_says_what_it_does_not_know(language, lines):
    page = page_of(renewed(language), TODAY)
    assert [line for line in lines if line not in page.splitlines()] == []


def renewed(language):
    subject = Subject("API", "Erreur d’API", "p", "Portique")
    told = (Told("Jeton renouvelé.", 3),)
    return SolvedCases(subject, language, (), (), told, ("00000007", "00000003"))


def test_a_page_reads_as_an_article_once_published(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(page_of(renewed("fr"), TODAY))
    ingest(tmp_path / "in", tmp_path / "index")
    article = open_knowledge(tmp_path / "index").article("erreur-d-api-portique-fr", audience="internal")  # fmt: skip
    assert (article.language, article.kind) == ("fr", "troubleshooting")
