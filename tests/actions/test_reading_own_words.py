"""Words an own object's labels share with the language: « quarantaine », "status", « le plus grand »."""

from __future__ import annotations

import pytest
from org_fixture import CLAIRE, catalogue, told
from test_reading_own_objects import TODAY, field, find, thing

from actions.reading import read
from language import detect

FARM = catalogue(
    (
        thing(
            "Tank__c", "Tank", "Bassin", "a20",
            field("State__c", "picklist", "Tank Status", "État du bassin",
                  "On|In Service|En service", "Quar|In Quarantine|En quarantaine"),
            field("Water__c", "picklist", "Water Type", "Type d’eau", "Sea|Seawater|Eau de mer"),
            field("Volume__c", "double", "Volume (m³)", "Volume (m³)"),
            field("Deep__c", "double", "Sensors", "Sondes"),
            field("Covered__c", "boolean", "Covered", "Couvert"),
        ),
        thing(
            "Batch__c", "Fish Batch", "Lot de poissons", "a21",
            field("Tank__c", "reference", "Tank", "Bassin", to="Tank__c"),
            field("Kind__c", "picklist", "Species", "Espèce", "Char|Char|Omble", "Eel|Eel|Anguille"),
            field("Weight__c", "double", "Average Weight (g)", "Poids moyen (g)"),
            field("Hatched__c", "date", "Hatching Date", "Date d’éclosion"),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("quels bassins sont en quarantaine ?", "FROM Tank__c WHERE State__c IN ('Quar')"),
        ("tanks in quarantine", "FROM Tank__c WHERE State__c IN ('Quar')"),
        ("le plus grand bassin couvert",
         "FROM Tank__c WHERE Covered__c = TRUE ORDER BY Volume__c DESC NULLS LAST LIMIT 1"),
        ("the smallest covered tank",
         "FROM Tank__c WHERE Covered__c = TRUE ORDER BY Volume__c ASC NULLS LAST LIMIT 1"),
        ("number of tanks by water type and status",
         "aggregate count() by Water__c,State__c FROM Tank__c GROUP BY Water__c, State__c"),
        ("nombre de bassins par état", "aggregate count() by State__c FROM Tank__c GROUP BY State__c"),
        ("poids moyen des ombles", "aggregate avg(Weight__c) FROM Batch__c WHERE Kind__c IN ('Char')"),
        ("average weight of eels", "aggregate avg(Weight__c) FROM Batch__c WHERE Kind__c IN ('Eel')"),
        ("le plus jeune lot de poissons", "FROM Batch__c ORDER BY Hatched__c DESC NULLS LAST LIMIT 1"),
        ("the youngest fish batch", "FROM Batch__c ORDER BY Hatched__c DESC NULLS LAST LIMIT 1"),
    ],
)  # fmt: skip
async def test_an_own_object_is_read_by_its_own_words(question, read_as):
    reading = await read(question, FARM, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert read_as in told(reading, FARM)


@pytest.mark.parametrize("question", ["les plus grosses sondes", "the biggest probe"])
async def test_a_superlative_that_orders_by_nothing_is_named(question):
    org = catalogue((thing("Probe__c", "Probe", "Sonde", "a22"),))
    reading = await read(question, org, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert reading.unclear


@pytest.mark.parametrize(
    ("question", "lost"),
    [
        ("quels bassins n'ont pas été vidangés en mai ?", "pas"),
        ("tanks that were not drained in May", "not"),
        ("quels bassins ne sont pas couverts ?", None),
        ("tanks not in quarantine", None),
        ("bassins couverts et non seulement en service", None),
    ],
)
async def test_a_denial_nothing_answers_to_is_told(question, lost):
    reading = await read(question, FARM, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert [one.word for one in reading.unclear if one.denies] == ([lost] if lost else [])


BIGGEST = "FROM Tank__c ORDER BY Volume__c DESC NULLS LAST LIMIT 1"


@pytest.mark.parametrize(
    ("question", "read_as", "shown"),
    [
        ("quel est le type d'eau du plus grand bassin ?", BIGGEST, "Water__c"),
        ("what is the water type of the biggest tank?", BIGGEST, "Water__c"),
        ("quel est le volume du plus grand bassin ?", BIGGEST, "Volume__c"),
        ("names and hatching dates of the fish batches", "FROM Batch__c", "Hatched__c"),
        ("bassins couverts avec leur volume", "FROM Tank__c WHERE Covered__c = TRUE", "Volume__c"),
        ("covered tanks with their volume and water type",
         "FROM Tank__c WHERE Covered__c = TRUE", "Water__c"),
        ("fish batches with their tank", "FROM Batch__c", "Tank__r.Name"),
        ("covered tanks with a volume",
         "FROM Tank__c WHERE Covered__c = TRUE AND Volume__c != null", "Volume__c"),
    ],
)  # fmt: skip
async def test_a_field_said_of_records_is_a_column(question, read_as, shown):
    reading = await read(question, FARM, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert told(reading, FARM) == read_as
    assert shown in reading.query.select
