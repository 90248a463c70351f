"""Duplicate rules: a record that looks like another is refused until the caller insists.

The caller insists with `Sforce-Duplicate-Rule-Header: allowSave=true`. Only records the caller may
see are compared, so that a refusal never tells what is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.schema import SObject
from sandbox.store import Row

HEADER = "sforce-duplicate-rule-header"


@dataclass(frozen=True)
class MatchingRule:
    """Records of `against` match when these fields are equal, case aside (missing equals missing).

    The first field must be present.
    """

    against: str
    fields: tuple[str, ...]


RULES = {
    "Account": (MatchingRule("Account", ("Name", "BillingCity")),),
    "Contact": (MatchingRule("Contact", ("Email",)),),
    "Lead": (MatchingRule("Lead", ("Email",)), MatchingRule("Contact", ("Email",))),
}


def check(call: Call, sobject: SObject, row: Row, changed: frozenset[str]) -> None:
    """Refuse the row with `DUPLICATES_DETECTED` if its changed fields make it match another."""
    if _insists(call.headers.get(HEADER, "")):
        return
    results = []
    for rule in RULES.get(sobject.name, ()):
        if changed & set(rule.fields) and row.get(rule.fields[0]) is not None:
            found = _matches(call, rule, row)
            if found:
                results.append(_match_result(call, rule, found))
    if results:
        detail = _result(sobject.name, results)
        # Salesforce's REST spells the key without its "l"; its other interfaces do not.
        raise ApiError(
            "DUPLICATES_DETECTED",
            "Use one of these records?",
            duplicateResut=detail,
            duplicateResult=detail,
        )


def _insists(header: str) -> bool:
    options = (
        part.strip().lower().replace(" ", "") for part in header.replace(",", ";").split(";")
    )
    return "allowsave=true" in options


def _matches(call: Call, rule: MatchingRule, row: Row) -> list[str]:
    same = " AND ".join(f't."{name}~" IS collate_key(?)' for name in rule.fields)
    visible, values = call.access.rows(rule.against, "t")
    sql = (
        f'SELECT t."Id" FROM "{rule.against}" t WHERE {same} AND t."IsDeleted" = 0 '  # noqa: S608
        f'AND t."Id" <> ? AND {visible} ORDER BY t."CreatedDate" LIMIT 10'
    )
    given = [row.get(name) for name in rule.fields]
    found = call.org.store.execute(sql, (*given, row.get("Id") or "", *values))
    return [str(found_row[0]) for found_row in found]


def _match_result(call: Call, rule: MatchingRule, ids: list[str]) -> dict[str, Any]:
    detailed = "includerecorddetails=true" in call.headers.get(HEADER, "").lower().replace(" ", "")
    return {
        "entityType": rule.against,
        "errors": [],
        "matchEngine": "ExactMatchEngine",
        "matchRecords": [_match_record(call, rule, found, detailed=detailed) for found in ids],
        "rule": f"Standard_{rule.against}_Match_Rule",
        "size": len(ids),
        "success": True,
    }


def _match_record(call: Call, rule: MatchingRule, found: str, *, detailed: bool) -> dict[str, Any]:
    attributes = {"type": rule.against, "url": f"{call.root}/sobjects/{rule.against}/{found}"}
    record: dict[str, Any] = {"attributes": attributes, "Id": found}
    if detailed:
        row = call.org.store.row(rule.against, found) or {}
        names = (name for name in row if call.access.readable(rule.against, name))
        record |= {name: row[name] for name in names}
    return {
        "additionalInformation": [],
        "fieldDiffs": [],
        "matchConfidence": 100.0,
        "record": record,
    }


def _result(sobject: str, results: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "allowSave": True,
        "duplicateRule": f"Standard_{sobject}_Duplicate_Rule",
        "duplicateRuleEntityType": sobject,
        "errorMessage": "Use one of these records?",
        "matchResults": results,
    }
