"""People who talk to the product over HTTP, and the truth as the org itself tells it."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property

import httpx

PASSWORD = "comptoir-demo"


@dataclass
class Person:
    """One demo user in one conversation, and the same user's own rights on the org."""

    product: object
    user: str
    conversation: str = field(default_factory=lambda: uuid.uuid4().hex)

    @cached_property
    def client(self):
        headers = {"X-Demo-User": self.user} if self.user else {}
        return httpx.Client(base_url=self.product.address, headers=headers, timeout=60)

    def post(self, **message):
        """Send a message as it is and return the response."""
        return self.client.post(
            "/api/v1/messages", json={"conversation": self.conversation, **message}
        )

    def say(self, text, **more):
        """Send a message that must be answered, and return the answer."""
        response = self.post(text=text, **more)
        assert response.status_code == 200, response.text
        answer = response.json()
        assert answer["parts"], text
        assert answer["refused"] not in {"error", "unavailable"}, (text, words(answer))
        return answer

    def anew(self):
        """Return the same person in a new conversation."""
        return Person(self.product, self.user)

    @cached_property
    def _token(self):
        form = {"grant_type": "password", "username": self.user, "password": PASSWORD,
                "client_id": "comptoir-demo", "client_secret": "comptoir-demo-secret"}  # fmt: skip
        answer = httpx.post(f"{self.product.org}/services/oauth2/token", data=form)
        return answer.json()["access_token"]

    def soql(self, query):
        """Return the records this user's own SOQL finds."""
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = httpx.get(f"{self.product.org}/services/data/v60.0/query/", params={"q": query},
                           headers=headers, timeout=30)  # fmt: skip
        assert answer.status_code == 200, answer.text
        return answer.json()["records"]

    def patch(self, name, record, **values):
        """Change a record behind the copilot's back."""
        headers = {"Authorization": f"Bearer {self._token}"}
        url = f"{self.product.org}/services/data/v60.0/sobjects/{name}/{record}"
        assert httpx.patch(url, json=values, headers=headers).status_code == 204


def part(answer, kind):
    """Return the first part of that kind."""
    found = [one for one in answer["parts"] if one["type"] == kind]
    assert found, (kind, [one["type"] for one in answer["parts"]], words(answer))
    return found[0]


def words(answer):
    """Return everything an answer says in prose."""
    return "\n".join(one["text"] for one in answer["parts"] if one["type"] == "text")


def quoted(value):
    """Write a text as SOQL does."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
