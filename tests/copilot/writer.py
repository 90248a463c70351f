"""A model that writes when it is told to, and an index of one article to write from."""

import asyncio
import json
from datetime import date
from pathlib import Path

from guard import Guard
from knowledge import Hit, Passage, SearchResult

BOT_ALONE = Path(__file__).with_name("bot_alone.yml")
PASSAGES = {
    "fr": "Redémarrez la passerelle. Attendez deux minutes. Le voyant passe au vert.",
    "en": "Restart the gateway. Wait for two minutes. The light turns green.",
}
ANSWERS = {
    "fr": "Redémarrez la passerelle. [1] Attendez deux minutes. [1] Le voyant passe au vert. [1]",
    "en": "Restart the gateway. [1] Wait for two minutes. [1] The light turns green. [1]",
}
FIRST = {"fr": "Redémarrez la passerelle. [1]", "en": "Restart the gateway. [1]"}
QUESTIONS = {"fr": "Comment relancer la passerelle ?", "en": "How do I restart the gateway?"}


class OneArticle:
    """An index that always finds the same passage."""

    def __init__(self, language="fr"):
        self.language = language

    async def search(self, question, **_filters):
        passage = Passage(
            id="p1", article="a1", title="Passerelle", text=PASSAGES[self.language], headings=(),
            language=self.language, audience="public", kind="guide", product=None, url="",
            source="a1.md", position=0, valid_from=date(2026, 1, 1),
        )  # fmt: skip
        return SearchResult(hits=(Hit(passage, 0.9),), confident=True)

    def article(self, _id, **_filters):
        return type("Article", (), {"passages": ()})()

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


class Writer:
    """Writes its answer a sentence each time it is let go on; `broken` after the first one."""

    name = "scripted"

    def __init__(self, language="fr", *, broken=False, free=False):
        self.text, self.broken = ANSWERS[language], broken
        self.steps = asyncio.Semaphore(100 if free else 0)
        self.said = asyncio.Event()
        self.loop = None

    @property
    def whole(self):
        return json.dumps({"used": ["p1"], "text": self.text}, ensure_ascii=False)

    async def complete(self, prompt):
        raise AssertionError("somebody listens")

    async def tell(self, prompt, hear):
        self.loop = asyncio.get_running_loop()
        if self.broken:
            from guard import ProviderUnavailable

            await hear(self.whole[: self.whole.index("Attendez") + 9])
            self.said.set()
            raise ProviderUnavailable("cut", kind="unreachable")
        ends = [at + 4 for at in range(len(self.whole)) if self.whole.startswith("[1] ", at)]
        for end in [*(one + 1 for one in ends), len(self.whole)]:
            await hear(self.whole[:end])
            self.said.set()
            if end < len(self.whole):
                await self.steps.acquire()
        return self.whole

    def go_on(self, times=1):
        """Let it write so many sentences more."""
        for _ in range(times):
            self.steps.release()

    def go_on_from_afar(self, times=1):
        """Let it write more, from another thread than its own."""
        for _ in range(times):
            self.loop.call_soon_threadsafe(self.steps.release)


def guard_of(writer):
    """A guard whose one model is that writer."""
    return Guard(provider=writer)


class Clock:
    """A time that passes only while somebody sleeps."""

    def __init__(self):
        self.t = 0.0

    def now(self):
        return self.t

    async def sleep(self, seconds):
        self.t += max(0.0, seconds)
        await asyncio.sleep(0)


class Hand(Clock):
    """A time that passes by hand."""

    def __init__(self):
        super().__init__()
        self.waiting = []

    async def sleep(self, seconds):
        woken = asyncio.get_running_loop().create_future()
        self.waiting.append((self.t + seconds, woken))
        await woken

    async def pass_by(self, seconds):
        """Let time pass, and what it wakes do its work."""
        self.t = round(self.t + seconds, 6)
        for due, woken in self.waiting:
            if due <= self.t and not woken.done():
                woken.set_result(None)
        await settled()


async def settled():
    """Let every task that can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)
