"""What was said in interactions, sentence by sentence: whose words, and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.interactions import Interaction
from actions.remarks import Remark, Remarks
from actions.voices import Said, said_in

Heard = tuple[Said, Remark]


async def listen(found: Sequence[Interaction], remarks: Remarks) -> list[list[Heard]]:
    """Return the sentences of each interaction with what they are, all read in one go."""
    said = [said_in(one) for one in found]
    read = iter(await remarks.read([sentence.text for told in said for sentence in told]))
    return [[(sentence, fair(sentence, next(read))) for sentence in told] for told in said]


def fair(said: Said, remark: Remark) -> Remark:
    """Return what the sentence is, knowing who says it: what we write is no pain of theirs."""
    if said.voice == "us" and remark.kind == "pain_point":
        return replace(remark, kind="event", theme=None)
    return remark
