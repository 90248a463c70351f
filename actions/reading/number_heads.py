"""Whether a question is a number's name, of records told by their kind or by a value alone."""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.ordinary import ORDINARY
from actions.reading.spans import Mention
from actions.reading.stems import GLUE

_MOSTLY = 0.4


def opens(asked: Asked, mention: Mention) -> bool:
    """Whether the question is a number's name: "expected revenue of open deals"."""
    main = asked.frame.main
    ahead = [token.text for token in asked.sentence.tokens[: mention.start]]
    between = asked.sentence.gap(mention.end, max(main.start, mention.end + 2))[:2]
    linked = bool({*between} & {"of", "de", "des", "du", "d"})
    first = all(word in GLUE or word in ORDINARY for word in ahead)
    return (
        (main.end > main.start >= mention.end or _heads_value(asked, mention)) and first and linked
    )


def _heads_value(asked: Asked, mention: Mention) -> bool:
    """Whether a number's name is of records told by a value alone: « poids moyen des truites »."""
    after = next((m for m in asked.sentence.mentions if m.start >= mention.end), None)
    main = asked.frame.main
    return bool(
        after
        and main.end == main.start
        and any(one.object == main.object and one.share > _MOSTLY for one in after.of("value"))
    )
