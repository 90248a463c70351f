"""The rules of routing by themselves: the file, waiting and trying again, resting, counting."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import yaml

from guard.__main__ import main
from guard.errors import Misconfigured, ProviderUnavailable
from guard.facts import CONTENT_SCHEMAS
from guard.policy.contract import Price
from guard.providers.failures import retry_after
from guard.providers.patience import Patience
from guard.routing.breaker import Breaker
from guard.routing.contract import BreakerRules, Budgets, Limits
from guard.routing.purse import BILLION, Shortage, Spent, price_of, shortage
from guard.routing.reading import SHIPPED, read_routing, shipped_routing


class Time:
    """A clock that only moves when somebody sleeps or is told to."""

    def __init__(self):
        self.at, self.slept = 100.0, []

    def now(self):
        return self.at

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += seconds


def failing(times, **how):
    left = iter(range(times))

    async def attempt():
        if next(left, None) is None:
            return "done"
        raise ProviderUnavailable("no", **how)

    return attempt


def patience(time, chance=0.0, **rules):
    return Patience(sleep=time.sleep, now=time.now, chance=lambda: chance, **rules)


def test_the_shipped_file_rules_every_kind_of_text_and_limits_nothing():
    routing = shipped_routing()
    assert set(routing.tasks) == set(CONTENT_SCHEMAS)
    assert routing.budgets.unlimited
    assert all(rules.price is None for rules in routing.engines.values())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[small, large]", "[small, small]", "name each engine once"),
        ("[small, large]", "[huge]", "small"),
        ("tokens: 700", "token: 700", "no such key"),
        ("tries: 3", "tries: 0", "greater"),
        ("  user: {}", "  users: {}", "no such key"),
        ("  small:\n", "  tiny:\n", "small"),
        ("# price: {input: 0.10, output: 0.30} ", "price: {input: 1, output: 1, currency: USD} ", "EUR"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path, old, new, said):
    wrong = tmp_path / "engines.yml"
    wrong.write_text(SHIPPED.read_text().replace(old, new, 1))
    with pytest.raises(Misconfigured, match=rf"engines\.yml, line \d+ .*{said}"):
        read_routing(wrong)


def test_the_command_checks_and_shows(tmp_path, capsys):
    assert main(["engines", "check"]) == 0
    assert main(["engines", "show"]) == 0
    shown = capsys.readouterr().out.partition("right\n")[2]
    assert yaml.safe_load(shown)["tasks"]["answer"]["tokens"] == 700
    assert main(["engines", "check", str(tmp_path / "none.yml")]) == 2
    assert "COMPTOIR_ENGINES" in capsys.readouterr().err


async def test_waits_double_up_to_the_longest_less_a_random_part():
    time = Time()
    rules = {"tries": 6, "first_wait": 1.0, "longest_wait": 4.0}
    assert await patience(time, **rules).persist(failing(5, again=True), 60) == "done"
    assert time.slept == [1.0, 2.0, 4.0, 4.0, 4.0]
    time = Time()
    await patience(time, chance=1.0, **rules).persist(failing(2, again=True), 60)
    assert time.slept == [0.5, 1.0]


async def test_what_the_server_asks_for_is_waited_for():
    time = Time()
    await patience(time).persist(failing(1, again=True, after=7.0), 60)
    assert time.slept == [7.0]


@pytest.mark.parametrize(
    ("how", "seconds", "waits"),
    [({"again": False}, 60, 0), ({"again": True, "after": 90.0}, 60, 0), ({"again": True}, 60, 2)],
)
async def test_trying_again_ends(how, seconds, waits):
    time = Time()
    with pytest.raises(ProviderUnavailable):
        await patience(time).persist(failing(99, **how), seconds)
    assert len(time.slept) == waits


async def test_trying_again_never_goes_beyond_the_time_there_is():
    time = Time()
    with pytest.raises(ProviderUnavailable):
        await patience(time, tries=99, longest_wait=100).persist(failing(99, again=True), 10)
    assert time.at < 110


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 3.0), ("0.5", 0.5), (None, None), ("", None), ("soon", None), ("-1", None), ("inf", None)],
)  # fmt: skip
def test_retry_after_is_read_as_a_number(header, seconds):
    assert retry_after(header) == seconds


def test_retry_after_is_read_as_a_date():
    now = datetime.now(UTC)
    assert 30 < retry_after(format_datetime(now + timedelta(minutes=1), usegmt=True)) <= 60
    assert retry_after(format_datetime(now - timedelta(days=1), usegmt=True)) == 0.0


def test_a_circuit_opens_lets_one_try_through_and_closes():
    time = Time()
    breaker = Breaker(BreakerRules(failures=2, rest=10), time.now)
    breaker.failed()
    assert breaker.admits()
    breaker.failed()
    assert breaker.open
    assert not breaker.admits()
    time.at += 10
    assert [breaker.admits(), breaker.admits()] == [True, False], "one request tries it"
    breaker.failed()
    time.at += 19
    assert not breaker.admits(), "the rest was doubled"
    time.at += 1
    assert breaker.admits()
    breaker.succeeded()
    assert not breaker.open
    assert breaker.admits()


def test_a_circuit_stays_open_as_long_as_the_server_asks_within_reason():
    time = Time()
    breaker = Breaker(BreakerRules(failures=1, rest=10), time.now)
    breaker.failed(60.0)
    time.at += 59
    assert not breaker.admits()
    breaker.succeeded()
    breaker.failed(86_400.0)
    time.at += 100
    assert breaker.admits()


def test_money_is_counted_exactly():
    price = Price(input=0.1, output=0.3)
    assert price_of(price, 1, 0) == 100
    assert price_of(price, 1_000_000, 0) == BILLION // 10
    assert sum(price_of(price, 3, 1) for _ in range(1_000_000)) == 600 * 1_000_000
    assert price_of(None, 10, 10) == 0


def test_a_limit_holds_to_the_last_token_and_cent():
    budgets = Budgets(user=Limits.model_validate({"day": {"tokens": 100, "cost": 0.5}}))
    full = {("user", "day"): Spent(90, BILLION // 2 - 10)}
    assert shortage(budgets, full, "", 10, 10) is None
    assert shortage(budgets, full, "", 11, 0) == Shortage("user", "day")
    assert shortage(budgets, full, "", 0, 11) == Shortage("user", "day")
    broke = {("user", "day"): Spent(0, BILLION)}
    assert shortage(budgets, broke, "", 10, 0) is None, "what costs nothing needs no money"


def test_the_guide_of_the_file_is_the_file():
    text = Path(SHIPPED).read_text()
    assert all(f"COMPTOIR_{name}" in text for name in ("ENGINES", "MODEL_…", "SMALL_MODEL_…"))
