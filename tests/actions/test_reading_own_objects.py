"""Questions on objects an org made itself: lent devices, and insurance claims, by labels alone."""

from __future__ import annotations

from datetime import date

import pytest
from org_fixture import CLAIRE, catalogue, told

from actions.reading import read
from crm.rows import Candidate, Found
from language import detect
from sandbox.schema import Field, Label, PicklistValue, SObject
from sandbox.standard.definitions import system_fields

TODAY = date(2026, 11, 22)
INSURER = Candidate("Account", "001000000000007AAA", "Assurances Vauclair", 1.0)
EXPERT = Candidate("Expert__c", "a12000000000003AAA", "Karim Belkacem", 1.0)


def field(name, type_, en, fr, *values, to=""):
    pairs = [one.split("|") for one in values]
    picklist = tuple(PicklistValue(value, Label(e, f)) for value, e, f in pairs)
    relation = f"{name[:-3]}__r" if to else None
    child = f"{name[:-3]}_of__r" if to else None
    return Field(name, type_, Label(en, fr), picklist=picklist, reference_to=(to,) if to else (),
                 relationship=relation, child_relationship=child)  # fmt: skip


def thing(name, en, fr, prefix, *fields):
    title = Field("Name", "string", Label("Name", "Nom"))
    every = system_fields() | {"Name": title} | {one.name: one for one in fields}
    return SObject(name, Label(en, fr), Label(f"{en}s", f"{fr}s"), prefix, every)


ORG = catalogue(
    (
        thing(
            "Police__c", "Insurance Policy", "Contrat d'assurance", "a10",
            field("Assureur__c", "reference", "Insurer", "Compagnie", to="Account"),
            field("Souscripteur__c", "reference", "Holder", "Souscripteur", to="Account"),
        ),
        thing("Expert__c", "Loss Adjuster", "Expert", "a12"),
        thing(
            "Sinistre__c", "Claim", "Sinistre", "a11",
            field("Police__c", "reference", "Policy", "Contrat", to="Police__c"),
            field("Expert__c", "reference", "Adjuster", "Expert mandaté", to="Expert__c"),
            field("Etat__c", "picklist", "File Status", "État du dossier",
                  "Declare|Reported|Déclaré", "Clos|Closed|Clos", "Refuse|Rejected|Refusé"),
            field("Survenance__c", "date", "Date of Loss", "Date de survenance"),
            field("Declare_Le__c", "date", "Reported On", "Déclaré le"),
            field("Estime__c", "currency", "Estimated Amount", "Montant estimé"),
            field("Indemnite__c", "currency", "Amount Paid", "Indemnité versée"),
            field("Regle_Le__c", "date", "Settled On", "Réglé le"),
        ),
        thing(
            "Device__c", "Medical Device", "Dispositif médical", "a13",
            field("Cost__c", "currency", "Acquisition Cost", "Coût d'acquisition"),
            field("Extras__c", "multipicklist", "Accessories", "Accessoires",
                  "Probe|Probe|Sonde", "Case|Carry Case|Valise"),
            field("Kind__c", "picklist", "Category", "Catégorie",
                  "Pump|Infusion Pump|Pompe", "Vent|Ventilator|Respirateur"),
            field("Supplier__c", "reference", "Supplier", "Fournisseur", to="Account"),
            field("Holder__c", "reference", "Holding Account", "Compte détenteur", to="Account"),
        ),
        thing(
            "Hire__c", "Hire Agreement", "Convention de location", "a15",
            field("Site__c", "reference", "Site", "Site", to="Account"),
            field("Status__c", "picklist", "Agreement Status", "Statut du contrat",
                  "On|Active|Actif", "Out|Expired|Échu"),
        ),
        thing(
            "Hire_Line__c", "Hire Line", "Ligne de location", "a16",
            field("Hire__c", "reference", "Hire Agreement", "Convention de location", to="Hire__c"),
            field("Device__c", "reference", "Hired Device", "Appareil loué", to="Device__c"),
        ),
        thing(
            "Gala__c", "Catered Event", "Réception", "a17",
            field("On__c", "date", "Event Date", "Date de réception"),
            field("Diets__c", "multipicklist", "Dietary Needs", "Régimes", "Veg|Vegan|Végétalien"),
        ),
        thing(
            "Loan__c", "Loan", "Prêt", "a14",
            field("Device__c", "reference", "Device", "Appareil", to="Device__c"),
            field("Status__c", "picklist", "Loan Status", "Statut du prêt",
                  "Out|Out|Sorti", "Back|Returned|Rendu"),
            field("Checked__c", "date", "Inspection Date", "Date de contrôle"),
            field("Start__c", "date", "Start Date", "Date de début"),
        ),
        thing(
            "Mandat__c", "Selling Mandate", "Mandat de vente", "a18",
            field("Urgent__c", "boolean", "Urgent", "Urgent"),
            field("Buyer__c", "reference", "Buyer", "Acheteur", to="Account"),
            field("Commission__c", "currency", "Commission", "Commission"),
            field("Price__c", "currency", "Asking Price", "Prix demandé"),
            field("Sold_On__c", "date", "Sold On", "Vendu le"),
            field("Opened__c", "date", "File Opened On", "Ouverture du dossier"),
        ),
        thing(
            "Advance__c", "Advance", "Avance de frais", "a19",
            field("Mandat__c", "reference", "Selling Mandate", "Mandat de vente", to="Mandat__c"),
            field("Repaid__c", "boolean", "Repaid", "Remboursé"),
            field("Day__c", "date", "Advance Date", "Date de l'avance"),
        ),
    )
)  # fmt: skip


async def find(said, objects):
    known = [one for one in (INSURER, EXPERT) if one.object in objects and one.name == said]
    return Found(known[0] if known else None, tuple(known), exact=bool(known))


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("sinistres depuis le 1er janvier 2026", "FROM Sinistre__c WHERE Survenance__c >= 2026-01-01"),
        ("sinistres déclarés en octobre 2026",
         "FROM Sinistre__c WHERE Declare_Le__c >= 2026-10-01 AND Declare_Le__c <= 2026-10-31"),
        ("montant total des indemnités versées", "aggregate sum(Indemnite__c) FROM Sinistre__c"),
        ("sinistres confiés à Karim Belkacem", f"FROM Sinistre__c WHERE Expert__c = '{EXPERT.id}'"),
        ("loans not inspected yet", "FROM Loan__c WHERE Checked__c = null"),
        ("loans that are out", "FROM Loan__c WHERE Status__c IN ('Out')"),
        ("conventions de location échues", "FROM Hire__c WHERE Status__c IN ('Out')"),
        ("hire agreements that are active", "FROM Hire__c WHERE Status__c IN ('On')"),
        ("conventions de location avec un respirateur",
         "FROM Hire__c WHERE Id IN SELECT Hire__c FROM Hire_Line__c"
         " WHERE Device__r.Kind__c IN ('Vent')"),
        ("accounts with ventilators",
         "FROM Account WHERE Id IN SELECT Holder__c FROM Device__c WHERE Kind__c IN ('Vent')"),
        ("upcoming events with vegan guests",
         "FROM Gala__c WHERE On__c >= 2026-11-22 AND Diets__c INCLUDES ('Veg')"),
        ("appareils avec une sonde et une valise",
         "FROM Device__c WHERE Extras__c INCLUDES ('Probe') AND Extras__c INCLUDES ('Case')"),
        ("avances de frais non remboursées sur les mandats de vente d'Assurances Vauclair",
         f"FROM Advance__c WHERE Repaid__c = FALSE AND Mandat__r.Buyer__c = '{INSURER.id}'"),
        ("advances not repaid on the selling mandates of Assurances Vauclair",
         f"FROM Advance__c WHERE Repaid__c = FALSE AND Mandat__r.Buyer__c = '{INSURER.id}'"),
        ("les mandats de vente non urgents d'Assurances Vauclair",
         f"FROM Mandat__c WHERE Urgent__c = FALSE AND Buyer__c = '{INSURER.id}'"),
        ("selling mandates opened per month",
         "aggregate count by Opened__c:month FROM Mandat__c"
         " GROUP BY CALENDAR_YEAR(Opened__c), CALENDAR_MONTH(Opened__c)"),
    ],
)  # fmt: skip
async def test_what_an_org_made_itself_is_read_by_its_labels(question, read_as):
    language = detect(question).language or "fr"
    reading = await read(question, ORG, CLAIRE, TODAY, language, find)
    assert told(reading, ORG).partition(" ORDER BY")[0].replace("(", "").replace(")", "") == (
        read_as.replace("(", "").replace(")", "")
    )


async def test_a_name_two_references_may_hold_is_looked_for_in_either():
    reading = await read("contrats chez Assurances Vauclair", ORG, CLAIRE, TODAY, "fr", find)
    said = told(reading, ORG)
    assert f"Assureur__c = '{INSURER.id}'" in said
    assert f"Souscripteur__c = '{INSURER.id}'" in said
    assert " OR " in said


async def test_an_object_is_known_by_the_label_of_what_points_at_it():
    reading = await read("les 3 appareils les plus chers", ORG, CLAIRE, TODAY, "fr", find)
    assert (reading.query.object, reading.query.limit) == ("Device__c", 3)
    assert "ORDER BY Cost__c DESC" in told(reading, ORG)


async def test_who_has_no_policy_is_named_by_neither_reference():
    reading = await read("comptes sans aucun contrat d'assurance", ORG, CLAIRE, TODAY, "fr", find)
    said = told(reading, ORG)
    assert "SELECT Assureur__c FROM Police__c" in said
    assert "SELECT Souscripteur__c FROM Police__c" in said


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("sinistres en octobre 2026", ["Date de survenance", "Déclaré le"]),
        ("loans in October 2026", None),
        ("sinistres déclarés en octobre 2026", None),
        ("sinistres clos", None),
    ],
)
async def test_a_period_with_two_dates_and_no_verb_is_two_readings(question, labels):
    reading = await read(question, ORG, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert ([label for label, _ in reading.tie.readings] if reading.tie else None) == labels
    for label, said in reading.tie.readings if reading.tie else ():
        again = await read(said, ORG, CLAIRE, TODAY, "fr", find)
        name = {"Date de survenance": "Survenance__c", "Déclaré le": "Declare_Le__c"}[label]
        assert again.tie is None
        assert f"{name} >= 2026-10-01" in told(again, ORG)


TWICE = catalogue(
    (
        thing(
            "Visite__c", "Visit", "Visite", "a20",
            field("Demande__c", "picklist", "Requested by", "Demandée par",
                  "Client|Customer side|Côté client", "Atelier|Workshop|Atelier"),
            field("Lieu__c", "picklist", "Place", "Lieu",
                  "Atelier|Workshop|Atelier", "Site|On site|Sur site"),
        ),
    )
)  # fmt: skip


@pytest.mark.parametrize("question", ["visites atelier", "workshop visits"])
async def test_a_value_of_two_lists_is_two_readings_and_each_can_be_said(question):
    language = detect(question).language or "fr"
    reading = await read(question, TWICE, CLAIRE, TODAY, language, find)
    assert len(reading.tie.readings) == 2
    for path, (_, said) in zip(("Demande__c", "Lieu__c"), reading.tie.readings, strict=True):
        again = await read(said, TWICE, CLAIRE, TODAY, language, find)
        assert again.tie is None
        assert f"{path} IN ('Atelier')" in told(again, TWICE)


async def test_a_value_of_one_list_is_not_asked_about():
    reading = await read("visites sur site", TWICE, CLAIRE, TODAY, "fr", find)
    assert reading.tie is None


@pytest.mark.parametrize(
    "question", ["le mandat de vente le plus cher", "the most expensive selling mandate"]
)
async def test_what_is_dear_is_dear_by_its_price(question):
    reading = await read(question, ORG, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert "ORDER BY Price__c DESC" in told(reading, ORG)


@pytest.mark.parametrize(
    "question",
    ["avances de frais ce mois-ci comparées au mois dernier",
     "avances de frais de ce mois comparées à celles du mois dernier",
     "advances this month compared with last month"],
)  # fmt: skip
async def test_what_is_compared_is_held_against_another_period(question):
    reading = await read(question, ORG, CLAIRE, TODAY, detect(question).language or "fr", find)
    assert reading.versus is not None
    assert reading.period is not None
    assert (reading.period.start, reading.versus[0].start) == (date(2026, 11, 1), date(2026, 10, 1))
