"""An article on its way into Salesforce: drafted from solved cases, mended by a person, proposed.

What is proposed is a new draft version; publishing stays Salesforce's own act, with its own rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions import Language, Lines, Tools, line
from copilot.article_pages import slug_of, text_of, title_of
from copilot.article_subjects import Group, is_written, of_case
from copilot.errors import Unknown
from copilot.similar_cases import solved_before
from copilot.solved_cases import read_cases, subjects_solved
from crm import Compare, Crm, FieldInfo, ObjectInfo, Proposal, Query, Refused, Value, escape_like
from language import fold

LANGUAGES: tuple[Language, ...] = ("fr", "en")
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_NAME = 255, 1000, 200
SUMMED = 2
# Of 17 questions in both languages, those about something solved came to 0.38 and more, others to
# 0.34 and less: an article on the wrong subject is worse than an outline.
NEAR_ENOUGH = 0.36
_MASKED = re.compile(r"\[[A-Z_]+_\w*\d+\]")
LINES: Lines = {
    "skeleton": {
        "fr": "## Symptôme\n\nÀ compléter.\n\n## Cause\n\nÀ compléter.\n\n## Étapes\n\n"
        "À compléter.\n",
        "en": "## Symptom\n\nTo be completed.\n\n## Cause\n\nTo be completed.\n\n## Steps\n\n"
        "To be completed.\n",
    }
}


@dataclass(frozen=True)
class Draft:
    """What a person reads, mends and proposes; `text` is Markdown, `cases` are case numbers.

    `written` says that an article seems to answer the subject already.
    """

    title: str
    summary: str
    text: str
    language: Language
    name: str
    cases: tuple[str, ...] = ()
    written: bool = False


async def draft_of_subject(issue: str, product: str, language: Language, tools: Tools) -> Draft:
    """Return the draft about an issue of a product; raise `Unknown` where no case was solved."""
    for group in (await subjects_solved(tools.org(), language)).items():
        if (group[0].issue, group[0].product) == (issue, product):
            return await _drafted(group, language, tools)
    raise Unknown("no solved case of that subject, in that language, among those you see")


async def draft_of_case(case: str, preferred: Language, tools: Tools) -> Draft:
    """Return the draft about the subject of a solved case, in whichever language it was solved."""
    for language in (preferred, *(one for one in LANGUAGES if one != preferred)):
        try:
            groups = await of_case(tools, language, case)
        except Unknown:
            continue
        return await _drafted(groups[0], language, tools)
    raise Unknown("no solved case of that number among those you see")


async def draft_of_question(question: str, language: Language, tools: Tools) -> Draft:
    """Return a draft that answers a question: from the cases nearest to it, else a skeleton."""
    near = await solved_before(tools.org(), tools.guard, question, language)
    for one in near:
        if one.score < NEAR_ENOUGH:
            break
        try:
            groups = await of_case(tools, language, one.number)
        except Unknown:
            continue
        return await _drafted(groups[0], language, tools)
    title = _MASKED.sub("…", question.strip())[:LONGEST_TITLE]
    return Draft(title, "", line(LINES, "skeleton", language), language, name_of(title))


async def _drafted(group: Group, language: Language, tools: Tools) -> Draft:
    subject, rows = group
    found = await read_cases(subject, rows, language, tools)
    summary = " ".join(one.text for one in found.symptoms[:SUMMED])[:LONGEST_SUMMARY]
    written = await is_written(subject, language, tools)
    return Draft(
        title_of(found)[:LONGEST_TITLE], summary, text_of(found), language,
        f"{slug_of(found)}-{language}", found.numbers, written,
    )  # fmt: skip


def name_of(title: str) -> str:
    """Return a title as the end of an address: letters, digits and hyphens, as Salesforce asks."""
    kept = "".join(sign if sign.isalnum() else " " for sign in fold(title))
    return "-".join(kept.split())[:LONGEST_NAME].strip("-")


async def article_object(crm: Crm) -> ObjectInfo:
    """Return the org's article object; raise `Refused` where this user may not draft in it."""
    kinds = [info for name, info in (await crm.catalogue()).items() if name.endswith("__kav")]
    found = next((info for info in kinds if info.createable), None)
    if found is None:
        name = kinds[0].name if kinds else "Knowledge__kav"
        raise Refused(name)
    return found


async def propose_draft(crm: Crm, draft: Draft, now: datetime) -> Proposal:
    """Make the proposal of a new draft article; nothing is written, nothing published."""
    info = await article_object(crm)
    name = await _free_name(crm, info, draft)
    return await crm.propose("create", info.name, "", _values(info, draft, name), now)


def _values(info: ObjectInfo, draft: Draft, name: str) -> dict[str, Value]:
    body = body_field(info)
    wanted: dict[str, Value] = {"Title": draft.title, "UrlName": name, "Summary": draft.summary}
    if body:
        wanted[body.name] = _html(draft.text) if body.rich else draft.text
    spoken = _language_value(info, draft.language)
    wanted |= {"Language": spoken} if spoken else {}
    wanted["PublishStatus"] = "Draft"
    fields = info.fields
    return {
        key: value for key, value in wanted.items()
        if value and key in fields and fields[key].createable
    }  # fmt: skip


def body_field(info: ObjectInfo) -> FieldInfo | None:
    """Return where an article's text goes: the org's own long text with most room in it."""
    own = [one for one in info.fields.values() if one.custom and one.createable]
    texts = [one for one in own if one.type == "textarea"]
    return max(texts, key=lambda one: one.length, default=None)


def _language_value(info: ObjectInfo, language: Language) -> str | None:
    """Return the article language of the org that is this one, such as `en_US`."""
    field = info.fields.get("Language")
    values: Sequence[str] = [one.value for one in field.picklist] if field else ()
    return next((one for one in values if one.replace("-", "_").split("_")[0] == language), None)


async def _free_name(crm: Crm, info: ObjectInfo, draft: Draft) -> str:
    """Return the address's end, numbered where another article has it."""
    name = name_of(draft.name) or name_of(draft.title)
    where = Compare("UrlName", "like", f"{escape_like(name)}%")
    rows: Sequence[Any] = (await crm.run(Query(info.name, ("UrlName",), where))).records
    taken = {str(row["UrlName"]).casefold() for row in rows}
    tried = (f"{name}-{n}" for n in range(2, len(taken) + 3))
    return next(one for one in (name, *tried) if one not in taken)


def _html(text: str) -> str:
    """Return Markdown as the HTML of a rich text field; tags that somebody wrote stay words."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - for orgs with rich text alone

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))
