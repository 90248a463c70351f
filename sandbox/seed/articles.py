"""Knowledge articles of the org, made from the Markdown articles of the repository."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from sandbox.clock import stamp
from sandbox.seed.reach import slug
from sandbox.seed.world import World


def publish(world: World, folder: Path) -> None:
    """Add one published article for each Markdown file; a missing folder adds none."""
    rng, admin = world.rng("articles"), world.users["admin"]
    for number, path in enumerate(sorted(folder.rglob("*.md")), 1):
        head, body = _split(path.read_text(encoding="utf-8"))
        born = world.ledger.now - timedelta(days=rng.randint(120, 700))
        last = born + timedelta(days=rng.randint(0, 110))
        audience = str(head.get("audience", "public"))
        record = world.ledger.add(
            "Knowledge__kav",
            born,
            admin,
            Title=str(head.get("title") or path.stem)[:255],
            UrlName=slug(path.relative_to(folder).with_suffix("").as_posix())[:255],
            ArticleNumber=f"{number:09d}",
            Summary=_summary(body),
            Body__c=body,
            Language="fr" if head.get("language", "fr") == "fr" else "en_US",
            PublishStatus="Online",
            IsLatestVersion=1,
            VersionNumber=1,
            FirstPublishedDate=stamp(born),
            LastPublishedDate=stamp(last),
            IsVisibleInPkb=int(audience == "public"),
            IsVisibleInCsp=int(audience in {"public", "customer"}),
            IsVisibleInPrm=int(audience in {"public", "partner"}),
            OwnerId=admin,
            Audience__c=audience,
            Category__c=str(head.get("kind") or path.parent.name),
            Product__c=head.get("product"),
        )
        world.ledger.rows["Knowledge__kav"][record]["KnowledgeArticleId"] = f"kA{record[2:]}"
        world.ledger.touch("Knowledge__kav", record, last, admin)


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Return the YAML front matter and the text below it."""
    if not text.startswith("---\n"):
        return {}, text
    head, _, body = text[4:].partition("\n---")
    return yaml.safe_load(head) or {}, body.strip()


def _summary(body: str) -> str:
    lines = (line.strip("-*# ") for line in body.splitlines())
    return next((line for line in lines if len(line) > 30), "")[:1000]
