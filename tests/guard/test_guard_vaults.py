"""Vaults at rest: placeholders keep their meaning through a restart, and only as long as allowed."""

from __future__ import annotations

import time

from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from guard.spans import Span
from guard.vault import GONE, Vault
from guard.vaults import Vaults

KEY = Fernet.generate_key()
TEXT = "Marie Dupont, marie@acme.example, mot de passe : Xk9!pQ2z ; Mme Dupont"
SPANS = [
    Span("PERSON", 0, 12, 1.0), Span("EMAIL_ADDRESS", 14, 32, 1.0), Span("SECRET", 49, 57, 1.0),
    Span("PERSON", 64, 70, 1.0),
]  # fmt: skip


class Drawer(dict):  # type: ignore[type-arg]
    """A shelf in memory."""

    def put(self, name: str, sealed: bytes) -> None:
        self[name] = sealed

    def drop(self, name: str) -> None:
        self.pop(name, None)

    def missing(self, names: set[str]) -> set[str]:
        return set(names) - self.keys()


def used(shelf: Drawer, key: bytes = KEY, life: int = 60) -> tuple[Vaults, Vault, str]:
    vaults = Vaults(shelf=shelf, key=key, life=life)
    vault = vaults.of("c-1")
    masked = vault.mask(TEXT, SPANS)
    vaults.keep("c-1", vault)
    return vaults, vault, masked


def test_placeholders_are_the_same_after_a_restart() -> None:
    shelf = Drawer()
    _, vault, masked = used(shelf)
    again = Vaults(shelf=shelf, key=KEY, life=60).of("c-1")
    assert again is not vault
    assert again.restore(masked) == vault.restore(masked)
    assert again.mask(TEXT, SPANS) == masked
    other = again.mask("Paul Dupont", [Span("PERSON", 0, 11, 1.0)])
    assert other not in masked


def test_a_secret_is_never_restored_and_never_kept() -> None:
    shelf = Drawer()
    _, vault, masked = used(shelf)
    again = Vaults(shelf=shelf, key=KEY, life=60).of("c-1")
    assert "Xk9!pQ2z" not in vault.frozen()
    assert GONE in again.restore(masked).text
    assert "Xk9!pQ2z" not in again.restore(masked).text


def test_what_rests_is_encrypted() -> None:
    shelf = Drawer()
    used(shelf)
    assert b"Dupont" not in shelf["c-1"]
    assert b"Dupont" in Fernet(KEY).decrypt(shelf["c-1"])


def test_another_key_or_too_old_a_vault_is_a_new_one() -> None:
    shelf = Drawer()
    _, vault, masked = used(shelf)
    stranger = Vaults(shelf=shelf, key=Fernet.generate_key(), life=60).of("c-1")
    assert "Dupont" not in stranger.restore(masked).text
    shelf["c-1"] = Fernet(KEY).encrypt_at_time(vault.frozen().encode(), int(time.time()) - 61)
    assert "Dupont" not in Vaults(shelf=shelf, key=KEY, life=60).of("c-1").restore(masked).text


def test_a_forgotten_vault_is_gone_from_memory_and_shelf() -> None:
    shelf = Drawer()
    vaults, _, masked = used(shelf)
    vaults.forget("c-1")
    assert not shelf
    assert "Dupont" not in vaults.of("c-1").restore(masked).text


def test_what_another_process_erases_leaves_the_memory_and_does_not_come_back() -> None:
    shelf = Drawer()
    vaults, vault, masked = used(shelf)
    shelf.clear()
    vaults.keep("c-1", vault)
    assert not shelf
    assert "Dupont" not in vaults.of("c-1").restore(masked).text
    assert vaults.of("c-1") is not vault


def test_an_idle_vault_that_was_erased_is_let_go_of_by_the_use_of_another() -> None:
    now, shelf = [0.0], Drawer()
    vaults = Vaults(shelf=shelf, key=KEY, clock=lambda: now[0])
    for name in ("c-1", "c-2"):
        vault = vaults.of(name)
        vault.mask(TEXT, SPANS)
        vaults.keep(name, vault)
    shelf.drop("c-1")
    now[0] = 61.0
    vaults.of("c-2")
    assert "c-1" not in vaults._held


def test_a_vault_that_stands_for_nothing_is_not_shelved() -> None:
    shelf = Drawer()
    vaults = Vaults(shelf=shelf, key=KEY)
    vaults.keep("c-1", vaults.of("c-1"))
    assert not shelf


def test_a_vault_that_was_never_shelved_is_kept_in_memory() -> None:
    vaults = Vaults(shelf=Drawer(), key=KEY)
    assert vaults.of("c-1") is vaults.of("c-1")


def test_a_life_of_nothing_keeps_nothing() -> None:
    shelf = Drawer()
    used(shelf, life=0)
    assert not shelf


@given(text=st.text(max_size=60), cuts=st.lists(st.integers(0, 60), max_size=6))
@settings(max_examples=50, deadline=None)
def test_masking_freezing_thawing_and_restoring_is_the_identity(text: str, cuts: list[int]) -> None:
    at = sorted({cut for cut in cuts if cut <= len(text)})
    spans = [Span("PERSON", a, b, 1.0) for a, b in zip(at[::2], at[1::2], strict=False) if b > a]
    vault = Vault()
    masked = vault.mask(text, spans)
    assert Vault.thawed(vault.frozen()).restore(masked).text == text
