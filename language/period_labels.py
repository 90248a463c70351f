"""Name a period in both languages, always so that its dates are plain."""

from __future__ import annotations

from datetime import date

from language.stretches import Stretch

_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_RELATIONS = {
    "since": ("depuis le {start}", "since {start}"),
    "after": ("à partir du {start}", "from {start}"),
    "newer_than": ("depuis le {start}", "since {start}"),
    "before": ("avant le {next}", "before {next}"),
    "until": ("jusqu’au {end}", "until {end}"),
    "older_than": ("avant le {next}", "before {next}"),
}


def day_label(day: date, language: str) -> str:
    """Return « 1er mars 2026 » or "1 March 2026"."""
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {_FR[day.month - 1]} {day.year}"
    return f"{day.day} {_EN[day.month - 1]} {day.year}"


def stretch_label(start: date, end: date, grain: str | None, language: str) -> str:
    """Return a closed period's name: « T3 2026 », "March 2026", « du 1er au 15 mars 2026 »."""
    french = language == "fr"
    months = _FR if french else _EN
    if start == end:
        return day_label(start, language)
    if grain == "month":
        return f"{months[start.month - 1]} {start.year}"
    if grain == "quarter" and start.month % 3 == 1:
        return f"{'T' if french else 'Q'}{start.month // 3 + 1} {start.year}"
    if grain == "half" and start.month in {1, 7}:
        return f"{'S' if french else 'H'}{start.month // 6 + 1} {start.year}"
    if grain == "year" and start.month == 1:
        return str(start.year)
    return _range_label(start, end, language, week=grain == "week")


def _range_label(start: date, end: date, language: str, *, week: bool) -> str:
    first = day_label(start, language)
    if start.year == end.year:
        first = first.removesuffix(f" {start.year}")
        if start.month == end.month:
            first = first.split(" ")[0]
    if language == "fr":
        return f"{'semaine ' if week else ''}du {first} au {day_label(end, language)}"
    return f"{'week of ' if week else ''}{first} to {day_label(end, language)}"


def period_label(
    start: date | None, end: date | None, stretch: Stretch, relation: str, language: str
) -> str:
    """Return the label of a period that may be open at one end."""
    if start and end:
        grain = stretch.grain if relation == "within" else None
        return stretch_label(start, end, grain, language)
    form = _RELATIONS.get(relation, _RELATIONS["since" if start else "until"])
    following = date.fromordinal(end.toordinal() + 1) if end else None
    return form[0 if language == "fr" else 1].format(
        start=day_label(start, language) if start else "",
        end=day_label(end, language) if end else "",
        next=day_label(following, language) if following else "",
    )
