"""Figures that only the lines of a sale hold: units sold, money by a product's own field.

"How many units of X did we sell" adds up quantities of lines, « quelle famille de produits
rapporte le plus » what their products brought in.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.reading.clauses import Anchor, Frame
from actions.reading.links import parent_path
from actions.reading.spans import Sentence
from actions.reading.traits import NUMBERS
from crm import Catalogue, FieldInfo
from language import fold, words

_DEAL, _LINE_FIELDS = "Opportunity", frozenset({"Quantity", "TotalPrice"})
_UNITS = frozenset(words("quantite quantites quantity quantities unite unites unit units piece "
                         "pieces"))  # fmt: skip


def of_lines(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame | None:
    """Return the frame turned to the lines that hold what is asked for; None for any other."""
    if any(one.child or one.object.endswith("Item") for one in found.anchors):
        return None
    return _of_units(sentence, found, catalogue) or _of_products(sentence, found, catalogue)


def _of_units(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame | None:
    """Return the lines of what is sold or ordered, where its units are asked for."""
    first = next((m for m in sentence.mentions if {*words(m.text)} & _UNITS), None)
    named = any(m.kind == "name" for m in sentence.mentions)
    lined = next(_lines(catalogue, found.main.object), None) if first and named else None
    if lined is None:
        return None
    line, path = lined
    end = len(sentence.tokens)
    main = Anchor(line, found.main.start, found.main.start)
    above = Anchor(found.main.object, end, end, path)
    return Frame(main, (main, above, *found.anchors[1:]), found.grouped)


def _of_products(sentence: Sentence, found: Frame, catalogue: Catalogue) -> Frame | None:
    """Return the lines of deals, where money is ranked or grouped by a field of what they hold."""
    main = found.main
    earns = any(m.says("revenue") or fold(m.text) in _EARNED for m in sentence.mentions)
    if main.end > main.start or main.object == _DEAL or not earns or _DEAL not in catalogue:
        return None
    for line, path in _lines(catalogue, _DEAL):
        held = parent_path(catalogue, line, main.object, depth=1)
        if held and any(one.object == main.object for m in sentence.mentions
                        for one in m.of("field")):  # fmt: skip
            end = len(sentence.tokens)
            own = Anchor(line, end, end)
            rest = (Anchor(_DEAL, end, end, path), Anchor(main.object, end, end, held))
            return Frame(own, (own, *rest), found.grouped)
    return None


_EARNED = frozenset({"sold", "vendu", "vendue", "vendus", "vendues"})


def _lines(catalogue: Catalogue, name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a kind of sale, each with its path to the sale."""
    for child in catalogue[name].children:
        info = catalogue.get(child.object)
        path = parent_path(catalogue, child.object, name, depth=1) if info else None
        if info and path and {*info.fields} >= _LINE_FIELDS:
            yield child.object, path


def is_line(catalogue: Catalogue, line: str, name: str) -> bool:
    """Whether an object holds quantities of another: a line item."""
    fields = catalogue[line].fields.values()
    counted = any(one.type in NUMBERS and _quantity(one) for one in fields)
    return counted and parent_path(catalogue, line, name, depth=1) is not None


def _quantity(field: FieldInfo) -> bool:
    return bool(
        {"quantite", "quantity", "qte"} & {*words(field.labels.fr), *words(field.labels.en)}
    )
