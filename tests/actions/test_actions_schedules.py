"""Setting up, listing, moving and stopping what is sent by itself, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from talking import Talk, part, words

from actions.rhythm_times import next_time, rule_of
from actions.wished import read_wish
from copilot import Identity
from copilot.schedules import Book
from language import find_recurrence

WISHES = [
    # text, kind, what is sent or watched, event
    ("chaque lundi à 8 h, mon rapport hebdomadaire", "report", "mon rapport hebdomadaire"),
    ("envoie-moi mon rapport hebdomadaire chaque lundi à 8 h", "report", "mon rapport hebdomadaire"),
    ("Peux-tu m'envoyer le pipeline de l'équipe le premier lundi du mois ?", "report", "le pipeline de l'équipe"),
    ("tous les jours à 18h donne moi les affaires gagnées aujourd'hui stp", "report", "les affaires gagnées aujourd'hui"),
    ("programme l'envoi de mes tickets ouverts tous les jours à midi", "report", "mes tickets ouverts"),
    ("send me my open cases every weekday at 7:30 please", "report", "my open cases"),
    ("every morning at 9 show me my tasks of the day", "report", "my tasks of the day"),
    ("Mondays 8am pipeline by stage", "report", "pipeline by stage"),
    ("weekly, send me the report of new opportunities by source", "report", "the report of new opportunities by source"),
    ("préviens-moi quand une opportunité de plus de 100 k€ glisse", "slips", "une opportunité de plus de 100 k€"),
    ("signale-moi toute opportunité repoussée au-delà de 50 000 €", "slips", "toute opportunité au-delà de 50 000 €"),
    ("alerte-moi dès qu'un nouveau ticket prioritaire arrive", "new", "un ticket prioritaire"),
    ("avertis moi si un dossier urgent est créé", "new", "un dossier urgent"),
    ("tell me when a deal over 100k slips", "slips", "a deal over 100k"),
    ("warn me if the close date of a deal above 200k gets pushed back", "slips", "a deal above 200k"),
    ("let me know if a new high-priority case comes in", "new", "a high-priority case"),
    ("alert me on any new lead from Lyon", "new", "any lead from Lyon"),
    ("chaque vendredi, les tickets reçus par mail", "report", "les tickets reçus par mail"),
    ("notify me whenever one of my opportunities is lost", "enters", "one of my opportunities is lost"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "wanted"), WISHES)
def test_a_wish_says_what_apart_from_when(text, kind, wanted):
    wish = read_wish(text)
    assert wish.words == wanted
    assert (wish.kind if wish.kind == "report" else wish.event) == kind


BY_MAIL = [
    ("chaque lundi à 8 h, mon rapport hebdomadaire par mail", "mon rapport hebdomadaire"),
    ("tous les jours à 18h dans ma boîte mail les affaires gagnées", "les affaires gagnées"),
    ("je veux recevoir un e-mail avec mes affaires le 1er de chaque mois", "mes affaires"),
    ("email me my pipeline every Friday at 5pm", "my pipeline"),
    ("tell me by email when a deal over 100k slips", "a deal over 100k"),
    ("every Monday in my inbox, leads from the email campaign", "leads from the email campaign"),
]


@pytest.mark.parametrize(("text", "wanted"), BY_MAIL)
def test_a_wish_says_whether_by_mail(text, wanted):
    wish = read_wish(text)
    assert (wish.mail, wish.words) == (True, wanted)


TIMES = [
    # rhythm, at, zone, after (UTC), next (local)
    ("chaque lundi", time(8), "Europe/Paris", "2026-11-22T12:00", "2026-11-23 08:00"),
    ("chaque lundi", time(8), "Europe/London", "2026-11-23T08:00", "2026-11-30 08:00"),
    ("every day", time(8), "Europe/Paris", "2027-03-27T12:00", "2027-03-28 08:00"),
    ("every day", time(2, 30), "Europe/Paris", "2027-03-27T12:00", "2027-03-28 03:30"),
    ("every day", time(2, 30), "Europe/Paris", "2027-10-30T12:00", "2027-10-31 02:30"),
    ("every day", time(2, 30), "Europe/Paris", "2027-10-31T00:31", "2027-11-01 02:30"),
    ("on the 31st of each month", time(9), "Europe/Paris", "2027-02-01T00:00", "2027-02-28 09:00"),
    ("chaque fin de mois", time(9), "Europe/Paris", "2028-02-01T00:00", "2028-02-29 09:00"),
    ("the last Friday of each month", time(17), "Europe/London", "2026-11-22T00:00", "2026-11-27 17:00"),
    ("le dernier jour ouvré du mois", time(9), "Europe/Paris", "2027-01-01T00:00", "2027-01-29 09:00"),
    ("every quarter", time(8), "Europe/Paris", "2026-11-22T00:00", "2027-01-01 08:00"),
    ("un lundi sur deux", time(8), "Europe/Paris", "2026-11-23T12:00", "2026-12-07 08:00"),
    ("du lundi au vendredi", time(8), "America/New_York", "2026-11-20T14:00", "2026-11-23 08:00"),
]  # fmt: skip


@pytest.mark.parametrize(("rhythm", "at", "zone", "after", "due"), TIMES)
def test_the_next_time_is_on_the_persons_own_clock(rhythm, at, zone, after, due):
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    found = next_time(rule_of(find_recurrence(rhythm), at, date(2026, 11, 22)), zone, moment)
    assert f"{found.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == due


def test_eight_o_clock_stays_eight_o_clock_all_year():
    rule, moment, seen = (
        rule_of(find_recurrence("every day"), time(8), date(2026, 11, 22)),
        datetime(2026, 11, 22, tzinfo=UTC),
        set(),
    )
    for _ in range(366):
        moment = next_time(rule, "Europe/Paris", moment)
        seen.add(f"{moment.astimezone(ZoneInfo('Europe/Paris')):%H:%M}")
    assert seen == {"08:00"}


class Planner(Talk):
    async def tools(self):
        identity = Identity("employee", f"{self.user}@heliade.example")
        own = Book(self.doors.store).of(identity, self.conversation)
        return replace(await super().tools(), schedules=own)


@pytest.fixture
def claire(doors):
    return Planner(doors, "claire.moreau")


async def test_the_confirmation_says_what_is_sent_when_and_how_to_end_it(claire):
    told = await claire.do("action_schedule_report", "chaque lundi à 8 h, mon rapport hebdomadaire")
    assert "**mon rapport hebdomadaire**, chaque lundi à 8\u00a0h" in words(told)
    assert "lundi 23/11/2026 à 08:00" in words(told)
    (stop,) = part(told, "buttons").buttons
    assert stop.payload.startswith('/manage_schedules{"id": ')


async def test_a_time_that_was_not_given_is_said(claire):
    told = await claire.do("action_schedule_report", "tous les vendredis, mes opportunités du mois")
    assert "Vous n’avez pas donné d’heure" in words(told)


async def test_how_often_is_asked_and_a_press_answers_it(claire):
    asked = await claire.do("action_schedule_report", "envoie-moi mes tickets ouverts")
    payload = part(asked, "buttons").buttons[1].payload
    told = await claire.do("action_schedule_report", payload)
    assert "**mes tickets ouverts**, chaque lundi" in words(told)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "tell me when a deal over 100k slips", "Amount above €100,000"),
        ("fr", "préviens-moi si une opportunité de plus de 100 k€ glisse", "plus de 100 000 €"),
        ("fr", "alerte-moi dès qu'un nouveau ticket prioritaire arrive", "Priorité : Élevée"),
        ("en", "notify me whenever one of my opportunities is lost", "Owner: you · lost"),
        ("en", "keep an eye on the weather", "couldn’t tell what to watch"),
    ],
)
async def test_an_alert_says_what_it_watches(claire, language, text, said):
    claire.language = language
    told = words(await claire.do("action_schedule_report", text))
    assert said in told.replace("\u202f", " ").replace("\u00a0", " ")


async def test_an_alert_on_too_much_asks_for_less(doors):
    james = Planner(doors, "admin", "en")
    told = await james.do("action_schedule_report", "tell me when an opportunity is won")
    assert "Narrow it down" in words(told) or "(" in words(told)


async def test_what_is_set_up_is_listed_moved_and_stopped(claire):
    assert "Rien n’est programmé" in words(
        await claire.do("action_manage_schedules", "mes alertes")
    )
    await claire.do("action_schedule_report", "chaque lundi à 8 h, mon rapport hebdomadaire")
    await claire.do("action_schedule_report", "tous les jeudis à 17h le pipeline par étape")
    listed = await claire.do("action_manage_schedules", "quels rapports sont programmés ?")
    assert [row[0] for row in part(listed, "table").rows] == [
        "mon rapport hebdomadaire",
        "le pipeline par étape",
    ]
    moved = await claire.do("action_manage_schedules", "décale mon rapport hebdomadaire à 9 h")
    assert "chaque lundi à 9\u00a0h" in words(moved)
    claire.language = "en"
    moved = await claire.do("action_manage_schedules", "move the pipeline to every Tuesday")
    assert "24/11/2026 à 17:00" in words(moved) or "24/11/2026 at 17:00" in words(moved)
    claire.language = "fr"
    stopped = await claire.do("action_manage_schedules", "arrête le pipeline par étape")
    assert "C’est arrêté : **le pipeline par étape**" in words(stopped).replace("\u202f", " ")
    stop = part(moved, "buttons").buttons[0].payload
    gone = await claire.do("action_manage_schedules", stop, id=stop.split('"')[3])
    assert "déjà arrêté" in words(gone)
    await claire.do("action_manage_schedules", "arrête tout")
    assert "Rien n’est programmé" in words(
        await claire.do("action_manage_schedules", "mes alertes")
    )


async def test_a_report_goes_by_mail_or_here_as_its_owner_says(claire):
    told = words(await claire.do("action_schedule_report", "chaque lundi, mes affaires, par mail"))
    assert "par e-mail à claire.moreau@heliade.example" in told
    moved = await claire.do("action_manage_schedules", "envoie-le plutôt ici")
    assert "dans cette conversation" in words(moved)
    claire.language = "en"
    moved = await claire.do("action_manage_schedules", "change it to my inbox, at 9am")
    assert "by e-mail to claire.moreau@heliade.example" in words(moved)
    listed = await claire.do("action_manage_schedules", "show my scheduled deliveries")
    ((_, when, how, _),) = part(listed, "table").rows
    assert ("9\u00a0h" in when, how) == (True, "by e-mail")


async def test_what_is_asked_for_twice_is_sent_once(claire):
    for words_ in (
        "chaque lundi à 8 h, mon pipeline",
        "tous les lundis à 8h mon pipeline par mail",
    ):
        await claire.do("action_schedule_report", words_)
    listed = await claire.do("action_manage_schedules", "mes rapports programmés")
    assert [row[2] for row in part(listed, "table").rows] == ["par e-mail"]


async def test_customers_and_visitors_set_nothing_up(doors):
    told = await Talk(doors, "claire.moreau").do(
        "action_schedule_report", "chaque lundi mon rapport"
    )
    assert "ne sont pas disponibles ici" in words(told)
