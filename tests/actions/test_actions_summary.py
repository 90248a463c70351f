"""Summaries of what happened with a customer: any kind of exchange, every statement with proof."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from talking import part, words

from actions.contradictions import contradicted
from actions.interactions import Interaction
from actions.remarks import Remark
from actions.sentences import sentences, turns
from actions.voices import Said, owner_of, said_in
from crm import Compare, Order, Query

ASKED = {
    "fr": "Résume les cinq dernières interactions avec le client {} et identifie ses principaux "
    "points de douleur.",
    "en": "Summarise the last five interactions with {} and pick out their main pain points.",
}
POINTS = {"pain_point", "decision", "promise", "next_step"}
TITLE = re.compile(r"\([«“].*?[»”]\)")
STORED = {
    "Task": ("Description", "Subject"), "Event": ("Description", "Subject"),
    "EmailMessage": ("TextBody", "Subject"), "LiveChatTranscript": ("Body",),
    "Case": ("Description", "Subject"), "Opportunity": ("Name",), "Quote": ("QuoteNumber",),
}  # fmt: skip


async def accounts(rep, count):
    """Return some of the user's accounts that were in touch lately."""
    crm = (await rep.tools()).org()
    query = Query(
        "Account", ("Id", "Name"), Compare("OwnerId", "=", crm.user.id),
        order_by=(Order("LastActivityDate", descending=True),), limit=count,
    )  # fmt: skip
    return list((await crm.run(query)).records)


async def summarise(rep, account):
    rep.slots |= {
        "focus_object": "Account", "focus_id": account["Id"], "focus_name": account["Name"],
    }  # fmt: skip
    text = ASKED[rep.language].format("ce client" if rep.language == "fr" else "them")
    return await rep.do("action_summarise_interactions", text)


@pytest.mark.parametrize(
    ("user", "language"), [("claire.moreau", "fr"), ("hugo.lefevre", "en"), ("emily.hart", "en")]
)
async def test_every_quotation_stands_word_for_word_in_its_record(talk, user, language):
    rep = talk(user, language)
    crm = (await rep.tools()).org()
    quoted = 0
    for account in await accounts(rep, 6):
        answer = await summarise(rep, account)
        for item in part(answer, "summary").items:
            assert item.evidence
            for proof in item.evidence:
                record = await crm.get(proof.object, proof.id, STORED[proof.object])
                assert any(proof.quote in (record[name] or "") for name in STORED[proof.object])
                quoted += 1
    assert quoted > 30


async def test_five_exchanges_are_told_newest_first_and_nothing_twice(talk):
    rep = talk()
    for account in await accounts(rep, 4):
        items = part(await summarise(rep, account), "summary").items
        events = [item for item in items if item.kind == "event"]
        ids = [event.evidence[0].id for event in events]
        assert len(events) <= 5
        assert len(ids) == len(set(ids))
        elsewhere = [p.quote for item in items if item.kind in POINTS for p in item.evidence]
        told = [TITLE.sub("", event.text) for event in events]
        assert not any(quote in text for quote in set(elsewhere) for text in told)


@pytest.mark.parametrize(
    ("user", "language", "shorter", "longer"),
    [
        ("claire.moreau", "fr", "plus court", "développe un peu"),
        ("emily.hart", "en", "shorter please", "go into more detail"),
    ],
)
async def test_a_summary_on_screen_is_made_shorter_and_longer(
    talk, user, language, shorter, longer
):
    rep = talk(user, language)
    whole = await summarise(rep, (await accounts(rep, 1))[0])
    short = await rep.do("action_revise_email", shorter)
    assert [one.type for one in short.parts] == ["text"]
    assert len(sentences(words(short))) <= 4
    full = await rep.do("action_revise_email", longer)
    assert part(full, "summary").title
    assert full.records[0] == short.records[0] == whole.records[0]


@pytest.mark.parametrize(
    ("user", "language", "shorter", "least"),
    [
        ("claire.moreau", "fr", "plus court", "plus court"),
        ("emily.hart", "en", "make it shorter", "any shorter"),
    ],
)
async def test_a_summary_asked_shorter_again_is_one_sentence_then_says_it_is_the_shortest(
    talk, user, language, shorter, least
):
    rep = talk(user, language)
    await summarise(rep, (await accounts(rep, 1))[0])
    said = [words(await rep.do("action_revise_email", shorter)) for _ in range(3)]
    assert len(sentences(said[1])) <= len(sentences(said[0]))
    assert len({*said}) == len(said)
    assert least in said[2]


async def test_the_title_and_the_overview_are_in_the_readers_language(talk):
    for language, said in (("fr", "dernières interactions avec"), ("en", "interactions with")):
        rep = talk(language=language)
        answer = await summarise(rep, (await accounts(rep, 1))[0])
        assert said in part(answer, "summary").title
        assert words(answer)


def exchange(kind, body, **known):
    now = datetime(2026, 11, 20, tzinfo=UTC)
    given = {"with_whom": "Ann Lee", "ours": "Claire Moreau"} | known
    return Interaction("Task", "00T", kind, now, now.date(), "Subject", body, **given)


@pytest.mark.parametrize(
    ("body", "voice"),
    [
        ("Hi Ann,\nOur clients save 20% on average.\nBest,\nClaire Moreau", "us"),
        ("Our clients save 20% on average.", "us"),
        ("Bonjour Claire,\nC’est trop cher pour nous.\nAnn", "customer"),
        ("It costs too much.\n\nClaire Moreau wrote:\n> Hi Ann,\n> What do you think?", "customer"),
        ("Far too slow.\n\nRegards,\nAnn Lee", "customer"),
        ("C’est noté.\nCordialement,\nClaire Moreau\n\nLe 3 mai, Ann Lee a écrit :\n> Non", "us"),
    ],
)
def test_whose_words_a_logged_email_is(body, voice):
    assert {said.voice for said in said_in(exchange("email", body))} == {voice}


def test_in_a_chat_only_the_visitors_words_are_theirs():
    body = "[09:40] Nadia: Désolée pour ce retard.\n[09:41] Ann: Le colis est cassé.\nTout entier."
    assert [
        (said.text, said.voice) for said in said_in(exchange("chat", body, ours="Nadia B"))
    ] == [
        ("Désolée pour ce retard.", "us"),
        ("Le colis est cassé.", "customer"),
        ("Tout entier.", "customer"),
    ]


def test_a_product_ends_a_sentence_and_an_initial_does_not():
    assert sentences("All fine on Sense E. Too slow. Saw J. Brown today.") == [
        "All fine on Sense E.", "Too slow.", "Saw J. Brown today.",
    ]  # fmt: skip


def test_a_markup_chat_is_read_turn_by_turn():
    body = "<p>Chat started</p>( 3s ) Agent: Hello there<br>( 9s ) Visitor: It&#39;s broken again"
    assert turns(body)[-2:] == [("Agent", "Hello there"), ("Visitor", "It's broken again")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bonjour,\nTrop cher pour nous.\nCordialement,\nAnn Lee\nDAF", ["Trop cher pour nous."]),
        ("Vu M. Petit ce matin. Trop lent.", ["Vu M. Petit ce matin.", "Trop lent."]),
        ("Odile Muller, Delphine Le Gall. Trop lent ici.", ["Trop lent ici."]),
        ("To: a@b.example\nSubject: Hi\nBody:\nToo slow for us.", ["Too slow for us."]),
        ("Too slow. Really bad.\n\nOn Monday, Ann wrote:\n> ok", ["Too slow.", "Really bad."]),
        (
            "The price you quoted last week for our twelve sites is far\ntoo high for us. Sorry, no",
            [
                "The price you quoted last week for our twelve sites is far\ntoo high for us.",
                "Sorry, no",
            ],
        ),
    ],
)
def test_only_the_authors_own_sentences_are_read(text, kept):
    assert sentences(text) == kept


@pytest.mark.parametrize(
    ("text", "voice", "owner"),
    [
        ("Je lui ai promis une réponse vendredi.", "note", "us"),
        ("Elle nous envoie les plans lundi.", "note", "customer"),
        ("Promis : devis le 9.", "note", "us"),
        ("Mr Lee will send the drawings.", "note", "customer"),
        ("I will send the drawings.", "customer", "customer"),
        ("I will send the drawings.", "us", "us"),
    ],
)
def test_who_owes_a_promise(text, voice, owner):
    assert owner_of(Said(text, voice), ["Ann Lee"]) == owner


async def test_fewer_exchanges_than_asked_are_said_and_nobody_is_invented(talk):
    rep = talk()
    account = (await accounts(rep, 1))[0]
    rep.slots |= {"focus_object": "Account", "focus_id": account["Id"], "focus_name": "X"}
    tomorrow = datetime.now(UTC) + timedelta(days=400)
    answer = await rep.do(
        "action_summarise_interactions", f"Résume les interactions depuis {tomorrow:%d/%m/%Y}"
    )
    assert not [one for one in answer.parts if one.type == "summary"]


NOTED = {
    "fr": ("Mise en service prévue le 12 janvier.", "Ils confirment le démarrage le 26 janvier.",
           "Mise en service décalée au 26 janvier."),
    "en": ("Go-live planned for 12 January.", "They confirmed that launch is on 26 January.",
           "Go-live moved to 26 January."),
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_milestone_told_for_two_days_is_pointed_out_with_both_sentences(language):
    first, second, moved = NOTED[language]
    news = Remark("event", 1.0)

    def pointed(newest):
        told = [
            replace(exchange("call", newest), id="00T2"),
            replace(
                exchange("meeting", first), id="00T1", moment=datetime(2026, 11, 3, tzinfo=UTC)
            ),
        ]
        heard = [[(Said(one.body, "note"), news)] for one in told]
        return contradicted(told, heard, language)

    [warning] = pointed(second)
    assert warning.kind == "risk"
    assert [one.quote for one in warning.evidence] == [first, second]
    assert not pointed(moved)
    assert not pointed(first)


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Résume leur dernier ticket"), ("en", "Can you sum up their latest case?")],
)
async def test_of_a_customers_latest_case_that_case_is_told(talk, language, text):
    agent = talk("nadia.benali", language)
    crm = (await agent.tools()).org()
    newest = (Order("CreatedDate", descending=True),)
    where = Compare("Account.Name", "!=", None)
    query = Query("Case", ("Id", "CaseNumber", "AccountId"), where, order_by=newest, limit=1)
    case = (await crm.run(query)).records[0]
    agent.slots |= {"focus_object": "Account", "focus_id": case["AccountId"], "focus_name": "x"}
    answer = await agent.do("action_summarise_interactions", text)
    assert (answer.records[0].object, answer.records[0].id) == ("Case", case["Id"])
    assert case["CaseNumber"] in part(answer, "summary").title
