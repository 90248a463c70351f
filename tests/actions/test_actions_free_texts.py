"""Text fields take the words that were said for them, no more and no fewer."""

import pytest

from actions.field_mentions import find_mentions, full_mentions
from actions.free_texts import free_texts

CASES = [
    ("Opportunity", "change la prochaine étape en appel avec la DSI", "NextStep", "appel avec la DSI"),
    ("Opportunity", "note comme prochaine étape envoyer l'avenant jeudi", "NextStep", "envoyer l'avenant jeudi"),
    ("Opportunity", "Prochaine étape : visite du site de Brest, merci", "NextStep", "visite du site de Brest"),
    ("Opportunity", "make the next step sign the NDA", "NextStep", None),
    ("Opportunity", "set the next step to a demo for the board please", "NextStep", "a demo for the board"),
    ("Opportunity", "put chase procurement as next step", "NextStep", "chase procurement"),
    ("Opportunity", "next step = legal review on 12 December", "NextStep", "legal review on 12 December"),
    ("Contact", "la fonction est maintenant responsable énergie", "Title", "responsable énergie"),
    ("Contact", "change the title to facilities director", "Title", "facilities director"),
    ("Account", "mets la ville à Quimper pour tous les comptes du Finistère", "BillingCity", "Quimper"),
    ("Account", "set the city to Truro for every account in Cornwall", "BillingCity", "Truro"),
    ("Account", "accounts whose city is Leeds or York", "BillingCity", None),
    ("Opportunity", "les affaires sans prochaine étape", "NextStep", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "field", "value"), CASES)
async def test_the_words_for_a_text_field_are_found(talk, kind, text, field, value):
    crm = (await talk("james.whitfield", "en").tools()).org()
    info = (await crm.catalogue())[kind]
    fields = [one for one in info.fields.values() if one.updateable]
    named = full_mentions(tuple(find_mentions(text, fields)))
    found = {one.name: said for one, said, _, _ in free_texts(text, named)}
    assert found.get(field) == value


@pytest.mark.parametrize(
    ("user", "language", "text", "value"),
    [
        ("claire.moreau", "fr", "mets comme prochaine étape rappeler le DAF mardi", "rappeler le DAF mardi"),
        ("james.whitfield", "en", "set the next step to call the CFO back on Friday", "call the CFO back on Friday"),
    ],
)  # fmt: skip
async def test_a_day_within_the_words_changes_no_date(talk, user, language, text, value):
    rep = talk(user, language)
    listed = await rep.do(
        "action_query_records", {"fr": "mes opportunités ouvertes", "en": "my open deals"}[language]
    )
    shown = await rep.do("action_propose_update", text, record=listed.records[0].id)
    assert {(one.field, one.new) for one in shown.proposal.changes} == {("NextStep", value)}
