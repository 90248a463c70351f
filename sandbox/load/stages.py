"""Stages and statuses from standard value sets: which are closed, won, converted, how probable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sandbox.load.folder import Node
from sandbox.schema import SObject
from sandbox.store import Store


def write_formulas(sets: Mapping[str, Node], objects: dict[str, SObject]) -> None:
    """Let the fields that follow from stages and statuses follow from the folder's."""
    if "OpportunityStage" in sets:
        _stage_formulas(list(_stages(sets["OpportunityStage"])), objects)
    if "CaseStatus" in sets:
        rows = list(_statuses(sets["CaseStatus"], "closed", "IsClosed"))
        _formula(objects, "Case", "IsClosed", _among("Status", rows, "IsClosed"))


def write_rows(store: Store, sets: Mapping[str, Node]) -> None:
    """Replace the org's lists of stages and statuses by the folder's."""
    if "OpportunityStage" in sets:
        _replace(store, "OpportunityStage", _stages(sets["OpportunityStage"]))
    if "CaseStatus" in sets:
        _replace(store, "CaseStatus", _statuses(sets["CaseStatus"], "closed", "IsClosed"))
    if "LeadStatus" in sets:
        _replace(store, "LeadStatus", _statuses(sets["LeadStatus"], "converted", "IsConverted"))


def _stages(node: Node) -> list[dict[str, Any]]:
    return [
        {
            "MasterLabel": value.text("label") or value.text("fullName"),
            "ApiName": value.text("fullName"),
            "IsActive": value.flag("isActive", default=True),
            "SortOrder": order,
            "IsClosed": value.flag("closed"),
            "IsWon": value.flag("won"),
            "ForecastCategoryName": value.text("forecastCategory") or "Pipeline",
            "DefaultProbability": value.number("probability", 0),
        }
        for order, value in enumerate(node.all("standardValue"), start=1)
    ]


def _stage_formulas(rows: list[dict[str, Any]], objects: dict[str, SObject]) -> None:
    _formula(objects, "Opportunity", "IsClosed", _among("StageName", rows, "IsClosed"))
    _formula(objects, "Opportunity", "IsWon", _among("StageName", rows, "IsWon"))
    cases = " ".join(
        f"WHEN {_quoted(row['ApiName'])} THEN {_quoted(row['ForecastCategoryName'])}"
        for row in rows
    )
    for name in ("ForecastCategory", "ForecastCategoryName"):
        _formula(objects, "Opportunity", name, f"CASE t.StageName {cases} ELSE 'Pipeline' END")


def _statuses(node: Node, mark: str, column: str) -> list[dict[str, Any]]:
    return [
        {
            "MasterLabel": value.text("label") or value.text("fullName"),
            "ApiName": value.text("fullName"),
            "SortOrder": order,
            "IsDefault": value.flag("default"),
            column: value.flag(mark),
        }
        for order, value in enumerate(node.all("standardValue"), start=1)
    ]


def _replace(store: Store, sobject: str, rows: list[dict[str, Any]]) -> None:
    store.execute(f'DELETE FROM "{sobject}"')  # noqa: S608
    store.insert_rows(sobject, [{"IsDeleted": False, **row} for row in rows])


def _formula(objects: dict[str, SObject], sobject: str, name: str, formula: str) -> None:
    known = objects[sobject].fields.get(name)
    if known is not None and known.formula is not None:
        changed = replace(known, formula=formula)
        fields = {**objects[sobject].fields, name: changed}
        objects[sobject] = replace(objects[sobject], fields=fields)


def _among(field: str, rows: list[dict[str, Any]], mark: str) -> str:
    names = ", ".join(_quoted(row["ApiName"]) for row in rows if row[mark])
    return f"t.{field} IN ({names})" if names else "0"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
