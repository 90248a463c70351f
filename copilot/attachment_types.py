"""What kind of file some bytes are: told by the bytes, never by a name or a header.

Only what a browser or a reader shows without running it is taken: four kinds of image, and PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_NAME = 100
# A PDF's end mark stands in its last kilobyte: ISO 32000-1, annex H.3.
PDF_END, PDF_TAIL = b"%%EOF", 1024
# Control characters, what paths and headers are made of, and marks that turn a name's direction.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: its media type and how its names end."""

    media: str
    suffixes: tuple[str, ...]


PNG = Kind("image/png", (".png",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
GIF = Kind("image/gif", (".gif",))
WEBP = Kind("image/webp", (".webp",))
PDF = Kind("application/pdf", (".pdf",))


def kind_of(content: bytes) -> Kind | None:
    """Return what the bytes are; None for anything that is not taken, cut files included."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return PNG if b"IEND" in content[-16:] else None
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in content[3:] else None
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return GIF if content.endswith(b"\x3b") else None
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP if int.from_bytes(content[4:8], "little") + 8 <= len(content) + 1 else None
    if content.startswith((b"%PDF-1.", b"%PDF-2.")):
        return PDF if PDF_END in content[-PDF_TAIL:] else None
    return None


def safe_name(name: str, kind: Kind) -> str:
    """Return a name that no system reads as a path, a command or another kind of file."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" ._")
    stem, dot, suffix = plain.rpartition(".")
    if dot and f".{suffix.casefold()}" in kind.suffixes:
        return f"{stem[: LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    return f"{plain[: LONGEST_NAME - 5] or 'file'}{kind.suffixes[0]}"
