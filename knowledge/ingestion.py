"""Bringing a folder into an index: read, cut, embed what is new, swap, clean up.

An interruption at any moment leaves the old index in force, and the vectors already made are
found again next time. Another model's vectors are made beside the old ones and take over with the
manifest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.document import Document, untitled
from knowledge.embedding import DEFAULT_MODEL, Embedder, load_embedder, second_of
from knowledge.errors import IndexMissing, NothingToIndex, UnreadableDocument, WrongModel
from knowledge.manifest import Manifest, locked, read_manifest, write_manifest
from knowledge.passage import Audience, Passage, digest
from knowledge.readers import EXTENSIONS, read_file
from knowledge.splitting import split
from knowledge.store import VectorStore
from knowledge.words import guess_language

Progress = Callable[[int, int], None]
"""Called with the texts embedded so far and the texts to embed in all."""

_BATCH = 32


@dataclass(frozen=True)
class Failure:
    """A file that could not be read, and why; its passages of before are kept."""

    source: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What an ingestion did, counted in articles, then in passages and embedded texts."""

    added: int
    changed: int
    unchanged: int
    deleted: int
    passages: int
    embedded: int
    failures: tuple[Failure, ...]


def ingest(
    folder: Path,
    index_dir: Path,
    progress: Progress | None = None,
    *,
    embedder: Embedder | None = None,
    model: str = DEFAULT_MODEL,
    audience: Audience = "internal",
    chroma_url: str | None = None,
    rebuild: bool = False,
) -> Report:
    """Make the index hold exactly the folder's documents; unchanged passages are not embedded.

    `audience` is who may see documents that do not say: internal, so that nothing leaks by
    omission. `rebuild` allows a change of model, which is otherwise refused (WrongModel).
    """
    with locked(index_dir):
        embedder = embedder or load_embedder(model)
        old = _previous(index_dir, embedder.name, rebuild=rebuild)
        passages, failures = _read_folder(folder, audience, old)
        second = second_of(embedder.name)
        models = [embedder, second] if second else [embedder]
        stores = [VectorStore(index_dir, model.name, chroma_url) for model in models]
        made = [
            _embed_new(store, model, passages, progress if model is embedder else None)
            for store, model in zip(stores, models, strict=True)
        ]
        write_manifest(index_dir, Manifest(embedder.name, tuple(passages)))
        for store in stores:
            store.keep_only(set(vector_keys(passages)))
        stores[0].forget_others(model.name for model in models)
    return _report(old, passages, max(made), failures)


def vector_keys(passages: Sequence[Passage]) -> dict[str, tuple[bool, str]]:
    """Return the vectors that passages need: key → (is it a topic line?, the text)."""
    topics = {topic_key(passage): (True, passage.topic) for passage in passages}
    texts = {text_key(passage): (False, passage.context) for passage in passages}
    return topics | texts


def topic_key(passage: Passage) -> str:
    """Return the key of the vector of what a passage is about."""
    return "q-" + digest(passage.topic)


def text_key(passage: Passage) -> str:
    """Return the key of the vector of what a passage says."""
    return "p-" + digest(passage.context)


def _previous(index_dir: Path, model: str, *, rebuild: bool) -> tuple[Passage, ...]:
    try:
        manifest = read_manifest(index_dir)
    except IndexMissing:
        return ()
    if manifest.model != model and not rebuild:
        names = f"{manifest.model!r}, not {model!r}"
        raise WrongModel(f"the index in {index_dir} was made by {names}; rebuild it (--rebuild)")
    return manifest.passages


def _read_folder(
    folder: Path, audience: Audience, old: Sequence[Passage]
) -> tuple[list[Passage], list[Failure]]:
    files = _files(folder)
    passages: list[Passage] = []
    failures: list[Failure] = []
    taken: set[str] = set()
    for path in files:
        source = path.relative_to(folder).as_posix()
        try:
            found = _passages(source, read_file(path), audience, taken)
        except UnreadableDocument as exc:
            failures.append(Failure(source, str(exc)))
            found = [passage for passage in old if passage.source == source]
        passages += found
    if not passages:
        reasons = "; ".join(failure.reason for failure in failures[:3])
        raise NothingToIndex(f"no file of {folder} could be read. {reasons}")
    return passages, failures


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise NothingToIndex(f"{folder} is not a folder")
    found = (path for path in folder.rglob("*") if path.suffix.lower() in EXTENSIONS)
    files = sorted(path for path in found if path.is_file() and not path.name.startswith("."))
    if not files:
        raise NothingToIndex(f"{folder} holds no document ({', '.join(EXTENSIONS)})")
    return files


def _passages(
    source: str, documents: list[Document], audience: Audience, taken: set[str]
) -> list[Passage]:
    """Give every document its article identifier and cut it; rows that share an id are one."""
    stem = Path(source).with_suffix("").as_posix()
    single = len(documents) == 1 and Path(source).suffix.lower() not in (".csv", ".json", ".jsonl")
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    passages: list[Passage] = []
    for number, document in enumerate(documents, start=1):
        own = document.id or (stem if single else f"{stem}-{number}")
        article = names.setdefault(own, _free(own, source, taken))
        taken.add(article)
        for passage in _cut(article, source, document, audience):
            position = counts[article]
            counts[article] += 1
            id_ = f"{article}#{position + 1}"
            passages.append(replace(passage, id=id_, position=position))
    return passages


def _free(own: str, source: str, taken: set[str]) -> str:
    """Return the identifier, or the file and the identifier where another file has taken it."""
    if own not in taken:
        return own
    return source if own == Path(source).with_suffix("").as_posix() else f"{source}:{own}"


def _cut(article: str, source: str, document: Document, audience: Audience) -> Iterator[Passage]:
    label = document.label
    title = document.title or untitled(source, document)
    text = "\n".join((document.title, *(block.text for block in document.blocks)))
    for piece in split(document):
        yield Passage(
            id="",
            article=article,
            title=title,
            text=piece.text,
            headings=piece.headings,
            language=label.language or guess_language(text),
            audience=label.audience or audience,
            kind=label.kind or "article",
            product=label.product,
            url=label.url or "",
            source=source,
            position=0,
            question=piece.question,
            theme=label.theme,
            valid_from=label.valid_from,
            valid_to=label.valid_to,
        )


def _embed_new(
    store: VectorStore, embedder: Embedder, passages: list[Passage], progress: Progress | None
) -> int:
    wanted = vector_keys(passages)
    missing = store.missing(wanted)
    todo = sorted(missing, key=lambda key: (wanted[key][0], len(wanted[key][1])))
    for start in range(0, len(todo), _BATCH):
        if progress:
            progress(start, len(todo))
        batch = todo[start : start + _BATCH]
        for is_topic in (False, True):
            keys = [key for key in batch if wanted[key][0] is is_topic]
            embed = embedder.embed_questions if is_topic else embedder.embed_passages
            if keys:
                store.add(keys, embed([wanted[key][1] for key in keys]))
    if progress:
        progress(len(todo), len(todo))
    return len(todo)


def _report(
    old: Sequence[Passage], new: Sequence[Passage], embedded: int, failures: list[Failure]
) -> Report:
    before, after = _by_article(old), _by_article(new)
    changed = sum(1 for name in before.keys() & after.keys() if before[name] != after[name])
    return Report(
        added=len(after.keys() - before.keys()),
        changed=changed,
        unchanged=len(before.keys() & after.keys()) - changed,
        deleted=len(before.keys() - after.keys()),
        passages=len(new),
        embedded=embedded,
        failures=tuple(failures),
    )


def _by_article(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    grouped: dict[str, list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.article, []).append(passage)
    return grouped
