"""Whether an answer is wanted as a file: « exporte en CSV », "put them in a spreadsheet"."""

from __future__ import annotations

from language import words

_ASKING = ("export", "telecharg", "download", "extrai")
_FORMATS = frozenset({"csv", "excel", "xls", "xlsx", "tableur", "spreadsheet"})


def asks_export(text: str) -> bool:
    """Whether a message wants its answer as a file."""
    said = words(text)
    return any(word in _FORMATS or word.startswith(_ASKING) for word in said)
