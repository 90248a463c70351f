"""What a placeholder stands for: one value in its spellings, or one person under all their names.

« Marie Dupont », « Mme Dupont », « DUPONT Marie » and « Marie » in one conversation are one
person; « Paul Dupont » is another. Each spelling keeps its own form of the placeholder, so that
restoring gives back exactly what was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def fold(text: str) -> str:
    """Return the text without case and accents."""
    if text.isascii():
        return text.casefold()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def canonical(value: str, kind: str) -> str:
    """Return what two spellings of one value have in common."""
    folded = fold(value)
    if kind == "PHONE_NUMBER":
        return re.sub(r"\D", "", folded)[-9:] or folded
    if kind in {"EMAIL_ADDRESS", "URL", "TEXT", "IP_ADDRESS"}:
        return value if kind == "TEXT" else folded
    if kind == "RECORD_ID":
        return value[:15]
    return re.sub(r"[\W_]+", "", folded) or folded


def name_parts(name: str) -> list[str]:
    """Return the folded words of a name, particles and single letters included."""
    return re.findall(r"[^\W\d_]+", fold(name))


@dataclass
class Entry:
    """One value and its spellings: form ("" first, then `FIRST`, `LAST`, `V2`…) → spelling."""

    type: str
    secret: bool = False
    spellings: dict[str, str] = field(default_factory=dict)

    def form_of(self, value: str) -> str:
        """Return the form of a spelling, a new one if it was never seen."""
        for form, spelling in self.spellings.items():
            if spelling == value:
                return form
        form = self._new_form(value)
        self.spellings[form] = value
        return form

    def _new_form(self, value: str) -> str:
        """Return a free form that says most about the spelling."""
        if not self.spellings:
            return ""
        parts, whole = name_parts(value), name_parts(self.spellings[""])
        if self.type == "PERSON" and len(parts) == 1 and len(whole) > 1:
            wanted = {whole[0]: "FIRST", whole[-1]: "LAST"}.get(parts[0], "")
            if wanted and wanted not in self.spellings:
                return wanted
        return f"V{len(self.spellings) + 1}"

    def value_of(self, form: str) -> str:
        """Return the spelling of a form.

        A form never given out means the first spelling, or the first or last word of it.
        """
        if form in self.spellings:
            return self.spellings[form]
        whole = self.spellings.get("", "")
        words = whole.split()
        if form == "FIRST" and len(words) > 1:
            return words[0]
        if form == "LAST" and len(words) > 1:
            return words[-1]
        return whole

    def values(self) -> tuple[str, ...]:
        """Return every spelling."""
        return tuple(self.spellings.values())


class People:
    """Decides which mentions are the same person."""

    def __init__(self) -> None:
        self._subjects: dict[str, int] = {}
        self._names: dict[int, set[str]] = {}

    def frozen(self) -> dict[str, Any]:
        """Return who is known, as JSON takes it."""
        names = [[number, sorted(words)] for number, words in self._names.items()]
        return {"subjects": self._subjects, "names": names}

    @classmethod
    def thawed(cls, kept: Mapping[str, Any]) -> People:
        """Return the people that `frozen` wrote."""
        people = cls()
        people._subjects = dict(kept["subjects"])
        people._names = {number: set(words) for number, words in kept["names"]}
        return people

    def find(self, name: str, subject: str) -> int | None:
        """Return the person's number, or None for someone new.

        A subject decides by itself. Otherwise all words must fit one person and one only: a
        single word, an initial or a longer form of what is known so far.
        """
        if subject.startswith("#"):
            return int(subject[1:])
        if subject in self._subjects:
            return self._subjects[subject]
        words = set(name_parts(name))
        taken = set(self._subjects.values()) if subject else set()
        fitting = [
            number
            for number, known in self._names.items()
            if number not in taken and _same(words, known)
        ]
        exact = [number for number in fitting if self._names[number] == words]
        found = exact or fitting
        return found[0] if len(found) == 1 or exact else None

    def learn(self, number: int, name: str, subject: str) -> None:
        """Remember that this name is that person's."""
        if subject and not subject.startswith("#"):
            self._subjects[subject] = number
        self._names.setdefault(number, set()).update(name_parts(name))


def _same(words: set[str], known: set[str]) -> bool:
    """Say whether a mention can be that person.

    One set of words must be within the other, initials standing for the words they begin.
    """
    if not words or not known:
        return False
    small, large = sorted((words, known), key=len)
    rest = large - small
    left = {word for word in small - large if not (len(word) == 1 and _begins(word, rest))}
    whole = {word for word in small & large if len(word) > 1}
    return not left and bool(whole)


def _begins(initial: str, words: set[str]) -> bool:
    """Say whether a word begins with the initial."""
    return any(word.startswith(initial) for word in words)
