"""Searching the knowledge base: who may see what first, then ranking, then whether to trust it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TypedDict, Unpack, cast

import numpy as np

from knowledge.bilingual import word_pairs
from knowledge.confidence import judge
from knowledge.elsewhere import subjects
from knowledge.embedding import DEFAULT_MODEL, Embedder, Vectors, load_embedder, second_of
from knowledge.errors import ArticleUnknown, IndexCorrupt, WrongModel
from knowledge.ingestion import text_key, topic_key
from knowledge.kept import KeptVectors
from knowledge.manifest import Manifest, manifest_path, read_manifest
from knowledge.meaning import Layout, Meaning
from knowledge.passage import Article, Audience, Hit, SearchResult, digest, visible_to
from knowledge.questions import read_question
from knowledge.ranking import Ranking
from knowledge.remembering import Remembering
from knowledge.store import VectorStore


class Filters(TypedDict, total=False):
    """Only passages in that language, of that kind, product or theme; `on`: valid that day."""

    language: str | None
    kind: str | None
    product: str | None
    theme: str | None
    on: date | None


class Knowledge:
    """The knowledge base of one index folder; follows the folder when it is ingested again."""

    def __init__(self, index_dir: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        self._folder = index_dir
        self._embedder = Remembering(embedder)
        second = second_of(embedder.name)
        self._second = Remembering(second) if second else None
        self._url = chroma_url
        self._lock = RLock()
        self._kept = KeptVectors(index_dir, embedder.name)
        self._stamp = self._stamped()
        self._ranking = self._load()

    async def search(
        self,
        question: str,
        *,
        audience: Audience = "internal",
        limit: int = 5,
        **filters: Unpack[Filters],
    ) -> SearchResult:
        """Do what `find` does, the embedding in a thread."""
        return await asyncio.to_thread(
            self.find, question, audience=audience, limit=limit, **filters
        )

    def find(
        self,
        question: str,
        *,
        audience: Audience = "internal",
        limit: int = 5,
        **filters: Unpack[Filters],
    ) -> SearchResult:
        """Return the best passage of each of at most `limit` articles.

        `audience` is who reads. It and the filters apply before ranking.
        """
        ranking = self._current()
        on = filters.pop("on", None)
        rows = ranking.visible(audience, cast("dict[str, str | None]", filters), on)
        if not question.strip() or not len(rows):
            return SearchResult((), confident=False)
        said = ranking.spelling.mend(question)
        second = self._second.embed_questions([said])[0] if self._second else None
        asked = read_question(said, self._embed([said])[0], second)
        evidence = ranking.score(asked, rows)
        best = ranking.best_of_each(evidence, max(limit, 10))
        scores, confident = judge(asked, ranking, evidence, best, self._judged)
        found = [ranking.passages[rows[position]] for position in best]
        hits = [Hit(passage, score) for passage, score in zip(found, scores, strict=True)]
        return SearchResult(tuple(hits[:limit]), confident)

    def article(self, article: str, *, audience: Audience = "internal") -> Article:
        """Return a whole article with its passages in order; raises ArticleUnknown.

        An article with nothing for this audience is unknown to it.
        """
        allowed = visible_to(audience)
        own = [p for p in self._current().passages if p.article == article]
        shown = sorted((p for p in own if p.audience in allowed), key=lambda p: p.position)
        if not shown:
            raise ArticleUnknown(f"no article {article!r} for the {audience} audience")
        first = shown[0]
        return Article(
            first.article, first.title, first.language, first.audience, first.kind, first.url,
            tuple(shown),
        )  # fmt: skip

    async def vectors(self, texts: Sequence[str], *, keep: bool = False) -> Vectors:
        """Return one normalised row a text, made for comparing short texts with each other.

        Shape (texts, dimension). Rows are remembered by content, so asking again is free; with
        `keep`, also after a restart.
        """
        return await asyncio.to_thread(self._embed, texts, keep=keep)

    async def light_vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one normalised row a text by the lighter model beside, the same where none is.

        Seven times as fast as `vectors`, of another dimension; not remembered.
        """
        if self._second is None:
            return await self.vectors(texts)
        return await asyncio.to_thread(self._second.embed_questions, texts)

    @property
    def two_models(self) -> bool:
        """Whether a lighter model reads beside the first one."""
        return self._second is not None

    @property
    def models(self) -> str:
        """The names of the models that make vectors: where they change, so do the vectors."""
        names = (self._embedder.name, *([self._second.name] if self._second else []))
        return "+".join(names)

    def vectors_now(self, texts: Sequence[str]) -> Vectors:
        """Return what `vectors` does, in the caller's own thread."""
        return self._embed(texts)

    def _embed(self, texts: Sequence[str], *, keep: bool = False) -> Vectors:
        if not keep or not texts:
            return self._embedder.embed_questions(texts)
        return self._kept_or_made(self._kept, self._embedder, texts)

    @staticmethod
    def _kept_or_made(kept: KeptVectors, model: Embedder, texts: Sequence[str]) -> Vectors:
        """Return vectors that are kept in a file; those that are not yet are made and added."""
        keys = [digest(text) for text in texts]
        known = {key: kept.known()[key] for key in keys if key in kept.known()}
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            made = dict(zip(fresh, model.embed_questions(list(fresh.values())), strict=True))
            kept.add(made)
            known |= made
        return np.stack([known[key] for key in keys])

    def _judged(self, text: str) -> Vectors:
        """Return the vector of a few words by the model that tells what is strange."""
        vector: Vectors = (self._second or self._embedder).embed_questions([text])[0]
        return vector

    def _current(self) -> Ranking:
        """Return the ranking, loaded again where an ingestion has replaced the manifest."""
        stamp = self._stamped()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._ranking, self._stamp = self._load(), stamp
        return self._ranking

    def _stamped(self) -> tuple[int, int]:
        try:
            status = manifest_path(self._folder).stat()
        except OSError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def _load(self) -> Ranking:
        manifest = read_manifest(self._folder)
        if manifest.model != self._embedder.name:
            names = f"{manifest.model!r}, not {self._embedder.name!r}"
            remedy = "set that model, or ingest again with --rebuild"
            raise WrongModel(f"the index in {self._folder} was made by {names}; {remedy}")
        meaning = self._meaning(manifest, self._embedder)
        second = self._meaning(manifest, self._second, weighed=True) if self._second else None
        elsewhere = self._lasting(self._second or self._embedder, subjects())
        return Ranking(manifest.passages, meaning, elsewhere, second)

    def _lasting(self, model: Embedder, texts: Sequence[str]) -> Vectors:
        """Return vectors of texts that are read at every start, kept beside the index."""
        own = model is self._embedder
        kept = self._kept if own else KeptVectors(self._folder, model.name)
        return self._kept_or_made(kept, model, texts)

    def _welcome(self, meaning: Meaning, model: Embedder, languages: Sequence[str]) -> None:
        """Let questions come in French where all is in English, and the other way."""
        if len(languages) > 1 or languages[0] not in ("fr", "en"):
            return
        french, english = word_pairs()
        vectors = self._lasting(model, (*french, *english))
        difference = vectors[: len(french)].mean(axis=0) - vectors[len(french) :].mean(axis=0)
        if languages[0] == "en":
            meaning.welcome("fr", difference)
        else:
            meaning.welcome("en", -difference)

    def _meaning(self, manifest: Manifest, model: Embedder, *, weighed: bool = False) -> Meaning:
        """Return what a model says of all passages."""
        passages = manifest.passages
        rows, vectors = VectorStore(self._folder, model.name, self._url).load()
        try:
            texts = vectors[[rows[text_key(passage)] for passage in passages]]
            topics = vectors[[rows[topic_key(passage)] for passage in passages]]
        except (KeyError, IndexError) as exc:
            remedy = "ingest the folder again"
            raise IndexCorrupt(f"vectors are missing in {self._folder}; {remedy}") from exc
        layout = Layout.of(passages)
        meaning = Meaning(layout, texts, topics, weighed=weighed)
        self._welcome(meaning, model, layout.names)
        return meaning


def open_knowledge(
    index_dir: Path,
    *,
    model: str = DEFAULT_MODEL,
    embedder: Embedder | None = None,
    chroma_url: str | None = None,
) -> Knowledge:
    """Open an index; raises IndexMissing, IndexCorrupt, WrongModel or StoreUnavailable."""
    read_manifest(index_dir)
    return Knowledge(index_dir, embedder or load_embedder(model), chroma_url)
