"""An answer's parts as plain text, for transcripts that people read."""

from __future__ import annotations

from collections.abc import Iterable

from actions import Part


def spoken_parts(parts: Iterable[Part]) -> str:
    """Return what the parts say, in words; choices and sources are left out."""
    return "\n".join(said for part in parts if (said := _said(part)))


def _said(part: Part) -> str:
    said = ""
    match part.type:
        case "text":
            said = part.text
        case "table":
            said = "\n".join(" · ".join(row) for row in part.rows)
        case "card":
            fields = " · ".join(f"{field.label}: {field.value}" for field in part.fields)
            said = f"{part.title}: {fields}"
        case "chart":
            said = part.alt
        case "summary":
            said = "\n".join(item.text for item in part.items)
        case "email":
            said = part.body
    return said
