"""A query said in plain words: object, conditions with their dates, whose records, order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from actions.reading.figure_words import GRAINS, figures_said
from actions.reading.paced import Lasting
from actions.reading.paths import labelled, target
from actions.reading.reading import Reading
from crm import AllOf, AnyOf, Catalogue, Compare, Condition, FieldInfo, Not, Related, User, Value
from language import format_date, format_list, format_money, format_number, format_percent

Language = Literal["fr", "en"]
_SIGNS: Mapping[str, tuple[str, str]] = {
    "=": ("{label} : {value}", "{label}: {value}"),
    "!=": ("{label} autre que {value}", "{label} other than {value}"),
    "<": ("{label} : moins de {value}", "{label} below {value}"),
    "<=": ("{label} : au plus {value}", "{label} up to {value}"),
    ">": ("{label} : plus de {value}", "{label} above {value}"),
    ">=": ("{label} : au moins {value}", "{label} from {value}"),
    "in": ("{label} : {value}", "{label}: {value}"),
    "includes": ("{label} : {value}", "{label}: {value}"),
    "not in": ("{label} autre que {value}", "{label} other than {value}"),
    "excludes": ("{label} autre que {value}", "{label} other than {value}"),
    "like": ("{label} contenant {value}", "{label} containing {value}"),
    "starts": ("{label} commençant par {value}", "{label} starting with {value}"),
    "ends": ("{label} finissant par {value}", "{label} ending with {value}"),
}
_DATES: Mapping[str, tuple[str, str]] = {
    "=": ("{label} le {value}", "{label} on {value}"),
    "<": ("{label} avant le {value}", "{label} before {value}"),
    "<=": ("{label} jusqu’au {value}", "{label} up to {value}"),
    ">": ("{label} après le {value}", "{label} after {value}"),
    ">=": ("{label} depuis le {value}", "{label} from {value}"),
}
_EMPTY = ("sans « {label} »", "no {label}")
_FILLED = ("avec « {label} »", "with {label}")
_FLAGS: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "IsWon": (("gagnées", "won"), ("non gagnées", "not won")),
    "IsClosed": (("fermées", "closed"), ("ouvertes", "open")),
    "IsConverted": (("converties", "converted"), ("non converties", "not converted")),
}

_SAME: Mapping[str, tuple[str, str]] = {
    "week": ("{0} et {1} la même semaine", "{0} and {1} in the same week"),
    "month": ("{0} et {1} le même mois", "{0} and {1} in the same month"),
    "quarter": ("{0} et {1} le même trimestre", "{0} and {1} in the same quarter"),
    "year": ("{0} et {1} la même année", "{0} and {1} in the same year"),
}

_LOST = {"IsWon": False, "IsClosed": True}


def _sign(compare: Compare) -> str:
    """Return which sign tells a comparison; of a text, where it must hold the words."""
    if compare.operator != "like":
        return compare.operator
    text = str(compare.value)
    return "ends" if text[-1:] != "%" else "like" if text[:1] == "%" else "starts"


class Teller:
    """Says conditions in one language, for one asker."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        user: User,
        names: Mapping[str, str],
        currency: str,
    ) -> None:
        """`names` gives the name of each record id that conditions hold."""
        self._catalogue = catalogue
        self._language = language
        self._manager = user.manager
        self._names = {**names, user.id: "vous" if language == "fr" else "you"}
        self._currency = currency

    def tell(self, condition: Condition, name: str) -> str:
        """Return a condition on the records of an object, in words."""
        match condition:
            case Compare():
                return self._compare(condition, name)
            case AllOf(inner):
                return self._together(inner, name) or self._listed(inner, name)
            case AnyOf(inner):
                if never := self._or_never(inner, name):
                    return never
                joint = " ou " if self._language == "fr" else " or "
                return joint.join(dict.fromkeys(self.tell(one, name) for one in inner))
            case Not(inner):
                return f"{self._choose(('sauf', 'except'))} {self.tell(inner, name)}"
            case Related():
                return self._related(condition)

    def _or_never(self, conditions: tuple[Condition, ...], name: str) -> str:
        """Say « avant le 24/08/2026, ou jamais » for a date before a day or empty."""
        if len(conditions) != 2:
            return ""
        first, second = conditions
        if not (isinstance(first, Compare) and isinstance(second, Compare)):
            return ""
        if first.path != second.path or second.value is not None or first.operator[:1] != "<":
            return ""
        return f"{self._compare(first, name)}{self._choose((', ou jamais', ', or never'))}"

    def _choose(self, both: tuple[str, str]) -> str:
        return both[0] if self._language == "fr" else both[1]

    def _listed(self, conditions: tuple[Condition, ...], name: str) -> str:
        return ", ".join(self.tell(one, name) for one in conditions)

    def _together(self, conditions: tuple[Condition, ...], name: str) -> str:
        """Say two bounds of one field as one: « du 01/11/2026 au 30/11/2026 »."""
        bounds = [one for one in conditions if isinstance(one, Compare)]
        if len(bounds) != 2 or len(conditions) != 2 or bounds[0].path != bounds[1].path:
            if {one.path.split(".")[-1]: one.value for one in bounds} == _LOST:
                return self._choose(("perdues", "lost"))
            return ""
        low, high = bounds
        if (low.operator, high.operator) != (">=", "<="):
            return ""
        field = target(self._catalogue, name, low.path)
        label = labelled(self._catalogue, name, low.path, self._language)
        first, last = (self._held(one, field) for one in (low, high))
        if first == last:
            return f"{label} {self._choose(('le', 'on'))} {first}"
        form = ("{0} du {1} au {2}", "{0} from {1} to {2}")
        if not isinstance(low.value, date):
            form = ("{0} entre {1} et {2}", "{0} between {1} and {2}")
        return self._choose(form).format(label, first, last)

    def _compare(self, compare: Compare, name: str) -> str:
        field = target(self._catalogue, name, compare.path)
        label = labelled(self._catalogue, name, compare.path, self._language, full=True)
        if compare.path.endswith("ManagerId") and compare.value == self._manager:
            return self._choose(("votre équipe", "your team"))
        flag = _FLAGS.get(compare.path.split(".")[-1])
        if flag and isinstance(compare.value, bool):
            return self._choose(flag[0] if compare.value else flag[1])
        if compare.value is None:
            return self._choose(_EMPTY if compare.operator == "=" else _FILLED).format(label=label)
        dated = isinstance(compare.value, date)
        form = _DATES.get(compare.operator) if dated else _SIGNS.get(_sign(compare))
        joined = self._held(compare, field)
        return self._choose(form or _SIGNS["="]).format(label=label, value=joined)

    def _held(self, compare: Compare, field: FieldInfo | None) -> str:
        """Return the values a field is held against."""
        values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
        said = [self._value(one, field) for one in values]
        if not all(said):
            return self._choose(("votre équipe", "your team"))
        return self._either(said)

    def _either(self, said: list[str]) -> str:
        if len(said) < 2:
            return "".join(said)
        joint = self._choose((" ou ", " or "))
        return f"{', '.join(said[:-1])}{joint}{said[-1]}"

    def _related(self, related: Related) -> str:
        info = self._catalogue[related.inner.object]
        plural = info.plurals.of(self._language).lower()
        if related.negated and related.path == "OwnerId":
            return self._choose(("sans propriétaire", "no owner"))
        inner = self.tell(related.inner.where, related.inner.object)
        if related.path != "Id" and not related.negated:
            return self._whole(related, plural, inner)
        told = ", ".join(one for one in (self._by_which(related), inner) if one)
        said = f"{plural} ({told})" if told else plural
        return (
            f"{self._choose(('sans', 'without') if related.negated else ('avec', 'with'))} {said}"
        )

    def _by_which(self, related: Related) -> str:
        """Return the reference that ties a child, where it has several to the same kind."""
        fields = self._catalogue[related.inner.object].fields
        own = fields.get(related.inner.select[0])
        if own is None or not own.custom:
            return ""
        twins = [f for f in fields.values() if f.custom and f.reference_to == own.reference_to]
        return own.labels.of(self._language) if len(twins) > 1 else ""

    def _whole(self, related: Related, plural: str, inner: str) -> str:
        """Say the parents records belong to: those of the list before, or one's own company."""
        match related.inner.where:
            case Compare("Id", "=", value) if str(value) in self._names:
                whose = ("de l’entreprise de {0}", "of {0}’s company")
                return self._choose(whose).format(self._names[str(value)])
        said = f"{plural} ({inner})" if inner else plural
        return f"{self._choose(('des', 'of'))} {said}"

    def _value(self, value: Value, field: FieldInfo | None) -> str:
        if isinstance(value, bool):
            return self._choose(("oui", "yes") if value else ("non", "no"))
        if isinstance(value, datetime):
            return format_date(value.date(), self._language)
        if isinstance(value, date):
            return format_date(value, self._language)
        if value is not None and not isinstance(value, str):
            return self._number(value, field)
        text = str(value)
        for entry in field.picklist if field else ():
            if entry.value == text:
                return entry.labels.of(self._language)
        return self._names.get(text, text.strip("%").replace("\\", ""))

    def _number(self, value: object, field: FieldInfo | None) -> str:
        number = float(str(value))
        if field and field.type == "currency":
            return format_money(number, self._currency, self._language)
        if field and field.type == "percent":
            return format_percent(number, self._language)
        return format_number(number, self._language)

    def line(self, reading: Reading) -> str:
        """Return the one line that says how a question was read."""
        query = reading.query
        plural = self._catalogue[query.object].plurals.of(self._language)
        parts = [self.tell(one, query.object) for one in reading.conditions]
        said = [plural, *(part for part in parts if part)]
        if reading.against:
            left, sign, right = reading.against
            names = [labelled(self._catalogue, query.object, one, self._language)
                     for one in (left, right)]  # fmt: skip
            same, told = _SAME.get(sign), sign.replace("-", "−")
            said.append(
                self._choose(same).format(*names) if same else " ".join((names[0], told, names[1]))
            )
        if reading.lasting:
            said.append(self._lasted(reading.lasting))
        if query.group_by:
            labels = [
                self._group(group.path, group.grain, query.object) for group in query.group_by
            ]
            names = list(dict.fromkeys(labels))
            said.append(f"{self._choose(('par', 'by'))} {format_list(names, self._language)}")
        said += figures_said(reading, self._catalogue, self._language, self._currency)
        if reading.part:
            said.append(self.part(reading))
        if reading.versus:
            other = self.tell(reading.versus[1], query.object)
            said.append(f"{self._choose(('comparé à', 'compared with'))} {other}")
        return " · ".join(said)

    def part(self, reading: Reading) -> str:
        """Say what those counted beside the whole are."""
        said = [self.tell(one, reading.query.object) for one in reading.part]
        return f"{self._choose(('dont', 'of which'))} {', '.join(said)}"

    def _lasted(self, bound: Lasting) -> str:
        """Say how long each record took, or that they stand by that."""
        if bound.slowest is not None:
            slow = ("du plus lent au plus rapide", "slowest first")
            quick = ("du plus rapide au plus lent", "fastest first")
            return self._choose(slow if bound.slowest else quick)
        figure = format_number(round(bound.days, 2), self._language)
        unit = self._choose(("jour(s)", "day(s)"))
        return f"{self._choose(('durée', 'lasting'))} {bound.sign} {figure} {unit}"

    def _group(self, path: str, grain: str | None, name: str) -> str:
        if grain:
            return self._choose(GRAINS[grain])
        label = labelled(self._catalogue, name, path, self._language)
        return label[:1].lower() + label[1:]
