"""Files in a conversation: told by their bytes, few, small, safe to fetch, gone with it."""

import uuid
import zlib
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy.sql import select, update
from website import NADIA, TOM, Visitor, words

from copilot.attachment_types import kind_of, safe_name
from copilot.attachments import ATTACHMENTS, MOST_IN_ALL, UNSENT
from copilot.person import Person, erase
from copilot.retention import sweep
from copilot.store import stamp
from guard.policy.contract import Retention

HEADER = b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"


def chunk(name, data):
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


PNG = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", HEADER)
       + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b""))  # fmt: skip
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
WEBP = b"RIFF\x0c\x00\x00\x00WEBPVP8 \x00\x00\x00\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
TAKEN = {
    "image/png": PNG, "image/jpeg": b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9",
    "image/gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00\x3b", "image/webp": WEBP,
    "application/pdf": PDF,
}  # fmt: skip


@pytest.mark.parametrize("media", TAKEN)
def test_a_kind_is_told_by_the_bytes(media):
    assert kind_of(TAKEN[media]).media == media


@pytest.mark.parametrize(
    "content",
    [SVG, HTML, b"", b"%PDF", b"PK\x03\x04", b"MZ\x90", b"\x89PNG\r\n\x1a\n" + HTML, PNG[:-9],
     PDF[:20], HTML + PDF, b"\xff\xd8\xff" + HTML, b"GIF89a" + HTML],
)  # fmt: skip
def test_what_is_not_wholly_of_a_kind_is_nothing(content):
    assert kind_of(content) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [("photo.PNG", "photo.PNG"), ("../../etc/passwd", "passwd.png"), ("C:\\a\\b.png", "b.png"),
     ("facture.pdf", "facture.pdf.png"), ("x.html", "x.html.png"), ("", "file.png"),
     ("a\r\nSet-Cookie: x.png", "a_Set-Cookie_ x.png"), ("gnp.\u202eexe", "gnp._exe.png"),
     ("été 2026.png", "été 2026.png"), (".png", "png.png")],
)  # fmt: skip
def test_a_name_is_never_a_path_nor_another_kind(given, kept):
    assert safe_name(given, kind_of(PNG)) == kept
    assert len(safe_name("x" * 400 + ".png", kind_of(PNG))) <= 100


async def send(visitor, content=PNG, name="photo.png", given=None, **headers):
    given = given or uuid.uuid4().hex
    address = f"/api/v1/conversations/{visitor.conversation}/attachments/{given}"
    told = {"X-File-Name": quote(name), **headers}
    return given, await visitor.client.post(address, content=content, headers=told)


async def customer(site, email="zoe@client.example"):
    return Visitor(site.client(**{"X-Demo-User": f"customer:{email}"}))


async def test_what_is_refused_says_why_in_both_languages_and_who_may_not_send(site):
    site.settings = {"attachment_mb": 1}
    visitor = await site.visitor()
    large = PNG + bytes(2_000_000) + PNG[-12:]
    for content, status in ((SVG, 415), (HTML, 415), (large, 413)):
        _, answer = await send(visitor, content, **{"Content-Type": "image/png"})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert "fichier" in answer.json()["detail"]
        assert "file" in answer.json()["detail"].split(" — ")[1]
    for client, status in ((site.client(), 401), (site.client(**NADIA), 403)):
        assert (await send(Visitor(client)))[1].status_code == status
    answers = [(await send(visitor))[1] for _ in range(12)]
    assert answers[0].status_code == 201
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


async def test_files_are_few_and_the_same_one_counts_once(site):
    visitor = await site.visitor()
    site.doors.limits._files._room = 1000.0
    for _ in range(2):
        for n in range(MOST_IN_ALL):
            assert (await send(visitor, given=f"f-{n}"))[1].status_code == 201
    assert (await send(visitor))[1].status_code == 409
    other = await site.visitor()
    assert (await send(other, given="f-0"))[1].status_code == 201
    site.doors = None
    site.settings = {"attachments_mb": 0}
    assert (await send(await site.visitor()))[1].status_code == 507


async def test_a_file_alone_is_answered_by_what_can_be_done_with_it(site):
    for language, said in (("fr", "joint"), ("en", "attached")):
        visitor = await site.visitor()
        given, _ = await send(visitor)
        heard = len(site.rasa.heard)
        answer = await visitor.say("", attachments=[given], language=language)
        assert said in words(answer)
        assert "/talk_to_person" in str(answer["parts"])
        assert len(site.rasa.heard) == heard
        line = (await visitor.news())["events"][0]
        assert (line["from"], line["text"]) == ("customer", "")
        assert [one["name"] for one in line["parts"]] == ["photo.png"]


async def test_words_with_a_file_are_answered_and_the_file_is_spoken_of(site):
    visitor = await site.visitor()
    given, _ = await send(visitor, PDF, "facture.pdf")
    answer = await visitor.say("Bonjour", attachments=[given], language="fr")
    assert len(answer["parts"]) >= 2
    assert "Je ne lis pas les fichiers" in words(answer)
    again = {"conversation": visitor.conversation, "id": "m-2", "text": "", "language": "fr"}
    empty = await visitor.client.post("/api/v1/messages", json=again)
    assert empty.status_code == 422


async def test_an_agent_fetches_it_as_a_download_and_nobody_else_does(site):
    visitor = await site.visitor()
    given, _ = await send(visitor, PDF, 'fac"ture\u00e9.pdf')
    await visitor.say("", attachments=[given])
    await visitor.say("/talk_to_person", language="fr")
    agent = site.client(**TOM)
    listed = (await agent.get("/api/v1/conversations")).json()["conversations"]
    shown = (await agent.get(f"/api/v1/conversations/{listed[0]['id']}")).json()
    part = shown["transcript"][0]["parts"][0]
    path = f"/api/v1/conversations/{listed[0]['id']}/attachments/{part['id']}"
    got = await agent.get(path)
    assert got.content == PDF
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"] == ("attachment; filename*=UTF-8''fac_ture%C3%A9.pdf")
    assert "sandbox" in got.headers["content-security-policy"]
    own = f"/api/v1/conversations/{visitor.conversation}/attachments/{part['id']}"
    assert (await visitor.client.get(own)).content == PDF
    stranger = await site.visitor()
    for client, status in ((stranger.client, 404), (site.client(), 404)):
        assert (await client.get(own)).status_code == status
        assert (await client.get(path)).status_code == status


async def test_a_case_names_the_files_before_and_after_it_was_opened_once(site):
    visitor = await site.visitor()
    for name in ("avant.png", "après.png"):
        given, _ = await send(visitor, name=name)
        await visitor.say("Ma passerelle clignote", attachments=[given], language="fr")
        if name == "avant.png":
            answer = await visitor.say("/talk_to_person", language="fr")
    case = (await site.orgs("Case", "Description", CaseNumber=answer["handover"]["case"]))[0]
    assert "[avant.png]" in case["Description"]
    fields = ("CommentBody", "IsPublished")
    comments = await site.orgs("CaseComment", *fields, ParentId=case["Id"])
    assert [one["IsPublished"] for one in comments] == [False, False]
    bodies = sorted(one["CommentBody"] for one in comments)
    assert sum("avant.png" in one for one in bodies) == 1
    assert sum("après.png" in one for one in bodies) == 1
    assert all("/console?conversation=" in one for one in bodies)


async def test_files_go_with_the_conversation_by_erasure_retention_and_when_never_sent(site):
    site.client()
    crm = await site.doors.people.integration()
    from crm import Compare, Query

    found = (await crm.run(Query("Contact", ("Id", "Email"), Compare("Email", "!=", None), limit=1)))  # fmt: skip
    me = await customer(site, found.records[0]["Email"])
    other = await site.visitor()
    for one in (me, other):
        given, answer = await send(one)
        assert answer.status_code == 201
        await one.say("", attachments=[given], language="fr")
    store = site.doors.store
    with store.engine.begin() as connection:
        erase(connection, Person(frozenset({found.records[0]["Email"].casefold()})))
        assert len(connection.execute(select(ATTACHMENTS)).all()) == 1
        connection.execute(update(ATTACHMENTS).values(turn=None, at=stamp() - 2 * UNSENT))
    await send(other)
    with store.engine.begin() as connection:
        assert len(connection.execute(select(ATTACHMENTS)).all()) == 1
        connection.execute(update(ATTACHMENTS).values(at=stamp() - timedelta(days=4000)))
    dropped = sweep(store, site.home / "outbox", Retention())
    assert dropped["attachments"] == 1
