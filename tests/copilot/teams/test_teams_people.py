"""Who is who in Teams: linked accounts, e-mail addresses, guests, and where people are spoken to."""

import pytest
from fake_teams import TENANT, said
from teams_world import World

from copilot.channels.teams.incoming import place_of, words_of


def opened(message):
    (card,) = [one["content"] for one in message["attachments"]]
    return card["actions"][0]


@pytest.fixture
async def unmatched(tmp_path, seeded_org, teams, rasa):
    running = await World(tmp_path, seeded_org, teams, rasa, teams_match_email=False).start()
    yield running
    await running.stop()


async def sign_in(world, page, username):
    """Sign in at the org as a browser does, and say yes to our question."""
    import httpx

    async with httpx.AsyncClient(trust_env=False) as browser:
        form = {"username": username, "password": "comptoir-demo"}
        location = (await browser.post(page, data=form)).headers["location"]
    query = dict(httpx.URL(location).params)
    asked = await world.client.get("/oauth/callback", params=query)
    answer = await world.client.post("/oauth/callback", data=query)
    assert answer.status_code == 200, answer.text
    return asked.text


async def test_one_message_links_the_account_and_then_the_question_is_answered(unmatched, teams):
    await unmatched.say("Bonjour")
    await unmatched.settle()
    (invitation,) = teams.messages
    assert "reliez votre compte" in said(invitation)
    page = opened(invitation)["url"]
    asked = await sign_in(unmatched, page, "claire.moreau@heliade.example")
    assert "Teams · Claire Moreau" in asked
    await unmatched.settle()
    assert "Bonjour Claire" in said(teams.messages[1])
    assert len(teams.messages) == 2


async def test_in_a_channel_the_link_goes_to_the_person_alone(unmatched, teams):
    await unmatched.say("<at>Comptoir</at> bonjour", mention=True, chat="19:c;messageid=1",
                        conversation="channel")  # fmt: skip
    await unmatched.settle()
    (post,) = [path for kind, path, _ in teams.calls if kind == "post"]
    assert post.startswith("/v3/conversations/direct-29:claire/activities")
    teams.no_direct = True
    await unmatched.say("<at>Comptoir</at> hello", mention=True, user="29:james", chat="19:c",
                        conversation="channel")  # fmt: skip
    await unmatched.settle()
    assert "Write to me privately" in said(teams.messages[-1])
    assert "oauth" not in str(teams.messages[-1])


async def test_guests_and_other_organisations_get_no_answer_from_the_crm(world, teams, rasa):
    teams.members["29:claire"] = {"userRole": "guest"}
    await world.say("Bonjour")
    teams.members["29:james"] = {"tenantId": "elsewhere"}
    await world.say("Hello", user="29:james")
    body = world.message("Bonjour", user="29:stranger")
    body["channelData"]["tenant"]["id"] = body["conversation"]["tenantId"] = "elsewhere"
    assert (await world.send(body)).status_code == 202
    await world.settle()
    assert not rasa.heard
    assert len([one for one in teams.messages if "organisation" in said(one)]) == 3


async def test_a_bot_of_several_tenants_believes_no_address(tmp_path, seeded_org, teams, rasa):
    world = await World(tmp_path, seeded_org, teams, rasa, teams_tenant_id="",
                        teams_match_email=True).start()  # fmt: skip
    await world.say("Bonjour")
    await world.settle()
    await world.stop()
    assert "reliez votre compte" in said(teams.messages[0])
    assert teams.tokens == 1


async def test_where_others_read_along_only_a_mention_is_answered(world, teams, rasa):
    for conversation in ("channel", "groupChat"):
        chat = {"chat": f"19:{conversation};messageid=7", "conversation": conversation}
        await world.say("Bonjour", **chat)
        await world.say("<at>Comptoir</at>&nbsp;bonjour à tous", mention=True, **chat)
    await world.settle()
    assert [heard["message"] for heard in rasa.heard] == ["bonjour à tous"] * 2
    assert len(teams.messages) == 2


async def test_two_people_in_one_thread_are_two_senders(world, rasa):
    chat = {"chat": "19:team;messageid=7", "conversation": "channel", "mention": True}
    await world.say("<at>Comptoir</at> bonjour", **chat)
    await world.say("<at>Comptoir</at> hello", user="29:james", **chat)
    await world.settle()
    assert len({heard["sender"] for heard in rasa.heard}) == 2


def test_other_people_are_heard_by_their_names(world):
    from microsoft_agents.activity import Activity

    body = world.message("<at>Comptoir</at> rendez-vous avec <at>Zoé &amp; fils</at>", mention=True)
    body["entities"].append({"type": "mention", "text": "<at>Zoé &amp; fils</at>",
                             "mentioned": {"id": "29:zoe", "name": "Zoé & fils"}})  # fmt: skip
    activity = Activity.model_validate(body)
    assert words_of(activity) == "rendez-vous avec Zoé & fils"
    assert place_of(activity)["tenant"] == TENANT


async def test_an_empty_mention_and_messages_of_bots_lead_to_nothing(world, teams, rasa):
    await world.say("<at>Comptoir</at>", mention=True)
    await world.settle()
    assert not rasa.heard


async def test_whoever_installs_the_bot_is_told_what_to_ask(world, teams):
    added = {"membersAdded": [{"id": "28:bot"}]}
    await world.send(world.activity("conversationUpdate", **added))
    await world.send(world.activity("conversationUpdate", membersAdded=[{"id": "29:claire"}]))
    await world.settle()
    assert len(teams.messages) == 1
    assert "Par exemple" in said(teams.messages[0])


async def test_a_conversation_is_known_until_we_are_removed_from_it(world):
    from copilot.channels.teams.incoming import conversation_of

    body = await world.say("Bonjour")
    await world.settle()
    places = world.doors.deliveries._places
    from microsoft_agents.activity import Activity

    conversation = conversation_of(place_of(Activity.model_validate(body)))
    assert (await places.at(conversation)).place["user"] == "29:claire"
    removed = {"membersRemoved": [{"id": "28:bot"}]}
    await world.send(world.activity("conversationUpdate", **removed))
    assert await places.at(conversation) is None


async def test_a_scheduled_report_comes_where_it_was_asked_for_once_though_the_service_restarts(
    world, teams
):
    from datetime import UTC, datetime, timedelta

    from actions import Scheduled
    from copilot import Identity
    from copilot.channels.teams.incoming import conversation_of
    from copilot.composition import scheduler_of
    from copilot.schedules import Book

    said_here = {"chat": "19:team;messageid=7", "conversation": "channel", "mention": True}
    await world.say("<at>Comptoir</at> bonjour", **said_here)
    await world.settle()
    place = {"tenant": TENANT, "conversation": "19:team;messageid=7"}
    identity = Identity("employee", "claire.moreau@heliade.example")
    rule = {"unit": "day", "every": 1, "weekdays": [], "month_day": None, "nth": None,
            "at": "08:00", "start": "2026-11-20"}  # fmt: skip
    due = datetime.now(UTC).replace(year=2026, month=11, day=22) - timedelta(minutes=1)
    await (
        Book(world.doors.store)
        .of(identity, conversation_of(place))
        .keep(
            Scheduled(
                "r1", "report", "bonjour", "chaque jour à 8 h", "fr", "Europe/Paris", due, rule
            )
        )
    )
    await scheduler_of(world.doors).tick()
    await world.restart()
    await scheduler_of(world.doors).tick()
    await world.settle()
    assert len(teams.messages) == 2
    assert "Votre envoi programmé (chaque jour à 8 h)" in said(teams.messages[1])
    assert "Bonjour Claire" in said(teams.messages[1])
    assert teams.calls[1][1] == "/v3/conversations/19:team;messageid=7/activities"
