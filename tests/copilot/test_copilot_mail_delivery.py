"""Reports by mail: once, to their owner's own address, as a page, plain text and a file."""

import asyncio
import smtplib
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from test_copilot_schedules import CLAIRE, StandingClock, running, sender, shown, text, weekly

from copilot.channels.mail.page import bars, page_of
from copilot.mailing import Mail
from copilot.schedules import Book
from copilot.turn import Identity, Reply

AWAY = 40
JAMES = Identity("employee", "james.whitfield@heliade.example")


@pytest.fixture
async def office(tmp_path, seeded_org, rasa):
    """The service's doors on the demo's org."""
    async for one in running(tmp_path, seeded_org, rasa):
        yield one


def mails(doors):
    files = sorted((doors.settings.home / "outbox").glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]


async def sent(doors, identity=CLAIRE, **more):
    """Set a report up by mail, let it be due, and wait for the desk."""
    by_mail = weekly(conversation="mail:005", **more)
    await Book(doors.store).of(identity, "web-1").keep(by_mail)
    for _ in range(2):
        await sender(doors, StandingClock()).tick()
        await doors.deliveries.desks["mail"].idle()


async def test_a_report_by_mail_comes_once_with_its_figures_in_both_forms(office, rasa):
    rasa.intent, rasa.action = "create_report", "action_create_report"
    await sent(office)
    (mail,) = mails(office)
    assert mail["To"] == "claire.moreau@heliade.example"
    assert mail["Subject"].startswith("Votre envoi programmé (chaque lundi à 8")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@heliade.example>")
    plain = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "<table" in html
    assert 'lang="fr"' in html
    assert "montre mes envois programmés" in plain
    assert all(len(line) <= 78 for line in plain.splitlines() if "montre mes" not in line)
    assert await shown(office) == []


@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPRecipientsRefused({"x@heliade.example": (550, b"no such user")}),
        smtplib.SMTPAuthenticationError(535, b"bad password"),
    ],
)
async def test_who_cannot_be_written_to_finds_it_on_the_next_visit(office, rasa, refusal):
    class Refusing(Mail):
        async def send(self, *_mail):
            raise refusal

    rasa.intent, rasa.action = "create_report", "action_create_report"
    desk = office.deliveries.desks["mail"]
    desk._channel._mail = Refusing("", "x@heliade.example", office.settings.home)
    await sent(office)
    assert mails(office) == []
    (reply,) = await shown(office)
    assert "chaque lundi" in text(reply)


async def test_a_mail_server_that_is_away_for_long_is_tried_again(office, rasa, monkeypatch):
    class Busy(Mail):
        tries = 0

        async def send(self, *mail):
            Busy.tries += 1
            if Busy.tries < AWAY:
                raise smtplib.SMTPServerDisconnected("busy")
            await super().send(*mail)

    monkeypatch.setattr("copilot.channels.desk.LONGEST_PAUSE", 0.0)
    monkeypatch.setattr("copilot.channels.desk.FIRST_PAUSE", 0.0)

    rasa.intent, rasa.action = "create_report", "action_create_report"
    desk = office.deliveries.desks["mail"]
    desk._channel._mail = Busy("", "x@heliade.example", office.settings.home / "outbox")
    await sent(office)
    assert (len(mails(office)), Busy.tries) == (1, AWAY)


async def test_what_waits_for_a_place_out_of_reach_holds_nobody_up(office, rasa, monkeypatch):
    class Half(Mail):
        async def send(self, to, *mail):
            if to.startswith("claire") and not mails(office):
                raise smtplib.SMTPServerDisconnected("busy")
            await super().send(to, *mail)

    monkeypatch.setattr("copilot.channels.desk.LONGEST_PAUSE", 0.01)
    rasa.intent, rasa.action = "create_report", "action_create_report"
    desk = office.deliveries.desks["mail"]
    desk._room = asyncio.Semaphore(1)
    desk._channel._mail = Half("", "x@heliade.example", office.settings.home / "outbox")
    for number, person in enumerate((CLAIRE, JAMES)):
        due = weekly(id=f"r{number}", conversation=f"mail:{number}")
        await Book(office.store).of(person, "web-1").keep(due)
    await sender(office, StandingClock()).tick()
    async with asyncio.timeout(30):
        await desk.idle()
    assert {mail["To"].partition(".")[0] for mail in mails(office)} == {"claire", "james"}


ANSWER = {
    "conversation": "schedule:r1", "turn": "t", "language": "en",
    "parts": [
        {"type": "text", "text": "**Two** <script>alert(1)</script> ![x](http://evil.example/p) [y](http://evil.example)"},
        {"type": "table", "columns": ["Name", "Amount"], "total": 12,
         "rows": [[f"Deal <b>{n}</b>", "€1,200"] for n in range(12)]},
        {"type": "chart", "title": "By source", "alt": "By source: Web 3; Event 1",
         "spec": {"xAxis": {"data": ["Web", "Event"]},
                  "series": [{"name": "won", "data": [2, None]}, {"name": "lost", "data": [1, 1]}]}},
        {"type": "buttons", "buttons": [{"label": "Press me", "payload": "/x"}]},
    ],
}  # fmt: skip


def test_record_text_becomes_no_markup_and_nothing_to_fetch():
    page = page_of(Reply.model_validate(ANSWER), "a1")
    assert "<strong>Two</strong>" in page.more.html
    for forbidden in ("<script", "<img", "<a ", "src=", "<b>0"):
        assert forbidden not in page.more.html
    assert "Press me" not in page.more.html + page.text
    assert "By source: Web 3; Event 1" in page.text


def test_a_long_table_comes_as_a_file_too_and_a_chart_as_bars():
    reply = Reply.model_validate(ANSWER)
    (file,) = page_of(reply, "a1").more.files
    assert file.content.decode("utf-8-sig").count("\n") == 13
    shown = bars(reply.parts[2])
    assert [one.name for one in shown] == ["Web", "Event"]
    assert shown[0].segments == ((0, 66.7), (1, 33.3))
    short = replace(
        page_of(reply.model_copy(update={"parts": reply.parts[:1]}), "a2").more, html=""
    )
    assert short.files == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_foot_says_how_to_stop_it(language):
    reply = Reply.model_validate({**ANSWER, "language": language})
    told = {"fr": "Vous recevez ce message", "en": "You receive this message"}[language]
    page = page_of(reply, "a1")
    assert told in page.text
    assert told in page.more.html
