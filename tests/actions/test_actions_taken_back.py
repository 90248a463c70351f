"""An undo that comes later says first which change it would take back."""

import pytest
from talking import words


@pytest.mark.parametrize(
    ("language", "user", "name", "asked", "between", "undo", "yes", "told"),
    [
        ("fr", "claire.moreau", "Tessier Gestion",
         "passe l'affaire Tessier Gestion en proposition", "mes tâches en retard", "annule ça",
         "oui", "Étape"),
        ("en", "james.whitfield", "Denby Advisory 8 sites",
         "move the Denby Advisory 8 sites deal to proposal", "my overdue tasks", "undo that",
         "yes", "Stage"),
    ],
)  # fmt: skip
async def test_a_later_undo_names_the_change_and_asks(
    talk, language, user, name, asked, between, undo, yes, told
):
    rep = talk(user, language)
    await rep.do("action_propose_update", asked, record_name=name)
    await rep.do("action_confirm", yes)
    await rep.do("action_query_records", between)
    first = await rep.do("action_undo", undo)
    assert told in words(first)
    assert "22/11/2026" in words(first)
    assert first.parts[-1].buttons[0].payload.startswith("/undo")
    done = await rep.do("action_confirm", yes)
    assert told in words(done)
    assert {"fr": "annulé", "en": "Undone"}[language] in words(done)


async def test_a_no_keeps_it_and_an_undo_at_once_needs_no_question(talk):
    rep = talk("claire.moreau", "fr")
    asked = "passe l'affaire Usines Corvol – Projet Grenoble 2025 en proposition"
    await rep.do("action_propose_update", asked, record_name="Usines Corvol – Projet Grenoble 2025")
    await rep.do("action_confirm", "oui")
    await rep.do("action_query_records", "mes tâches en retard")
    await rep.do("action_undo", "annule ça")
    assert "rien modifié" in words(await rep.do("action_cancel", "non"))
    refused = await rep.do("action_confirm", "oui")
    assert refused.refused == "nothing_waiting"
    await rep.do("action_propose_update", asked.replace("proposition", "qualification"),
                 record_name="Usines Corvol – Projet Grenoble 2025")  # fmt: skip
    await rep.do("action_confirm", "oui")
    assert "annulé" in words(await rep.do("action_undo", "annule ça"))
