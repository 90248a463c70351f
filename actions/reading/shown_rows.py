"""What a follow-up takes up of the records on screen: counted ones shown, all where one was shown.

« montre-les », "sort by company", "put them in a spreadsheet" want the records that were counted;
« et celles qui ferment en décembre », after « la plus vieille ? », wants them all again.
"""

from __future__ import annotations

from dataclasses import replace

from actions.reading.anaphora import asks_which
from actions.reading.asked import Asked
from actions.reading.files_asked import asks_export
from actions.reading.reading import Reading
from language import words

_SHOWING = frozenset(
    words("montre montrez montrer affiche affichez afficher liste listez lister list show display ")
    + words("see voir sors sortez detaille detaillez")
)
_THEM = frozenset(words("les them em those ceux celles"))
_SEVERAL = frozenset(words("ceux celles those ones lesquels lesquelles them toutes tous all"))


def taken_up(before: Reading, new: Reading, asked: Asked) -> Reading:
    """Return the last question as the message takes it up."""
    said = [token.text for token in asked.sentence.tokens]
    shows = {*said} & _SHOWING or asks_export(asked.sentence.text) or asks_which(said)
    if _counts_only(before) and not _measures(new):
        of_groups = bool(before.query.group_by)
        bounds = any(m.kind == "amount" and not m.data.marked for m in asked.sentence.mentions)
        meant = {*said} & _THEM or asks_which(said)
        if (meant and shows and not bounds) if of_groups else (shows or new.query.order_by):
            rows = replace(
                before.query, measures=(), group_by=(), having=(), order_by=(), limit=None
            )
            return replace(before, task="list", query=rows)
    if before.query.limit == 1 and {*said} & _SEVERAL and not (new.query.order_by or new.place):
        whole = replace(before.query, limit=None, order_by=())
        return replace(before, query=whole, place=None)
    return before


def _counts_only(before: Reading) -> bool:
    measures = [(one.function, one.path) for one in before.query.measures]
    plain = before.task == "aggregate" and measures == [("count", None)]
    return plain and before.versus is None


def _measures(new: Reading) -> bool:
    return bool(new.query.measures or new.query.group_by) or new.task not in {"list"}
