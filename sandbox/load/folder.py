"""The folder an org is loaded from: which file is which, and how metadata XML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

_NAME = re.compile(r"[A-Za-z]\w{0,79}", re.ASCII)
SKIPPED = {"node_modules", "__pycache__"}
CONFIGURATION = {
    "sfdx-project.json",
    "package.json",
    "package-lock.json",
    "project-scratch-def.json",
}


@dataclass
class Problems:
    """What is wrong or was passed over, one line a file, relative to the loaded folder."""

    root: Path
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def error(self, path: Path, reason: str) -> None:
        """Note a file that cannot be loaded."""
        self.errors.append(f"{self._name(path)}: {reason}")

    def warn(self, path: Path, reason: str) -> None:
        """Note something that was passed over."""
        self.warnings.append(f"{self._name(path)}: {reason}")

    @contextmanager
    def of(self, path: Path) -> Iterator[None]:
        """Note what is raised as `ValueError` as an error of that file."""
        try:
            yield
        except ValueError as exc:
            self.error(path, str(exc))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


class Node:
    """One metadata element: its children by tag, whatever the namespace."""

    def __init__(self, element: Element, path: Path) -> None:
        self._element = element
        self.path = path

    @property
    def tag(self) -> str:
        """Return the tag without its namespace."""
        return _local(self._element.tag)

    def all(self, tag: str) -> list[Node]:
        """Return the children of that tag."""
        return [Node(child, self.path) for child in self._element if _local(child.tag) == tag]

    def one(self, tag: str) -> Node | None:
        """Return the first child of that tag."""
        return next(iter(self.all(tag)), None)

    def text(self, tag: str, default: str = "") -> str:
        """Return the child's text."""
        found = self.one(tag)
        return found.own if found is not None else default

    def texts(self, tag: str) -> list[str]:
        """Return the text of every child of that tag."""
        return [child.own for child in self.all(tag)]

    def flag(self, tag: str, *, default: bool = False) -> bool:
        """Return the child as a boolean."""
        return self.text(tag, "true" if default else "false").lower() == "true"

    def number(self, tag: str, default: int) -> int:
        """Return the child as a whole number."""
        text = self.text(tag)
        try:
            return int(float(text)) if text else default
        except (ValueError, OverflowError) as exc:
            raise ValueError(f"{tag} is {text[:40]!r}, not a number") from exc

    @property
    def own(self) -> str:
        """Return the element's own text."""
        return (self._element.text or "").strip()


def is_name(text: str) -> bool:
    """Say whether a text can be the API name of an object or a field."""
    return _NAME.fullmatch(text) is not None


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the folder's files with one of these endings, in a stable order."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith(".") or part in SKIPPED for part in parts)
        if path.is_file() and not hidden and path.name.endswith(suffixes):
            yield path


def metadata(root: Path, kind: str, problems: Problems) -> Iterator[tuple[str, Node]]:
    """Yield `(name, element)` of every metadata file of a kind, source or deployment format."""
    for path in files(root, f".{kind}-meta.xml", f".{kind}"):
        node = read_xml(path, problems)
        if node is None:
            continue
        if node.tag.lower().endswith(kind.lower()):
            yield path.name.split(f".{kind}")[0], node
        else:
            problems.error(path, f"its root element {node.tag[:40]} is no {kind}'s")


def read_xml(path: Path, problems: Problems) -> Node | None:
    """Parse one metadata file; None, and a line among the problems, when it is not sound XML."""
    try:
        raw = path.read_bytes()
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            problems.error(path, "declares a document type, which metadata never does")
            return None
        return Node(fromstring(raw), path)  # noqa: S314  no document type, so no entities
    except ParseError as exc:
        problems.error(path, f"not sound XML ({exc})")
    except OSError as exc:
        problems.error(path, f"cannot be read ({exc.strerror})")
    return None
