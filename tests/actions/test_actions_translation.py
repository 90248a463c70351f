"""« Traduis-le en anglais » after an answer or a summary: faithfully by a model, else honestly not."""

import json
from dataclasses import replace

import pytest
from talking import words

from crm import Compare, Order, Query
from guard import Guard
from guard.providers.offline import OfflineProvider

QUESTION = "Comment appairer une passerelle ?"


class Translator:
    """Writes what the composer would, and translates word by word what it is given."""

    name = "translator"

    def __init__(self):
        self.sent, self._composer = [], OfflineProvider()

    async def complete(self, prompt):
        if prompt.task != "translation":
            return await self._composer.complete(prompt)
        self.sent.append(str(prompt.facts["text"]))
        kept = [word for word in prompt.facts["text"].split() if not word.strip(".,:").isalpha()]
        filler = "and this is what the text says about the matter "
        text = filler * max(1, len(prompt.facts["text"]) // 90) + " ".join(kept)
        return json.dumps({"text": text})


def with_model(doors):
    translator = Translator()
    doors.conversation._tools = replace(doors.conversation._tools, guard=Guard(translator))
    return translator


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [("fr", "traduis-le en anglais", "aucun modèle"), ("en", "translate that into French", "no lang")],
)  # fmt: skip
async def test_without_a_model_one_sentence_says_so(talk, language, asked, told):
    rep = talk(language=language)
    rep.slots["last_text"] = {"text": "24 sites", "language": language, "record": None}
    result = await rep.do("action_revise_email", asked)
    assert told in words(result)
    assert len(result.parts) == 1


async def test_an_answer_is_kept_to_be_translated_and_a_language_it_has_is_said(talk):
    rep = talk()
    answer = await rep.do("action_answer_question", QUESTION)
    assert rep.slots["last_text"]["text"] == words(answer)
    assert "déjà en français" in words(
        await rep.do("action_revise_email", "traduis-le en français")
    )


async def test_a_model_translates_the_text_shown_last(talk, doors):
    translator, rep = with_model(doors), talk()
    rep.slots["last_text"] = {
        "text": "Marie Dupont, 06 39 98 12 34, attend 24 capteurs depuis longtemps.",
        "language": "fr", "record": None,
    }  # fmt: skip
    result = await rep.do("action_revise_email", "tu peux me le traduire en anglais ?")
    assert "24" in words(result)
    assert result.model.engine == "large"
    assert rep.slots["last_text"]["language"] == "en"
    assert "Dupont" not in translator.sent[0]
    assert "39 98" not in translator.sent[0]


async def test_a_summarys_people_do_not_leave_with_its_translation(talk, doors):
    rep = talk()
    crm = (await rep.tools()).org()
    mine = Query(
        "Account", ("Id", "Name"), Compare("OwnerId", "=", crm.user.id),
        order_by=(Order("LastActivityDate", descending=True),), limit=1,
    )  # fmt: skip
    account = (await crm.run(mine)).records[0]
    translator = with_model(doors)
    rep.slots |= {
        "focus_object": "Account", "focus_id": account["Id"], "focus_name": account["Name"]
    }  # fmt: skip
    await rep.do("action_summarise_interactions", "résume les 5 dernières")
    await rep.do("action_revise_email", "traduis-le en anglais")
    assert translator.sent
    people = Query("Contact", ("LastName",), Compare("AccountId", "=", account["Id"]))
    for one in (await crm.run(people)).records:
        assert one["LastName"] not in translator.sent[0]


async def test_an_email_is_written_anew_in_the_other_language_not_translated(talk, doors):
    rep = talk()
    crm = (await rep.tools()).org()
    mine = Query("Opportunity", ("Id", "Name"), Compare("OwnerId", "=", crm.user.id), limit=1)
    deal = (await crm.run(mine)).records[0]
    rep.slots |= {"focus_object": "Opportunity", "focus_id": deal["Id"], "focus_name": "x"}
    rep.slots["last_text"] = {"text": "24 sites", "language": "fr", "record": None}
    translator = with_model(doors)
    await rep.do("action_write_email", "rédige un e-mail de suivi")
    assert rep.slots["last_text"] is None
    result = await rep.do("action_revise_email", "traduis-le en anglais")
    assert next(part for part in result.parts if part.type == "email").language == "en"
    assert translator.sent == []
