"""A fixed day is one day for whoever reads it, whatever the machine's hour."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

import copilot.clock
import sandbox.clock
from copilot.clock import SystemClock
from sandbox import fixed_clock

DAY = date(2026, 7, 14)
SUMMER = [ZoneInfo("Europe/Paris"), ZoneInfo("Europe/London"), UTC]


@pytest.mark.parametrize("hour", [0, 9, 21, 22, 23])
def test_a_fixed_day_is_one_day_in_every_zone(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    class Machine(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 7, 20, hour, 40, tzinfo=UTC).astimezone(tz)

    for module in (copilot.clock, sandbox.clock):
        monkeypatch.setattr(module, "datetime", Machine)
    shown = [SystemClock(DAY).now(), fixed_clock(DAY)()]
    assert {moment.astimezone(zone).date() for moment in shown for zone in SUMMER} == {DAY}
    assert {moment.minute for moment in shown} == {40}
