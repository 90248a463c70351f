"""A catalogue without an org: the standard objects, and an invented company's own ones."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from actions.reading import Reading
from crm.check import check
from crm.metadata import Catalogue, ChildInfo, FieldInfo, Labels, ObjectInfo, PicklistEntry
from crm.rows import Candidate, Found, User
from crm.soql import write
from language import words
from sandbox.schema import Field, Label, PicklistValue, SObject
from sandbox.standard import standard_objects
from sandbox.standard.definitions import system_fields

CLAIRE = User(
    "005000000000001AAA", "claire.moreau@heliade.example", "Claire Moreau", "Sales User", None,
    "005000000000009AAA", "fr", "Europe/Paris",
)  # fmt: skip
SOPHIE = User(
    "005000000000009AAA", "sophie.marchand@heliade.example", "Sophie Marchand", "Sales Manager",
    None, None, "fr", "Europe/Paris",
)  # fmt: skip
TEAM = ("005000000000001AAA", "005000000000002AAA")


def catalogue(objects: Sequence[SObject] = ()) -> Catalogue:
    """Return the standard objects and these as a user with every right sees them."""
    every = {one.name: one for one in (*standard_objects(), *objects)}
    return {name: _info(one, every) for name, one in every.items()}


def _info(one: SObject, every: dict[str, SObject]) -> ObjectInfo:
    children = tuple(
        ChildInfo(field.child_relationship, other.name, field.name)
        for other in every.values()
        for field in other.fields.values()
        if field.child_relationship and one.name in field.reference_to
    )
    return ObjectInfo(
        one.name, _labels(one.label), _labels(one.plural), one.key_prefix, one.name_field,
        one.custom, True, one.searchable, True, True, True,
        {name: _field(field) for name, field in one.fields.items()}, children,
    )  # fmt: skip


def _labels(label: Label) -> Labels:
    return Labels(label.fr, label.en)


def _field(field: Field) -> FieldInfo:
    long = field.type == "textarea"
    entries = tuple(PicklistEntry(v.value, _labels(v.label)) for v in field.picklist)
    return FieldInfo(
        field.name, field.type, _labels(field.label), field.name.endswith("__c"),
        not long, not long, not long and field.type not in {"currency", "multipicklist"}, True,
        True, not field.required, field.length, field.scale, entries, field.restricted,
        field.reference_to, field.relationship,
    )  # fmt: skip


def custom_org() -> Catalogue:
    """Return an org with objects nobody has seen: a clinic network's interventions and sites."""
    return catalogue((_site(), _intervention()))


def _site() -> SObject:
    fields = {
        "Name": Field("Name", "string", Label("Site Name", "Nom du site")),
        "Account__c": Field("Account__c", "reference", Label("Customer", "Client"), reference_to=("Account",), relationship="Account__r", child_relationship="Sites__r"),
        "Surface__c": Field("Surface__c", "double", Label("Floor Area (m²)", "Surface (m²)")),
        "Usage__c": Field("Usage__c", "picklist", Label("Usage", "Usage"), picklist=_values("Office|Bureau", "Warehouse|Entrepôt", "Cold Store|Chambre froide", "Plant|Usine")),
        "Town__c": Field("Town__c", "string", Label("Town", "Ville")),
        "Opening_Date__c": Field("Opening_Date__c", "date", Label("Opening Date", "Date d’ouverture")),
        "OwnerId": Field("OwnerId", "reference", Label("Owner ID", "ID du propriétaire"), reference_to=("User",), relationship="Owner"),
    }  # fmt: skip
    return SObject("Site__c", Label("Site", "Site"), Label("Sites", "Sites"), "a01", system_fields() | fields)  # fmt: skip


def _intervention() -> SObject:
    fields = {
        "Name": Field("Name", "string", Label("Intervention Number", "Numéro d’intervention")),
        "Site__c": Field("Site__c", "reference", Label("Site", "Site"), reference_to=("Site__c",), relationship="Site__r", child_relationship="Interventions__r"),
        "Etat__c": Field("Etat__c", "picklist", Label("Progress", "Avancement"), picklist=_values("Planned|Planifiée", "Ongoing|En cours", "Done|Terminée", "Cancelled|Annulée")),
        "Gravite__c": Field("Gravite__c", "picklist", Label("Severity", "Gravité"), picklist=_values("Minor|Mineure", "Major|Majeure", "Critical|Critique")),
        "Cout__c": Field("Cout__c", "currency", Label("Repair Cost", "Coût de réparation")),
        "Planned_On__c": Field("Planned_On__c", "date", Label("Planned Date", "Date prévue")),
        "Delivered_On__c": Field("Delivered_On__c", "date", Label("Delivery Date", "Date de livraison")),
        "Technician__c": Field("Technician__c", "reference", Label("Technician", "Technicien"), reference_to=("User",), relationship="Technician__r"),
        "Under_Warranty__c": Field("Under_Warranty__c", "boolean", Label("Under Warranty", "Sous garantie")),
        "OwnerId": Field("OwnerId", "reference", Label("Owner ID", "ID du propriétaire"), reference_to=("User",), relationship="Owner"),
    }  # fmt: skip
    return SObject("Intervention__c", Label("Intervention", "Intervention"), Label("Interventions", "Interventions"), "a02", system_fields() | fields)  # fmt: skip


def _values(*both: str) -> tuple[PicklistValue, ...]:
    pairs = [one.split("|") for one in both]
    return tuple(PicklistValue(en.replace(" ", "_"), Label(en, fr)) for en, fr in pairs)


_RECORDS = (
    ("User", "005000000000002AAA", "Hugo Lefèvre"),
    ("User", "005000000000001AAA", "Claire Moreau"),
    ("User", "005000000000003AAA", "James Whitfield"),
    ("User", "005000000000004AAA", "Nadia Benali"),
    ("Account", "001000000000001AAA", "Delmas Industries"),
    ("Account", "001000000000002AAA", "Sogevia"),
    ("Account", "001000000000003AAA", "Northwind Cold Storage"),
    ("Product2", "01t000000000001AAA", "Héliade Pilot"),
    ("Campaign", "701000000000001AAA", "Salon Enerj-meeting 2026"),
)


async def find(said: str, objects: Sequence[str]) -> Found:
    """Return the record whose name holds every word said, as `crm.find` would."""
    wanted = {*words(said)}
    found = [
        Candidate(name, record, title, 1.0)
        for name, record, title in _RECORDS
        if name in objects and wanted and wanted <= {*words(title)}
    ]
    exact = len(found) == 1 and wanted == {*words(found[0].name)}
    return Found(found[0] if len(found) == 1 else None, tuple(found), exact)


def told(reading: Reading | None, org: Catalogue) -> str:
    """Return a reading on one line: its task, its SOQL from FROM or its groups on, its cut."""
    if reading is None:
        return "nothing"
    query = reading.query
    check(query, org)
    soql = write(query, org, ZoneInfo("Europe/Paris"))
    body = soql[soql.index(" FROM ") + 1 :].removesuffix(" LIMIT 2000")
    measured = [f"{m.function}({m.path or ''})" for m in query.measures]
    grouped = [f"{g.path}:{g.grain}" if g.grain else g.path for g in query.group_by]
    parts = [reading.task, ",".join(measured), "by " + ",".join(grouped) if grouped else "", body]
    if query.limit and query.measures:
        parts.append(f"first {query.limit}")
    if reading.versus:
        parts.append(f"against {reading.versus[0].label_en}")
    return " ".join(part for part in parts if part).replace("list FROM", "FROM")
