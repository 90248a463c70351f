"""Verbs that only lead to a value beside them: « financées par l'OPCO ».

Where « Financement » is the picklist the OPCO is a value of, the verb is no value of its own.
"""

from __future__ import annotations

from actions.reading.asked import Asked
from actions.reading.spans import Mention
from actions.reading.stems import any_akin, content

_FULL = 0.3
_REACH = 4


def leads_on(asked: Asked, mention: Mention) -> bool:
    """Whether a word is akin to the label of the picklist whose value is said right after it."""
    main = asked.frame.main
    info = asked.info(main)
    if any(one.object == main.object for one in mention.of("value")):
        return False
    after = [m for m in asked.sentence.mentions if 0 <= m.start - mention.end <= _REACH]
    fields = {one.field for m in after for one in m.of("value")
              if one.object == main.object and one.share > _FULL}  # fmt: skip
    labels = (info.fields[name].labels for name in fields if name in info.fields)
    said = {word for one in labels for word in (*content(one.fr), *content(one.en))}
    return any(any_akin(word, said) for word in content(mention.text))
