"""With whose rights answers are found, said in both languages."""

import pytest
from talking import words


@pytest.mark.parametrize(
    ("user", "language", "facts"),
    [
        ("claire.moreau", "fr", ("Claire Moreau", "Sales User", "vos propres droits")),
        ("oliver.bennett", "en", ("Oliver Bennett", "Sales Manager", "your own Salesforce rights")),
    ],
)
async def test_one_is_told_with_whose_rights_answers_are_found(talk, user, language, facts):
    said = words(await talk(user, language).do("action_tell_view", "whoami"))
    assert all(fact in said for fact in facts)


@pytest.mark.parametrize(
    ("language", "fact"), [("fr", "rien à déconnecter"), ("en", "nothing to sign out of")]
)
async def test_without_a_linked_account_there_is_nothing_to_end(talk, language, fact):
    assert fact in words(await talk("claire.moreau", language).do("action_disconnect", "logout"))
