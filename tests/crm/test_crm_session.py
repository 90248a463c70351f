import asyncio

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from small_org import NOW, address

from crm.errors import SignedOut
from crm.session import Org
from sandbox.credentials import DEMO_PASSWORD
from sandbox.sessions import register_certificate


async def test_a_person_signs_in_and_is_known(org, small_db):
    claire = await org.as_user("claire@heliade.example", DEMO_PASSWORD)
    assert claire.user.id == small_db[1]["claire"]
    assert claire.user.profile == "Sales User"
    assert claire.user.role == "Rep France"
    assert claire.user.manager == small_db[1]["sophie"]
    assert (claire.user.language, claire.user.timezone) == ("fr", "Europe/Paris")


async def test_signing_in_again_keeps_the_view_and_a_wrong_password_never_shares_it(org):
    first, second = await asyncio.gather(
        org.as_user("claire@heliade.example", DEMO_PASSWORD),
        org.as_user("claire@heliade.example", DEMO_PASSWORD),
    )
    assert first is second
    with pytest.raises(SignedOut):
        await org.as_user("claire@heliade.example", "guessed")


async def test_a_person_without_password_or_key_is_asked_to_sign_in(org):
    with pytest.raises(SignedOut):
        await org.as_user("claire@heliade.example")


async def test_an_app_with_a_key_acts_for_the_user_it_names(fresh):
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    org = Org(address(fresh.url, key=private), lambda: NOW)
    with pytest.raises(SignedOut):
        await org.as_user("claire@heliade.example")
    register_certificate(fresh.store, "comptoir-demo", public.decode())
    claire = await org.as_user("claire@heliade.example")
    assert claire.user.id == fresh.ids["claire"]
    await org.aclose()


async def test_the_integration_user_comes_by_client_credentials(org):
    assert (await org.as_integration()).user.profile == "Integration"


async def test_a_token_from_the_web_is_introduced_by_the_org(org, claire):
    token = claire._connection.ticket.token
    again = await org.with_token(token)
    assert again.user == claire.user
    with pytest.raises(SignedOut):
        await org.with_token("00D0-nothing")


async def test_checking_the_org_measures_one_call(org):
    status = await org.check()
    assert status.milliseconds > 0
    assert status.allowed > status.used > 0
    assert await org.check() is status


async def test_a_managers_team_is_everyone_below_them(org, claire, small_db):
    ids = small_db[1]
    sophie = await org.as_user("sophie@heliade.example", DEMO_PASSWORD)
    assert set(await sophie.team()) == {ids["claire"], ids["hugo"]}
    assert await claire.team() == ()


async def test_a_records_page_is_on_the_instance(claire, small_url, small_db):
    url = claire.record_url("Account", small_db[1]["vidal"])
    assert url.endswith(f"/lightning/r/Account/{small_db[1]['vidal']}/view")
