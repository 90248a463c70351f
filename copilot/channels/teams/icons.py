"""The app's two pictures, drawn as Teams wants them: a counter bell on our green, and its outline.

PNG is written by hand ("Portable Network Graphics", RFC 2083): one image needs no library.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable, Sequence

Pixel = tuple[int, int, int, int]

GREEN: Pixel = (11, 93, 87, 255)
WHITE: Pixel = (255, 255, 255, 255)
CLEAR: Pixel = (255, 255, 255, 0)
# The bell's strokes in a square of side 28, as in web/mark.svg: the counter, two sides, the knob.
STROKES = (((6, 18.5), (22, 18.5)), ((9, 18.5), (9, 13.9)), ((19, 18.5), (19, 13.9)),
           ((14, 8.9), (14, 7)))  # fmt: skip
CENTRE, RADIUS = (14.0, 13.9), 5.0
GRAIN = 3


def colour_icon() -> bytes:
    """Return the picture of 192 pixels."""
    return _png(192, lambda x, y: WHITE if _inked(x, y, 1.0) else GREEN)


def outline_icon() -> bytes:
    """Return the outline of 32 pixels, white on nothing."""
    return _png(32, lambda x, y: WHITE if _inked(x, y, 1.1) else CLEAR)


def _inked(x: float, y: float, half: float) -> bool:
    """Whether a point lies on the bell, drawn with strokes twice `half` wide."""
    arch = abs(_apart((x, y), CENTRE) - RADIUS) <= half and y <= CENTRE[1]
    return arch or any(_distance((x, y), one) <= half for one in STROKES)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.dist(one, other)


def _distance(point: tuple[float, float], stroke: Sequence[tuple[float, float]]) -> float:
    """Return how far a point is from an upright or level stroke."""
    (x1, y1), (x2, y2) = stroke
    near = (min(max(point[0], min(x1, x2)), max(x1, x2)),
            min(max(point[1], min(y1, y2)), max(y1, y2)))  # fmt: skip
    return _apart(point, near)


def _png(side: int, at: Callable[[float, float], Pixel]) -> bytes:
    step = 28 / side
    rows = [
        b"\0" + b"".join(bytes(_smooth(x, y, step, at)) for x in range(side)) for y in range(side)
    ]
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _smooth(x: int, y: int, step: float, at: Callable[[float, float], Pixel]) -> list[int]:
    """Return a pixel as the mean of points inside it."""
    places = [(n + 0.5) / GRAIN for n in range(GRAIN)]
    seen = [at((x + dx) * step, (y + dy) * step) for dx in places for dy in places]
    return [round(sum(channel) / len(seen)) for channel in zip(*seen, strict=True)]


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
