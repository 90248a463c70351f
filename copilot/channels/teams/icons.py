"""The app's two pictures, drawn as Teams wants them: a counter bell on our green, and its outline.

PNG is written by hand ("Portable Network Graphics", RFC 2083): two images need no library.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]

GREEN, WHITE, CLEAR = (11, 93, 87, 255), (255, 255, 255, 255), (255, 255, 255, 0)
# The bell's strokes in a square of side 28, as in web/mark.svg: the counter, two sides, the knob.
STROKES = ((6, 18.5, 22, 18.5), (9, 13.9, 9, 18.5), (19, 13.9, 19, 18.5), (14, 7, 14, 8.9))
CENTRE, RADIUS = (14.0, 13.9), 5.0
SIDE, GRAIN = 28.0, 3


def colour_icon() -> bytes:
    """Return the picture of 192 pixels."""
    return _drawn(192, 1.0, GREEN)


def outline_icon() -> bytes:
    """Return the outline of 32 pixels, white on nothing."""
    return _drawn(32, 1.1, CLEAR)


def _drawn(side: int, half: float, ground: tuple[int, ...]) -> bytes:
    """Draw the bell in strokes twice `half` wide; a pixel is the mean of points inside it."""
    places = (np.arange(side * GRAIN) + 0.5) * SIDE / (side * GRAIN)
    x, y = np.meshgrid(places, places)
    inked = (abs(np.hypot(x - CENTRE[0], y - CENTRE[1]) - RADIUS) <= half) & (y <= CENTRE[1])
    for stroke in STROKES:
        inked |= _distance(x, y, stroke) <= half
    share = inked.reshape(side, GRAIN, side, GRAIN).mean(axis=(1, 3))[..., None]
    pixels = np.rint(share * np.array(WHITE) + (1 - share) * np.array(ground)).astype(np.uint8)
    return _png(side, b"".join(b"\0" + row.tobytes() for row in pixels))


def _distance(x: Grid, y: Grid, stroke: tuple[float, float, float, float]) -> Grid:
    """Return how far points are from an upright or level stroke."""
    left, top, right, bottom = stroke
    distance: Grid = np.hypot(x - np.clip(x, left, right), y - np.clip(y, top, bottom))
    return distance


def _png(side: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
