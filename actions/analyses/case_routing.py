"""Which agent takes a case: the customer’s language, the area it falls in, the workload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from actions.analyses.catalogue_words import products_of
from actions.analyses.lines import LINES
from actions.analyses.matter import Matter
from actions.analyses.roster import Entry, Roster, roster_on
from actions.analyses.routing import Decision, by_load, open_records
from actions.parts import RecordRef
from actions.points import singular
from actions.wording import line
from crm import value_at
from language import detect, find_amounts, fold, words

QUESTIONS = (
    "how support cases are assigned to agents",
    "attribution des requêtes de support aux agents",
)
_PATHS = ("Subject", "Description", "Language", "Priority", "IsClosed", "ProductId", "Product.Name",
          "Reason", "Type", "Contact.Preferred_Language__c", "AccountId", "OwnerId")  # fmt: skip
_ANY = frozenset({"tous", "toutes", "tout", "all", "everything", "any", "anything"})
# Chosen on the generated org's development half: a vector this near says the same field.
NEAR, LEAD = 0.42, 0.02


async def route_case(matter: Matter, record: RecordRef) -> tuple[Roster | None, Decision | None]:
    """Return who takes the case, and why."""
    roster = await roster_on(matter, "Case", QUESTIONS)
    if roster is None:
        return None, None
    info = matter.catalogue["Case"]
    picks = tuple(
        field.name for field in info.fields.values() if field.custom and field.type == "picklist"
    )
    paths = matter.seen("Case", (*_PATHS, *picks))
    case = await matter.crm.get("Case", record.id, paths) or {}
    if case.get("IsClosed"):
        return roster, Decision(None, (line(LINES, "why_closed", matter.language),), {})
    return roster, await _decide(matter, roster, case, picks)


async def _decide(
    matter: Matter, roster: Roster, case: Mapping[str, Any], picks: Sequence[str]
) -> Decision:
    loads = await open_records(matter, "Case")
    tongue = language_of(case)
    reasons: list[str] = []
    speakers = [one for one in roster.entries if not one.languages or tongue in one.languages]
    shown = _language_name(tongue, matter)
    if not speakers:
        why = line(LINES, "why_language", matter.language, language=shown)
        return Decision(None, (why,), loads)
    if any(one.languages for one in roster.entries):
        reasons.append(line(LINES, "reason_language", matter.language, language=shown))
    area, subject = await area_of(matter, roster, case, picks)
    fitting = [one for one in speakers if area and area in one.areas]
    fitting = fitting or [one for one in speakers if _takes_all(one)]
    if area and any(area in one.areas for one in fitting):
        reasons.append(line(LINES, "reason_area", matter.language, area=area, subject=subject))
    elif not fitting:
        reasons.append(line(LINES, "reason_no_area", matter.language))
    fitting = fitting or speakers
    agent, said = by_load(matter, roster, fitting, speakers, loads)
    reasons += [*said, *notices(matter, roster, case)]
    return Decision(agent, tuple(reasons), loads, tuple(one.user for one in fitting))


def language_of(case: Mapping[str, Any]) -> str:
    """Return the customer’s language as an ISO code: as recorded, else as they write."""
    for path in ("Language", "Contact.Preferred_Language__c"):
        recorded = value_at(case, path)
        if recorded:
            return str(recorded)[:2].lower()
    written = f"{case.get('Subject') or ''}. {case.get('Description') or ''}"
    return detect(written).language or "en"


def _language_name(code: str, matter: Matter) -> str:
    from babel import Locale  # noqa: PLC0415 - slow to import

    return str(Locale(matter.language).languages.get(code, code))


def _takes_all(entry: Entry) -> bool:
    return any(set(words(area)) & _ANY for area in entry.areas)


async def area_of(
    matter: Matter, roster: Roster, case: Mapping[str, Any], picks: Sequence[str]
) -> tuple[str | None, str]:
    """Return the area of the policy that a case falls in, and what of the case says so.

    A word of the area in the issue or the subject decides, then one in the product’s names; then
    whichever area means most the same.
    """
    areas = list(dict.fromkeys(area for one in roster.entries for area in one.areas))
    areas = [area for area in areas if not set(words(area)) & _ANY]
    texts = await _texts(matter, case, picks)
    for text in texts:
        held = set(singular(text).split())
        named = [area for area in areas if _core(area) and _core(area) <= held]
        if named:
            return max(named, key=len), text
    said = [one for one in texts if one]
    if not areas or not said:
        return None, ""
    vectors = np.asarray(await matter.tools.knowledge.vectors([*areas, *said]))
    near = vectors[: len(areas)] @ vectors[len(areas) :].T
    ranked = np.sort(near.max(axis=1))[::-1]
    if ranked[0] < NEAR or (len(ranked) > 1 and ranked[0] - ranked[1] < LEAD):
        return None, said[0]
    best = int(near.max(axis=1).argmax())
    return areas[best], said[int(near[best].argmax())]


def _core(area: str) -> frozenset[str]:
    return frozenset(one for one in singular(area).split() if len(one) > 2)


async def _texts(matter: Matter, case: Mapping[str, Any], picks: Sequence[str]) -> list[str]:
    """Return what a case is about: its picked issue in both languages, its subject, its product."""
    texts = []
    for name in picks:
        field, value = matter.catalogue["Case"].fields[name], case.get(name)
        entry = next((one for one in field.picklist if one.value == value), None)
        if entry:
            texts.append(entry.labels.of(matter.language))
            texts.append(entry.labels.of("fr" if matter.language == "en" else "en"))
    texts.append(str(case.get("Subject") or ""))
    catalogue = await products_of(matter)
    own = next((one for one in catalogue.products if one.id == case.get("ProductId")), None)
    texts += own.all_names if own else ()
    return [one for one in texts if one]


def notices(matter: Matter, roster: Roster, case: Mapping[str, Any]) -> list[str]:
    """Return who else must be told, where a rule says so of the most urgent cases."""
    field = matter.catalogue["Case"].fields.get("Priority")
    urgent = bool(field and field.picklist and case.get("Priority") == field.picklist[0].value)
    found = []
    for rule in roster.rules:
        if rule.kind != "report" or not urgent or not _says_urgent(rule.text):
            continue
        found.append(line(LINES, "reason_notice", matter.language, name="", rule=rule.text))
    return found


def _says_urgent(text: str) -> bool:
    """Whether a rule is about priority, not only about an amount."""
    folded = fold(text)
    return "p1" in folded.split() or "urgent" in folded or not find_amounts(text)
