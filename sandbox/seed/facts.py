"""What a text may say: the facts of a firm, a person, a deal and a day, by slot name.

The slots are those of the rules in `data/org/fr` and `data/org/en`; both languages have the same.
A fact may itself be a pattern: the pains are, so that each mention words them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from sandbox.seed.ledger import workday
from sandbox.seed.world import Deal, Firm, Person, World

Facts = dict[str, str]

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_METERS = {
    "fr": ["le compteur général", "la ligne 2", "la chaufferie", "le groupe froid", "l’atelier B",
           "l’éclairage parking", "la CTA du bâtiment C", "le compteur gaz", "l’arrivée d’eau"],
    "en": ["the main meter", "line 2", "the boiler house", "the chiller", "workshop B",
           "the car park lighting", "the AHU in block C", "the gas meter", "the water inlet"],
}  # fmt: skip
_LOSSES = {
    "Price": ("le prix", "price"),
    "Competitor": ("le concurrent", "went to a competitor"),
    "No Decision": ("pas de décision", "no decision"),
    "No Budget": ("plus de budget", "no budget left"),
    "Timing": ("mauvais calendrier", "bad timing"),
    "Missing Feature": ("fonction manquante", "missing feature"),
    "Lost Contact": ("notre contact est parti", "our contact left"),
}


def facts_of(
    world: World,
    rng: Random,
    firm: Firm,
    day: date,
    user: str,
    person: Person | None = None,
    deal: Deal | None = None,
    **more: str,
) -> Facts:
    """Return the facts for one text by or to `user` about the firm on that day."""
    language = firm.language
    product = deal.product if deal else world.products[rng.choice(firm.owned or ["HP-PRO"])]
    facts = {
        "client": firm.name,
        "product": product.names[language],
        "rep": _full_name(world, user) if rng.random() < 0.5 else _first_name(world, user),
        "agent": _first_name(world, user),
        "agent_e": "e" if _first_name(world, user) in {"Nadia", "Claire", "Inès"} else "",
        "place": rng.choice(firm.places),
        "rival": deal.rival if deal and deal.rival not in {"None", "In-house"} else firm.rival,
        "reference": rng.choice(world.firms).name,
    }
    facts |= _numbers(rng, firm, deal, language) | _dates(rng, day, language)
    return facts | _who(rng, firm, person, language) | _pains(rng, firm, day) | more


def money(amount: float, language: str, rng: Random) -> str:
    """Write an amount in euros as people type it: "45 k€", "45 000 €", "€45k", "45k€"."""
    thousands = amount / 1000
    if amount >= 1000 and abs(amount - round(amount, -2)) < 1 and rng.random() < 0.6:
        short = f"{round(thousands, 1):g}"
        fr = [f"{short} k€".replace(".", ","), f"{short}k€".replace(".", ",")]
        return rng.choice(fr if language == "fr" else [f"€{short}k", f"{short}k EUR"])
    grouped = f"{amount:,.0f}"
    return f"{grouped.replace(',', ' ')} €" if language == "fr" else f"€{grouped}"


def day_month(day: date, language: str, rng: Random) -> str:
    """Write a date as people type it, without the year."""
    if rng.random() < 0.5:
        return f"{day:%d/%m}" if language == "fr" else f"{day.day} {day:%b}"
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]}"


def _numbers(rng: Random, firm: Firm, deal: Deal | None, language: str) -> Facts:
    n = rng.randint(2, 9)
    sites = deal.sites if deal else firm.sites
    amount = (deal.amount if deal else None) or rng.randint(12, 180) * 500
    discount = (
        round(deal.discount) if deal and deal.discount else rng.choice([5, 8, 10, 12, 15, 20])
    )
    months = rng.choice([12, 24, 36, 48])
    serial = f"{rng.choice(['HC', 'HG'])}-{rng.randint(10000, 99999)}"
    return {
        "n": str(n),
        "nth": f"{n}e" if language == "fr" else {2: "2nd", 3: "3rd"}.get(n, f"{n}th"),
        "sites": str(sites) if sites > 1 else "2",
        "few": str(rng.randint(1, min(9, max(2, sites) - 1))),
        "fewer": str(max(1, sites - rng.randint(1, 3))),
        "scope": _scope(rng, firm, sites, language),
        "amount": money(amount, language, rng),
        "budget": money(round(amount * rng.uniform(0.5, 1.1), -3) or 1000, language, rng),
        "saving": money(round(amount * rng.uniform(0.2, 0.7), -2), language, rng),
        "bill": money(sites * rng.randint(20, 90) * 1000, language, rng),
        "discount": str(discount),
        "half": str(max(2, discount // 2)),
        "pct": str(rng.randint(6, 28)),
        "weeks": str(rng.randint(2, 9)),
        "months": str(months),
        "meters": str(rng.randint(4, 60) * 5),
        "min": str(rng.choice([5, 8, 10, 12, 15, 20, 25, 30, 40, 45])),
        "long": str(rng.choice([30, 45, 60, 60, 90, 120])),
        "hour": str(rng.randint(8, 17)),
        "code": rng.choice(["401", "403", "429", "500", "502", "504"]),
        "serial": serial,
        "order": f"C-{rng.randint(20000, 29999)}",
        "meter": rng.choice(_METERS[language]),
        "lossreason": _LOSSES[(deal and deal.loss_reason) or "No Decision"][language == "en"],
        "case": f"0000{rng.randint(1000, 2299)}",
    }


def _scope(rng: Random, firm: Firm, sites: int, language: str) -> str:
    if sites < 2:
        return rng.choice(firm.places)
    return f"{sites} sites" if rng.random() < 0.7 else f"{rng.choice(firm.places)} +{sites - 1}"


def _dates(rng: Random, day: date, language: str) -> Facts:
    due = day + timedelta(days=rng.randint(2, 15))
    due += timedelta(days=(7 - due.weekday()) if due.weekday() > 4 else 0)
    name = _DAYS[language].split()[due.weekday()]
    dated = f"le {due:%d/%m}" if language == "fr" else f"{due.day} {due:%b}"
    past = workday(day - timedelta(days=rng.randint(3, 40)))
    month = _MONTHS[language].split()[(day.month - 1 + rng.randint(1, 4)) % 12]
    return {
        "due": rng.choice([dated, name if (due - day).days < 7 else f"{name} {due.day}"]),
        "past": day_month(past, language, rng),
        "later": day_month(due, language, rng),
        "month": month,
        "year": str(day.year + 1),
    }


def _who(rng: Random, firm: Firm, person: Person | None, language: str) -> Facts:
    others = firm.others(person)
    other = rng.choice(others) if others else None
    colleague = "un collègue" if language == "fr" else "a colleague"
    if person is None:
        switchboard = "l’accueil" if language == "fr" else "reception"
        known = {"contact": switchboard, "first": switchboard, "role": colleague, "civility": ""}
        known |= {"sign": firm.name}
    else:
        known = _names(rng, person, language)
    woman = person is not None and person.woman
    gender = {
        "e": "e" if woman else "",
        "ne": "ne" if woman else "",
        "rse": "se" if woman else "r",
        "il": "elle" if woman else "il",
        "il_tonique": "elle" if woman else "lui",
        "he": "she" if woman else "he",
        "him": "her" if woman else "him",
        "his": "her" if woman else "his",
    }
    named = f"{other.first} {other.last}" if other else colleague
    return known | gender | {"other": named}


def _names(rng: Random, person: Person, language: str) -> Facts:
    full = f"{person.first} {person.last}"
    formal = (
        ("Mme" if person.woman else "M.") if language == "fr" else ("Ms" if person.woman else "Mr")
    )
    civility = ("Madame" if person.woman else "Monsieur") if language == "fr" else formal
    return {
        "contact": rng.choice([full, full, f"{formal} {person.last}", person.first]),
        "first": person.first,
        "role": person.title,
        "civility": civility,
        "sign": rng.choice(
            [full, person.first, f"{full}\n{person.title}", f"{person.first[0]}. {person.last}"]
        ),
    }


def _pains(rng: Random, firm: Firm, day: date) -> Facts:
    pain, other = rng.sample(firm.sore_points(day), 2)
    said = {"pain": f"{{pain.{pain}}}", "pain2": f"{{pain.{other}}}"}
    return said | {"said": f"{{said.{pain}}}", "answer": f"{{answer.{pain}}}"}


def _first_name(world: World, user: str) -> str:
    return _user_names(world)[user][0]


def _full_name(world: World, user: str) -> str:
    return " ".join(_user_names(world)[user])


def _user_names(world: World) -> Mapping[str, tuple[str, str]]:
    return {row[0]: (row[1] or "", row[2]) for row in world.company["users"]}
