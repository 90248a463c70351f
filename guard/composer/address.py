"""« vous » or « tu »: each sentence of ours holds both, as « Je reviens vers [vous|toi] ».

Only French tells the two apart; English sentences have no such brackets. What comes from facts is
put in afterwards, so its words stay as they are.
"""

from __future__ import annotations

import re

_EITHER = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


def address(text: str, familiar: bool) -> str:
    """Return a sentence of ours for somebody one says « tu » to, or « vous »."""
    return _EITHER.sub(lambda both: both[2 if familiar else 1], text)
