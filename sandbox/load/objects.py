"""The folder's objects: custom ones made, standard ones extended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from string import ascii_uppercase, digits
from urllib.parse import unquote

from sandbox.load.activities import about_custom
from sandbox.load.fields import ValueSets, both, read_field
from sandbox.load.folder import Node, Problems, is_name, metadata
from sandbox.load.formulas import Pending, is_computed, write_computed
from sandbox.load.places import place_fields
from sandbox.load.references import check_references, with_controllers
from sandbox.load.validations import with_rules
from sandbox.recordtypes import FIELD as RECORD_TYPE_FIELD
from sandbox.schema import Field, Label, RecordType, Sharing, SObject
from sandbox.standard import system_fields

SHARING: dict[str, Sharing] = {
    "Private": "private",
    "Read": "read",
    "ReadWrite": "read_write",
    "ReadWriteTransfer": "read_write",
    "FullAccess": "read_write",
    "ControlledByParent": "parent",
    "ControlledByCampaign": "parent",
    "ControlledByLeadOrContact": "parent",
}
NOT_RECORDS = {"__mdt": "custom metadata", "__e": "platform events", "__b": "big objects",
               "__x": "external objects"}  # fmt: skip
OWNER = Field(
    "OwnerId", "reference", Label("Owner ID", "ID du propriétaire"), length=18,
    reference_to=("User", "Group"), relationship="Owner",
)  # fmt: skip


class Source:
    """What the folder says about objects, by object name."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.objects = dict(metadata(problems.root, "object", problems))
        self.fields: dict[str, list[Node]] = {}
        self.record_types: dict[str, list[Node]] = {}
        self.rules: dict[str, list[Node]] = {}
        kinds = {"field": self.fields, "recordType": self.record_types,
                 "validationRule": self.rules}  # fmt: skip
        for kind, found in kinds.items():
            for _, node in metadata(problems.root, kind, problems):
                found.setdefault(node.path.parent.parent.name, []).append(node)
        for name, node in self.objects.items():
            self.fields.setdefault(name, []).extend(node.all("fields"))
            self.record_types.setdefault(name, []).extend(node.all("recordTypes"))
            self.rules.setdefault(name, []).extend(node.all("validationRules"))

    def names(self) -> list[str]:
        """Return the objects in question, `Activity` read as Task and Event."""
        return sorted({*self.objects, *self.fields, *self.record_types, *self.rules})


def read_objects(
    source: Source, known: Mapping[str, SObject], sets: ValueSets
) -> tuple[dict[str, SObject], dict[str, str]]:
    """Return the changed and new objects by name, and `Object.Field` → auto-number format."""
    found: dict[str, SObject] = {}
    formats: dict[str, str] = {}
    pending: Pending = {}
    prefixes = _free_prefixes(known)
    for name in source.names():
        for target in ("Task", "Event") if name == "Activity" else (name,):
            base = _base(source, known, target, prefixes)
            if base is not None:
                found[target] = _extended(source, name, base, sets, formats, pending)
    everything = {**known, **found}
    write_computed(pending, everything, source.problems)
    for name, nodes in source.fields.items():
        if name in found:
            everything[name] = with_controllers(everything[name], nodes, source.problems)
    for name, nodes in source.rules.items():
        if name in found:
            everything[name] = with_rules(everything[name], nodes, everything, source.problems)
    check_references(source.problems, source.fields, everything)
    activities = about_custom(everything, source.objects)
    return {name: everything[name] for name in found} | activities, formats


def _free_prefixes(known: Mapping[str, SObject]) -> Iterator[str]:
    taken = {sobject.key_prefix for sobject in known.values()}
    letters = digits + ascii_uppercase
    return (p for a, b in product(letters, letters) if (p := f"a{a}{b}") not in taken)


def _base(
    source: Source, known: Mapping[str, SObject], name: str, prefixes: Iterator[str]
) -> SObject | None:
    """Return the object to extend; None, and a warning, for what is not an object of records."""
    node = source.objects.get(name)
    if name in known:
        return known[name] if node is None else _relabelled(known[name], node)
    path = node.path if node else source.problems.root / name
    kind = next((what for suffix, what in NOT_RECORDS.items() if name.endswith(suffix)), None)
    if kind is not None:
        source.problems.warn(path, f"{kind} are passed over")
    elif node is not None and node.one("customSettingsType") is not None:
        source.problems.warn(path, "custom settings are passed over")
    elif not name.endswith("__c"):
        source.problems.warn(path, f"the standard object {name} is not in the sandbox")
    elif not is_name(name):
        source.problems.error(path, f"{name[:60]!r} is not an API name")
    elif node is None:
        source.problems.error(path, f"fields of {name}, but no {name}.object-meta.xml")
    elif (sharing := node.text("sharingModel")) and sharing not in SHARING:
        source.problems.error(path, f"the sharingModel {sharing[:40]!r} is not known")
    else:
        return _custom(name, node, next(prefixes))
    return None


def _custom(name: str, node: Node, prefix: str) -> SObject:
    sharing = SHARING.get(node.text("sharingModel"), "read_write")
    owned = {} if sharing == "parent" else {"OwnerId": OWNER}
    label = node.text("label") or name
    return SObject(
        name=name,
        label=both(label),
        plural=both(node.text("pluralLabel") or label),
        key_prefix=prefix,
        fields={**system_fields(), "Name": _name_field(node), **owned},
        sharing=sharing,
        searchable=node.flag("enableSearch", default=True),
    )


def _relabelled(sobject: SObject, node: Node) -> SObject:
    label, plural = node.text("label"), node.text("pluralLabel")
    sharing = SHARING.get(node.text("sharingModel"), sobject.sharing)
    return replace(
        sobject,
        label=both(label) if label else sobject.label,
        plural=both(plural) if plural else sobject.plural,
        sharing=sharing if sobject.custom else sobject.sharing,
    )


def _name_field(node: Node) -> Field:
    inner = node.one("nameField")
    label = both(inner.text("label")) if inner else Label("Name", "Nom")
    if inner is not None and inner.text("type") == "AutoNumber":
        return Field("Name", "string", label, length=80, createable=False, updateable=False)
    return Field("Name", "string", label, length=80, required=True)


def _extended(
    source: Source,
    name: str,
    base: SObject,
    sets: ValueSets,
    formats: dict[str, str],
    pending: Pending,
) -> SObject:
    fields, defined = dict(base.fields), set[str]()
    node = source.objects.get(name)
    name_node = node.one("nameField") if node else None
    if name_node is not None and name_node.text("type") == "AutoNumber":
        formats[f"{base.name}.Name"] = name_node.text("displayFormat") or "{0}"
    for field_node in source.fields.get(name, []):
        try:
            field = _field(field_node, base, fields, sets)
        except ValueError as exc:
            source.problems.error(field_node.path, str(exc))
            continue
        if field is None:
            continue
        if field.name in defined:
            source.problems.error(field_node.path, f"{field.name} is defined by two files")
        defined.add(field.name)
        if field_node.text("type") == "AutoNumber":
            formats[f"{base.name}.{field.name}"] = field_node.text("displayFormat") or "{0}"
        if is_computed(field_node):
            pending[base.name, field.name] = field_node
        parts = place_fields(field) if field_node.text("type") == "Location" else (field,)
        fields |= {one.name: one for one in parts}
    kinds = tuple(_record_type(kind) for kind in source.record_types.get(name, []))
    if kinds:
        fields["RecordTypeId"] = RECORD_TYPE_FIELD
    return replace(base, fields=fields, record_types=kinds or base.record_types)


def _field(node: Node, base: SObject, fields: Mapping[str, Field], sets: ValueSets) -> Field | None:
    """Return the field; a standard one is changed only in what the metadata says of it."""
    name = node.text("fullName")
    if name.endswith("__c"):
        return read_field(node, base.name, sets)
    known = fields.get(name)
    if known is None:
        return None
    label = node.text("label")
    changed = replace(known, label=both(label)) if label else known
    changed = _classified(changed, node)
    if node.one("valueSet") is None:
        return changed
    values = read_field(node, base.name, sets)
    return replace(
        changed, picklist=values.picklist, default=values.default, restricted=values.restricted
    )


def _classified(field: Field, node: Node) -> Field:
    """Return the field as the metadata classifies it, where it does."""
    compliance, security = node.text("complianceGroup"), node.text("securityClassification")
    return replace(
        field,
        compliance=compliance or field.compliance,
        classification=security or field.classification,
    )


def _record_type(node: Node) -> RecordType:
    name = node.text("fullName") or node.path.name.split(".")[0]
    offered = {inner.text("picklist"): tuple(unquote(one.text("fullName"))
               for one in inner.all("values")) for inner in node.all("picklistValues")}  # fmt: skip
    return RecordType(name, both(node.text("label") or name), offered)


def global_set_fields(source: Source) -> dict[str, list[tuple[str, str]]]:
    """Return which fields take their values from each global value set."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, nodes in source.fields.items():
        for node in nodes:
            inner = node.one("valueSet")
            shared = inner.text("valueSetName") if inner is not None else ""
            if shared:
                found.setdefault(shared, []).append((name, node.text("fullName")))
    return found
