"""Cutting a document into passages along its own structure.

A passage is one section, or part of a long one, or several very short neighbours: about 80 words.
(With 60 to 80 words instead of 120, hit@1 across languages rose on development questions, hit@1
within a language did not fall, and indexing took no longer.) Headings stay with it as context,
lists and tables are kept whole, a question of an FAQ is never mixed with another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from knowledge.document import Block, Document

TARGET = 80
"""Words a passage aims at."""
LIMIT = 180
"""Words beyond which even a single block is cut."""
SHORT = 30
"""Words under which neighbouring sections are read together."""

_SENTENCE = re.compile(r"(?<=[.!?…])[»”\"]?\s+(?=[A-ZÀ-Ý«“\"\d])")


@dataclass(frozen=True)
class Piece:
    """What will become a passage: the headings above it, its text, its question if it has one."""

    headings: tuple[str, ...]
    text: str
    question: str | None = None


@dataclass(frozen=True)
class _Section:
    headings: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        return sum(count_words(block.text) for block in self.blocks)

    @property
    def asks(self) -> bool:
        return bool(self.headings) and is_question(self.headings[-1])


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def is_question(line: str) -> bool:
    """Say whether a heading is a question."""
    return line.rstrip().endswith("?")


def split(document: Document) -> list[Piece]:
    """Cut a document into pieces, in reading order."""
    asked = document.title if document.question or is_question(document.title) else None
    pieces = []
    for section in _merge(_sections(document.blocks)):
        question = section.headings[-1] if section.asks else asked
        texts = _pack(part for block in section.blocks for part in _cut(block))
        pieces += [Piece(section.headings, text, question) for text in texts]
    return pieces


def _sections(blocks: Iterable[Block]) -> Iterator[_Section]:
    path: list[tuple[int, str]] = []
    held: list[Block] = []
    for block in blocks:
        if block.kind != "heading":
            held.append(block)
            continue
        if held:
            yield _Section(tuple(text for _, text in path), tuple(held))
            held = []
        path = [step for step in path if step[0] < block.level] + [(block.level, block.text)]
    if held:
        yield _Section(tuple(text for _, text in path), tuple(held))


def _merge(sections: Iterable[_Section]) -> Iterator[_Section]:
    """Join very short sections to the one before; the joined heading becomes a line of text."""
    last: _Section | None = None
    for section in sections:
        if last and _belong_together(last, section):
            line = Block("text", f"{section.headings[-1]}:") if section.headings else None
            added = (line, *section.blocks) if line else section.blocks
            last = _Section(last.headings, (*last.blocks, *added))
            continue
        if last:
            yield last
        last = section
    if last:
        yield last


def _belong_together(last: _Section, section: _Section) -> bool:
    if last.asks or section.asks or min(last.words, section.words) >= SHORT:
        return False
    return last.words + section.words <= TARGET


def _cut(block: Block) -> list[str]:
    """Cut a block that is too long at its own seams: rows, items, lines or sentences."""
    if count_words(block.text) <= LIMIT:
        return [block.text]
    lines = block.text.split("\n")
    if block.kind == "table":
        return ["\n".join((*lines[:2], rows)) for rows in _fill(lines[2:], "\n")]
    if block.kind in ("list", "code"):
        return _fill(lines, "\n")
    return _fill([part for line in lines for part in _SENTENCE.split(line)], " ")


def _fill(parts: list[str], joint: str) -> list[str]:
    """Put small parts together up to the target, in order."""
    filled, held, words = [], list[str](), 0
    for part in chain.from_iterable(map(_chop, parts)):
        if held and words + count_words(part) > TARGET:
            filled.append(joint.join(held))
            held, words = [], 0
        held.append(part)
        words += count_words(part)
    return [*filled, joint.join(held)] if held else filled


def _chop(part: str) -> list[str]:
    """Cut at words what has no other seam (a sentence or a row longer than the limit)."""
    words = part.split()
    if len(words) <= LIMIT:
        return [part]
    return [" ".join(words[at : at + TARGET]) for at in range(0, len(words), TARGET)]


def _pack(texts: Iterable[str]) -> list[str]:
    """Put consecutive blocks together up to the limit; a lead-in line stays with what follows."""
    packed: list[list[str]] = []
    words = 0
    for text in texts:
        size = count_words(text)
        leads_in = bool(packed) and packed[-1][-1].rstrip().endswith(":")
        if packed and (words + size <= TARGET or (leads_in and words + size <= LIMIT)):
            packed[-1].append(text)
            words += size
        else:
            packed.append([text])
            words = size
    return ["\n\n".join(parts) for parts in packed]
