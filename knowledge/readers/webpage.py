"""HTML pages: the main content without menus, banners and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement, PreformattedString

from knowledge.document import Block, Document, read_label
from knowledge.errors import UnreadableDocument
from knowledge.readers.markdown import split_title

_NOISE = "script, style, noscript, template, nav, footer, aside, form, svg, iframe, [hidden]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOOSE = re.compile(r"\s+(?=[.,)\]…])|(?<=[(\[])\s+|(?<=\b[cdjlmnst]['’])\s+(?=\w)", re.IGNORECASE)
"""Spaces that stand only where a mark-up element ends or begins: « chaque mois ." """


def read_html(data: bytes) -> list[Document]:
    """Read one page; its title is its first heading, else `<title>`."""
    soup = BeautifulSoup(data, "html.parser")
    head = soup.title.get_text(" ", strip=True) if soup.title else ""
    language = soup.html.get("lang") if soup.html else None
    fields = {meta.get("name"): meta.get("content") for meta in soup.find_all("meta")}
    blocks = html_blocks(soup)
    if not blocks:
        raise UnreadableDocument("holds no text")
    title, rest = split_title("" if blocks[0].kind == "heading" else head, blocks)
    given = {"language": language, "audience": fields.get("audience"), "kind": fields.get("kind")}
    return [Document(title or head, tuple(rest), label=read_label(given))]


def html_blocks(soup: BeautifulSoup) -> list[Block]:
    """Return the blocks of the page's main content, in reading order."""
    for noise in soup.select(_NOISE):
        noise.decompose()
    main = soup.find("main") or soup.find("article") or soup.body or soup
    blocks = list(_blocks(main)) if isinstance(main, Tag) else []
    return [block for block in blocks if block.text.strip()]


def _blocks(parent: Tag) -> Iterator[Block]:
    loose: list[str] = []
    for child in parent.children:
        if isinstance(child, Tag) and _is_block(child):
            yield from _flush(loose)
            yield from _block(child)
        else:
            loose.append(_words(child))
    yield from _flush(loose)


def _flush(loose: list[str]) -> Iterator[Block]:
    text = _tidy(" ".join(loose))
    loose.clear()
    if text:
        yield Block("text", text)


def _tidy(text: str) -> str:
    """Return one line, without the spaces that only the mark-up made."""
    return _LOOSE.sub("", " ".join(text.split()))


def _words(element: PageElement) -> str:
    if isinstance(element, PreformattedString):
        return ""
    return element.get_text(" ") if isinstance(element, Tag) else str(element)


def _is_block(tag: Tag) -> bool:
    known = ("p", "ul", "ol", "table", "pre", "dl", "dt", "dd", "summary", *_HEADINGS)
    return tag.name in known or tag.name in ("div", "section", "article", "details", "main", "body",
                                             "header", "blockquote", "html", "figure")  # fmt: skip


def _block(tag: Tag) -> Iterator[Block]:
    text = _tidy(tag.get_text(" "))
    if tag.name in _HEADINGS:
        yield Block("heading", text, int(tag.name[1]))
    elif tag.name in ("summary", "dt"):
        yield Block("heading", text, 6)
    elif tag.name in ("ul", "ol"):
        yield Block("list", "\n".join(_items(tag, 0)))
    elif tag.name == "table":
        yield Block("table", _table(tag))
    elif tag.name == "pre":
        yield Block("code", tag.get_text())
    elif tag.name == "p":
        yield Block("text", text)
    else:
        yield from _blocks(tag)


def _items(parent: Tag, depth: int) -> Iterator[str]:
    for number, item in enumerate(parent.find_all("li", recursive=False), start=1):
        nested = item.find_all(("ul", "ol"), recursive=False)
        own = [_words(child) for child in item.children if child not in nested]
        mark = f"{number}." if parent.name == "ol" else "-"
        yield "  " * depth + f"{mark} {_tidy(' '.join(own))}"
        for inner in nested:
            yield from _items(inner, depth + 1)


def _table(tag: Tag) -> str:
    rows = [
        [_tidy(cell.get_text(" ")) for cell in row.find_all(("th", "td"))]
        for row in tag.find_all("tr")
    ]
    return table_text([row for row in rows if any(row)])


def table_text(rows: list[list[str]]) -> str:
    """Write rows as a Markdown table whose first row is the header."""
    if not rows:
        return ""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
