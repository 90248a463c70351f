"""Picklists that several fields share: global value sets, and the standard ones."""

from __future__ import annotations

from dataclasses import replace

from sandbox.load.fields import both
from sandbox.load.folder import Node, Problems, metadata
from sandbox.schema import Field, PicklistValue, SObject

STANDARD = {
    "AccountOwnership": (("Account", "Ownership"),),
    "AccountRating": (("Account", "Rating"),),
    "AccountType": (("Account", "Type"),),
    "CampaignMemberStatus": (("CampaignMember", "Status"),),
    "CampaignStatus": (("Campaign", "Status"),),
    "CampaignType": (("Campaign", "Type"),),
    "CaseOrigin": (("Case", "Origin"),),
    "CasePriority": (("Case", "Priority"),),
    "CaseReason": (("Case", "Reason"),),
    "CaseStatus": (("Case", "Status"),),
    "CaseType": (("Case", "Type"),),
    "ContactRole": (("OpportunityContactRole", "Role"),),
    "ContractStatus": (("Contract", "Status"),),
    "EventSubject": (("Event", "Subject"),),
    "EventType": (("Event", "Type"),),
    "Industry": (("Account", "Industry"), ("Lead", "Industry")),
    "LeadSource": (
        ("Lead", "LeadSource"), ("Contact", "LeadSource"), ("Opportunity", "LeadSource"),
        ("Account", "AccountSource"),
    ),
    "LeadRating": (("Lead", "Rating"),),
    "LeadStatus": (("Lead", "Status"),),
    "OpportunityStage": (
        ("Opportunity", "StageName"), ("OpportunityHistory", "StageName"),
    ),
    "OpportunityType": (("Opportunity", "Type"),),
    "OrderStatus": (("Order", "Status"),),
    "OrderType": (("Order", "Type"),),
    "Product2Family": (("Product2", "Family"),),
    "QuoteStatus": (("Quote", "Status"),),
    "Salutation": (("Contact", "Salutation"), ("Lead", "Salutation")),
    "TaskPriority": (("Task", "Priority"),),
    "TaskStatus": (("Task", "Status"),),
    "TaskSubject": (("Task", "Subject"),),
    "TaskType": (("Task", "Type"),),
}  # fmt: skip
"""Which fields a standard value set feeds (Metadata API, "StandardValueSet")."""


def global_sets(problems: Problems) -> dict[str, tuple[PicklistValue, ...]]:
    """Read the folder's global value sets by name."""
    found = {}
    for name, node in metadata(problems.root, "globalValueSet", problems):
        with problems.of(node.path):
            found[name] = tuple(_value(value) for value in node.all("customValue"))
    return found


def standard_sets(problems: Problems) -> dict[str, Node]:
    """Read the folder's standard value sets by name; one that nobody knows is passed over."""
    found = {}
    for name, node in metadata(problems.root, "standardValueSet", problems):
        if name in STANDARD:
            with problems.of(node.path):
                _check_values(node)
                found[name] = node
        else:
            problems.warn(node.path, f"the standard value set {name} is not used here")
    return found


def apply_standard(sets: dict[str, Node], objects: dict[str, SObject]) -> None:
    """Give the fields of the standard value sets their values."""
    for name, node in sets.items():
        values = tuple(_value(value) for value in node.all("standardValue"))
        for object_name, field_name in STANDARD[name]:
            sobject = objects.get(object_name)
            field = sobject.fields.get(field_name) if sobject else None
            if sobject is not None and field is not None:
                changed = with_values(field, values)
                fields = {**sobject.fields, field_name: changed}
                objects[object_name] = replace(sobject, fields=fields)


def with_values(field: Field, values: tuple[PicklistValue, ...]) -> Field:
    """Return the field with other values; labels it already had in both languages are kept."""
    known = {entry.value: entry.label for entry in field.picklist}
    kept = tuple(
        replace(v, label=known[v.value]) if v.value in known and v.label.en == v.value else v
        for v in values
    )
    default = next((v.value for v in kept if v.default), None)
    return replace(field, picklist=kept, default=default)


def _check_values(node: Node) -> None:
    """Raise `ValueError` for a value that has no name, or a probability that is no number."""
    for value in node.all("standardValue"):
        _value(value)
        value.number("probability", 0)


def _value(node: Node) -> PicklistValue:
    name = node.text("fullName")
    if not name:
        raise ValueError("a value has no fullName")
    return PicklistValue(
        value=name,
        label=both(node.text("label") or name),
        default=node.flag("default"),
        active=node.flag("isActive", default=True),
    )
