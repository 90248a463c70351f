"""A page of examples in Markdown: what was asked, about what, and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.parts import Email, Part, Summary, Text
from tests.examples.writing import Written


def page(name: str, written: Sequence[Written]) -> str:
    """Return one situation's page."""
    said = [f"# {name.replace('-', ' ').capitalize()}", ""]
    said.append(
        "Written by the offline composer for the demo company; `python -m tests.examples` writes "
        "it anew."
    )
    for one in written:
        said += ["", f"## {one.language} · {one.user}", "", f"> {one.says}", ""]
        said += [f"{one.record.object}: {one.record.name}", ""]
        said += [line for part in one.result.parts for line in lines(part)]
    return "\n".join(said).rstrip() + "\n"


def lines(part: Part) -> Iterator[str]:
    """Yield one part of an answer as Markdown."""
    match part:
        case Text():
            yield from (part.text, "")
        case Email():
            yield from ("```text", f"{', '.join(part.to) or '—'}", part.subject, "", part.body)
            yield from ("```", "")
        case Summary():
            yield from (f"**{part.title}**", "")
            for item in part.items:
                proofs = ", ".join(dict.fromkeys(one.object for one in item.evidence))
                yield f"- *{item.kind}* · {item.text} ({proofs})"
            yield ""
