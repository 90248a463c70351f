"""Few words that point at what is on screen are understood whatever they are taken for."""

import pytest
from talking import words

RANKED = {
    "fr": "classe les commerciaux par nombre d'affaires gagnées cette année",
    "en": "rank reps by won deals this year",
}
OPEN = {"fr": "mes affaires ouvertes", "en": "my open deals"}


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [("fr", "sophie.marchand", "le premier"), ("fr", "sophie.marchand", "c’est qui le premier ?"),
     ("en", "oliver.bennett", "the first one"), ("en", "oliver.bennett", "which one is first?")],
)  # fmt: skip
async def test_the_first_one_of_a_ranking_is_who_leads_it(talk, language, user, text):
    manager = talk(user, language)
    ranked = await manager.do("action_query_records", RANKED[language])
    told = await manager.do("action_choose", text)
    assert [one.group for one in told.values] == [ranked.values[0].group]


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [("fr", "claire.moreau", "donne la plus grosse à Hugo"),
     ("en", "james.whitfield", "give the biggest one to Priya")],
)  # fmt: skip
async def test_a_row_given_to_somebody_is_a_change_though_not_understood(
    talk, language, user, text
):
    rep = talk(user, language)
    await rep.do("action_query_records", OPEN[language])
    shown = await rep.do("action_clarify", text)
    assert [one.field for one in shown.proposal.changes] == ["OwnerId"]


@pytest.mark.parametrize(
    ("language", "user", "asked", "text", "label"),
    [("fr", "sophie.marchand", "combien d'affaires ouvertes avons-nous ?", "qui a la plus petite ?",
      "Propriétaire"),
     ("en", "oliver.bennett", "how many open deals do we have?", "who has the smallest?", "Owner")],
)  # fmt: skip
async def test_who_has_the_utmost_row_is_its_owner(talk, language, user, asked, text, label):
    manager = talk(user, language)
    await manager.do("action_query_records", asked)
    told = await manager.do("action_show_detail", text)
    assert label in words(told)


@pytest.mark.parametrize(
    ("text", "begins"),
    [("rappelle Groupe Delmas mercredi à 10h", "Appel"),
     ("rappelle-moi d'envoyer le devis à Groupe Delmas mercredi", "Tâche")],
)  # fmt: skip
async def test_somebody_to_call_back_is_a_call(talk, text, begins):
    shown = await talk("claire.moreau", "fr").do("action_schedule_activity", text)
    subject = next(one.new for one in shown.proposal.changes if one.field == "Subject")
    assert (begins in subject) or begins == "Tâche"
    assert (begins == "Appel") == subject.startswith("Appel")


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [("fr", "claire.moreau", "qui sont les contacts ?"),
     ("en", "james.whitfield", "who are the contacts?")],
)  # fmt: skip
async def test_who_the_people_are_is_asked_of_the_record_just_opened(talk, language, user, text):
    rep = talk(user, language)
    listed = await rep.do("action_query_records", OPEN[language])
    first = {"fr": "ouvre la première", "en": "open the first one"}[language]
    opened = await rep.do("action_choose", first)
    assert opened.records == listed.records[:1]
    told = await rep.do("action_query_records", text)
    assert listed.records[0].name in words(told)


@pytest.mark.parametrize(
    ("language", "user", "text"),
    [("fr", "claire.moreau", "qu’est-ce que j’ai fait aujourd’hui ?"),
     ("fr", "claire.moreau", "qu'ai-je déjà fait aujourd'hui ?"),
     ("en", "emily.hart", "what did I do today?"),
     ("en", "emily.hart", "what have I done today?")],
)  # fmt: skip
async def test_what_was_done_today_is_no_plan_of_the_day(talk, language, user, text):
    told = await talk(user, language).do("action_plan_day", text)
    assert ("n’avez rien modifié" in words(told)) or ("you changed nothing" in words(told))


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "qu'est-ce que j'ai aujourd'hui ?"), ("en", "what have I got today?")],
)
async def test_what_is_to_be_done_is_the_plan(talk, language, text):
    told = await talk("claire.moreau", language).do("action_plan_day", text)
    assert ("Votre journée" in words(told)) or ("Your day" in words(told))
