"""Reading describe: two answers in two languages become one `ObjectInfo`."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from crm.metadata import ChildInfo, FieldInfo, Labels, ObjectInfo, PicklistEntry

Described = Mapping[str, Any]

_STANDARD = frozenset(
    {
        "Account", "Asset", "BusinessHours", "Campaign", "CampaignMember", "Case", "CaseComment",
        "CaseHistory", "CaseStatus", "Contact", "Contract", "EmailMessage", "Entitlement", "Event",
        "Group", "GroupMember", "Individual", "Lead", "LeadHistory", "LeadStatus",
        "LiveChatTranscript", "Note", "Opportunity", "OpportunityContactRole",
        "OpportunityFieldHistory", "OpportunityHistory", "OpportunityLineItem",
        "OpportunityStage", "OpportunityTeamMember", "Order", "OrderItem", "Organization",
        "Partner", "Pricebook2", "PricebookEntry", "Product2", "Profile", "Quote",
        "QuoteLineItem", "RecordType", "ServiceContract", "Solution", "Task", "TaskStatus",
        "Territory2", "User", "UserRole", "UserTerritory2Association", "VoiceCall", "WorkOrder",
    }
)  # fmt: skip
_NOISE = ("History", "Feed", "Share", "Tag", "ChangeEvent", "__mdt", "__e", "__Share", "__History")


def is_relevant(summary: Described) -> bool:
    """Tell whether an object of the global describe is the org's business, not its machinery."""
    name = summary["name"]
    if not summary.get("queryable") or summary.get("deprecatedAndHidden"):
        return False
    if name in _STANDARD or name.endswith("__kav"):
        return True
    if name.endswith(_NOISE) or summary.get("customSetting"):
        return False
    made = summary.get("custom") or name.endswith(("__c", "__x"))
    return bool(made or (summary.get("searchable") and summary.get("layoutable")))


def read_object(fr: Described, en: Described) -> ObjectInfo:
    """Merge one object's describe in French and in English."""
    english = {field["name"]: field for field in en["fields"]}
    fields = {
        field["name"]: _read_field(field, english.get(field["name"], field), fr, (fr, en))
        for field in fr["fields"]
    }
    named = [field["name"] for field in fr["fields"] if field.get("nameField")]
    return ObjectInfo(
        name=fr["name"],
        labels=Labels(fr["label"], en["label"]),
        plurals=Labels(fr.get("labelPlural", fr["label"]), en.get("labelPlural", en["label"])),
        key_prefix=fr.get("keyPrefix") or "",
        name_field=named[0] if named else "Id",
        custom=bool(fr.get("custom")),
        queryable=bool(fr.get("queryable")),
        searchable=bool(fr.get("searchable")),
        createable=bool(fr.get("createable")),
        updateable=bool(fr.get("updateable")),
        deletable=bool(fr.get("deletable")),
        fields=fields,
        children=_children(fr),
    )


def _children(described: Described) -> tuple[ChildInfo, ...]:
    return tuple(
        ChildInfo(child["relationshipName"], child["childSObject"], child["field"])
        for child in described.get("childRelationships", [])
        if child.get("relationshipName")
    )


def _record_types(field: Described, fr: Described, en: Described) -> tuple[PicklistEntry, ...]:
    """Return an object's record types as the values of the field that holds them."""
    if tuple(field.get("referenceTo") or ()) != ("RecordType",):
        return ()
    english = {one["recordTypeId"]: one["name"] for one in en.get("recordTypeInfos") or ()}
    return tuple(
        PicklistEntry(
            one["recordTypeId"],
            Labels(one["name"], english.get(one["recordTypeId"], one["name"])),
        )
        for one in fr.get("recordTypeInfos") or ()
        if not one.get("master")
    )


def _read_field(
    fr: Described, en: Described, owner: Described, both: tuple[Described, Described]
) -> FieldInfo:
    return FieldInfo(
        name=fr["name"],
        type=fr["type"],
        labels=Labels(fr["label"], en["label"]),
        custom=bool(fr.get("custom")),
        filterable=bool(fr.get("filterable")),
        sortable=bool(fr.get("sortable")),
        groupable=bool(fr.get("groupable")),
        createable=bool(fr.get("createable")),
        updateable=bool(fr.get("updateable")),
        nillable=bool(fr.get("nillable")),
        length=int(fr.get("length") or 0),
        scale=int(fr.get("scale") or 0),
        picklist=_entries(fr, en, owner) or _record_types(fr, *both),
        restricted=bool(fr.get("restrictedPicklist")),
        reference_to=tuple(fr.get("referenceTo") or ()),
        relationship=fr.get("relationshipName"),
        precision=int(fr.get("precision") or fr.get("digits") or 0),
        defaulted=bool(fr.get("defaultedOnCreate")),
        controller=fr.get("controllerName"),
        compound=fr.get("compoundFieldName"),
        compliance=fr.get("complianceGroup"),
        security=fr.get("securityClassification"),
        rich=fr.get("extraTypeInfo") == "richtextarea",
        identifies=bool(fr.get("externalId")),
    )


def _entries(fr: Described, en: Described, owner: Described) -> tuple[PicklistEntry, ...]:
    english = {entry["value"]: entry for entry in en.get("picklistValues") or ()}
    controlling = _controlling(fr, owner)
    return tuple(
        PicklistEntry(
            entry["value"],
            _labels(entry, english.get(entry["value"], entry)),
            _valid_for(entry.get("validFor"), controlling),
        )
        for entry in fr.get("picklistValues") or ()
        if entry.get("active", True)
    )


def _labels(fr: Described, en: Described) -> Labels:
    return Labels(fr.get("label") or fr["value"], en.get("label") or en["value"])


def _controlling(field: Described, owner: Described) -> list[str]:
    """List the controlling field's values in describe's order: `validFor` speaks of positions."""
    name = field.get("controllerName")
    found = next((other for other in owner["fields"] if other["name"] == name), None)
    if found is None:
        return []
    if found["type"] == "boolean":
        return ["false", "true"]
    return [entry["value"] for entry in found.get("picklistValues") or ()]


def _valid_for(bitmap: str | None, controlling: list[str]) -> tuple[str, ...]:
    """Decode describe's bitmap: base64, one bit a controlling value, highest bit first."""
    if not bitmap or not controlling:
        return ()
    bits = base64.b64decode(bitmap)
    return tuple(
        value
        for place, value in enumerate(controlling)
        if place // 8 < len(bits) and bits[place // 8] & (0x80 >> place % 8)
    )
