"""The service as its users reach it, and how it is set up in these tests."""

from copilot import Settings


class Nobody:
    """An index that holds nothing."""

    async def search(self, question, **_filters):
        from knowledge import SearchResult

        return SearchResult(hits=(), confident=False)

    async def vectors(self, texts):
        raise AssertionError("nothing to embed")


class Office:
    """The service as its users reach it; `ask` posts a message, `get` reads as somebody."""

    def __init__(self, doors, rasa, client):
        self.doors, self.rasa, self.client = doors, rasa, client
        self.turns = 0

    async def ask(self, user, text, intent="greet", conversation="c-1", **marked):
        self.rasa.intent, self.rasa.action = intent, f"action_{intent}"
        self.rasa.entities = [
            {"entity": name, "value": value, "start": text.find(value),
             "end": text.find(value) + len(value)}
            for name, value in marked.items()
        ]  # fmt: skip
        self.turns += 1
        answer = await self.client.post(
            "/api/v1/messages",
            json={"conversation": conversation, "id": f"m-{self.turns}", "text": text},
            headers={"X-Demo-User": user} if user else {},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def get(self, reader, path, **params):
        headers = {"X-Demo-User": f"{reader}@heliade.example"} if reader else {}
        return await self.client.get(path, params=params, headers=headers)

    async def lines(self, reader="admin", **params):
        assert self.doors.chronicle.trail.flush()
        answer = await self.get(reader, "/api/v1/audit", **params)
        assert answer.status_code == 200, answer.text
        return answer.json()["lines"]


def settings_for(home, org):
    return Settings(
        home=home, webhook_token="secret", today="2026-11-22", salesforce_login_url=org,
        _env_file=None,
    )  # fmt: skip
