"""A counting embedder that needs no model, and the demo company's index with the real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder

from knowledge import Knowledge, ingest, open_knowledge

ARTICLES = Path(__file__).parents[2] / "data" / "articles"


@pytest.fixture
def counting() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path / "docs"


@pytest.fixture(scope="session")
def heliade(request: pytest.FixtureRequest) -> Knowledge:
    """The demo company's knowledge base, kept between runs: only changed passages cost time."""
    index = request.config.rootpath / "var" / "test-knowledge"
    ingest(ARTICLES, index)
    return open_knowledge(index)
