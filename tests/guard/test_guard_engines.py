"""Small model, large model, composer, over HTTP: who is asked, who is not, and what comes of it."""

import json
from dataclasses import dataclass, field

import pytest
from model_server import model_server

from guard import Guard, Known, Misconfigured, Prompt, ProviderSettings, Refused, open_guard
from guard.instructions import _complaints
from guard.masking.masker import Masker
from guard.policy.contract import Price
from guard.policy.reading import parse_policy, shipped_policy
from guard.policy.reading import text_of as policy_text
from guard.prompt import Payer
from guard.routing.contract import Routing
from guard.routing.engines import open_engines
from guard.routing.purse import BILLION, Spent
from guard.routing.router import Router
from guard.screening.screen import Screen

FACTS = {
    "question": "Qui appeler ? Marie Dupont (06.39.98.12.34) l’a dit.",
    "passages": [{"id": "p1", "title": "Support", "language": "fr", "text": "Appelez le support."}],
}
KNOWN = (Known("Marie Dupont", "PERSON", "003A"),)
GOOD = json.dumps({"text": "Appelez le support. [1]", "used": ["p1"]})
LIE = json.dumps({"text": "Appelez Voltanis avant 18 h. [1]", "used": ["p1"]})
RULES = {
    "engines": {
        "small": {"price": {"input": 1, "output": 2}},
        "large": {"price": {"input": 10, "output": 20}},
    },
    "tasks": {"answer": {"engines": ["small", "large"], "tokens": 500, "seconds": 20}},
    "patience": {"tries": 2, "first_wait": 0.001, "longest_wait": 0.001},
    "breaker": {"failures": 2, "rest": 600},
}
HASTY = {"answer": {"engines": ["small", "large"], "tokens": 500, "seconds": 0.4}}


@dataclass
class Purse:
    """Keeps count in memory."""

    accounts: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)

    async def spent(self, payer):
        return self.accounts

    async def note(self, payer, skill, charges):
        self.notes.append((payer, skill, list(charges)))


@pytest.fixture(scope="module")
def server():
    with model_server(GOOD) as one:
        yield one


@pytest.fixture(autouse=True)
def rested(server):
    server.behaviours.clear()
    server.bodies.clear()
    server.asked.clear()


@pytest.fixture(scope="module")
def parts():
    """What is slow to load and has no state."""
    return {"masker": Masker(), "screen": Screen()}


@pytest.fixture
async def opened(server, parts):
    """Open guards over the server, and close them."""
    guards = []

    def opened(purse=None, *, names=("small", "large"), **rules):
        routing = Routing.model_validate({**RULES, **rules})
        settings = {name: ProviderSettings("openai", server.url, "key", name) for name in names}
        engines = open_engines(settings, routing, shipped_policy())
        guards.append(Guard(router=Router(engines, routing, purse), **parts))
        return guards[-1]

    yield opened
    for guard in guards:
        await guard.close()


def asked(facts=FACTS):
    payer = Payer("k", "005U", "Sales France")
    return Prompt("answer", "fr", facts, KNOWN, "c1", "t1", payer=payer)


async def test_the_cheapest_engine_that_can_is_asked_and_no_other(server, opened):
    answer = await opened().ask(asked())
    assert (answer.engine, answer.provider, answer.fell_back) == ("small", "openai", False)
    assert server.asked == ["small"]
    assert (answer.tokens_in, answer.tokens_out) == (100, 20)
    assert server.requests[0]["max_tokens"] == 500


@pytest.mark.parametrize(
    ("failure", "tries"),
    [
        ("busy", 2), ("busy_for_long", 1), ("spent", 1), ("broken", 2), ("gateway", 2),
        ("denied", 1), ("bad_request", 3), ("cut", 2), ("page", 2), ("no_json", 2),
        ("no_choices", 2), ("empty", 2), ("prose", 2), ("other_shape", 2), ("too_long", 2),
        ("declines", 1), ("filtered", 1), (LIE, 2),
    ],
)  # fmt: skip
async def test_an_engine_that_fails_is_followed_by_the_next(server, failure, tries, opened):
    server.behaviours["small"] = [failure]
    answer = await opened().ask(asked())
    assert (answer.engine, answer.verified, answer.fell_back) == ("large", True, False)
    assert server.asked == ["small"] * tries + ["large"]


async def test_an_engine_that_is_too_slow_is_followed_by_the_next(server, opened):
    server.behaviours["small"] = ["slow"]
    answer = await (guard := opened(tasks=HASTY)).ask(asked())
    assert answer.engine in {"large", "offline"}, "a busy machine may be too slow for both"
    assert guard.counters["engine_small_slow"] == 1


@pytest.mark.parametrize("failure", ["busy_for_long", "broken", "cut", "page", "declines", LIE])
async def test_the_composer_writes_where_every_engine_fails(server, failure, opened):
    server.behaviours |= {"small": [failure], "large": [failure]}
    guard = opened()
    answer = await guard.ask(asked())
    assert (answer.engine, answer.provider, answer.fell_back) == ("offline", "offline", True)
    assert "support" in answer.content["text"]
    replaced = "fell_back_verification" if failure == LIE else "fell_back_provider"
    assert guard.counters[replaced] == 1


@pytest.mark.parametrize("failure", ["busy", "busy_for_a_moment", "broken", "gateway", "cut"])
async def test_what_passes_is_tried_again(server, failure, opened):
    server.behaviours["small"] = [failure, "good"]
    answer = await opened().ask(asked())
    assert (answer.engine, server.asked) == ("small", ["small", "small"])


@pytest.mark.parametrize(
    ("failure", "told"), [("prose", "JSON"), ("too_long", "coupée"), (LIE, "n’est pas dans")]
)
async def test_what_can_be_put_right_is_asked_once_more_with_what_was_wrong(
    server, failure, told, opened
):
    server.behaviours["small"] = [failure, "good"]
    answer = await opened().ask(asked())
    assert (answer.engine, answer.tokens_in) == ("small", 200)
    first, again = (one["messages"][-1]["content"] for one in server.requests)
    assert again.startswith(first)
    assert told in again.removeprefix(first)
    assert "Voltanis" not in again, "a model's own words are not sent back"


def test_every_fault_has_its_words_in_both_languages():
    kinds = {
        "nonsense", "cut", "figure", "measure", "day", "promise", "name", "support", "citation",
        "link", "image", "id", "quote", "placeholder", "abuse", "language", "lost", "other",
    }  # fmt: skip
    for language in ("fr", "en"):
        assert set(_complaints(language)[1]) == kinds


async def test_an_engine_that_keeps_failing_is_left_alone(server, opened):
    server.behaviours["small"] = ["broken"]
    guard = opened()
    for _ in range(4):
        assert (await guard.ask(asked())).engine == "large"
    assert server.asked.count("small") == 4, "two requests of two tries, then none"
    assert guard.resting == {"small": True, "large": False}
    assert guard.counters["engine_small_resting"] == 2


async def test_a_model_that_declines_or_invents_is_not_taken_for_broken(server, opened):
    server.behaviours["small"] = ["declines", "declines", "declines", LIE]
    guard = opened()
    for _ in range(5):
        await guard.ask(asked())
    assert guard.resting == {"small": False, "large": False}


async def test_an_engine_that_cannot_write_the_language_or_read_so_much_is_passed_over(
    server, opened
):
    for rules in ({"languages": ["en"]}, {"prompt_characters": 1000}):
        answer = await opened(engines={**RULES["engines"], "small": rules}).ask(asked())
        assert answer.engine == "large"
    assert server.asked == ["large", "large"]


async def test_a_kind_of_text_may_be_kept_for_the_composer(server, opened):
    answer = await opened(tasks={"answer": {"engines": ["offline"]}}).ask(asked())
    assert (answer.engine, answer.fell_back, server.asked) == ("offline", False, [])


async def test_one_model_is_enough(server, opened):
    assert (await opened(names=("small",)).ask(asked())).engine == "small"
    assert (await opened(names=("large",)).ask(asked())).engine == "large"


async def test_nothing_personal_is_in_the_bytes_any_engine_receives(server, opened):
    server.behaviours |= {"small": [LIE, "prose", "broken"], "large": ["prose", LIE]}
    guard = opened()
    for _ in range(3):
        await guard.ask(asked())
    received = b"\n".join(server.bodies).decode() + json.dumps(server.requests, ensure_ascii=False)
    assert len(server.bodies) > 6
    for personal in ("Marie", "Dupont", "39.98", "3998", "12.34"):
        assert personal not in received


async def test_the_last_check_stops_every_engine(server, opened):
    evil = {**FACTS, "4111 1111 1111 1111": "keys are not masked"}
    with pytest.raises(Refused):
        await opened().ask(asked(evil))
    assert server.bodies == []


async def test_what_was_spent_is_told_to_the_purse_failures_included(server, opened):
    server.behaviours["small"] = [LIE]
    purse = Purse()
    await opened(purse).ask(asked())
    ((payer, skill, charges),) = purse.notes
    assert (payer.user, payer.team, skill) == ("005U", "Sales France", "answer")
    small = [one for one in charges if one.engine == "small"]
    assert [(one.tokens_in, one.cost) for one in small] == [(100, 140_000)] * 2
    large = [one for one in charges if one.engine == "large"]
    assert sum(one.cost for one in large) == 100 * 10_000 + 20 * 20_000
    assert [(one.text, one.largest) for one in large] == [(False, 0), (True, 1_400_000)]


async def test_a_server_that_does_not_count_is_counted_for(server, opened):
    server.behaviours["small"] = ["uncounted"]
    purse = Purse()
    answer = await opened(purse).ask(asked())
    sent = sum(len(one["content"]) for one in server.requests[0]["messages"])
    assert (answer.tokens_in, answer.tokens_out) == (sent // 4, len(GOOD) // 4)


@pytest.mark.parametrize(
    ("budgets", "spent", "engine", "short"),
    [
        # Money for the small model only, then for none.
        ({"user": {"day": {"cost": 1}}}, {("user", "day"): Spent(0, BILLION - 8_000_000)}, "small", ""),
        ({"user": {"day": {"cost": 1}}}, {("user", "day"): Spent(0, BILLION)}, "offline", "user_day"),
        ({"team": {"month": {"tokens": 900}}}, {("team", "month"): Spent(890)}, "offline", "team_month"),
        ({"teams": {"Sales*": {"day": {"tokens": 0}}}}, {}, "offline", "team_day"),
        ({"teams": {"Service*": {"day": {"tokens": 0}}}}, {}, "small", ""),
        ({"everyone": {"month": {"cost": 5}}}, {("everyone", "month"): Spent(9, 1)}, "small", ""),
    ],
)  # fmt: skip
async def test_a_spent_budget_means_a_cheaper_engine_or_the_composer(
    server, budgets, spent, engine, short, opened
):
    answer = await opened(Purse(spent), budgets=budgets).ask(asked())
    assert (answer.engine, answer.short) == (engine, short)
    assert server.asked == ([engine] if engine != "offline" else [])


async def test_what_the_dearest_cannot_pay_for_the_cheaper_one_writes(server, opened):
    rules = {"answer": {"engines": ["large", "small"], "tokens": 500}}
    purse = Purse({("user", "month"): Spent(0, BILLION - 8_000_000)})
    budgets = {"user": {"month": {"cost": 1}}}
    answer = await opened(purse, tasks=rules, budgets=budgets).ask(asked())
    assert (answer.engine, answer.short) == ("small", "user_month")


async def test_without_a_model_nothing_is_spent_and_no_budget_is_asked():
    class Untouched(Purse):
        async def spent(self, payer):
            raise AssertionError("nobody asks")

    purse = Untouched()
    answer = await open_guard(purse=purse).ask(asked())
    assert (answer.engine, answer.fell_back, purse.notes) == ("offline", False, [])


def test_each_model_must_be_allowed_by_the_policy(server):
    european = parse_policy(policy_text(None).replace("[local, eu, uk, us]", "[local, eu]"), "p")
    american = ProviderSettings("openai", "https://api.openai.com/v1", model="m")
    local = ProviderSettings("openai", server.url, model="m")
    with pytest.raises(Misconfigured, match=r"models\.regions"):
        open_guard(local, european, small=american)


def test_prices_and_budgets_are_in_one_currency(server):
    policy = shipped_policy()
    price = Price(input=1, output=1, currency="USD")
    local = policy.models.allowed[1].model_copy(update={"price": price})
    models = policy.models.model_copy(update={"allowed": (local,)})
    with pytest.raises(Misconfigured, match="one currency"):
        open_guard(
            ProviderSettings("openai", server.url, model="m"),
            policy.model_copy(update={"models": models}),
        )
