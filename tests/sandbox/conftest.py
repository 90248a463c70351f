"""The people-only org, made once, copied for every test that writes."""

import pytest
from orgs import copied, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def org(template, tmp_path):
    with copied(template, tmp_path) as org:
        yield org
