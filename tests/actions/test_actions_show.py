"""Who is …: a card, a choice, and never the wrong person."""

import pytest
from talking import part, words


@pytest.mark.parametrize(("language", "text"), [("fr", "Qui est Marie ?"), ("en", "Who is Marie?")])
async def test_a_name_nobody_marked_is_looked_up_and_not_the_last_person(talk, language, text):
    rep = talk(language=language)
    rep.slots |= {"focus_object": "Contact", "focus_id": "003000000000000AAA", "focus_name": "X"}
    answer = await rep.do("action_show_record", text)
    assert all(record.id != "003000000000000AAA" for record in answer.records)


async def test_namesakes_are_offered_and_the_second_one_can_be_chosen(talk):
    rep = talk()
    offered = await rep.do(
        "action_show_record", "Qui est Sophie Martin ?", record_name="Sophie Martin"
    )
    buttons = part(offered, "buttons").buttons
    chosen = await rep.do("action_choose", "la deuxième")
    assert len(buttons) > 1
    assert len({button.label for button in buttons}) == len(buttons)
    assert part(chosen, "card").id in buttons[1].payload
    phone = await rep.do("action_show_detail", "son téléphone ?")
    assert phone.records[0].id == part(chosen, "card").id


async def test_showing_without_any_name_asks_for_one(talk):
    answer = await talk().do("action_show_record", "c'est qui")
    assert answer.slots["awaiting"]["action"] == "action_show_record"


@pytest.mark.parametrize(
    ("language", "question", "fact"),
    [("fr", "Où sont les données ?", "Paris"), ("en", "where is the data kept?", "France")],
)
async def test_a_question_about_no_record_is_answered_from_the_articles(
    talk, language, question, fact
):
    assert fact in words(await talk("claire.moreau", language).do("action_show_detail", question))


async def test_a_detail_of_nobody_asks_whose(talk):
    answer = await talk().do("action_show_detail", "quel est son téléphone ?")
    assert "fiche" in words(answer)
