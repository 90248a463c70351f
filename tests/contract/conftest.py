"""The org the contract suite runs against: the seeded sandbox, or a real org where one is named.

For a real org (a scratch org or developer sandbox: the suite makes accounts of its own) set
CONTRACT_LOGIN_URL, CONTRACT_CLIENT_ID, CONTRACT_CLIENT_SECRET (client credentials), and
CONTRACT_USERNAME, CONTRACT_PASSWORD of someone who may create and delete accounts; run pytest with
`--force-enable-socket`.
"""

import os
from datetime import UTC, datetime

import pytest

from crm.login import OrgAddress
from crm.session import Org

REAL = "CONTRACT_LOGIN_URL"


@pytest.fixture
async def org(request):
    """The org under contract."""
    if url := os.environ.get(REAL):
        secrets = os.environ["CONTRACT_CLIENT_ID"], os.environ["CONTRACT_CLIENT_SECRET"]
        org = Org(OrgAddress(url, *secrets))
    else:
        url = request.getfixturevalue("seeded_org")
        demo = OrgAddress(url, "comptoir-demo", "comptoir-demo-secret")
        org = Org(demo, lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))
    yield org
    await org.aclose()


@pytest.fixture
async def crm(org):
    """The integration user's view: the one that every org has."""
    return await org.as_integration()


@pytest.fixture
async def author(org):
    """Someone who may create, change and delete."""
    if REAL in os.environ:
        return await org.as_user(os.environ["CONTRACT_USERNAME"], os.environ["CONTRACT_PASSWORD"])
    return await org.as_user("admin@heliade.example", "comptoir-demo")
