"""What screening found in one answer: counts by kind, never the words.

What came in:

==========  =======================================================================
`order`     a sentence that gives a model orders
`encoded`   such a sentence in base64, base32, base85, hexadecimal, rot13, URL or HTML escapes
`hidden`    such a sentence where a reader does not see it: comment, style, attribute
`unicode`   letters nobody sees, reversed or look-alike letters, that hid such a sentence
`control`   a chat template's marks, or what looks like the call of a tool
`image`     an image that reading would fetch
`link`      a link made to carry data away
==========  =======================================================================

What came back: `image` and `link` (made inert), `abuse`, and the kinds of inventions that
`guard.verification` names (`figure`, `name`, `promise`, `quote`…).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Findings:
    """Counts by kind of what came in and what came back."""

    incoming: Mapping[str, int] = field(default_factory=dict)
    outgoing: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return bool(self.incoming or self.outgoing)

    def counts(self) -> dict[str, int]:
        """Return one flat account for a log or a metric, such as `in_order` and `out_link`."""
        flat = {f"in_{kind}": count for kind, count in sorted(self.incoming.items())}
        return flat | {f"out_{kind}": count for kind, count in sorted(self.outgoing.items())}
