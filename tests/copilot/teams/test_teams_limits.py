"""However long an answer is: a Teams message holds it, and every kind of part is shown.

A message takes 100 kB in UTF-16 and is advised to stay under 80; older clients and connectors took
28 kB of UTF-8, which is what is kept to here.
"""

import json
from typing import get_args

import pytest
from fake_teams import said
from longest import PARTS

from actions import Part
from actions.parts import Buttons
from copilot.channels.teams.cards import Asked, answering
from copilot.turn import Reply

KINDS = get_args(get_args(Part)[0])
MOST, MOST_UTF16 = 28_000, 80_000


def sent(*parts):
    reply = Reply(conversation="c", turn="t" * 32, language="fr", parts=list(parts))
    asked = Asked("aad", file=lambda turn, n: f"https://x.example/{turn}/{n}")
    made = answering(reply, asked).model_dump(by_alias=True, exclude_unset=True, mode="json")
    text = json.dumps(made, ensure_ascii=False)
    assert len(text.encode()) < MOST
    assert len(text.encode("utf-16-le")) < MOST_UTF16
    return made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_part_holds_however_long(kind):
    made = sent(PARTS[kind])
    assert len(said(made).strip()) > 2


def test_all_of_them_at_once_hold_and_choices_are_kept():
    made = sent(*PARTS.values(), *[PARTS[Buttons]] * 3)
    assert "Action.Execute" in json.dumps(made)
