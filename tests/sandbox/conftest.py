"""The people-only org, made once, copied for every test that writes."""

import shutil

import pytest
from orgs import copied, make_template
from sources import builder

from sandbox import Store


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def org(template, tmp_path):
    with copied(template, tmp_path) as org:
        yield org


@pytest.fixture
def folder(tmp_path):
    """A builder's org in French: building sites, and their data."""
    return builder(tmp_path / "source")


@pytest.fixture
def empty(template, tmp_path):
    """An org with people, ready to be loaded into."""
    path = tmp_path / "loaded.db"
    shutil.copy(template, path)
    return Store(path)
