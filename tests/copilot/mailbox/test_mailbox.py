"""Letters from a mailbox over IMAP: each once, nothing marked or deleted, resumed, told apart."""

from dataclasses import replace

import pytest
from imap_server import ImapServer

from copilot import Settings
from copilot.errors import MailboxClosed, MailboxUnreachable
from copilot.mailbox_door import Address, address_of
from copilot.mailbox_watch import Place, Places, keep_taking, mailbox_states, take, waiting


def letter(subject, body="Bonjour, où en est notre commande ?"):
    head = f"From: Zoé Brun <zoe@orbec.example>\r\nTo: us@heliade.example\r\nSubject: {subject}\r\n"
    return f"{head}Message-ID: <{subject}@orbec.example>\r\n\r\n{body}\r\n".encode()


@pytest.fixture
def server():
    with ImapServer(Ventes={}) as running:
        running.add(3, letter("trois"))
        running.add(5, letter("cinq"))
        yield running


@pytest.fixture
def address(server):
    return Address("127.0.0.1", server.port, "zoe", "right word", "INBOX", "none")


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "mailboxes.json")


class Desk:
    """Whoever reads the letters; may fail at one."""

    def __init__(self):
        self.read, self.fails = [], None

    async def __call__(self, letter):
        if letter.subject == self.fails:
            raise OSError("the CRM is away")
        self.read.append(letter.subject)


async def test_each_letter_is_read_once_and_nothing_is_marked(server, address, places):
    desk = Desk()
    assert await take(address, places, desk) == 2
    server.add(9, letter("neuf"))
    await take(address, places, desk)
    await take(address, places, desk)
    assert desk.read == ["trois", "cinq", "neuf"]
    assert server.seen == set()
    verbs = {one.split()[0] for one in server.asked} | {one.split()[1] for one in server.asked if one.startswith("UID")}  # fmt: skip
    assert verbs <= {"CAPABILITY", "LOGIN", "EXAMINE", "LOGOUT", "UID", "SEARCH", "FETCH"}


async def test_a_letter_is_marked_read_only_where_that_is_set(server, address, places):
    await take(replace(address, mark_seen=True), places, Desk())
    assert server.seen == {3, 5}


async def test_a_folder_that_was_renumbered_repeats_nothing(server, address, places):
    desk = Desk()
    await take(address, places, desk)
    server.validity, server.folders["INBOX"] = 8, {1: letter("trois"), 2: letter("cinq"), 3: letter("six")}  # fmt: skip
    await take(address, places, desk)
    assert desk.read == ["trois", "cinq", "six"]
    assert places.of(address.key).validity == 8


async def test_what_fails_is_taken_again_and_what_went_well_is_not(address, places):
    desk = Desk()
    desk.fails = "cinq"
    with pytest.raises(OSError, match="away"):
        await take(address, places, desk)
    desk.fails = None
    await take(address, places, desk)
    assert desk.read == ["trois", "cinq"]


async def test_a_read_mailbox_starts_with_what_comes_next(server, address, places):
    server.seen, desk = {3, 5}, Desk()
    await take(address, places, desk)
    server.add(6, letter("six"))
    await take(address, places, desk)
    assert desk.read == ["six"]


async def test_after_a_broken_connection_it_waits_and_goes_on(server, address, places):
    server.breaking, desk, waits = 2, Desk(), []

    class Enough(Exception):
        pass

    async def pause(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            raise Enough

    with pytest.raises(Enough):
        await keep_taking(address, places, desk, 120.0, pause)
    assert desk.read == ["trois", "cinq"]
    assert waits[0] < waits[1] * 1.5
    assert waits[2] == 120.0
    assert waiting(50) <= 600


def settings(tmp_path, port, **more):
    held = {"imap_host": "127.0.0.1", "imap_port": port, "imap_security": "none", "imap_user": "zoe",
            "imap_password": "right word", **more}  # fmt: skip
    return Settings(home=tmp_path, _env_file=None, **held)


@pytest.mark.parametrize(("wrong", "said"), [
    ({}, "ok"), ({"imap_password": "wrong"}, "IMAP_PASSWORD"), ({"imap_folder": "Nowhere"}, "IMAP_FOLDER"),
    ({"imap_folder": "Ventes"}, "ok"), ({"imap_port": 1}, "IMAP_PORT"),
    ({"imap_security": "tls"}, "IMAP_SECURITY"),
    ({"imap_host": "10.0.0.9"}, "IMAP_SECURITY"),
])  # fmt: skip
async def test_the_doctor_tells_a_wrong_host_login_or_folder_apart(server, tmp_path, wrong, said):
    states = await mailbox_states(settings(tmp_path, server.port, **wrong))
    assert said in states["mailbox"]
    assert "right word" not in states["mailbox"]


async def test_no_mailbox_is_asked_where_none_is_set(tmp_path):
    nothing = Settings(home=tmp_path, _env_file=None)
    assert address_of(nothing) is None
    assert await mailbox_states(nothing) == {}


async def test_a_refused_login_is_not_tried_for_ever(address, places):
    async def pause(_seconds):
        raise AssertionError("no waiting repairs it")

    with pytest.raises(MailboxClosed):
        await keep_taking(replace(address, password="no"), places, Desk(), 1.0, pause)
    with pytest.raises(MailboxUnreachable):
        await take(replace(address, port=1), places, Desk())


def test_a_damaged_file_of_places_is_an_empty_one(tmp_path, places):
    (tmp_path / "mailboxes.json").write_text("{oh")
    assert places.of("a") == Place()
