"""The org's file: ids, rows, metadata, transactions, several threads and processes."""

import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soqlworld import choices, field, make, objects

from sandbox.collation import collate
from sandbox.ids import is_valid, new_id, to_18
from sandbox.store import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "org.db")
    store.define(objects())
    return store


@given(st.integers(0, 62**9 - 1))
def test_an_id_is_valid_and_follows_from_its_first_fifteen_characters(number):
    made = new_id("006", number)
    assert len(made) == 18
    assert made.startswith("006")
    assert is_valid(made)
    assert is_valid(made[:15])
    assert to_18(made[:15]) == to_18(made) == made


def test_an_id_published_by_salesforce_has_the_checksum_we_compute():
    assert to_18("001A0000006Vm9r") == "001A0000006Vm9rIAC"


@pytest.mark.parametrize("text", ["", "001", "001Qk0000000001IAB", "001Qk00000000 1IAA", "é" * 18])
def test_what_is_not_an_id_is_recognised(text):
    assert not is_valid(text)


def test_ids_are_never_given_twice(store):
    given_ids = store.next_ids("Account", 3) + [store.next_id("Account") for _ in range(3)]
    assert len(set(given_ids)) == 6


def test_rows_keep_what_was_stored(store):
    (one,) = store.insert_rows("Account", [{"Name": "", "Active": True, "Revenue": 3, "Staff": 2}])
    row = store.row("Account", one)
    assert (row["Name"], row["Active"], row["Revenue"], row["Staff"]) == (None, 1, 3.0, 2)
    assert store.row("Account", new_id("001", 99)) is None


def test_an_unknown_field_is_not_stored(store):
    with pytest.raises(KeyError):
        store.insert_rows("Account", [{'Name" OR 1': "x"}])


def test_metadata_with_a_name_that_is_no_api_name_is_refused(store):
    with pytest.raises(ValueError, match="API name"):
        store.define([make('Bad"Name', "a00", [])])


def test_an_object_grows_and_keeps_its_rows(store):
    (one,) = store.insert_rows("Account", [{"Name": "Été"}])
    account = store.schema()["Account"]
    colour = field("Colour__c", "picklist", picklist=choices("Red"))
    shout = field("Shout", "string", formula="t.Name || '!'")
    more = {"Colour__c": colour, "Shout": shout}
    store.define([replace(account, fields=account.fields | more)])
    store.execute('UPDATE "Account" SET "Colour__c" = ? WHERE "Id" = ?', ("ÉCRU", one))
    shown = store.execute('SELECT "Name", "Colour__c~", "Shout" FROM "Account"')
    assert shown == [("Été", collate("écru"), "Été!")]
    assert store.schema()["Account"].fields["Colour__c"].picklist == choices("Red")


def test_a_formula_that_changes_changes_its_values(store):
    store.insert_rows("Account", [{"Name": "x"}])
    changed = field("Slogan", "string", formula="t.Name || ' 3'")
    account = store.schema()["Account"]
    store.define([replace(account, fields=account.fields | {"Slogan": changed})])
    assert store.execute('SELECT "Slogan", "Slogan~" FROM "Account"') == [("x 3", "x 3")]


def fail(store):
    with store.write():
        store.insert_rows("Account", [{"Name": "lost"}])
        raise ZeroDivisionError


def test_a_failed_write_leaves_nothing_and_an_inner_one_only_its_own_part(store):
    with pytest.raises(ZeroDivisionError):
        fail(store)
    with store.write():
        store.insert_rows("Account", [{"Name": "kept"}])
        with pytest.raises(ZeroDivisionError):
            fail(store)
    assert store.execute('SELECT "Name" FROM "Account"') == [("kept",)]


def test_another_store_of_the_same_file_sees_new_metadata_and_settings(store):
    other = Store(store.path)
    assert "Later__c" not in other.schema()
    store.define([make("Later__c", "a01", [field("Name", "string")])])
    store.set_setting("FiscalYearStartMonth", "4")
    assert "Later__c" in other.schema()
    assert other.setting("FiscalYearStartMonth") == "4"


def test_threads_write_together_without_losing_a_row(store):
    def work():
        for _ in range(20):
            store.insert_rows("Account", [{"Name": "x"}])
            store.increase("calls")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.execute('SELECT count(*), count(DISTINCT "Id") FROM "Account"') == [(80, 80)]
    assert store.increase("calls", 0) == 80


def test_another_process_may_use_the_file_at_the_same_time(store):
    code = (
        "import sys; from pathlib import Path; from sandbox.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "[store.insert_rows('Account', [{'Name': 'theirs'}]) for _ in range(30)]\n"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(store.path)])  # noqa: S603
    for _ in range(30):
        store.insert_rows("Account", [{"Name": "ours"}])
    assert other.wait(60) == 0
    assert store.execute('SELECT count(*), count(DISTINCT "Id") FROM "Account"') == [(60, 60)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("É", "é", True), ("é", "e", False), ("e\u0301", "É", True), ("STRASSE", "straße", True),
     ("Œuvre", "oeuvre", False), ("a", "a ", False)],
)  # fmt: skip
def test_text_is_equal_whatever_the_case_but_not_whatever_the_accents(one, other, same):
    assert (collate(one) == collate(other)) is same


def test_accented_words_sort_beside_their_bare_ones():
    words = ["zèbre", "Eclair", "éclair", "eclairs", "école", "Œuf", "oeil"]
    assert sorted(words, key=collate) == [
        "Eclair", "éclair", "eclairs", "école", "oeil", "Œuf", "zèbre",
    ]  # fmt: skip
