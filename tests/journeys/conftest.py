"""One running product for all journeys; each journey is a conversation of its own."""

from pathlib import Path

import pytest
from person import Person
from product import PATIENCE, furnish, keep, start

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def product(request, seeded_db, tmp_path_factory):
    """The product, started as `make run` does and ended as Ctrl-C does."""
    cache = request.config.cache.mkdir("journeys")
    home = tmp_path_factory.mktemp("journeys") / "home"
    furnish(home, seeded_db, cache)
    running = start(home)
    try:
        running.await_ready(PATIENCE)
        keep(home, cache)
        yield running
    finally:
        running.stop()


@pytest.fixture
def claire(product):
    return Person(product, "claire.moreau@heliade.example")


@pytest.fixture
def james(product):
    return Person(product, "james.whitfield@heliade.example")


@pytest.fixture
def visitor(product):
    return Person(product, "")


def pytest_collection_modifyitems(items):
    """The first journey waits for the product, which may have to train its dialogue first."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.timeout(PATIENCE + 120))
