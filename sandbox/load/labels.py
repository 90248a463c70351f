"""Translations: French and English labels of objects, fields, picklist values and record types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.load.folder import Node, Problems, metadata
from sandbox.load.places import part_label, parts_in
from sandbox.load.value_sets import STANDARD
from sandbox.schema import Field, Label, PicklistValue, RecordType, SObject, ValidationRule


def translate(problems: Problems, objects: dict[str, SObject]) -> set[str]:
    """Put the folder's translations into the objects; returns the names of those changed."""
    changed: set[str] = set()
    for name, node in metadata(problems.root, "objectTranslation", problems):
        target, language = _split(name)
        for real in _targets(target):
            if real in objects and language:
                objects[real] = _object(objects[real], node, language)
                changed.add(real)
    for _, node in metadata(problems.root, "fieldTranslation", problems):
        target, language = _split(node.path.parent.name)
        for real in _targets(target):
            if real in objects and language:
                objects[real] = _with_field(objects[real], node, language)
                changed.add(real)
    return changed


def translate_sets(
    problems: Problems, objects: dict[str, SObject], users: dict[str, list[tuple[str, str]]]
) -> None:
    """Put translations of shared value sets into the fields that use them.

    `users` maps a global value set to the `(object, field)` pairs that take their values from it.
    """
    for kind in ("globalValueSetTranslation", "standardValueSetTranslation"):
        for name, node in metadata(problems.root, kind, problems):
            target, language = _split(name)
            pairs = users.get(target, []) if kind.startswith("g") else STANDARD.get(target, ())
            words = _words(node.all("valueTranslation"))
            for object_name, field_name in pairs if language else ():
                sobject = objects.get(object_name)
                field = sobject.fields.get(field_name) if sobject else None
                if sobject is not None and field is not None:
                    picklist = _values(field.picklist, words, language)
                    fields = {**sobject.fields, field_name: replace(field, picklist=picklist)}
                    objects[object_name] = replace(sobject, fields=fields)


def _split(name: str) -> tuple[str, str]:
    """Split `Chantier__c-fr` into the object and the language we have ("" for any other)."""
    target, _, language = name.rpartition("-")
    short = language[:2].lower()
    return target, short if short in {"fr", "en"} else ""


def _targets(name: str) -> tuple[str, ...]:
    return ("Task", "Event") if name == "Activity" else (name,)


def _said(label: Label, text: str, language: str) -> Label:
    if not text:
        return label
    return replace(label, fr=text) if language == "fr" else replace(label, en=text)


def _object(sobject: SObject, node: Node, language: str) -> SObject:
    singular, plural = _cases(node)
    changed = replace(
        sobject,
        label=_said(sobject.label, singular, language),
        plural=_said(sobject.plural, plural or "", language),
        record_types=_record_types(sobject, node, language),
        rules=_rules(sobject, node, language),
    )
    name = node.text("nameFieldLabel")
    field = changed.fields.get(changed.name_field)
    if name and field is not None:
        renamed = replace(field, label=_said(field.label, name, language))
        changed = replace(changed, fields={**changed.fields, field.name: renamed})
    for inner in node.all("fields"):
        changed = _with_field(changed, inner, language)
    return changed


def _cases(node: Node) -> tuple[str, str]:
    """Return singular and plural; of several grammatical cases the first is the plain one."""
    singular = plural = ""
    for case in node.all("caseValues"):
        if case.flag("plural"):
            plural = plural or case.text("value")
        else:
            singular = singular or case.text("value")
    return singular, plural


def _record_types(sobject: SObject, node: Node, language: str) -> tuple[RecordType, ...]:
    labels = {inner.text("name"): inner.text("label") for inner in node.all("recordTypes")}
    return tuple(
        replace(kind, label=_said(kind.label, labels.get(kind.name, ""), language))
        for kind in sobject.record_types
    )


def _rules(sobject: SObject, node: Node, language: str) -> tuple[ValidationRule, ...]:
    said = {inner.text("name"): inner.text("errorMessage") for inner in node.all("validationRules")}
    return tuple(
        replace(rule, message=_said(rule.message, said.get(rule.name, ""), language))
        for rule in sobject.rules
    )


def _with_field(sobject: SObject, node: Node, language: str) -> SObject:
    text = node.text("label") or _cases(node)[0]
    parts = parts_in(sobject.fields, node.text("name")) if text else {}
    if parts:
        return _with_place(sobject, parts, text, language)
    field = sobject.fields.get(node.text("name"))
    if field is None:
        return sobject
    help_text = node.text("help")
    changed: Field = replace(
        field,
        label=_said(field.label, text, language),
        picklist=_values(field.picklist, _words(node.all("picklistValues")), language),
        help=_said(field.help, help_text, language) if field.help and help_text else field.help,
    )
    return replace(sobject, fields={**sobject.fields, field.name: changed})


def _with_place(sobject: SObject, parts: Mapping[str, Label], text: str, language: str) -> SObject:
    whole = {name: part_label(Label(text, text), word) for name, word in parts.items()}
    fields = {
        name: replace(field, label=_said(field.label, whole[name].of(language), language))
        for name, field in sobject.fields.items()
        if name in whole
    }
    return replace(sobject, fields={**sobject.fields, **fields})


def _words(nodes: list[Node]) -> dict[str, str]:
    return {node.text("masterLabel"): node.text("translation") for node in nodes}


def _values(
    values: tuple[PicklistValue, ...], words: dict[str, str], language: str
) -> tuple[PicklistValue, ...]:
    """Translate by master label, which is the label in the org's own language, or by value."""
    return tuple(
        replace(v, label=_said(v.label, _word(v, words, language), language)) for v in values
    )


def _word(value: PicklistValue, words: dict[str, str], language: str) -> str:
    own = value.label.fr if language == "en" else value.label.en
    return words.get(own) or words.get(value.value) or ""
