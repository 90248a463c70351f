"""The most frequent issue, the region that closes fastest, who converts leads best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from actions.analyses.ends import least_asked, lowest_asked
from actions.analyses.filters import filters_of
from actions.analyses.matter import (
    Matter,
    period_asked,
    period_said,
    period_shown,
    within,
)
from actions.analyses.ranked import Ranking, Standing, ordered, ranking_result
from actions.analyses.regions_said import region_path
from actions.contract import Result
from actions.display import field_at, picked
from actions.figures import written
from crm import AllOf, Catalogue, Compare, value_at

_HOUR = 3600
_USER = "005"
ISSUES = ("Issue__c", "Reason", "Type")


async def top_issue(matter: Matter) -> Result:
    """Rank the issues of cases, of a product or of all, by how often they come."""
    period, filters = period_asked(matter), await filters_of(matter)
    path = issue_path(matter.catalogue)
    where = (*filters.conditions, *within(period, "CreatedDate"))
    rows = await matter.rows("Case", (path, "CreatedDate"), AllOf(where))
    counts = Counter(str(row[path]) for row in rows if row.get(path))
    field = field_at(matter.catalogue, "Case", path)
    total = sum(counts.values())
    standings = [
        Standing(issue, picked(issue, field, matter.language), count, count,
                 (written(100 * count / total, "%", matter.language),))
        for issue, count in counts.items()
    ]  # fmt: skip
    ranking = Ranking(
        ordered(standings, lowest=False), "COUNT", path, None, "about_issues",
        ("issue", "cases", "share"),
        {"period": period_said(period, matter.language), "filters": filters.said(matter.language)},
        period_shown(period, matter.today, matter.language),
    )  # fmt: skip
    return ranking_result(matter, ranking)


def issue_path(catalogue: Catalogue) -> str:
    """Return the field that says what is wrong: a picklist called issue, else the reason."""
    fields = catalogue["Case"].fields
    for field in fields.values():
        label = field.labels.en.lower()
        if field.picklist and field.custom and ("issue" in label or "problem" in label):
            return field.name
    return next(name for name in ISSUES if name in fields)


async def fastest_region(matter: Matter) -> Result:
    """Rank regions by the mean time from opening to close of their customers’ cases."""
    period, filters = period_asked(matter), await filters_of(matter)
    path = await region_path(matter, "Case")
    where = (Compare("ClosedDate", "!=", None), *filters.conditions, *within(period, "ClosedDate"))
    rows = await matter.rows("Case", ("CreatedDate", "ClosedDate", path), AllOf(where))
    hours = defaultdict[str, list[float]](list)
    for row in rows:
        region = value_at(row, path)
        if region:
            hours[str(region)].append(_hours(row))
    standings = [Standing(one, one, fmean(all_), len(all_)) for one, all_ in hours.items()]
    least = least_asked(matter.text, matter.today)
    ranking = Ranking(
        ordered(standings, lowest=lowest_asked(matter.text, best_is_low=True), least=least),
        "AVG_HANDLE_TIME", path, "hours", "about_regions", ("region", "handle_time", "cases"),
        {"period": period_said(period, matter.language), "least": least,
         "filters": filters.said(matter.language)},
        period_shown(period, matter.today, matter.language),
    )  # fmt: skip
    return ranking_result(matter, ranking)


def _hours(row: Mapping[str, Any]) -> float:
    return float((row["ClosedDate"] - row["CreatedDate"]).total_seconds()) / _HOUR


async def conversion(matter: Matter) -> Result:
    """Rank people by the share of their leads that were converted."""
    period = period_asked(matter)
    rows = await matter.rows(
        "Lead", ("OwnerId", "Owner.Name", "IsConverted", "CreatedDate"),
        AllOf(within(period, "CreatedDate")),
    )  # fmt: skip
    least = least_asked(matter.text, matter.today)
    lowest = lowest_asked(matter.text, best_is_low=False)
    ranking = Ranking(
        ordered(converted(rows), lowest=lowest, least=least), "CONVERSION_RATE", "Owner.Name", "%",
        "about_conversion", ("agent", "conversion", "leads", "converted"),
        {"period": period_said(period, matter.language), "least": least},
        period_shown(period, matter.today, matter.language),
    )  # fmt: skip
    return ranking_result(matter, ranking)


def converted(rows: Sequence[Mapping[str, Any]]) -> list[Standing]:
    """Return each owner’s share of leads converted, in percent."""
    leads = defaultdict[tuple[str, str], list[bool]](list)
    for row in rows:
        name = value_at(row, "Owner.Name")
        # Leads nobody has taken yet wait in a queue: they are no person's.
        if name and str(row["OwnerId"]).startswith(_USER):
            leads[str(row["OwnerId"]), str(name)].append(bool(row.get("IsConverted")))
    return [
        Standing(owner, name, 100 * sum(done) / len(done), len(done), (str(sum(done)),))
        for (owner, name), done in leads.items()
    ]
