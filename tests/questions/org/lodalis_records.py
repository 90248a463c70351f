"""Writes the records of Lodalis, an invented company that rents out medical equipment.

    .venv/bin/python tests/questions/org/lodalis_records.py DIR

The same files every time, as Data Loader CSV: `python -m sandbox load` reads them beside the
metadata of `force-app/`. Today is 22 November 2026.
"""

import csv
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

TODAY = date(2026, 11, 22)
REPS = ("Claire Moreau", "Hugo Lefèvre", "Inès Garnier", "James Whitfield", "Emily Hart")
TECHNICIANS = ("Nadia Benali", "Julien Roche", "Tom Fletcher")
DEPOTS = (("Nantes", 900), ("Rennes", 450), ("Bordeaux", 1200), ("Lille", 700), ("Bristol", 650))
KINDS = {
    "HOSPITAL": ("Hôpital", "Centre hospitalier", "Clinique"),
    "NURSING": ("Résidence", "EHPAD"),
    "PHARMACY": ("Pharmacie", "Officine"),
    "HOMECARE": ("Santé à domicile",),
}
PLACES = ("des Tilleuls", "du Port", "Sainte-Ombeline", "de la Vigie", "Courtevoie", "Malbrun",
          "des Sablons", "Roquebert", "du Vieux Lavoir", "Hautmesnil")  # fmt: skip
TOWNS = (("Nantes", "France"), ("Rennes", "France"), ("Bordeaux", "France"), ("Lille", "France"),
         ("Angers", "France"), ("Bristol", "United Kingdom"), ("Namur", "Belgium"))  # fmt: skip
MODELS = {
    "BED": ("Lit Somnéa 3", "Lit Somnéa Kid", "Lit Altus XL"),
    "CHAIR": ("Fauteuil Mobilo", "Fauteuil Mobilo Sport"),
    "OXY": ("Concentrateur Aéris 5", "Concentrateur Aéris 10"),
    "LIFT": ("Lève-personne Portéo",),
    "PUMP": ("Pompe Gouttélia",),
}
PRICES = {"BED": 1800, "CHAIR": 650, "OXY": 1100, "LIFT": 1400, "PUMP": 900}
WEIGHTS = {"BED": 95.0, "CHAIR": 18.0, "OXY": 16.5, "LIFT": 42.0, "PUMP": 3.2}
NAMES = ("Ombline Jaouen", "Gaël Fournel", "Solène Kerhoas", "Titouan Bréhal", "Nolwenn Auvray",
         "Marius Escoffet", "Hermance Villard", "Loïc Penhoat", "Capucine Dorval",
         "Anselme Crozat", "Philippa Wray", "Duncan Ashby")  # fmt: skip
JOBS = ("Cadre de santé", "Médecin coordonnateur", "Pharmacienne", "Infirmier", "Acheteur")
STAGES = (("Prospecting", None), ("Qualification", None), ("Proposal/Price Quote", None),
          ("Negotiation/Review", None), ("Closed Won", None), ("Closed Lost", "Price"))  # fmt: skip
PARTS = ("BATTERY", "WHEEL", "FILTER", "HOSE", "BOARD")


def write(folder):
    """Write one CSV an object into the folder, making it if need be."""
    chance = Random(20261122)  # noqa: S311  the same records every time
    folder.mkdir(parents=True, exist_ok=True)
    accounts, contacts = _accounts(chance), _contacts(chance)
    items = _items(chance)
    tables = {
        "Account": accounts, "Contact": contacts, "Depot__c": _depots(chance),
        "Materiel__c": items, "Location__c": _rentals(chance, accounts, contacts, items),
        "Revision__c": _visits(chance, items), "Opportunity": _deals(chance, accounts),
    }  # fmt: skip
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, rows[0].keys())
            table.writeheader()
            table.writerows(rows)


def _ago(chance, most, least=0):
    return TODAY - timedelta(days=chance.randint(least, most))


def _accounts(chance):
    rows = []
    for number in range(36):
        kind = chance.choice(sorted(KINDS))
        town, country = chance.choice(TOWNS)
        name = f"{chance.choice(KINDS[kind])} {PLACES[number % len(PLACES)]} {town}"
        beds = chance.randint(2, 60) * 10 if kind in {"HOSPITAL", "NURSING"} else ""
        rows.append({
            "Cle__c": f"A{number}", "Name": name, "Etablissement__c": kind, "Lits__c": beds,
            "BillingCity": town, "BillingCountry": country,
            "Type": chance.choice(("Prospect", "Customer - Direct", "Customer - Direct")),
            "Phone": chance.choice(("", f"01 99 00 {number:02} 10")),
            "Convention__c": chance.choice(("", _ago(chance, 900), _ago(chance, 900))),
            "OwnerId": REPS[number % len(REPS)],
        })  # fmt: skip
    return rows


def _contacts(chance):
    return [
        {
            "Cle__c": f"C{number}", "FirstName": NAMES[number % 12].split()[0],
            "LastName": NAMES[(number * 5 + number // 12) % 12].split()[1],
            "Account.Cle__c": f"A{chance.randrange(36)}", "Title": chance.choice(JOBS),
            "Email": chance.choice(("", f"contact{number}@lodalis.example")),
            "OwnerId": chance.choice(REPS),
        }
        for number in range(60)
    ]  # fmt: skip


def _depots(chance):
    return [
        {"Name": f"Dépôt de {town}", "Code__c": f"D{number}", "Ville__c": town,
         "Capacite__c": size, "Responsable__c": chance.choice(REPS), "OwnerId": "Claire Moreau"}
        for number, (town, size) in enumerate(DEPOTS)
    ]  # fmt: skip


def _items(chance):
    rows = []
    for number in range(90):
        family = chance.choice(sorted(MODELS))
        rows.append({
            "Name": f"{chance.choice(MODELS[family])} n° {number + 100}", "Code__c": f"M{number}",
            "Famille__c": family, "Numero_Serie__c": f"LD-{chance.randrange(10**6):06}",
            "Statut__c": chance.choice(("FREE", "RENTED", "RENTED", "WORKSHOP", "SCRAPPED")),
            "Prix_Achat__c": round(PRICES[family] * chance.uniform(0.7, 2.4), 2),
            "Date_Achat__c": _ago(chance, 2200, 20),
            "Prochaine_Revision__c": chance.choice(
                ("", TODAY + timedelta(days=chance.randint(-60, 240)))
            ),
            "Poids__c": round(WEIGHTS[family] * chance.uniform(0.9, 1.3), 1),
            "Depot__r.Code__c": chance.choice(("", *(f"D{n}" for n in range(len(DEPOTS) * 2)))),
            "OwnerId": chance.choice(REPS),
        })  # fmt: skip
        rows[-1]["Depot__r.Code__c"] = _known(rows[-1]["Depot__r.Code__c"])
    return rows


def _known(code):
    """Fold the codes beyond the last depot onto the first ones, so that few items have none."""
    return code and f"D{int(code[1:]) % len(DEPOTS)}"


def _rentals(chance, accounts, contacts, items):
    rows = []
    for number in range(220):
        start = _ago(chance, 700, -30)
        state = "BOOKED" if start > TODAY else chance.choice(("RUNNING", "ENDED", "ENDED"))
        state = "DISPUTED" if state == "ENDED" and chance.random() < 0.08 else state
        end = min(start + timedelta(days=chance.randint(10, 300)), TODAY - timedelta(days=1))
        item = chance.choice(items)
        rows.append({
            "Name": f"L-{number + 1000}", "Client__r.Cle__c": chance.choice(accounts[:30])["Cle__c"],
            "Materiel__r.Code__c": item["Code__c"],
            "Prescripteur__r.Cle__c": chance.choice(("", chance.choice(contacts)["Cle__c"])),
            "Etat__c": state, "Debut__c": start,
            "Fin__c": end if state == "ENDED" and end >= start else "",
            "Livraison__c": chance.choice(("PICKUP", "STANDARD", "STANDARD", "EXPRESS")),
            "Loyer_Mensuel__c": round(item["Prix_Achat__c"] * chance.uniform(0.04, 0.09), 2),
            "Caution__c": chance.choice(("", 150, 300, 500)),
            "Assurance__c": chance.choice(("true", "false")),
            "RecordTypeId": chance.choice(("Etablissement", "Domicile")),
        })  # fmt: skip
    return rows


def _visits(chance, items):
    return [
        {
            "Name": f"R-{number + 5000}", "Materiel__r.Code__c": chance.choice(items)["Code__c"],
            "Nature__c": chance.choice(("PREVENTIVE", "PREVENTIVE", "CORRECTIVE", "CLEANING")),
            "Date_Revision__c": _ago(chance, 600), "Duree__c": chance.randint(1, 16) / 2,
            "Cout__c": round(chance.uniform(35, 620), 2),
            "Technicien__c": chance.choice(TECHNICIANS),
            "Pieces__c": ";".join(sorted(chance.sample(PARTS, chance.randint(0, 2)))),
            "Conforme__c": chance.choice(("true", "true", "true", "false")),
        }
        for number in range(160)
    ]  # fmt: skip


def _deals(chance, accounts):
    rows = []
    for number in range(70):
        stage, reason = chance.choice(STAGES)
        account = chance.choice(accounts)
        closing = _ago(chance, 500) if stage.startswith("Closed") else _ago(chance, -5, -150)
        rows.append({
            "Name": f"Marché {number + 1} {account['Name']}",
            "Account.Cle__c": account["Cle__c"], "StageName": stage, "CloseDate": closing,
            "Amount": chance.randint(8, 240) * 500,
            "Marche__c": chance.choice(("TENDER", "DIRECT", "FRAMEWORK")),
            "Engagement__c": chance.choice((12, 24, 36, 48)),
            "Loss_Reason__c": reason or "", "OwnerId": account["OwnerId"],
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    write(Path(sys.argv[1]))
