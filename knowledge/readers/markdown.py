"""Markdown, with YAML front matter; plain text is Markdown without marks."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.document import Block, BlockKind, Document, read_label
from knowledge.errors import UnreadableDocument

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?\n)---\s*(?:\n|\Z)", re.DOTALL)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|`)")
_KINDS: dict[str, BlockKind] = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "paragraph_open": "text",
    "blockquote_open": "text",
    "html_block": "text",
}


def decode(data: bytes) -> str:
    """Decode a text file: UTF-8, else the Windows code page that French spreadsheets write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_markdown(data: bytes) -> list[Document]:
    """Read one Markdown file; its title is the front matter's, else its first heading."""
    text = decode(data).replace("\r\n", "\n")
    fields, body = _front_matter(text)
    blocks = markdown_blocks(body)
    if not blocks:
        raise UnreadableDocument("holds no text")
    title, blocks = split_title(str(fields.get("title") or ""), blocks)
    id_ = str(fields["id"]) if fields.get("id") else None
    return [Document(title, tuple(blocks), id_, read_label(fields))]


def split_title(title: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the title and the blocks under it; a first heading that is the title is taken away."""
    first = blocks[0]
    if first.kind == "heading" and (not title or first.text == title):
        return first.text, blocks[1:] or [Block("text", first.text)]
    return title, blocks


def markdown_blocks(body: str) -> list[Block]:
    """Cut Markdown into its top-level blocks; lists and tables stay whole, as written."""
    lines = body.split("\n")
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    found = (_block(tokens, index, lines) for index in range(len(tokens)))
    return [block for block in found if block and block.text.strip()]


def _block(tokens: list[Token], index: int, lines: list[str]) -> Block | None:
    token = tokens[index]
    if token.level or token.map is None:
        return None
    if token.type == "heading_open":
        return Block("heading", plain(tokens[index + 1].content), int(token.tag[1]))
    kind = _KINDS.get(token.type)
    text = "\n".join(lines[token.map[0] : token.map[1]]).strip()
    return Block(kind, text) if kind else None


def plain(text: str) -> str:
    """Take inline marks away: links keep their words, emphasis and code their text."""
    return _MARKS.sub(lambda match: match.group(1) or "", text).strip()


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        fields = yaml.safe_load(match.group(1)) or {}
    except yaml.YAMLError as exc:
        raise UnreadableDocument("its front matter is not valid YAML") from exc
    if not isinstance(fields, dict):
        raise UnreadableDocument("its front matter must be `key: value` lines")
    return fields, text[match.end() :]
