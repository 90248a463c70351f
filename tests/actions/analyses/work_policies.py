"""The written policies of a made company, in both languages, and the figures in them."""

from work_company import Company

HEAD = '---\nid: {id}-{language}\ntitle: "{title}"\nlanguage: {language}\naudience: internal\nkind: policy\n---\n\n'
TITLES = {
    "cases": ("How tickets are given to agents", "Répartition des requêtes entre agents"),
    "leads": ("How leads are given to sellers", "Répartition des pistes entre vendeurs"),
    "quotes": ("Rules for making up a quote", "Règles de composition d’un devis"),
    "rebates": ("Who grants which discount", "Qui accorde quelle remise"),
}
WORDING = {
    "dev": {
        "cases": (["The language of the client goes before the field.", "No agent keeps more than {limit} open cases: the next one goes to the least busy who speaks the language.", "A ticket that stays silent for 8 days is closed."],
                  ["La langue du client prime sur le domaine.", "Aucun agent ne garde plus de {limit} requêtes ouvertes : la suivante va au moins chargé qui parle la langue.", "Une requête muette depuis 8 jours est fermée."]),
        "leads": (["A lead goes by country, then territory, then sector, then workload.", "Expertise goes before territory when the budget is above €{worth}.", "Nobody keeps more than {limit} open leads."],
                  ["Une piste va selon le pays, puis le territoire, puis le secteur, puis la charge.", "L’expertise passe avant le territoire quand le budget dépasse {worth} €.", "Personne ne garde plus de {limit} pistes ouvertes."]),
        "quotes": (["One hub for every {ratio} probes.", "A setup day is mandatory above {setup} probes per site.", "Assist+ is mandatory with Cloud Premium.", "A workshop day must be quoted from {course} sites.", "A quote is open for {days} days.", "Above €{review}, finance reads the quote."],
                   ["Un concentrateur par tranche de {ratio} sondes.", "La mise en route est obligatoire au-delà de {setup} sondes par site.", "Assistance+ est obligatoire avec Cloud Premium.", "Une journée d’atelier doit être chiffrée à partir de {course} sites.", "Un devis reste ouvert {days} jours.", "Au-dessus de {review} €, la finance relit le devis."]),
        "rebates": (["Discounts concern software and hardware, never services nor Assist+.", "No discount goes beyond {most}%."],
                    ["Les remises concernent les logiciels et le matériel, jamais les services ni Assistance+.", "Aucune remise ne dépasse {most} %."]),
    },
    "test": {
        "cases": (["First the customer's language, then the speciality.", "At most {limit} open tickets per person; after that the ticket is for whoever has the fewest and speaks the language.", "Complaints are answered within a day."],
                  ["D’abord la langue du client, ensuite la spécialité.", "Au plus {limit} tickets ouverts par personne ; ensuite le ticket est pour celui qui en a le moins et parle la langue.", "On répond aux réclamations sous un jour."]),
        "leads": (["The order is country, territory, industry, workload.", "For budgets over €{worth}, industry knowledge prevails over territory.", "A seller holds {limit} open leads at most."],
                  ["L’ordre est pays, territoire, secteur, charge.", "Pour un budget supérieur à {worth} €, la connaissance du secteur prévaut sur le territoire.", "Un vendeur porte {limit} pistes ouvertes au maximum."]),
        "quotes": (["Count a controller for every {ratio} readers.", "Beyond {setup} readers per site, fitting is compulsory.", "The Guard+ plan is required with Access Corporate.", "Coaching is compulsory from {course} sites on.", "Quotes are valid for {days} days.", "Quotes above €{review} are checked by the finance department."],
                   ["Compter un contrôleur par tranche de {ratio} lecteurs.", "La pose est obligatoire au-delà de {setup} lecteurs par site.", "Veille+ est exigé avec Accès Groupe.", "L’accompagnement est obligatoire dès {course} sites.", "Les devis sont valables {days} jours.", "Les devis de plus de {review} € sont contrôlés par le service financier."]),
        "rebates": (["Services and Guard+ are never discounted.", "Discounts may not exceed {most}% in all."],
                    ["Les services et Veille+ ne sont jamais remisés.", "Les remises ne peuvent dépasser {most} % en tout."]),
    },
}  # fmt: skip
BANDS = {
    "dev": (["up to {a}%", "{a} to {b}%", "above {b}%"], ["jusqu’à {a} %", "de {a} à {b} %", "au-delà de {b} %"]),
    "test": (["0 to {a}%", "over {a}% and up to {b}%", "more than {b}%"], ["de 0 à {a} %", "plus de {a} % et jusqu’à {b} %", "plus de {b} %"]),
}  # fmt: skip
PLACES = {
    "dev": [("Normandy, Brittany", "Normandie, Bretagne"), ("Paris region, northern France", "Île-de-France, Nord"), ("southern France", "Sud"), ("Scotland", "Écosse"), ("London, South of England", "Londres, Sud de l’Angleterre"), ("Midlands, Wales", "Midlands, pays de Galles")],
    "test": [("western France", "Ouest"), ("Hauts-de-France, Paris region", "Hauts-de-France, Île-de-France"), ("Occitanie, Auvergne-Rhône-Alpes", "Occitanie, Auvergne-Rhône-Alpes"), ("North of England, Scotland", "Nord de l’Angleterre, Écosse"), ("Wales, Midlands", "pays de Galles, Midlands"), ("London", "Londres")],
}  # fmt: skip
CODES = {
    "dev": [["14000", "35000"], ["75008", "59000"], ["13002", "31000"], ["EH2 4RG", "G2 1DU"], ["EC2A 4NE", "BN1 1UB"], ["B3 2HJ", "CF10 1EP"]],
    "test": [["44000", "35000"], ["59000", "92000"], ["31000", "69003"], ["LS1 4DY", "EH2 4RG"], ["CF10 1EP", "NG1 5AF"], ["EC2A 4NE", "SE1 9GF"]],
}  # fmt: skip
SECTORS = {
    "dev": [("manufacturing", "industrie", "Manufacturing"), ("retail", "commerce", "Retail"), ("healthcare", "santé", "Healthcare")],
    "test": [("banking, insurance", "banque, assurance", "Banking"), ("hospitality", "hôtellerie", "Hospitality"), ("chemicals", "chimie", "Chemicals")],
}  # fmt: skip


def legislate(company: Company) -> None:
    """Write the articles, and note what they lay down."""
    rng, half = company.rng, company.half
    rules = company.rules = {
        "case_limit": rng.choice([6, 7, 8]), "lead_limit": rng.choice([9, 11, 12]),
        "worth": rng.choice([30_000, 45_000, 70_000]), "ratio": rng.choice([12, 20, 30]),
        "setup": rng.choice([4, 6, 9]), "course": rng.choice([6, 8, 10]), "days": rng.choice([30, 40, 45]),
        "review": rng.choice([60_000, 80_000]), "most": rng.choice([22, 24, 28]),
        "a": rng.choice([5, 8]), "b": rng.choice([15, 18]),
    }  # fmt: skip
    company.rules |= _cases(company) | _leads(company)
    for name, (titles) in TITLES.items():
        for place, language in enumerate(("en", "fr")):
            folder = company.folder / "articles" / language
            folder.mkdir(parents=True, exist_ok=True)
            said = [
                one.format(**_figures(name, rules, language)) for one in WORDING[half][name][place]
            ]
            table = _table(company, name, place)
            text = HEAD.format(id=name, language=language, title=titles[place])
            text += table + "\n\n".join(["", "## " + ("Rules" if place == 0 else "Règles"), ""])
            (folder / f"{name}.md").write_text(text + "\n".join(f"- {one}" for one in said) + "\n")


def _figures(name, rules, language):
    limit = rules["case_limit" if name == "cases" else "lead_limit"]

    def money(value):
        return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u202f")

    return rules | {
        "limit": limit,
        "worth": money(rules["worth"]),
        "review": money(rules["review"]),
    }


def _cases(company):
    areas = list(company.trade["areas"])
    agents = company.agents
    tongues = [["fr"], ["fr", "en"], ["en"], ["fr", "en"]]
    shares = [areas[:2], areas[2:4], areas[:3], areas[4:]]
    return {"agents": {a: (t, s) for a, t, s in zip(agents, tongues, shares, strict=True)}}


def _leads(company):
    half = company.half
    rows = {}
    for place, rep in enumerate(company.reps):
        rows[rep] = (PLACES[half][place], CODES[half][place], SECTORS[half][place % 3])
    return {"reps": rows}


def _table(company, name, place):
    if name == "cases":
        tongues = {"fr": ("French", "français"), "en": ("English", "anglais")}
        head = ["Agent", "Languages", "Areas"] if place == 0 else ["Agent", "Langues", "Domaines"]
        rows = [
            [company.names[a], ", ".join(tongues[t][place] for t in ts), ", ".join(company.trade["areas"][s][place] for s in ss)]
            for a, (ts, ss) in company.rules["agents"].items()
        ]  # fmt: skip
    elif name == "leads":
        head = (
            ["Seller", "Territory", "Industries"]
            if place == 0
            else ["Vendeur", "Territoire", "Secteurs"]
        )
        rows = [
            [company.names[r], p[place], s[place]] for r, (p, _, s) in company.rules["reps"].items()
        ]
    elif name == "rebates":
        head = ["Discount", "Approved by"] if place == 0 else ["Remise", "Accordée par"]
        who = [
            ("the seller", "le vendeur"),
            ("the team leader", "le chef d’équipe"),
            ("the director", "la direction"),
        ]
        bands = [one.format(**company.rules) for one in BANDS[company.half][place]]
        rows = [[band, one[place]] for band, one in zip(bands, who, strict=True)]
    else:
        return ""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(one) + " |" for one in lines) + "\n"
