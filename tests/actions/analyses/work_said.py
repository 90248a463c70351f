"""How a made company is asked: other words for development and for the test."""

SAID = {
    "dev": {
        "handle": ["Which agent had the {end_en} handle time in 2026, among those with at least {n} cases?", "Quel agent a eu le temps de traitement le plus {end_fr} en 2026, parmi ceux ayant au moins {n} requêtes ?"],
        "transfers": ["Which agent has the {few_en} transfers per case in 2026, with at least {n} cases?", "Quel agent transfère le {few_fr} ses requêtes en moyenne en 2026, avec au moins {n} requêtes ?"],
        "issue": ["What is the most frequent issue with {product} in 2026?", "Quel est le problème le plus fréquent sur {product} en 2026 ?"],
        "region": ["Which country closes its cases fastest in 2026?", "Quel pays ferme le plus vite ses requêtes en 2026 ?"],
        "month": ["Does any month stand out for cases about {product}?", "Un mois sort-il du lot pour les requêtes sur {product} ?"],
        "product": ["Which product does this customer mean by “{said}”?", "De quel produit parle ce client avec « {said} » ?"],
        "case": ["Who should take this case, by our policy?", "À qui attribuer cette requête d’après nos règles ?"],
        "lead": ["Which rep should this lead go to?", "À quel commercial revient cette piste ?"],
        "bant": ["What do the calls of this lead leave open in BANT?", "Quels points BANT manquent à cette piste ?"],
        "unfit": ["Which activities of this deal do not fit its stage?", "Quelles activités de cette affaire ne collent pas à son étape ?"],
        "stage": ["Which stage do the activities of this deal really show?", "Quelle étape montrent vraiment les activités de cette affaire ?"],
        "quote": ["Does this quote break one of our policies?", "Ce devis enfreint-il une de nos règles ?"],
        "talk": ["What subjects and which tone come out of this deal's conversations?", "Quels sujets et quel ton dans les conversations de cette affaire ?"],
    },
    "test": {
        "handle": ["Rank the agents by average time to handle a case in 2026, {end_en} first, minimum {n} cases", "Pour 2026, qui a le délai moyen de traitement le plus {end_fr} avec au moins {n} requêtes traitées ?"],
        "transfers": ["Over 2026, who hands cases to other agents {few_en}, among people with at least {n} cases?", "En 2026, qui passe le {few_fr} la main à un collègue, pour au moins {n} requêtes ?"],
        "issue": ["{product}: which problem do customers report most in 2026?", "Sur {product}, de quel souci nous parle-t-on le plus souvent en 2026 ?"],
        "region": ["In 2026, where are cases solved quickest, by country?", "En 2026, dans quel pays les requêtes sont-elles closes le plus rapidement ?"],
        "month": ["Was there an abnormal month in the number of cases for {product}?", "Le nombre de requêtes sur {product} a-t-il eu un mois anormal ?"],
        "product": ["The customer told me “{said}”: what product is it?", "Le client m’a dit « {said} » : c’est quel produit ?"],
        "case": ["Find the right agent for this ticket with our assignment rules", "Trouve le bon agent pour ce ticket selon les règles de répartition"],
        "lead": ["Tell me who ought to own this lead and why", "Dis-moi qui devrait s’occuper de ce lead et pourquoi"],
        "bant": ["Is this lead qualified? Which of budget, authority, need, timeline is missing?", "Cette piste est-elle qualifiée ? Que manque-t-il entre budget, décideur, besoin et délai ?"],
        "unfit": ["Point out the tasks that are inconsistent with the stage of this opportunity", "Montre les tâches incohérentes avec l’étape de cette opportunité"],
        "stage": ["Judging by its notes, at which stage is this opportunity really?", "Au vu de ses notes, à quelle étape en est réellement cette opportunité ?"],
        "quote": ["Check this quote against the approval and configuration rules", "Contrôle ce devis par rapport aux règles d’accord et de composition"],
        "talk": ["Topics and sentiment across all the exchanges of this opportunity?", "Thèmes et sentiment sur tous les échanges de cette opportunité ?"],
    },
}  # fmt: skip
