"""The mailbox that the service watches: a letter becomes a notice to whom it is read for."""

import httpx
import pytest
from imap_server import ImapServer

from actions.mail_files import read_letter
from copilot import Identity, Settings, compose
from copilot.mailbox_service import notify, watch_mailbox
from guard import open_guard

READERS = {
    "fr": ("claire.moreau@heliade.example", "Un e-mail est arrivé"),
    "en": ("emily.hart@heliade.example", "An e-mail has come in"),
}


class NoKnowledge:
    """Nothing is searched: an answering machine is told by its headers."""

    async def vectors(self, _texts):
        raise AssertionError("nothing to embed")


AWAY = (
    b"From: Zoe Brun <zoe@orbec.example>\r\nTo: us@heliade.example\r\nSubject: Away\r\n"
    b"Auto-Submitted: auto-replied\r\nMessage-ID: <a@orbec.example>\r\n\r\nBack on Monday.\r\n"
)


def opened(home, org, rasa, **more):
    settings = Settings(home=home, webhook_token="secret", today="2026-11-22", _env_file=None,
                        salesforce_login_url=org, **more)  # fmt: skip
    client = httpx.AsyncClient(transport=httpx.MockTransport(rasa), base_url="http://rasa")
    return compose(settings, rasa=client, guard=open_guard(), knowledge=NoKnowledge())


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_letter_becomes_a_notice_in_its_readers_language(
    tmp_path, seeded_org, rasa, language
):
    user, heading = READERS[language]
    doors = opened(tmp_path, seeded_org, rasa, imap_as=user)
    try:
        await notify(doors, read_letter(AWAY))
        [notice] = await doors.deliveries.notices(Identity("employee", user))
        said = " ".join(part.text for part in notice.reply.parts if part.type == "text")
        assert heading in said
        assert "Zoe Brun" in said
    finally:
        await doors.close()


async def test_nothing_is_watched_where_no_reader_is_set(tmp_path, seeded_org, rasa):
    with ImapServer() as server:
        doors = opened(tmp_path, seeded_org, rasa, imap_host="127.0.0.1", imap_port=server.port,
                       imap_security="none", imap_user="zoe")  # fmt: skip
        try:
            await watch_mailbox(doors)
            assert server.asked == []
        finally:
            await doors.close()


async def test_a_refused_login_ends_the_watch_and_not_the_service(
    tmp_path, seeded_org, rasa, caplog
):
    with ImapServer() as server:
        doors = opened(tmp_path, seeded_org, rasa, imap_host="127.0.0.1", imap_port=server.port,
                       imap_security="none", imap_user="zoe", imap_password="wrong word",
                       imap_as="claire.moreau@heliade.example")  # fmt: skip
        try:
            await watch_mailbox(doors)
        finally:
            await doors.close()
    assert "login refused" in caplog.text
