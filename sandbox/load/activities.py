"""Which objects of the folder tasks and events may be about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.load.folder import Node
from sandbox.schema import SObject


def about_custom(objects: Mapping[str, SObject], said: Mapping[str, Node]) -> dict[str, SObject]:
    """Return Task and Event with the folder's own objects among what they may be about.

    Metadata closes an object to activities (`enableActivities` false); what does not speak of it
    stays open, as with rights.
    """
    closed = {
        name for name, node in said.items() if not node.flag("enableActivities", default=True)
    }
    own = [o.name for o in objects.values() if o.custom and o.name in said]
    return {
        name: _widened(objects[name], own, closed) for name in ("Task", "Event") if name in objects
    }


def _widened(activity: SObject, own: list[str], closed: set[str]) -> SObject:
    what = activity.fields["WhatId"]
    targets = tuple(one for one in dict.fromkeys((*what.reference_to, *own)) if one not in closed)
    fields = {**activity.fields, "WhatId": replace(what, reference_to=targets)}
    return replace(activity, fields=fields)
