"""An org with the demo's people and no business, served, and the real client that asks it."""

import shutil
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from serving import served
from simple_salesforce import Salesforce

from sandbox import Store, create_app, fixed_clock
from sandbox.load.company import found_company
from sandbox.standard import standard_objects

TODAY = date(2026, 11, 22)
APP = {"client_id": "comptoir-demo", "client_secret": "comptoir-demo-secret"}
PASSWORD = "comptoir-demo"


class Loopback(HTTPAdapter):
    """Sends what the client addresses to https://anything to the served org."""

    def __init__(self, address):
        super().__init__()
        self.address = urlsplit(address)

    def send(self, request, **options):
        parts = urlsplit(request.url)
        target = (self.address.scheme, self.address.netloc, parts.path, parts.query, "")
        request.url = urlunsplit(target)
        return super().send(request, **options)


class ServedOrg:
    """A served org: `url`, `store`, and clients by the user's short name."""

    def __init__(self, url, store):
        self.url = url
        self.store = store
        self._clients = {}

    def session(self):
        session = requests.Session()
        session.trust_env = False
        session.mount("https://", Loopback(self.url))
        return session

    def token(self, **form):
        url = f"{self.url}/services/oauth2/token"
        session = self.session()
        return session.post(url, data={**APP, **form})

    def login(self, name):
        username = name if "@" in name else f"{name}@heliade.example"
        answer = self.token(grant_type="password", username=username, password=PASSWORD)
        assert answer.status_code == 200, answer.text
        return answer.json()["access_token"]

    def client(self, name):
        if name not in self._clients:
            instance = urlsplit(self.url).netloc
            token, session = self.login(name), self.session()
            self._clients[name] = Salesforce(session_id=token, instance=instance, session=session)
        return self._clients[name]

    def rest(self, name, method, path, **options):
        headers = {"Authorization": f"Bearer {self.client(name).session_id}"}
        headers |= options.pop("headers", {})
        url = f"{self.url}/services/data/v62.0/{path}"
        return self.session().request(method, url, headers=headers, **options)


def make_template(folder):
    """Make the database every test copies."""
    path = folder / "template.db"
    store = Store(path)
    store.define(standard_objects())
    found_company(store, TODAY)
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@contextmanager
def running(path, **options):
    """Serve the org in the database."""
    store = Store(path)
    clock = options.pop("clock", fixed_clock(TODAY))
    with served(create_app(store, clock, **options)) as url:
        yield ServedOrg(url, store)


@contextmanager
def copied(template, folder, **options):
    """Serve a fresh copy of the template."""
    path = folder / "org.db"
    shutil.copy(template, path)
    with running(path, **options) as org:
        yield org
