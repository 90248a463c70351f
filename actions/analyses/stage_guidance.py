"""What the org itself writes about its stages: the articles that go through them.

An article is guidance where it tells of at least half of the open stages, each by its own label:
as a heading, a row of a table or the beginning of a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actions.analyses.matter import Matter
from knowledge import Article
from language import fold

_MARKS = re.compile(r"^[\s|#>*_•\d.)-]+")
_RULED = re.compile(r"^[\s|:-]+$")
_ASKED = "sales stages, required steps and exit criteria: {}", "étapes de vente et conditions : {}"
_FEW = 2


async def guidance_of(matter: Matter, labels: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what articles say of each stage; `labels` are its names in every language."""
    found: dict[str, list[str]] = {}
    for article in await _articles(matter, labels):
        told = told_by(article.text, labels)
        if len(told) >= max(_FEW, len(labels) / 2):
            for stage, text in told.items():
                found.setdefault(stage, []).append(text)
    return {stage: " ".join(texts) for stage, texts in found.items()}


async def _articles(matter: Matter, labels: Mapping[str, Sequence[str]]) -> list[Article]:
    names = ", ".join(dict.fromkeys(said[0] for said in labels.values() if said))
    audience, search = matter.request.audience, matter.tools.knowledge
    ids: dict[str, None] = {}
    for language, asked in zip(("en", "fr"), _ASKED, strict=True):
        result = await search.search(
            asked.format(names), audience=audience, language=language, limit=2, on=matter.today
        )
        ids |= dict.fromkeys(hit.passage.article for hit in result.hits)
    return [search.article(one, audience=audience) for one in ids]


def told_by(text: str, labels: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what a text says of each stage: its line and those under it, up to the next one's."""
    names = sorted(
        ((fold(name), stage) for stage, said in labels.items() for name in said if name),
        key=lambda pair: -len(pair[0]),
    )
    found: dict[str, list[str]] = {}
    here: str | None = None
    for line in text.splitlines():
        bare = _MARKS.sub("", line)
        if not bare or _RULED.match(line):
            continue
        own = next((stage for name, stage in names if _begins(fold(bare), name)), None)
        if own or line.startswith("#"):
            here = own
        if here:
            found.setdefault(here, []).append(bare.replace("|", " ").replace("*", "").strip())
    return {stage: " ".join(lines) for stage, lines in found.items()}


def _begins(line: str, name: str) -> bool:
    return line.startswith(name) and not line[len(name) :][:1].isalnum()
