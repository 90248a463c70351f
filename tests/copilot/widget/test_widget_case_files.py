"""Visitors' files on their case in Salesforce: put once, scanned first, never lost when refused."""

import asyncio
import uuid
from contextlib import asynccontextmanager

import pytest
from test_widget_attachments import PDF, PNG, send
from website import NADIA, words

from copilot.attachments import ATTACHMENTS
from copilot.errors import ScanUnavailable
from copilot.virus_scan import Scanner
from crm import files_on, read_file

VIRUS = PDF[:-6] + b"EICAR-STANDARD\n%%EOF\n"


@asynccontextmanager
async def clamd(answers=None):
    """Speak clamd's INSTREAM on the loopback address, and yield where, and what it was sent."""
    heard = []

    async def serve(reader, writer):
        assert await reader.readexactly(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            content += await reader.readexactly(size)
        heard.append(content)
        found = "stream: Eicar-Test FOUND" if b"EICAR" in content else "stream: OK"
        writer.write((answers.pop(0) if answers else found).encode() + b"\0")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


async def asking(site, content=PNG, name="photo.png", **sent):
    """Return a visitor who sent a file and waits, and how an agent sees their conversation."""
    visitor = await site.visitor()
    given, answer = await send(visitor, content, name, **sent)
    assert answer.status_code == 201, answer.text
    await visitor.say("Voici", attachments=[given], language="fr")
    case = (await visitor.say("/talk_to_person", language="fr"))["handover"]["case"]
    await site.doors.handovers.uploads.idle()
    nadia = site.client(**NADIA)
    listed = (await nadia.get("/api/v1/conversations", params={"text": case})).json()
    address = f"/api/v1/conversations/{listed['conversations'][0]['id']}"
    return visitor, nadia, address, (await site.orgs("Case", CaseNumber=case))[0]["Id"]


async def states(agent, address):
    return list((await agent.get(address)).json()["files"].values())


async def test_a_file_stands_on_its_case_once_with_its_own_bytes(site):
    visitor, nadia, address, case = await asking(site, PDF, "facture é.pdf")
    crm = await site.doors.people.integration()
    (kept,) = await files_on(crm, case)
    assert (kept.name, kept.size) == ("facture é.pdf", len(PDF))
    assert await read_file(crm, kept.version) == PDF
    assert await states(nadia, address) == ["on_case"]
    given, _ = await send(visitor)
    await visitor.say("Et la photo", attachments=[given], language="fr")
    await site.doors.handovers.uploads.idle()
    forgotten = ATTACHMENTS.update().values(version=None)
    await site.doors.store.run(lambda one: one.execute(forgotten))
    assert (await nadia.get(address)).is_success
    await site.doors.handovers.uploads.idle()
    assert sorted(one.name for one in await files_on(crm, case)) == ["facture é.pdf", "photo.png"]
    assert await states(nadia, address) == ["on_case", "on_case"]


async def test_the_form_puts_files_sent_before_on_the_case_it_opens(site):
    visitor = await site.visitor()
    given, _ = await send(visitor)
    await visitor.say("Voici", attachments=[given], language="fr")
    answers = {
        "Subject": "Panne", "Description": "Elle clignote", "SuppliedName": "Zoé Client",
        "SuppliedEmail": "zoe@client.example",
    }  # fmt: skip
    form = {"conversation": visitor.conversation, "id": uuid.uuid4().hex, "values": answers}
    opened = (await visitor.client.post("/api/v1/widget/cases", json=form)).json()
    await site.doors.handovers.uploads.idle()
    number = words(opened).split("**")[1]
    (case,) = await site.orgs("Case", CaseNumber=number)
    crm = await site.doors.people.integration()
    assert [one.name for one in await files_on(crm, case["Id"])] == ["photo.png"]


async def test_what_salesforce_refuses_stays_here_is_shown_and_tried_again(site):
    site.client()
    store = site.doors.store
    visitor, nadia, address, _case = await asking(site)
    refused = ATTACHMENTS.update().values(version=None, refused="refused")
    await store.run(lambda one: one.execute(refused))
    shown = (await nadia.get(address)).json()
    assert list(shown["files"].values()) == ["refused"]
    (key,) = shown["files"]
    assert (await nadia.get(f"{address}/attachments/{key}")).content == PNG
    told = (await nadia.post(f"{address}/attachments/{key}/retry", json={})).json()
    assert told["files"] == {key: "on_case"}
    answer = await visitor.client.post(f"{address}/attachments/{key}/retry", json={})
    assert answer.status_code == 403


async def test_an_org_that_says_no_is_told_to_the_agent(site):
    site.client()
    await site.doors.people.integration()
    broken = ATTACHMENTS.update().values(name="n" * 600)
    visitor = await site.visitor()
    given, _ = await send(visitor)
    await site.doors.store.run(lambda one: one.execute(broken))
    await visitor.say("Voici", attachments=[given], language="fr")
    case = (await visitor.say("/talk_to_person", language="fr"))["handover"]["case"]
    await site.doors.handovers.uploads.idle()
    nadia = site.client(**NADIA)
    (listed,) = (await nadia.get("/api/v1/conversations", params={"text": case})).json()[
        "conversations"
    ]
    assert await states(nadia, f"/api/v1/conversations/{listed['id']}") == ["refused"]


async def test_with_a_scanner_a_virus_is_refused_and_clean_files_pass(site):
    async with clamd() as (where, heard):
        site.settings = {"clamd": where}
        visitor, nadia, address, _case = await asking(site)
        assert heard == [PNG]
        assert await states(nadia, address) == ["on_case"]
        _, answer = await send(visitor, VIRUS, "facture.pdf")
        assert answer.status_code == 422
        assert "virus" in answer.json()["detail"]
        assert len(await states(nadia, address)) == 1


async def test_without_a_verdict_a_file_reaches_neither_agents_nor_salesforce(site):
    site.settings = {"clamd": "127.0.0.1:9"}
    visitor, nadia, address, case = await asking(site)
    crm = await site.doors.people.integration()
    assert await files_on(crm, case) == []
    shown = (await nadia.get(address)).json()["files"]
    (key,) = shown
    assert shown == {key: "unchecked"}
    assert (await nadia.get(f"{address}/attachments/{key}")).status_code == 503
    own = f"/api/v1/conversations/{visitor.conversation}/attachments/{key}"
    assert (await visitor.client.get(own)).content == PNG
    async with clamd() as (where, _):
        site.doors.handovers.attachments._scanner = Scanner(where)
        assert (await nadia.get(f"{address}/attachments/{key}")).content == PNG
        await nadia.get(address)
        await site.doors.handovers.uploads.idle()
        assert await states(nadia, address) == ["on_case"]
    async with clamd(["stream: Late FOUND"]) as (where, _):
        site.doors.handovers.attachments._scanner = Scanner(where)
        unseen = ATTACHMENTS.update().values(verdict=None)
        await site.doors.store.run(lambda one: one.execute(unseen))
        assert (await nadia.get(f"{address}/attachments/{key}")).status_code == 410
        assert await states(nadia, address) == ["infected"]


@pytest.mark.parametrize("said", ["INSTREAM size limit exceeded. ERROR", "?"])
async def test_an_answer_that_is_no_verdict_is_none(said):
    async with clamd([said]) as (where, _):
        with pytest.raises(ScanUnavailable):
            await Scanner(where).verdict(PNG)
