"""Profiles and permission sets: who may use what the folder brings.

New objects and fields are open to every profile unless the metadata says otherwise. A profile's
own file decides for that profile. Permission sets are assigned to nobody in metadata: together they
decide, for every profile but administrators', what no profile file speaks of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from sandbox.access import EVERY_OBJECT, FULL, Permission, grant, limit_field
from sandbox.load.folder import Node, Problems, metadata
from sandbox.load.places import parts_in
from sandbox.store import Store

OPEN = Permission(create=True, read=True, edit=True, delete=True)
NAMES = {"Admin": "System Administrator", "Standard": "Standard User"}
ADMINISTRATORS = {"System Administrator", "Integration"}
SET_UP = (
    "CaseStatus", "Group", "GroupMember", "LeadStatus", "OpportunityStage", "Organization",
    "Profile", "RecordType", "Territory2", "User", "UserRole", "UserTerritory2Association",
)  # fmt: skip
"""Objects that only administrators change."""

Rights = dict[str, Permission]
FieldRights = dict[str, tuple[bool, bool]]


def open_to_all(store: Store, objects: Iterable[str]) -> None:
    """Let every profile use these new objects."""
    profiles = _profiles(store)
    for name in objects:
        for profile, profile_id in profiles.items():
            grant(store, profile_id, name, FULL if profile in ADMINISTRATORS else OPEN)


def open_profiles(store: Store) -> None:
    """Give profiles that came as records, without any rights, an ordinary user's."""
    for profile, profile_id in _profiles(store).items():
        if not store.execute("SELECT 1 FROM _permission WHERE profile = ?", (profile_id,)):
            _open(store, profile, profile_id)


def read_rights(store: Store, problems: Problems) -> None:
    """Apply the folder's profiles, then its permission sets to what they leave open."""
    spoken: set[str] = set()
    for file, node in metadata(problems.root, "profile", problems):
        objects, fields = _objects(node), _fields(node)
        spoken |= objects.keys() | fields.keys()
        name = NAMES.get(unquote(file), unquote(file))
        _apply(store, _profile(store, name), objects, fields, problems, node)
    _permission_sets(store, problems, spoken)


def _permission_sets(store: Store, problems: Problems, spoken: set[str]) -> None:
    objects: dict[str, list[Permission]] = defaultdict(list)
    fields: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    nodes = [node for _, node in metadata(problems.root, "permissionset", problems)]
    for node in nodes:
        for name, permission in _objects(node).items():
            objects[name].append(permission)
        for name, rights in _fields(node).items():
            fields[name].append(rights)
    joined = {name: _join(found) for name, found in objects.items() if name not in spoken}
    open_fields = {
        name: (any(r for r, _ in found), any(e for _, e in found))
        for name, found in fields.items()
        if name not in spoken
    }
    for profile, profile_id in _profiles(store).items() if nodes else ():
        if profile not in ADMINISTRATORS:
            _apply(store, profile_id, joined, open_fields, problems, nodes[0])


def _join(permissions: list[Permission]) -> Permission:
    names = ("create", "read", "edit", "delete", "view_all", "modify_all")
    return Permission(*(any(getattr(p, name) for p in permissions) for name in names))


def _apply(
    store: Store, profile: str, objects: Rights, fields: FieldRights, problems: Problems, node: Node
) -> None:
    schema = store.schema()
    for name, permission in objects.items():
        if name in schema:
            grant(store, profile, name, permission)
        else:
            problems.warn(node.path, f"permissions of {name}, which is not in the sandbox")
    for name, (readable, editable) in fields.items():
        sobject, _, field = name.partition(".")
        known = schema[sobject].fields if sobject in schema else {}
        for one in parts_in(known, field) or ({field} & known.keys()):
            limit_field(store, profile, sobject, one, readable=readable, editable=editable)


def _objects(node: Node) -> Rights:
    return {
        inner.text("object"): Permission(
            create=inner.flag("allowCreate"),
            read=inner.flag("allowRead"),
            edit=inner.flag("allowEdit"),
            delete=inner.flag("allowDelete"),
            view_all=inner.flag("viewAllRecords"),
            modify_all=inner.flag("modifyAllRecords"),
        )
        for inner in node.all("objectPermissions")
    }


def _fields(node: Node) -> FieldRights:
    return {
        inner.text("field"): (inner.flag("readable"), inner.flag("editable"))
        for inner in node.all("fieldPermissions")
    }


def _profiles(store: Store) -> dict[str, str]:
    return dict(store.execute('SELECT "Name", "Id" FROM Profile WHERE "IsDeleted" = 0'))


def _profile(store: Store, name: str) -> str:
    """Return the profile's id; one nobody knew is made, as open as a sales user's."""
    known = _profiles(store).get(name)
    if known is not None:
        return known
    made = store.insert_rows("Profile", [{"Name": name, "IsDeleted": False}])[0]
    _open(store, name, made)
    return made


def _open(store: Store, name: str, profile: str) -> None:
    """Let a profile use everything, and administrators' own objects only if it is one of theirs."""
    administers = "admin" in name.lower()
    grant(store, profile, EVERY_OBJECT, FULL if administers else OPEN)
    for sobject in () if administers else SET_UP:
        if sobject in store.schema():
            grant(store, profile, sobject, Permission(read=True))
