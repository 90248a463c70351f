"""However long an answer is: Slack's limits hold, every kind of part is shown, nothing is cut askew.

The limits are Block Kit's: 50 blocks a message, 3,000 characters a section, 2,000 a field or a
button's value, 75 a button's label, 25 elements an actions block, 255 characters a block's id.
"""

import json
import re
from typing import get_args

import pytest
from longest import PARTS
from slack_sdk.models.blocks import Block

from actions import Part
from actions.parts import Buttons
from copilot.channels.slack.blocks import from_reply
from copilot.turn import Reply

KINDS = get_args(get_args(Part)[0])


def rendered(*parts, **more):
    reply = Reply(conversation="c", turn="t" * 32, language="fr", parts=list(parts))
    return from_reply(reply, "UCLAIRE", **more)


def texts(node):
    if isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        node = list(node.values())
    for one in node if isinstance(node, list) else ():
        yield from texts(one)


def check(message):
    assert 0 < len(message.blocks) <= 50
    assert len(message.text) <= 3000
    ids = [block["block_id"] for block in message.blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    plain = [one for one in message.blocks if one["type"] != "table"]
    assert len(json.dumps(plain, ensure_ascii=False)) < 40_000
    assert [one["type"] for one in message.blocks].count("table") <= 1
    for block in message.blocks:
        if block["type"] not in {"table", "data_visualization", "context_actions"}:
            Block.parse(block).validate_json()
        for said in texts(block):
            assert 0 < len(said) <= 3000
            assert not re.search(r"&(?!(amp|lt|gt);)", said), "an entity is cut"
            unquoted = re.sub(r"^>", "", said, flags=re.MULTILINE)
            assert unquoted.count("<") == unquoted.count(">"), "a link is cut"


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_part_holds_however_long(kind, native):
    check(rendered(PARTS[kind], native=native))


@pytest.mark.parametrize("native", [True, False])
def test_all_of_them_at_once_hold_and_choices_are_kept(native):
    message = rendered(*PARTS.values(), *[PARTS[Buttons]] * 6, native=native)
    check(message)
    assert [block["type"] for block in message.blocks].count("actions") >= 1
    assert message.blocks[-1]["type"] == "context_actions"
    assert message.files
