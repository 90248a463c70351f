"""The website's service on an org of its own."""

import asyncio
import shutil
from pathlib import Path

import pytest
from filelock import FileLock
from journeys.chromium import chromium
from serving import served
from website import Site, served_copy

from actions import Remarks, taught_in
from copilot.feelings import Feelings
from knowledge import ingest, open_knowledge


@pytest.fixture(scope="session")
def own_org(seeded_db, tmp_path_factory):
    """The demo company, served apart: these tests open cases in it."""
    with served_copy(seeded_db, tmp_path_factory) as url:
        yield url


@pytest.fixture
def site(tmp_path, own_org, rasa):
    """Compose the service; `Site.client` speaks to it."""
    return Site(tmp_path, own_org, rasa)


ROOT = Path(__file__).resolve().parents[3]
ARTICLES = {
    "pairing-en": ("en", "public", "Pairing a gateway again", "To start pairing a gateway again "
                   "after a power cut, hold its button for ten seconds until the light is green."),
    "appairage-fr": ("fr", "public", "Appairer de nouveau une passerelle", "Pour relancer "
                     "l’appairage de la passerelle après une coupure, appuyez dix secondes sur son "
                     "bouton jusqu’au voyant vert."),
    "facture-fr": ("fr", "public", "Comprendre sa facture", "La facture indique le nombre de sites "
                   "facturés. Une facture erronée est corrigée sous cinq jours par un avoir."),
    "gestes-fr": ("fr", "internal", "Gestes commerciaux sur une passerelle", "Après une coupure de "
                  "passerelle, une remise interne de 10 % peut être accordée sur l’appairage."),
    "goodwill-en": ("en", "internal", "Goodwill for gateways", "After a power cut an internal "
                    "discount of 10% may be granted when a gateway must be paired again."),
}  # fmt: skip


@pytest.fixture(scope="session")
def articles(tmp_path_factory):
    """A small knowledge base, some of it internal."""
    folder = tmp_path_factory.mktemp("articles")
    for name, (language, audience, title, text) in ARTICLES.items():
        head = f"id: {name}\ntitle: {title}\nlanguage: {language}\naudience: {audience}"
        (folder / f"{name}.md").write_text(f"---\n{head}\nkind: howto\n---\n\n{text}\n")
    ingest(folder, folder / "index")
    return open_knowledge(folder / "index")


@pytest.fixture(scope="session")
def learnt(request, articles):
    """A folder of vectors of what is learnt from examples, shared with the suite of `actions`."""
    folder = request.config.cache.mkdir("learnt")
    with FileLock(folder / "making.lock"):
        asyncio.run(Remarks(articles, folder / "remarks.npz").prepare())
        asyncio.run(taught_in("feelings", articles, folder).prepare())
    return folder


@pytest.fixture
def feelings(articles, learnt):
    return Feelings(taught_in("feelings", articles, learnt))


@pytest.fixture
def with_articles(site, articles, learnt):
    """The site with real articles, and what it has learnt."""
    site.knowledge = articles
    for kept in learnt.glob("*.npz"):
        shutil.copy(kept, site.home)
    return site


@pytest.fixture(scope="module")
def browser():
    """A browser for one module of pages: while it runs, no test beside it can be asynchronous."""
    with chromium() as running:
        yield running


@pytest.fixture
def address(with_articles):
    with_articles.client()
    with served(cold(with_articles.rasa.app)) as url:
        yield url


def cold(app):
    """The app without what it loads for a first turn at its start: these pages need none of it."""

    async def serving(scope, receive, send):
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
        for said in ("startup", "shutdown") if scope["type"] == "lifespan" else ():
            await receive()
            await send({"type": f"lifespan.{said}.complete"})

    return serving
