"""`python -m guard mask` on anything: no crash, no hang, and what it masks comes back whole."""

from __future__ import annotations

import json
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from guard.__main__ import _text_of, mask_document
from guard.masking.masker import Masker
from guard.vault import Vault

MASKER = Masker()
PIECES = st.sampled_from(
    ["Marie Dupont", "M. ", "06 39 98 12 34", "marie@acme.example", "FR76", "4970 1000 0000 0154",
     "rue", "12 ", "\n", "\t", ";", ",", '"', "{", "}", "[PERSON_K4_1]", "[", "]", "KEY=", "https://",
     "@", "://", "né le 3/3/1980", "\u202f", "\u200b", "\ud800", "\x00", "é", "０６", "👩‍👩‍👧", "Ѕ", "a" * 40,
     "Nom: ", "nom;prénom\n", "1" * 19, "(", ")", "\\", "%s", "<b>", "arobase"]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


@given(text=TEXTS)
@settings(max_examples=120, deadline=None)
def test_any_mixture_is_masked_in_time_and_restored_whole(text: str) -> None:
    started = time.process_time()
    spans = MASKER.find(text)
    assert time.process_time() - started < 2
    vault = Vault()
    clear = [span for span in spans if span.type != "SECRET"]
    assert vault.restore(vault.mask(text, clear)).text == text


@given(raw=st.binary(max_size=200), language=st.sampled_from(["fr", "en", None]))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_taken_and_the_answer_is_json(raw: bytes, language: str | None) -> None:
    text = raw.decode("utf-8", errors="replace")
    told = json.loads(json.dumps(mask_document(MASKER, text, language)))  # type: ignore[arg-type]
    assert set(told) == {"masked", "entities"}


@given(
    line=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=10),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "x"]), inner, max_size=2)
        ),
        max_leaves=6,
    ).map(json.dumps)
    | st.text(max_size=30)
)
@settings(max_examples=80, deadline=None)
def test_any_line_is_a_document(line: str) -> None:
    assert isinstance(_text_of(line), str)
