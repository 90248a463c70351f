"""The guides' manifest is the one this code needs, in both languages."""

import re
from pathlib import Path

import pytest
import yaml

from copilot.channels.slack.checkup import NEEDED
from copilot.channels.slack.installations import SCOPES

ROOT = Path(__file__).resolve().parents[3]
HANDLED = {"app_home_opened", "app_mention", "app_uninstalled", "assistant_thread_started",
           "link_shared", "reaction_added", "message"}  # fmt: skip


@pytest.fixture(params=["slack.md", "slack.fr.md"])
def manifest(request):
    text = (ROOT / "docs" / "guides" / request.param).read_text()
    return yaml.safe_load(re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1])


def test_it_asks_for_the_permissions_that_are_used(manifest):
    asked = set(manifest["oauth_config"]["scopes"]["bot"])
    assert asked == set(SCOPES)
    assert asked >= NEEDED


def test_it_subscribes_to_what_is_handled(manifest):
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == HANDLED


async def test_every_event_subscribed_to_is_acknowledged(manifest, world):
    for name in manifest["settings"]["event_subscriptions"]["bot_events"]:
        body = world.event("", kind=name.partition(".")[0], subtype="nothing_we_answer", tab="x",
                           assistant_thread={"user_id": "UCLAIRE", "channel_id": "D1",
                                             "thread_ts": "1.1"})  # fmt: skip
        assert (await world.send(body)).status_code == 200, name


def test_every_address_leads_to_the_events(manifest):
    addresses = re.findall(r"https://comptoir\.example\.com(\S*?)['\],}]", str(manifest))
    assert set(addresses) == {"/slack/events", "/slack/oauth_redirect"}
