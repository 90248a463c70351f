"""The composition root: settings in, a running application out. Everything is made here."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from actions import Remarks, Taught, Tools, taught_in
from copilot.accounts import Accounts, token_key
from copilot.api import ROUTER
from copilot.api_audit import AUDIT
from copilot.api_notices import ROUTER as NOTICES
from copilot.attachments import Attachments
from copilot.channels import CHANNELS
from copilot.chronicle import Chronicle, ToldLedger
from copilot.clock import SystemClock
from copilot.conversation import Conversation
from copilot.deliveries import Deliveries
from copilot.dialogue import Dialogue
from copilot.doors import Doors
from copilot.feelings import Feelings
from copilot.handover import Handovers
from copilot.handover_policy import Signs, read_handover_policy
from copilot.kept_prompts import KeptPrompts
from copilot.kept_vaults import KeptVaults
from copilot.knowledge_gaps import KnowledgeGaps
from copilot.mailbox_service import watch_mailbox
from copilot.models import check_models, large_of, open_routing, small_of
from copilot.oidc import Provider
from copilot.oidc_pages import ROUTER as OIDC
from copilot.oidc_sessions import OidcSessions
from copilot.opening_hours import OpeningHours
from copilot.people import People
from copilot.problems import install_problems
from copilot.retention import keep_sweeping
from copilot.scheduler import Scheduler
from copilot.schedules import Book
from copilot.settings import Settings
from copilot.sign_in import ROUTER as SIGN_IN
from copilot.spending import SpendingBook
from copilot.store import Store
from copilot.transcripts import Transcripts
from copilot.virus_scan import Scanner
from copilot.visitor_limits import Limits
from copilot.visitors import Visitors
from copilot.webhook import Webhook
from crm import Org, OrgAddress
from guard import Guard, open_guard
from guard.audit.book import AuditBook
from guard.audit.place import open_place
from guard.audit.trail import Trail
from guard.kept_prompts import PromptKeeper
from guard.policy.contract import Policy
from guard.policy.reading import read_policy
from guard.screening.meaning import MODEL
from guard.vaults import Vaults
from knowledge import Knowledge, open_knowledge
from knowledge.outside import Outside, open_outside

LEARNT = ("purposes", "feelings", "letters", "handover")
"""Folders of `data` that teach sentence classes by example."""


def address_of(settings: Settings) -> OrgAddress:
    """Return how the org is reached."""
    key = settings.salesforce_key_file
    return OrgAddress(
        login_url=settings.login_url,
        client_id=settings.salesforce_client_id,
        client_secret=settings.salesforce_client_secret.get_secret_value(),
        key=key.read_text() if key else None,
    )


def open_trail(settings: Settings) -> Trail:
    """Return the audit trail."""
    key = settings.audit_key.get_secret_value() if settings.audit_key else ""
    return Trail(AuditBook(open_place(settings.home, settings.audit_url, key)))


def open_policy(settings: Settings) -> Policy:
    """Return the policy; refuse to start with a model it does not allow."""
    policy = read_policy(settings.policy)
    check_models(settings, policy)
    return policy


def open_chronicle(settings: Settings, store: Store) -> Chronicle:
    """Return what tells the audit trail of turns, thumbs and changes."""
    chronicle = Chronicle(open_trail(settings))
    store.rated.append(chronicle.feedback)
    return chronicle


def key_of(settings: Settings) -> bytes:
    """Return the key that tokens and vaults rest under."""
    configured = settings.token_key.get_secret_value() if settings.token_key else ""
    return token_key(settings.home, configured)


def guard_of(settings: Settings, policy: Policy, store: Store, chronicle: Chronicle) -> Guard:
    """Return the guard; its vaults rest encrypted as long as the policy says."""
    life = policy.retention.vaults * 86_400
    vaults = Vaults(shelf=KeptVaults(store), key=key_of(settings), life=life)
    keeper = PromptKeeper(KeptPrompts(store), key_of(settings), policy.retention.prompts)
    return open_guard(
        large_of(settings), policy, chronicle.trail, vaults,
        small=small_of(settings), routing=open_routing(settings), purse=SpendingBook(store),
        keeper=keeper,
    )  # fmt: skip


def knowledge_of(settings: Settings, guard: Guard) -> Knowledge:
    """Return the knowledge base; the guard's screening weighs meaning by its vectors."""
    knowledge = open_knowledge(settings.home / "index", model=settings.embedding_model)
    if settings.embedding_model == MODEL:
        guard.weigh_meaning(knowledge.vectors_now)
    return knowledge


def webhook_token(settings: Settings) -> str:
    """Return the secret shared with Rasa."""
    token = settings.webhook_token
    return token.get_secret_value() if token else secrets.token_urlsafe(24)


def open_accounts(settings: Settings, store: Store, org: Org) -> Accounts:
    """Return the accounts that people sign in to on the web."""
    redirect = f"{settings.public_address}/oauth/callback"
    return Accounts(store, org, key_of(settings), redirect)


def dialogue_of(settings: Settings, rasa: httpx.AsyncClient | None) -> Dialogue:
    """Return the client of Rasa, over connections that are handed in where they are."""
    return Dialogue(
        rasa or httpx.AsyncClient(base_url=settings.dialogue_url, timeout=60, trust_env=False)
    )


def handovers_of(
    settings: Settings, store: Store, people: People, clock: SystemClock, guard: Guard,
    topics: Taught, feelings: Feelings,
) -> Handovers:  # fmt: skip
    """Return how conversations pass to people."""
    signs = Signs(read_handover_policy(settings.handover_policy), topics, feelings)
    hours, gaps = OpeningHours.read(settings.support_hours), KnowledgeGaps(store, guard)
    scanner = Scanner(settings.clamd) if settings.clamd else None
    kept = Attachments(store, scanner)
    return Handovers(
        Transcripts(store), people, hours, clock, gaps, kept, signs, settings.public_address
    )


def oidc_of(settings: Settings, store: Store, people: People) -> OidcSessions | None:
    """Return the sign-in by the company's OpenID provider, None where none is configured."""
    if not settings.oidc_issuer:
        return None
    provider = Provider(settings, httpx.AsyncClient(timeout=10))
    return OidcSessions(settings, store, people, provider)


def outside_of(settings: Settings) -> Outside | None:
    """Return the outside sources of briefs, None where no file names any."""
    if settings.outside_sources is None:
        return None
    key = settings.outside_key
    return open_outside(settings.outside_sources, key.get_secret_value() if key else "")


def compose(
    settings: Settings,
    *,
    rasa: httpx.AsyncClient | None = None,
    guard: Guard | None = None,
    knowledge: Knowledge | None = None,
) -> Doors:
    """Make every part; tests hand in their own Rasa, guard or index."""
    policy, store = open_policy(settings), Store(settings.database)
    store.leases.shared = settings.several
    chronicle = open_chronicle(settings, store)
    org = Org(address_of(settings), (clock := SystemClock(settings.today)).now)
    accounts = open_accounts(settings, store, org)
    people = People(org, settings.demo, accounts)
    dialogue = dialogue_of(settings, rasa)
    guard = guard or guard_of(settings, policy, store, chronicle)
    knowledge = knowledge or knowledge_of(settings, guard)
    ledger, webhook = ToldLedger(store, chronicle), Webhook()
    remarks = Remarks(knowledge, settings.home / "remarks.npz")
    learnt = tuple(taught_in(name, knowledge, settings.home) for name in LEARNT)
    purposes, feelings, letters, topics = learnt
    felt = Feelings(feelings)
    handovers = handovers_of(settings, store, people, clock, guard, topics, felt)
    outside = outside_of(settings)
    conversation = Conversation(
        dialogue=dialogue, webhook=webhook, people=people, store=store,
        tools=Tools(None, guard, knowledge, remarks, purposes, feelings, letters, ledger, clock,
                    outside=outside),
        handovers=handovers, chronicle=chronicle, text_limit=settings.text_limit,
    )  # fmt: skip
    return Doors(
        settings=settings, policy=policy, webhook_token=webhook_token(settings), store=store,
        chronicle=chronicle, org=org, people=people, accounts=accounts, dialogue=dialogue,
        guard=guard, knowledge=knowledge, remarks=remarks, ledger=ledger, webhook=webhook,
        conversation=conversation, handovers=handovers, visitors=Visitors(settings, store, people),
        feelings=felt, learnt=learnt,
        limits=Limits(settings.widget_rate, settings.widget_address_rate),
        deliveries=Deliveries(store, conversation), clock=clock, outside=outside,
        oidc=oidc_of(settings, store, people),
    )  # fmt: skip


def scheduler_of(doors: Doors) -> Scheduler:
    """Return what sends scheduled reports and alerts."""
    book = Book(doors.store)
    return Scheduler(book, doors.deliveries, doors.people, doors.conversation, doors.clock)


def application(doors: Doors) -> FastAPI:
    """Return the application over those parts."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        app.state.warming = asyncio.create_task(doors.warm_up())
        learning = asyncio.create_task(doors.learn_later())
        sending = asyncio.create_task(scheduler_of(doors).run())
        sweeping = asyncio.create_task(keep_sweeping(doors.sweep))
        watching = asyncio.create_task(watch_mailbox(doors))
        yield
        tasks = (app.state.warming, learning, sending, sweeping, watching)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await doors.close()

    app = FastAPIOffline(title="Comptoir", version="1", lifespan=lifespan, redoc_url=None)
    app.state.doors, app.state.warming = doors, None
    app.include_router(ROUTER)
    app.include_router(SIGN_IN)
    app.include_router(OIDC)
    app.include_router(NOTICES)
    app.include_router(AUDIT)
    for channel in CHANNELS.values():
        channel(app)
    install_problems(app)
    return app
