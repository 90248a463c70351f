import pytest
from small_org import door

from crm.naming import Fit, likeness


@pytest.mark.parametrize(
    ("said", "name", "fit"),
    [
        ("Delmas S.A.", "DELMAS SA", Fit.EXACT),
        ("lefevre marie", "Marie Lefèvre", Fit.EXACT),
        ("Mme Lefèvre Marie", "Marie Lefèvre", Fit.EXACT),
        ("helene goetz", "Hélène Gœtz", Fit.EXACT),
        ("l'atelier du Rhône", "L’Atelier du Rhône", Fit.EXACT),
        ("O’Brien and Sons Ltd", "O'Brien & Sons Ltd", Fit.EXACT),
        ("Delmas", "Delmas SA", Fit.SAID),
        ("Delmas", "Delmas Industries", Fit.SAID),
        ("J.-P. Martin", "Jean-Pierre Martin", Fit.SAID),
        ("JP Martin", "Jean-Pierre Martin", Fit.SAID),
        ("M. Lefèvre", "Hugo Lefèvre", Fit.SAID),
        ("marie lefvre", "Marie Lefèvre", Fit.ALIKE),
        ("Delmass", "Delmas SA", Fit.ALIKE),
        ("greenbrigde", "GreenBridge plc", Fit.ALIKE),
        ("green bridge", "GreenBridge plc", Fit.ALIKE),
        ("Chris Brown", "Christopher Brown", Fit.ALIKE),
        ("H. Martin", "Jean-Pierre Martin", Fit.WEAK),
        ("Françoise Fournier", "François Fournier", Fit.WEAK),
        ("Marie Lefèvre Nantes", "Marie Lefèvre", Fit.WEAK),
        ("Durand", "Dupond", Fit.WEAK),
        ("Marie Martin", "Marie Durand", Fit.WEAK),
        ("", "Marie", Fit.WEAK),
        ("!!", "Marie", Fit.WEAK),
    ],
)
def test_a_name_answers_to_what_people_call_it(said, name, fit):
    assert likeness(said, name).fit == fit


MATCHES = [
    ("Delmas SA", ("Account",), "delmas_sa"),
    ("delmas s.a.", ("Account",), "delmas_sa"),
    ("DELMAS INDUSTRIES", ("Account",), "delmas_industries"),
    ("vidal energie", ("Account",), "vidal"),
    ("Vidal", ("Account",), "vidal"),
    ("Vidall Energi", ("Account",), "vidal"),
    ("O’Brien and Sons", ("Account",), "obrien"),
    ("obrien", ("Account",), "obrien"),
    ("green bridge", ("Account",), "green"),
    ("greenbrigde", ("Account",), "green"),
    ("atelier du rhone", ("Account",), "atelier"),
    ("Marie Lefèvre", ("Contact",), "marie"),
    ("lefevre marie", ("Contact",), "marie"),
    ("Mme Marie LEFEVRE", ("Contact",), "marie"),
    ("anne marie lefèvre", ("Contact",), "anne_marie"),
    ("anne-marie", ("Contact",), "anne_marie"),
    ("marie lefvre", ("Contact",), "marie"),
    ("J.-P. Martin", ("Contact",), "jp"),
    ("JP Martin", ("Contact",), "jp"),
    ("H. Martin", ("Contact",), "hugo_martin"),
    ("helene goetz", ("Contact",), "helene"),
    ("marie.lefevre@delmas.example", ("Contact",), "marie"),
    ("Marie.Lefevre@DELMAS.example", ("Account", "Contact"), "marie"),
    ("+33 1 99 00 12 34", ("Contact",), "marie"),
    ("01.99.00.12.34", ("Contact",), "marie"),
    ("06 39 98 55 66", ("Contact",), "anne_marie"),
    ("+44 20 7946 0123", ("Contact",), "liam"),
    ("le dossier 1234", ("Case",), "00001234"),
    ("case #00001235", ("Account", "Case"), "00001235"),
    ("passerelle hors ligne", ("Case",), "00001234"),
    ("Vidal – renouvellement", ("Opportunity",), "pilot"),
    ("l'opportunité renouvellement pilot", ("Opportunity",), "pilot"),
    ("Vidal Énergie", ("Account", "Opportunity", "Case"), "vidal"),
    ("Vidal", ("Account", "Opportunity"), "vidal"),
    ("Hugo Lefevre", ("User",), "hugo"),
    ("Delmas Lyon", ("Account",), "delmas_sa"),
    ("Lefèvre chez Vidal", ("Contact",), "anne_marie"),
    ("Lefevre de Delmas", ("Contact",), "marie"),
]


@pytest.mark.parametrize(("words", "objects", "meant"), MATCHES)
async def test_one_record_is_meant(words, objects, meant, claire, small_db):
    found = await claire.find(words, objects)
    names = {value: key for key, value in small_db[1].items()}
    assert found.match is not None, [(c.name, c.score) for c in found.candidates]
    assert names[found.match.id] == meant


async def test_a_record_id_or_the_address_of_its_page_is_the_record(claire, small_db):
    vidal = small_db[1]["vidal"]
    for words in (vidal, vidal[:15], claire.record_url("Account", vidal), f"voir {vidal} svp"):
        found = await claire.find(words, ("Contact",))
        assert found.match.id == vidal
        assert found.exact


@pytest.mark.parametrize(
    ("words", "objects", "meant"),
    [
        ("Delmas", ("Account",), {"delmas_sa", "delmas_industries"}),
        ("delmass", ("Account",), {"delmas_sa", "delmas_industries"}),
        ("Lefèvre", ("Contact",), {"marie", "anne_marie"}),
        ("M. Martin", ("Contact",), {"jp", "hugo_martin"}),
        ("martin", ("Contact", "Account"), {"jp", "hugo_martin"}),
    ],
)
async def test_several_that_may_be_meant_are_all_offered(words, objects, meant, claire, small_db):
    found = await claire.find(words, objects)
    names = {value: key for key, value in small_db[1].items()}
    assert found.match is None
    assert {names[candidate.id] for candidate in found.candidates} == meant
    assert found.candidates[0].score >= 0.75


async def test_details_tell_candidates_apart(claire):
    found = await claire.find("Lefevre", ("Contact",))
    details = {candidate.name: dict(candidate.details) for candidate in found.candidates}
    assert details["Marie Lefèvre"]["Account.Name"] == "Delmas SA"
    assert details["Anne-Marie Lefèvre"]["Account.Name"] == "Vidal Énergie"
    assert details["Marie Lefèvre"]["Owner.Name"] == "Claire Moreau"


async def test_none_offers_the_nearest_without_pretending(claire):
    found = await claire.find("Vidol Énergies Nouvelles", ("Account",))
    assert found.match is None
    assert found.candidates[0].name == "Vidal Énergie"
    assert found.candidates[0].score < 0.75
    assert (await claire.find("Zxqwk", ("Account", "Contact"))).candidates == ()
    assert (await claire.find("", ("Account",))).candidates == ()


async def test_a_year_in_a_name_is_no_case_number(fresh):
    async with door(fresh, "claire") as claire:
        name = "Delmas SA – Projet 1234"
        fresh.store.execute(
            "UPDATE Opportunity SET Name = ? WHERE Id = ?", (name, fresh.ids["pilot"])
        )
        assert (await claire.find(name)).match.id == fresh.ids["pilot"]
        assert (await claire.find("1234")).match.id == fresh.ids["00001234"]


async def test_the_text_of_descriptions_is_no_name(claire):
    found = await claire.find("Delmas SA", ("Contact",))
    assert all(candidate.name != "Hugo Martin" for candidate in found.candidates)


@pytest.mark.parametrize("words", ["%", "_____", "' OR Id != ''", "\\", "*", "{x}", "a" * 5000])
async def test_hostile_words_find_nothing(words, claire):
    assert (await claire.find(words, ("Account", "Contact"))).match is None


async def test_a_short_name_is_found_with_and_without_its_accent(fresh):
    async with door(fresh, "claire") as claire:
        for key, first in (("helene", "Zoé"), ("marie", "Zoe")):
            fresh.store.execute(
                "UPDATE Contact SET FirstName = ?, LastName = 'Aubin' WHERE Id = ?",
                (first, fresh.ids[key]),
            )
        found = await claire.find("Zoé Aubin", ("Contact",))
        assert {one.name for one in found.candidates} == {"Zoé Aubin", "Zoe Aubin"}
        assert found.match is None
