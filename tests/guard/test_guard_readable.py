"""Names and numbers in letters as programs write them are masked where they stand."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guard.__main__ import read_bytes
from guard.masking.masker import Masker
from guard.masking.readable import readable
from guard.prompt import Known
from guard.vault import Vault

MASKER = Masker()
TEXT = "Rappeler Hélène Garçon-Béraud au 06 39 98 12 34."


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Garçon", "Gar\u00adçon").replace("Hélène", "Hé\u200blène"),
        TEXT.replace("06 39", "０６ ３９"),
        f"\ufeff{TEXT}",
    ],
)
def test_a_name_is_masked_however_its_letters_are_written(written: str) -> None:
    vault = Vault()
    masked = vault.mask(written, MASKER.find(written))
    seen = readable(masked)[0]
    assert not any(one in seen for one in ("lène", "arçon", "raud", "12 34"))
    assert vault.restore(masked).text == written


@pytest.mark.parametrize("known", ["NFC", "NFD"])
@pytest.mark.parametrize("said", ["NFC", "NFD"])
def test_a_known_name_is_found_however_its_accents_are_written(known: str, said: str) -> None:
    item = Known(unicodedata.normalize(known, "Zoé Quémeneur"), "PERSON", "1")  # type: ignore[arg-type]
    text = unicodedata.normalize(said, "merci zoé quémeneur")  # type: ignore[arg-type]
    (span,) = MASKER.find(text, "fr", [item])
    assert text[span.start : span.end] == text.removeprefix("merci ")


@given(text=st.text(alphabet=st.sampled_from("aeé\u0301\u0327\u200b\u00ad ０Ａ𝐀.\nM"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_every_letter_as_it_looks_has_its_place(text: str) -> None:
    seen, places = readable(text)
    if places is None:
        assert seen == text
        return
    assert len(seen) == len(places)
    edges = [edge for place in places for edge in place]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_a_file_in_another_encoding_is_read(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding)).lstrip("\ufeff") == TEXT


def test_bytes_that_are_no_text_are_taken() -> None:
    assert isinstance(read_bytes(bytes(range(256))), str)


def test_the_command_masks_what_windows_wrote() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "guard", "mask", "--json"],
        input=TEXT.encode("cp1252"), capture_output=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    told = json.loads(run.stdout)
    assert [TEXT[one["start"] : one["end"]] for one in told["entities"]] == [
        "Hélène Garçon-Béraud", "06 39 98 12 34",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Livrer au 14 rue des Tanneurs, 35000 Rennes. Demander Anselme Kerouanton.", "Kerouanton"),
        ("Livraison mardi. Demandez Solenn Le Bihan à l'accueil.", "Bihan"),
        ("Delivery at 4 High Street, Leeds LS1 4AB. Ask for Anselm Kerwood.", "Kerwood"),
    ],
)
def test_who_is_asked_for_is_masked(text: str, name: str) -> None:
    vault = Vault()
    masked = vault.mask(text, MASKER.find(text))
    assert name not in masked
    assert "Anselm" not in masked


def test_what_is_asked_for_is_not() -> None:
    assert not MASKER.find("Demander Remise Exceptionnelle avant le devis.")
