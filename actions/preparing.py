"""What can be learnt before anyone asks: the first e-mail and summary then wait for nothing."""

from __future__ import annotations

from datetime import date

from actions.claims import prepare_claims
from actions.points import points
from actions.remarks import Remarks
from knowledge import Knowledge


async def prepare(remarks: Remarks, knowledge: Knowledge, today: date) -> None:
    """Embed the remarks' examples and the battle cards' sentences, where their files lack them."""
    points()
    await remarks.prepare()
    await prepare_claims(knowledge, today)
