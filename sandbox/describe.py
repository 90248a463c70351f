"""Describe: the org's metadata as the asking user may see it, in the user's language.

Hidden objects and fields are absent. Shapes follow Salesforce's `sobjects/X/describe`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox import traits
from sandbox.access import Access
from sandbox.picklists import describe_picklist
from sandbox.recordtypes import MASTER, record_type_id
from sandbox.schema import Field, SObject

SOAP_TYPES = {
    "id": "tns:ID", "reference": "tns:ID", "boolean": "xsd:boolean", "int": "xsd:int",
    "double": "xsd:double", "currency": "xsd:double", "percent": "xsd:double",
    "date": "xsd:date", "datetime": "xsd:dateTime", "time": "xsd:time",
    "address": "urn:address", "base64": "xsd:base64Binary",
}  # fmt: skip
NUMBERS = {"double", "currency", "percent"}
NAME_PARTS = frozenset({"FirstName", "LastName", "MiddleName", "Salutation", "Suffix"})
ADDRESS_PARTS = (
    "Street", "City", "StateCode", "State", "PostalCode", "CountryCode", "Country", "Latitude",
    "Longitude", "GeocodeAccuracy",
)  # fmt: skip
LENGTHLESS = NUMBERS | {"int", "boolean", "date", "datetime", "time", "address", "base64"}


def describe_field(sobject: SObject, field: Field, access: Access, language: str) -> dict[str, Any]:
    """Describe one field for one user."""
    editable = access.editable(sobject.name, field.name)
    return (
        _identity(sobject, field, language)
        | _shape(field)
        | _uses(field)
        | _writing(sobject, field, access, editable=editable)
        | describe_picklist(sobject, field, language)
    )


def describe_object(
    sobject: SObject, schema: Mapping[str, SObject], access: Access, language: str, root: str
) -> dict[str, Any]:
    """Describe one object in full: fields, child relationships, record types."""
    fields = [f for f in sobject.fields.values() if access.readable(sobject.name, f.name)]
    return summarize(sobject, access, language, root) | {
        "fields": [describe_field(sobject, f, access, language) for f in fields],
        "childRelationships": _children(sobject, schema, access),
        "recordTypeInfos": record_types(sobject, language, root),
        "namedLayoutInfos": [],
        "supportedScopes": [
            {"label": "All records", "name": "everything"},
            {"label": "My records", "name": "mine"},
        ],
        "actionOverrides": [],
        "networkScopeFieldName": None,
        "listviewable": None,
        "lookupLayoutable": None,
        "searchLayoutable": True,
        "defaultImplementation": None,
        "extendedBy": None,
        "extendsInterfaces": None,
        "implementedBy": None,
        "implementsInterfaces": None,
        "sobjectDescribeOption": "FULL",
    }


def describe_global(
    schema: Mapping[str, SObject], access: Access, language: str, root: str
) -> dict[str, Any]:
    """List the objects the user may read."""
    seen = (o for o in sorted(schema.values(), key=lambda o: o.name) if access.may(o.name, "read"))
    return {
        "encoding": "UTF-8",
        "maxBatchSize": 200,
        "sobjects": [summarize(o, access, language, root) for o in seen],
    }


def summarize(sobject: SObject, access: Access, language: str, root: str) -> dict[str, Any]:
    """Describe an object without its fields, as the global describe lists it."""
    name = sobject.name
    create, edit = access.may(name, "create"), access.may(name, "edit")
    delete = access.may(name, "delete")
    return {
        "name": name,
        "label": sobject.label.of(language),
        "labelPlural": sobject.plural.of(language),
        "keyPrefix": sobject.key_prefix,
        "custom": sobject.custom,
        "customSetting": False,
        "createable": create,
        "updateable": edit,
        "deletable": delete,
        "undeletable": delete,
        "mergeable": name in {"Account", "Contact", "Lead", "Case"},
        "queryable": True,
        "retrieveable": True,
        "replicateable": True,
        "searchable": sobject.searchable,
        "layoutable": True,
        "activateable": False,
        "triggerable": True,
        "feedEnabled": False,
        "mruEnabled": sobject.searchable,
        "hasSubtypes": False,
        "isSubtype": False,
        "isInterface": False,
        "associateEntityType": None,
        "associateParentEntity": None,
        "compactLayoutable": True,
        "dataTranslationEnabled": None,
        "deepCloneable": False,
        "deprecatedAndHidden": False,
        "urls": links(name, root),
    }


def links(name: str, root: str) -> dict[str, str]:
    """Return the object's resource addresses."""
    base = f"{root}/sobjects/{name}"
    return {
        "sobject": base,
        "describe": f"{base}/describe",
        "rowTemplate": f"{base}/{{ID}}",
        "layouts": f"{base}/describe/layouts",
    }


def record_types(sobject: SObject, language: str, root: str) -> list[dict[str, Any]]:
    """List the record types, the master one last, as Salesforce does."""
    base = f"{root}/sobjects/{sobject.name}/describe/layouts"
    first = next(iter(sobject.record_types), None)
    infos = [
        _record_type(
            kind.name,
            kind.label.of(language),
            record_type_id(sobject.name, kind.name),
            base,
            first=kind == first,
        )
        for kind in sobject.record_types
    ]
    master = "Principal" if language == "fr" else "Master"
    return [*infos, _record_type("Master", master, MASTER, base, first=not infos)]


def _record_type(name: str, label: str, id_: str, base: str, *, first: bool) -> dict[str, Any]:
    return {
        "active": True,
        "available": True,
        "defaultRecordTypeMapping": first,
        "developerName": name,
        "master": name == "Master",
        "name": label,
        "recordTypeId": id_,
        "urls": {"layout": f"{base}/{id_}"},
    }


def compound_of(sobject: SObject, name: str) -> str | None:
    """Return the compound field a field is a part of: a person's name, or a postal address."""
    if name in {*NAME_PARTS, "Name"}:
        return "Name" if "LastName" in sobject.fields else None
    part = next((one for one in ADDRESS_PARTS if name.endswith(one)), None)
    prefix = name.removesuffix(part) if part else ""
    return f"{prefix}Address" if part and f"{prefix}Street" in sobject.fields else None


def _identity(sobject: SObject, field: Field, language: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label.of(language),
        "type": field.type,
        "soapType": SOAP_TYPES.get(field.type, "xsd:string"),
        "custom": field.name.endswith(("__c", "__s")),
        "nameField": field.name == sobject.name_field,
        "namePointing": len(field.reference_to) > 1,
        "idLookup": field.type == "id" or field.external_id or field.name == sobject.name_field,
        "externalId": field.external_id,
        "unique": field.unique,
        "caseSensitive": False,
        "inlineHelpText": field.help.of(language) if field.help else None,
        "referenceTo": list(field.reference_to),
        "relationshipName": field.relationship,
        "relationshipOrder": 0 if field.cascade_delete and field.reference_to else None,
        "referenceTargetField": None,
        "polymorphicForeignKey": len(field.reference_to) > 1,
        "cascadeDelete": field.cascade_delete,
        "restrictedDelete": False,
        "compoundFieldName": compound_of(sobject, field.name),
        "extraTypeInfo": "plaintextarea" if field.type == "textarea" else None,
        "complianceGroup": field.compliance,
        "securityClassification": field.classification,
        "deprecatedAndHidden": False,
    }


def _shape(field: Field) -> dict[str, Any]:
    length = 18 if field.type in {"id", "reference"} else field.length
    length = 0 if field.type in LENGTHLESS else length
    number = field.type in NUMBERS
    return {
        "length": length,
        "byteLength": length if field.type in {"id", "reference"} else length * 3,
        "precision": field.precision if number else 0,
        "scale": field.scale if number else 0,
        "digits": 9 if field.type == "int" else 0,
        "htmlFormatted": False,
        "highScaleNumber": False,
        "displayLocationInDecimal": False,
        "mask": None,
        "maskType": None,
        "encrypted": field.type == "encryptedstring",
        "autoNumber": False,
        "calculated": field.formula is not None,
        "calculatedFormula": None,
        "formulaTreatNullNumberAsZero": False,
    }


def _uses(field: Field) -> dict[str, Any]:
    return {
        "filterable": traits.is_filterable(field),
        "sortable": traits.is_sortable(field),
        "groupable": traits.is_groupable(field),
        "aggregatable": traits.is_aggregatable(field),
        "queryByDistance": False,
        "searchPrefilterable": field.type == "reference",
        "aiPredictionField": False,
        "dataTranslationEnabled": None,
    }


def _writing(sobject: SObject, field: Field, access: Access, *, editable: bool) -> dict[str, Any]:
    free = field.formula is None and editable
    default = field.default if field.type != "boolean" else field.default == "true"
    return {
        "createable": free and field.createable and access.may(sobject.name, "create"),
        "updateable": free and field.updateable and access.may(sobject.name, "edit"),
        "permissionable": not field.required and field.createable,
        "nillable": not field.required and field.type not in {"boolean", "id"},
        "defaultedOnCreate": field.default is not None
        or field.type in {"boolean", "id"}
        or field.name == "OwnerId"
        or not field.createable,
        "defaultValue": default,
        "defaultValueFormula": None,
        "writeRequiresMasterRead": False,
    }


def _children(
    sobject: SObject, schema: Mapping[str, SObject], access: Access
) -> list[dict[str, Any]]:
    found = (
        (child, field)
        for child in schema.values()
        for field in child.fields.values()
        if sobject.name in field.reference_to
        and access.may(child.name, "read")
        and access.readable(child.name, field.name)
    )
    return [
        {
            "childSObject": child.name,
            "field": field.name,
            "relationshipName": field.child_relationship,
            "cascadeDelete": field.cascade_delete,
            "restrictedDelete": False,
            "deprecatedAndHidden": False,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
        }
        for child, field in found
    ]
