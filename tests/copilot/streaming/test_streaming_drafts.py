"""Drafts keep a channel's limits: the latest alone is shown, never sooner than it may be."""

import asyncio
from itertools import pairwise

import pytest
from writer import Hand, settled

from copilot.channels.drafts import EVERY, HESITATION, REST, Draft, Pace, Tempo
from copilot.channels.errors import Undeliverable, Undelivered
from copilot.underway import Underway


class Shown:
    """A channel that keeps what it is told, and when."""

    def __init__(self):
        self.clock, self.told, self.fails = Hand(), [], []
        self.pace = Pace(Tempo(self.clock.now, self.clock.sleep))

    async def show(self, underway):
        self.told.append((self.clock.t, underway.words))
        if self.fails:
            raise self.fails.pop(0)

    def draft(self):
        draft = Draft(self.show, self.pace)
        draft.task = asyncio.create_task(draft.run())
        return draft


@pytest.fixture
def shown():
    return Shown()


def text(words):
    return Underway(1, "t", "fr", words)


async def over(draft):
    draft.end()
    await draft.task


async def test_the_first_words_are_shown_at_once_and_of_fifty_more_the_last(shown):
    draft = shown.draft()
    draft.watch(text("0"))
    await settled()
    for number in range(1, 51):
        draft.watch(text(str(number)))
        await settled()
    await shown.clock.pass_by(EVERY - 0.1)
    assert shown.told == [(0.0, "0")]
    await shown.clock.pass_by(0.1)
    assert shown.told == [(0.0, "0"), (EVERY, "50")]
    await shown.clock.pass_by(60)
    assert len(shown.told) == 2, "nothing new, nothing shown"
    await over(draft)


async def test_a_minute_of_writing_takes_fifty_calls(shown):
    draft = shown.draft()
    for number in range(600):
        draft.watch(text(str(number)))
        await shown.clock.pass_by(0.1)
    await over(draft)
    moments = [at for at, _ in shown.told]
    assert 45 <= len(moments) <= 51
    assert min(b - a for a, b in pairwise(moments)) >= 1.0


async def test_messages_of_one_workspace_share_its_limit(shown):
    drafts = [shown.draft() for _ in range(5)]
    for step in range(120):
        for place, draft in enumerate(drafts):
            draft.watch(text(f"{place}.{step}"))
        await shown.clock.pass_by(0.1)
    for draft in drafts:
        await over(draft)
    moments = [at for at, _ in shown.told]
    assert min(b - a for a, b in pairwise(moments)) >= 1.0
    assert {words[0] for _, words in shown.told} == set("01234")


async def test_the_answer_waits_until_its_message_may_be_changed(shown):
    draft = shown.draft()
    draft.watch(text("a"))
    await shown.clock.pass_by(0.0)
    await over(draft)
    resting = asyncio.create_task(draft.rest())
    await shown.clock.pass_by(REST - 0.1)
    assert not resting.done()
    await shown.clock.pass_by(0.1)
    assert resting.done()


async def test_where_nothing_was_shown_the_answer_waits_for_nothing(shown):
    draft = shown.draft()
    await settled()
    await over(draft)
    await asyncio.wait_for(draft.rest(), 1)
    assert shown.told == []


async def test_how_far_the_reading_is_is_told_only_once_it_takes_long(shown):
    draft = shown.draft()
    draft.watch(Underway(1, "t", "en", read=1, expected=8))
    await shown.clock.pass_by(HESITATION - 0.1)
    assert shown.told == []
    draft.watch(Underway(2, "t", "en", read=3, expected=8))
    await settled()
    await shown.clock.pass_by(0.1)
    assert shown.told == [(HESITATION, "3 of 8 sources read…")]
    await over(draft)


async def test_a_limit_that_was_hit_is_given_the_time_it_asks_for(shown):
    shown.fails = [Undelivered("ratelimited", 7.0)]
    draft = shown.draft()
    draft.watch(text("a"))
    await settled()
    draft.watch(text("b"))
    await shown.clock.pass_by(6.9)
    assert len(shown.told) == 1
    await shown.clock.pass_by(0.1)
    assert shown.told[-1] == (7.0, "b")
    await over(draft)


async def test_where_drafts_may_not_be_shown_none_is_tried_again(shown):
    shown.fails = [Undeliverable("not_in_channel")]
    draft = shown.draft()
    draft.watch(text("a"))
    await settled()
    draft.watch(text("b"))
    await shown.clock.pass_by(60)
    assert len(shown.told) == 1
    await over(draft)
