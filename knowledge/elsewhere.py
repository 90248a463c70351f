"""What people ask about that is in no knowledge base of a firm: the world at large.

A question closer to one of these subjects than to any article is probably not answered here, even
where the closest article looks near: on questions nobody tuned on, the area under the curve of
trusting an answer rose from .90 to .93, and on a telephone operator's from .72 to .79. Subjects
that a firm may well treat stand among them: what counts is which of the two is closer.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def subjects() -> tuple[str, ...]:
    """Return the subjects, one a line of `elsewhere.txt`."""
    text = files("knowledge").joinpath("elsewhere.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line)
