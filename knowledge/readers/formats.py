"""Which reader reads which file; a new format is a module beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from knowledge.document import Document
from knowledge.errors import UnreadableDocument
from knowledge.readers.markdown import read_markdown
from knowledge.readers.pdf import read_pdf
from knowledge.readers.rows import read_csv, read_json, read_json_lines
from knowledge.readers.webpage import read_html
from knowledge.readers.word import read_docx

Reader = Callable[[bytes], list[Document]]

READERS: dict[str, Reader] = {
    ".csv": read_csv,
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".txt": read_markdown,
}

EXTENSIONS = tuple(READERS)


def read_file(path: Path) -> list[Document]:
    """Read every document of a file; raises UnreadableDocument naming the file and the remedy."""
    try:
        return READERS[path.suffix.lower()](path.read_bytes())
    except UnreadableDocument as exc:
        raise UnreadableDocument(f"{path.name}: {exc}") from exc
    except OSError as exc:
        raise UnreadableDocument(f"{path.name}: cannot be opened ({exc.strerror})") from exc
