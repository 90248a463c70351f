"""`doctor` on Teams: a wrong tenant, secret, app and endpoint are told from one another."""

import json
import zipfile

import pytest
from fake_teams import APP, TENANT, JSONResponse, refusal
from serving import served
from starlette.applications import Starlette
from starlette.routing import Route
from teams_world import settings_of

from copilot import Settings
from copilot.channels.teams.checkup import teams_states
from copilot.channels.teams.package import NotPackaged, package_teams


def answering(body, status=200):
    async def answer(_request):
        return JSONResponse(body, status)

    return Starlette(routes=[Route("/api/messages", answer)])


async def states(teams, **more):
    return await teams_states(settings_of(teams.url, **more))


async def test_all_is_well(teams):
    with served(answering({"bot": APP})) as url:
        found = await states(teams, public_url=url)
    assert set(found.values()) == {"ok"}


@pytest.mark.parametrize(
    ("given", "remedy", "others"),
    [
        ({"teams_tenant_id": "elsewhere"}, "COMPTOIR_TEAMS_TENANT_ID", "secret"),
        ({"teams_app_password": "wrong"}, "COMPTOIR_TEAMS_APP_PASSWORD", "tenant"),
        ({"teams_app_id": "another"}, "COMPTOIR_TEAMS_APP_ID", "secret"),
        ({"teams_login_url": "http://127.0.0.1:9"}, "COMPTOIR_TEAMS_LOGIN_URL", "secret"),
    ],
)
async def test_what_is_wrong_with_the_credentials_is_named(teams, given, remedy, others):
    told = (await states(teams, **given))["teams"]
    assert remedy in told
    assert others not in told


async def test_an_expired_secret_is_told_from_a_wrong_one(teams):
    teams.next_tokens.append(refusal("invalid_client", 7000222))
    assert "expired" in (await states(teams))["teams"]


async def test_a_refusal_nobody_knows_is_told_with_its_number(teams):
    teams.next_tokens.append(refusal("odd", 50000))
    assert "50000" in (await states(teams))["teams"]


@pytest.mark.parametrize(
    ("app", "remedy"),
    [
        (answering({"bot": "another"}), "another bot"),
        (answering({"detail": "no"}, 404), "is not this service's"),
        (None, "nobody answers"),
    ],
)
async def test_a_wrong_endpoint_is_told_from_a_wrong_secret(teams, app, remedy):
    if app is None:
        found = await states(teams, public_url="http://127.0.0.1:9")
    else:
        with served(app) as url:
            found = await states(teams, public_url=url)
    assert found["teams"] == "ok"
    assert remedy in found["teams endpoint"]
    assert "COMPTOIR_PUBLIC_URL" in found["teams endpoint"]


async def test_unreadable_keys_are_named(teams):
    told = await states(teams, teams_metadata_url=f"{teams.url}/nothing")
    assert "COMPTOIR_TEAMS_METADATA_URL" in told["teams keys"]


async def test_nothing_is_said_of_teams_that_is_not_configured():
    assert await teams_states(Settings(_env_file=None)) == {}


def test_half_a_configuration_names_the_other_half():
    with pytest.raises(ValueError, match="COMPTOIR_TEAMS_APP_PASSWORD"):
        Settings(_env_file=None, teams_app_id=APP)


async def test_the_service_says_whose_endpoint_it_is(world):
    assert (await world.client.get("/api/messages")).json() == {"bot": APP}


async def test_where_teams_is_not_configured_the_endpoint_says_so(service):
    answer = await service.post("/api/messages", json={})
    assert answer.status_code == 404
    assert "COMPTOIR_TEAMS_APP_ID" in answer.json()["detail"]


# The limits of Microsoft's manifest schema for what we say in it.
LONGEST = {"name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000}


def test_the_package_holds_a_manifest_its_french_and_icons(tmp_path):
    settings = settings_of("", public_url="https://crm.heliade.example")
    with zipfile.ZipFile(package_teams(settings, tmp_path / "out" / "app.zip")) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest, french = json.loads(files["manifest.json"]), json.loads(files["fr.json"])
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP
    assert manifest["validDomains"] == ["crm.heliade.example"]
    for path, most in LONGEST.items():
        group, name = path.split(".")
        assert 0 < len(manifest[group][name]) <= most
        assert 0 < len(french[path]) <= most
    for command in manifest["bots"][0]["commandLists"][0]["commands"]:
        assert len(command["title"]) <= 32
        assert len(command["description"]) <= 128
    assert set(manifest["icons"].values()) | {"fr.json", "manifest.json"} == set(files)
    for name, side in (("color.png", 192), ("outline.png", 32)):
        assert files[name][:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(files[name][16:20], "big") == side


def test_every_french_line_stands_for_one_of_the_manifest(tmp_path):
    import re

    from copilot.channels.teams.package import in_french, manifest

    told = manifest(settings_of("", public_url="https://x.example"))
    for path in set(in_french()) - {"$schema"}:
        node = told
        for step in re.findall(r"\w+", path):
            node = node[int(step)] if step.isdigit() else node[step]
        assert isinstance(node, str)


@pytest.mark.parametrize(
    ("given", "named"),
    [({}, "PUBLIC_URL"), ({"teams_app_id": "", "teams_app_password": None}, "APP_ID")],
)
def test_a_package_that_cannot_work_is_not_made(tmp_path, given, named):
    with pytest.raises(NotPackaged, match=named):
        package_teams(settings_of("", **given), tmp_path / "app.zip")


def test_an_empty_tenant_asks_where_bots_of_every_tenant_do(teams):
    from copilot.channels.teams.tokens import Tokens

    assert "/botframework.com/" in Tokens(settings_of(teams.url, teams_tenant_id=""), None)._url
    assert f"/{TENANT}/" in Tokens(settings_of(teams.url), None)._url
