"""Orders in data: found whatever they are written in, and taken out of what a model reads.

Text of records, mails, web forms and customers is data. A sentence that gives a model orders is
replaced by a mark that says so; what a reader would not see (comments, hidden styles, invisible
letters) is dropped, whatever it says. Nothing here asks who wrote the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guard.digests import Digests
from guard.prompt import Language
from guard.screening.codes import blobs, decodings
from guard.screening.judge import Judge
from guard.screening.letters import join_spaced, readings, strip_invisible
from guard.screening.links import disarm_incoming
from guard.screening.markup import CALL, MARKS, split_html
from guard.screening.meaning import Doubt, Meaning, logistic, logit
from guard.screening.sentences import clauses, sentences

SURE = 0.58
"""From this chance on a sentence is an order; chosen on the development texts of `tests/guard`."""
SURE_BESIDE = 0.35
"""In a record that holds an order for certain, so much makes another one."""
CERTAIN = 0.85
SURE_CLAUSE = 0.8
"""A part of a long sentence says less about the whole."""
DOUBT = Doubt(low=0.06, high=0.94, weight=0.5, sure=0.58)
"""Between these chances by words, meaning is asked where there are vectors."""
ALARMED = 0.35
"""Where no model will read a text, meaning is asked only of what words nearly take for an order."""
SURE_CODED = 0.4
"""Who hides a sentence has a reason to."""
REMOVED: dict[Language, str] = {"fr": "[instruction retirée]", "en": "[instruction removed]"}
CURATED = ("passages", "claims")
"""What the company itself published: its links may be repeated, and where people alone read it,
only what is an order for certain is taken out."""
_IDS = frozenset({"id", "object", "kind", "date", "language", "article", "used", "today", "slot"})
_OWN = frozenset({"added", "postscript", "purpose", "tone", "length", "phase"})
"""What the asker, a colleague of ours, wants said: their words are orders by right."""
_KEPT = _IDS | _OWN
_LEAST = 8
MOST = 8
"""Sentences of one text whose meaning is asked."""
_DEPTH = 3


@dataclass
class _Account:
    """What was found so far, how sure the surest order was, and from where on meaning is asked."""

    low: float = DOUBT.low
    found: Counter[str] = field(default_factory=Counter)
    surest: float = 0.0

    def order(self, how: str, chance: float) -> None:
        """Count an order."""
        self.found[how] += 1
        self.surest = max(self.surest, chance)


class OrderReader:
    """Finds and removes orders; one instance serves every conversation."""

    def __init__(self, judge: Judge | None = None, meaning: Meaning | None = None) -> None:
        self._judge, self._meaning = judge or Judge("orders"), meaning or Meaning()
        self._plain: Digests[bool] = Digests()

    def neutralise(
        self, facts: Mapping[str, Any], language: Language, *, followed: bool = True
    ) -> tuple[dict[str, Any], Counter[str]]:
        """Return the facts without orders, and what was found in them.

        `followed` says whether a model may read them, which could follow an order.
        """
        account = _Account(DOUBT.low if followed else ALARMED)
        clean = {
            name: self._record(
                value, name, language, account,
                CERTAIN if name in CURATED and not followed else SURE,
            )
            for name, value in facts.items()
        }  # fmt: skip
        return clean, +account.found

    def text(self, text: str, language: Language) -> tuple[str, Counter[str]]:
        """Return one text without orders, and what was found in it."""
        account = _Account()
        clean = self._record(text, "", language, account)
        return str(clean), +account.found

    def _record(
        self, node: Any, name: str, language: Language, account: _Account, sure: float = SURE
    ) -> Any:
        """Return a record without orders: where one is certain, less makes another."""
        if isinstance(node, (list, tuple)) and name != "sentences":
            items = [self._record(item, name, language, account, sure) for item in node]
            return [one for one, was in zip(items, node, strict=True) if not _emptied(one, was)]
        there = _Account(account.low)
        clean = self._walk(node, name, language, there, sure)
        if there.surest >= CERTAIN:
            there = _Account(account.low)
            clean = self._walk(node, name, language, there, SURE_BESIDE)
        account.found.update(there.found)
        return clean

    def _walk(
        self, node: Any, name: str, language: Language, account: _Account, sure: float
    ) -> Any:
        """Return a copy of a JSON value without orders; what was nothing else is left out."""
        if isinstance(node, str):
            kept = name in _KEPT or len(node) < _LEAST
            return node if kept else self._cleaned(node, language, account, sure)
        if isinstance(node, Mapping):
            return {key: self._walk(one, key, language, account, sure) for key, one in node.items()}
        if isinstance(node, (list, tuple)):
            items = [self._walk(one, name, language, account, sure) for one in node]
            return [one for one, was in zip(items, node, strict=True) if not _emptied(one, was)]
        return node

    def _cleaned(self, text: str, language: Language, account: _Account, sure: float) -> str:
        """Return what `_read` does; a text it found nothing in is not read again."""
        name = self._plain.name(text, f"{sure} {account.low} {self._meaning.vectors is not None}")
        if self._plain.get(name):
            return text
        there = _Account(account.low)
        clean = self._read(text, language, there, sure)
        if clean == text and not +there.found:
            self._plain.keep(name, True)
        account.found.update(there.found)
        account.surest = max(account.surest, there.surest)
        return clean

    def _read(self, text: str, language: Language, account: _Account, sure: float) -> str:
        """Return one text without what is hidden, coded or an order."""
        mark = REMOVED[language]
        bare, tagged = strip_invisible(text)
        seen, unseen, images = split_html(join_spaced(bare))
        account.found["image"] += images
        for said in filter(None, (tagged, *unseen)):
            chance = self._surest(said)
            if chance >= SURE_CODED:
                account.order("hidden", chance)
        seen, linked = disarm_incoming(seen)
        account.found.update(linked)
        seen, calls = CALL.subn(f" {mark} ", seen)
        seen, marks = MARKS.subn("\n", seen)
        account.found["control"] += calls + marks
        seen = self._decoded(seen, mark, account)
        return self._without_orders(seen, mark, account, min(sure, SURE_CODED) if marks else sure)

    def _decoded(self, text: str, mark: str, account: _Account) -> str:
        """Return the text with what was encoded and gives orders replaced."""
        for start, end, said in sorted(blobs(text), reverse=True):
            chance = self._surest(said)
            if chance >= SURE_CODED:
                account.order("encoded", chance)
                text = f"{text[:start]}{mark}{text[end:]}"
        return text

    def _without_orders(self, text: str, mark: str, account: _Account, sure: float) -> str:
        """Return the text with its orders replaced, those in a row by one mark."""
        pieces, at, open_mark = [], 0, False
        places = list(sentences(text))
        told = [text[start:end] for start, end in places]
        read = [self._verdict(one, sure) for one in told]
        verdicts = self._meant(told, read, sure, account.low)
        for (start, end), (how, chance) in zip(places, verdicts, strict=True):
            if not how:
                pieces.append(text[at:end])
                open_mark = False
            else:
                account.order(how, chance)
                pieces += [] if open_mark else [text[at:start], mark]
                open_mark = True
            at = end
        return "".join([*pieces, text[at:]]) if pieces else text

    def _verdict(self, sentence: str, sure: float) -> tuple[str, float]:
        """Return how an order is written ("" for none) and how sure that is."""
        chance = self._judge.chance(sentence)
        if chance >= sure:
            return "order", chance
        part = max(map(self._judge.chance, clauses(sentence)), default=0.0)
        if part >= max(sure, SURE_CLAUSE):
            return "order", part
        for how, written in (("unicode", readings), ("encoded", decodings)):
            meant = max(map(self._judge.chance, written(sentence)), default=0.0)
            if meant >= max(SURE_CODED, chance):
                return how, meant
        return "", chance

    def _meant(
        self, told: list[str], verdicts: list[tuple[str, float]], sure: float, low: float
    ) -> list[tuple[str, float]]:
        """Return the verdicts, those that words leave in doubt decided by meaning too."""
        if self._meaning.vectors is None:
            return verdicts
        open_ones = [
            at
            for at, (how, chance) in enumerate(verdicts)
            if how in {"", "order"} and low <= chance < DOUBT.high
        ]
        # The nearest to a toss first: those gain most.
        open_ones = sorted(open_ones, key=lambda at: abs(logit(verdicts[at][1])))[:MOST]
        if not open_ones:
            return verdicts
        leanings = self._meaning.leanings("orders", [told[at] for at in open_ones])
        decided = list(verdicts)
        for at, leaning in zip(open_ones, leanings, strict=True):
            both = logistic(logit(verdicts[at][1]) + DOUBT.weight * leaning)
            decided[at] = ("order" if both >= DOUBT.sure + sure - SURE else "", both)
        return decided

    def _surest(self, text: str, depth: int = 0) -> float:
        """Return how surely a text gives orders, itself encoded once more or not."""
        chances = [self._judge.chance(text[a:b]) for a, b in sentences(text)]
        if depth < _DEPTH:
            inner = [said for _, _, said in blobs(text)]
            inner += [said for read in (readings, decodings) for said in read(text)]
            chances += [self._surest(said, depth + 1) for said in inner]
        return max(chances, default=0.0)


def _emptied(clean: Any, was: Any) -> bool:
    """Say whether an item of a list held nothing but an order."""
    told = clean.get("text") if isinstance(clean, Mapping) else clean
    told_before = was.get("text") if isinstance(was, Mapping) else was
    return told != told_before and isinstance(told, str) and told.strip() in REMOVED.values()
