"""`doctor` on Slack: what is wrong is told from what is out of reach."""

import pytest
from fake_slack import TOKEN, error

from copilot import Settings
from copilot.channels.slack.checkup import slack_states


def settings(url, **more):
    return Settings(_env_file=None, slack_bot_token=TOKEN, slack_signing_secret="s",
                    slack_api_url=f"{url}/api/", **more)  # fmt: skip


async def test_a_good_token_is_well(slack):
    assert await slack_states(settings(slack.url)) == {"slack": "ok"}


async def test_a_wrong_token_is_named(slack):
    states = await slack_states(settings(slack.url, slack_app_token="xapp-wrong"))
    assert states["slack"] == "ok"
    assert "COMPTOIR_SLACK_APP_TOKEN" in states["slack socket"]


async def test_a_revoked_token_is_told_from_a_wrong_one(slack):
    slack.next_answers["auth.test"].append(error("token_revoked"))
    assert "revoked" in (await slack_states(settings(slack.url)))["slack"]


async def test_slack_out_of_reach_is_told_from_a_wrong_token():
    assert "out of reach" in (await slack_states(settings("http://127.0.0.1:9")))["slack"]


async def test_nothing_is_said_of_a_slack_that_is_not_configured():
    assert await slack_states(Settings(_env_file=None)) == {}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"slack_bot_token": "x"}, "SIGNING_SECRET"),
        ({"slack_signing_secret": "x"}, "BOT_TOKEN"),
        ({"slack_app_token": "x"}, "BOT_TOKEN"),
        ({"slack_client_id": "x"}, "CLIENT_SECRET"),
    ],
)
def test_half_a_configuration_names_the_other_half(given, named):
    with pytest.raises(ValueError, match=named):
        Settings(_env_file=None, **given)
