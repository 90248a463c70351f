"""The policy file: what it rules is done, and what is wrong in it is named by line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_guard_door import ANSWER, KNOWN, Scripted, answering

from guard import Guard, Misconfigured, Prompt, ProviderSettings, Refused, open_guard
from guard.__main__ import main
from guard.audit.entry import Entry
from guard.audit.witness import Terms, Witness
from guard.masking.masker import Masker
from guard.policy.contract import Masking, Policy, Price
from guard.policy.reading import SHIPPED, fingerprint, parse_policy, shipped_policy

SHIPPED_TEXT = SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "where", "remedy"),
    [
        ("    PERSON: mask", "    PERSN: mask", "masking.types.PERSN", "did you mean PERSON?"),
        ("    PERSON: mask", "    PERSON: masked", "masking.types.PERSON", "'mask' or 'keep'"),
        ("    PERSON: mask", "    SECRET: keep", "masking.types.SECRET", "never restored"),
        ("    PERSON: mask", "    PERSON: mask\n    PERSON: keep", "PERSON", "keep one"),
        ("Contact.Birthdate: always", "Birthdate: always", "masking.fields.Birthdate", "Contact.Birthdate"),
        ("Product2.Name: never", "Product2.Name: no", "Product2.Name", "'always' or 'never'"),
        ("  turns: 30", "  turns: many", "retention.turns", "integer"),
        ("  turns: 30", "  turns: -1", "retention.turns", "greater than or equal to 0"),
        ("  turns: 30", "  turn: 30", "retention.turn", "no such key"),
        ("prompt_characters: 60000", "prompt_characters: 10", "models.prompt_characters", "1000"),
        ("region: local}\n", "regions: local}\n", "models.allowed.0.region", "missing"),
        ("  turns: 30", "  turns: 3: 0", "", "not YAML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_line_key_and_remedy(
    old: str, new: str, where: str, remedy: str
) -> None:
    line = SHIPPED_TEXT[: SHIPPED_TEXT.index(old)].count("\n") + 1
    with pytest.raises(Misconfigured) as caught:
        parse_policy(SHIPPED_TEXT.replace(old, new, 1), "my.yml")
    said = str(caught.value)
    lines = [int(part.split(" ")[0].strip(",:")) for part in said.split("line ")[1:]]
    assert said.startswith("my.yml, line ")
    assert any(abs(found - line) <= 1 for found in lines)
    assert where in said
    assert remedy in said


@pytest.mark.parametrize("text", ["", "[]", "just words", "\t"])
def test_a_file_that_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(Misconfigured, match=r"my\.yml"):
        parse_policy(text, "my.yml")


def test_a_model_server_outside_the_list_is_refused_at_the_start() -> None:
    elsewhere = ProviderSettings("openai", "https://models.unknown.example/v1", model="m")
    with pytest.raises(Misconfigured, match=r"models\.unknown\.example.*models\.allowed"):
        open_guard(elsewhere)
    assert open_guard(ProviderSettings("openai", "http://127.0.0.1:9/v1", model="m"))


def test_a_region_that_is_not_allowed_is_refused_at_the_start() -> None:
    european = parse_policy(SHIPPED_TEXT.replace("[local, eu, uk, us]", "[local, eu]"), "p")
    american = ProviderSettings("openai", "https://api.openai.com/v1", model="m")
    assert open_guard(american)
    with pytest.raises(Misconfigured, match=r"region 'us'.*models\.regions"):
        open_guard(american, european)


def test_a_kept_type_leaves_and_another_does_not() -> None:
    rules = Masking(types={"PERSON": "keep", "ORGANIZATION": "mask"})
    masker = Masker(rules.kept())
    text = "Marie Dupont, marie.dupont@acme.example, IBAN FR76 3000 6000 0112 3456 7890 189"
    assert {span.type for span in masker.find(text, "fr")} == {"EMAIL_ADDRESS", "IBAN_CODE"}
    named = masker.find(text, "fr", KNOWN)
    assert named[0].type == "PERSON", "a record's own value is masked where a field is ruled so"


def test_an_exact_field_wins_over_a_pattern_and_a_compound_over_its_parts() -> None:
    rules = Masking(
        fields={"*.Name": "never", "Contact.Name": "always", "Contact.MailingAddress": "always"}
    )
    assert rules.field("Account.Name") == "never"
    assert rules.field("Contact.Name") == "always"
    assert rules.field("Contact.MailingCity", "Contact.MailingAddress") == "always"
    assert rules.field("Contact.Title") is None


@pytest.mark.parametrize(
    ("compliance", "security", "covered"),
    [("PII", None, True), ("PII;GDPR", "Public", True), (None, "Restricted", True),
     (None, "Internal", False), (None, None, False), ("", "", False)],
)  # fmt: skip
def test_the_orgs_own_classification_is_followed(
    compliance: str | None, security: str | None, covered: bool
) -> None:
    assert shipped_policy().masking.classified.covers(compliance, security) is covered


async def test_a_request_beyond_the_policys_size_does_not_leave() -> None:
    small = shipped_policy().model_copy(
        update={"models": shipped_policy().models.model_copy(update={"prompt_characters": 1000})}
    )
    provider = Scripted(answering("Appelez le support. [1]"))
    guard = Guard(provider, policy=small)
    long = {**ANSWER, "passages": [{**ANSWER["passages"][0], "text": "Appelez le support. " * 60}]}
    await guard.ask(Prompt("answer", "fr", long, (), "c", "t"))
    assert not provider.history
    assert guard.counters["too_large"] == 1


class Notebook:
    """Keeps the lines it is told."""

    def __init__(self) -> None:
        self.lines: list[Entry] = []

    def note(self, entry: Entry) -> None:
        self.lines.append(entry)

    def pseudonym(self, known_by: str) -> str:
        return f"~{len(known_by)}"


def watched(reply: str, policy: Policy | None = None) -> tuple[Guard, Notebook]:
    notes = Notebook()
    terms = Terms("openai", "small", "eu", Price(input=2.0, output=10.0))
    provider = Scripted(answering(reply))
    provider.name = "openai"
    return Guard(provider, policy=policy, witness=Witness(notes, terms)), notes


@pytest.mark.parametrize(
    ("reply", "verdict", "attempts"),
    [("Appelez le support. [1]", "verified", 1), ("Appelez Voltanis. [1]", "replaced", 2)],
)
async def test_an_exchange_leaves_types_counts_and_costs_but_no_value(
    reply: str, verdict: str, attempts: int
) -> None:
    guard, notes = watched(reply)
    await guard.ask(Prompt("answer", "fr", ANSWER, KNOWN, "c1", "t1"))
    *before, done = notes.lines
    sent = before[0]
    assert len(before) == attempts, "each request is told of before it leaves"
    assert (sent.kind, done.kind, done.turn) == ("sent", "exchange", "t1")
    assert sent.facts["characters"] > 500
    facts = done.facts
    assert facts["masked"] == {"PERSON": 1, "EMAIL_ADDRESS": 1, "PHONE_NUMBER": 1}
    assert (facts["provider"], facts["model"], facts["region"]) == ("openai", "small", "eu")
    assert (facts["verdict"], facts["attempts"]) == (verdict, attempts)
    if verdict == "verified":
        assert (facts["tokens_in"], facts["cost"]) == (12, round((12 * 2 + 5 * 10) / 1e6, 6))
    else:
        assert facts["answered_by"] == "offline"
    told = str(notes.lines)
    assert not any(value.value in told for value in KNOWN)


async def test_a_refused_request_leaves_a_line_and_nothing_else() -> None:
    class Leaky(Masker):
        def finder(self, known):  # type: ignore[no-untyped-def]
            return lambda text, field: []

    notes = Notebook()
    guard = Guard(
        Scripted(answering("x")), Leaky(), witness=Witness(notes, Terms("openai", "m", "eu"))
    )
    facts = {**ANSWER, "question": "Carte 4970 1000 0000 0154 ?"}
    with pytest.raises(Refused):
        await guard.ask(Prompt("answer", "fr", facts, KNOWN, "c1", "t1"))
    assert [(line.kind, line.facts["verdict"]) for line in notes.lines] == [("exchange", "refused")]


def test_the_command_checks_and_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COMPTOIR_POLICY", raising=False)
    assert main(["policy", "check"]) == 0
    assert fingerprint(shipped_policy()) in capsys.readouterr().out
    mine = tmp_path / "mine.yml"
    mine.write_text(SHIPPED_TEXT.replace("turns: 30", "turns: x"), encoding="utf-8")
    monkeypatch.setenv("COMPTOIR_POLICY", str(mine))
    assert main(["policy", "check"]) == 2
    assert "retention.turns" in capsys.readouterr().err
    assert main(["policy", "show", str(SHIPPED)]) == 0
    assert "prompt_characters: 60000" in capsys.readouterr().out
