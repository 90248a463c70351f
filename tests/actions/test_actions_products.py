"""Descriptions of products: from the record, the price book and public articles, nothing else."""

import pytest
from talking import words

from crm import AllOf, Compare, Query
from language import format_money

PILOT = {
    "fr": ("claire.moreau", "rédige une description du produit Héliade Pilot"),
    "en": ("emily.hart", "write a product description for Héliade Pilot"),
}


def spaced(text):
    """Return the text with plain spaces."""
    return " ".join(text.replace("**", "").split())


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_every_sentence_of_a_description_is_the_records_or_an_articles(talk, language):
    user, asked = PILOT[language]
    rep = talk(user, language)
    answer = await rep.do("action_write_email", asked)
    crm = (await rep.tools()).org()
    product = answer.records[0]
    row = await crm.get(product.object, product.id, ("Description",))
    held = spaced(" ".join([row["Description"], *(one.passage for one in answer.sources)]))
    _, _, *told = [part.text for part in answer.parts if part.type == "text"]
    said = [one.removeprefix("- ") for text in told[:-1] for one in text.splitlines()]
    assert len(said) >= 4
    for one in said[:1] + [one for one in said if not one.startswith("**")]:
        assert all(part in held for part in spaced(one).split(". ")), one
    assert {part.type for part in answer.parts} >= {"text", "citation"}


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_price_is_the_price_books_and_never_an_articles(talk, language):
    user, asked = PILOT[language]
    rep = talk(user, language)
    answer = await rep.do("action_write_email", asked)
    crm = (await rep.tools()).org()
    where = AllOf((
        Compare("Product2Id", "=", answer.records[0].id), Compare("Pricebook2.IsStandard", "=", True),
    ))  # fmt: skip
    entry = (await crm.run(Query("PricebookEntry", ("Id", "UnitPrice"), where, limit=1))).records[0]
    assert format_money(entry["UnitPrice"], "EUR", language) in words(answer)
    assert words(answer).count("€") == 1
    assert any(one.id == entry["Id"] for one in answer.records)


@pytest.mark.parametrize(
    ("user", "language", "asked"),
    [
        ("claire.moreau", "fr", "écris un descriptif détaillé de la Passerelle 500"),
        ("emily.hart", "en", "write a long product description for Gateway 500"),
    ],
)
async def test_figures_of_the_whole_range_are_not_said_of_one_model(talk, user, language, asked):
    answer = await talk(user, language).do("action_answer_question", asked)
    assert "60" not in words(answer)
    assert "gamme" in words(answer) or "range" in words(answer)


@pytest.mark.parametrize(
    ("user", "language", "asked"),
    [
        ("claire.moreau", "fr", "rédige une description courte du produit Suivi+"),
        ("emily.hart", "en", "write a short product description of Care+"),
    ],
)
async def test_a_short_description_is_two_sentences_and_no_list(talk, user, language, asked):
    answer = await talk(user, language).do("action_write_email", asked)
    _, body = [part.text for part in answer.parts if part.type == "text"]
    assert body.startswith("**Héliade")
    assert 1 <= body.count(". ") + body.endswith(".") <= 2
    assert "\n" not in body


@pytest.mark.parametrize(
    ("language", "asked"),
    [("fr", "rédige une description du produit"), ("en", "write the product description")],
)
async def test_the_product_is_asked_for_where_none_is_named(talk, language, asked):
    answer = await talk("claire.moreau", language).do("action_write_email", asked)
    assert "**Héliade Pilot**" in words(answer)
    assert not answer.records


@pytest.mark.parametrize(
    ("language", "asked"),
    [("fr", "rédige une description de la météo"), ("en", "write a description of the weather")],
)
async def test_what_speaks_of_no_product_is_left_to_the_other_skills(talk, language, asked):
    answer = await talk("claire.moreau", language).do("action_write_email", asked)
    assert "description" not in words(answer)


async def test_a_model_that_only_the_other_language_describes_is_said_to_be_so(talk):
    answer = await talk().do("action_write_email", "rédige une description du produit Capteur G")
    assert "en anglais" in words(answer)
    assert not answer.sources
