"""A made company's rules for serving customers, and conversations that keep or break them.

The halves share no sentence: rules, figures, agents and customers speak in other words.
"""

from datetime import date, timedelta
from pathlib import Path

import yaml
from work_company import TODAY
from work_policies import HEAD

from sandbox.clock import stamp
from sandbox.seed.ledger import at

DAY = date.fromisoformat(TODAY)
FAR = Path(__file__).with_name("work_far_conduct.yml")
TITLES = {
    "goods-back": ("Sending goods back", "Renvoyer du matériel"),
    "cover": ("How long we cover equipment", "Durée de couverture du matériel"),
    "gestures": ("Gestures of goodwill", "Gestes commerciaux"),
    "account-safety": ("Safety of customer accounts", "Sécurité des comptes clients"),
}
RULES = {
    "dev": {
        "goods-back": (["A product may be returned within {back} days of delivery.", "Opened consumables cannot be returned."],
                       ["Un produit peut être retourné dans les {back} jours après la livraison.", "Les consommables entamés ne sont pas repris."]),
        "cover": (["All devices are guaranteed for {years} years from delivery."],
                  ["Tous les appareils sont garantis {years} ans à partir de la livraison."]),
        "gestures": (["A support agent may grant a credit of {gesture}% at most.", "The maintenance plan is never discounted."],
                     ["Un agent du support peut accorder un avoir de {gesture} % au maximum.", "Le contrat de maintenance n’est jamais remisé."]),
        "account-safety": (["Check the identity of the caller before giving any account data or changing an access.", "Never ask for a password."],
                           ["Vérifier l’identité de l’interlocuteur avant de donner des données du compte ou de changer un accès.", "Ne jamais demander de mot de passe."]),
    },
    "test": {
        "goods-back": (["We accept parcels back up to {back} days following receipt.", "Nothing that has been unsealed among the refills is taken back."],
                       ["Nous acceptons les renvois jusqu’à {back} jours suivant la réception.", "Les recharges descellées ne sont pas reprises."]),
        "cover": (["Cover lasts {years} years for every piece of hardware, counted from the day it was delivered."],
                  ["La couverture dure {years} ans pour tout matériel, à compter du jour de livraison."]),
        "gestures": (["Goodwill stops at {gesture}% of the invoice.", "No price reduction on the upkeep contract."],
                     ["Le geste commercial s’arrête à {gesture} % de la facture.", "Pas de réduction sur le contrat d’entretien."]),
        "account-safety": (["Nobody hears anything about an account, nor gets an access modified, until we know it is really them.", "Secret codes and passwords are not to be requested."],
                           ["Personne n’apprend rien d’un compte ni ne fait modifier un accès tant que nous ne sommes pas sûrs de qui il est.", "On ne réclame ni code secret ni mot de passe."]),
    },
}  # fmt: skip
SCENES = {
    "dev": {
        "back": ([("c", "The {device} was delivered {ago} ago and I do not want it any more."), ("a", "That is fine, I have opened the return and you will be refunded.")],
                 [("c", "Le {device} a été livré il y a {ago} et je n’en veux plus."), ("a", "Très bien, je vous ai ouvert le retour et vous serez remboursé.")]),
        "back_no": ([("c", "The {device} was delivered {ago} ago and I do not want it any more."), ("a", "I am sorry, it is too late to take it back.")],
                    [("c", "Le {device} a été livré il y a {ago} et je n’en veux plus."), ("a", "Je suis désolé, il est trop tard pour le reprendre.")]),
        "cover": ([("c", "My {device}, bought {ago} ago, has stopped."), ("a", "We send you a free replacement under warranty.")],
                  [("c", "Mon {device}, acheté il y a {ago}, est en panne."), ("a", "Nous vous envoyons un remplacement gratuit sous garantie.")]),
        "gesture": ([("c", "This is the third time it fails."), ("a", "To make up for it I give you a credit of {given}%.")],
                    [("c", "C’est la troisième panne."), ("a", "Pour compenser je vous accorde un avoir de {given} %.")]),
        "access": ([("c", "I cannot get in any more."), ("a", "I have reset your password, here is the new one.")],
                   [("c", "Je n’arrive plus à entrer."), ("a", "J’ai réinitialisé votre mot de passe, voici le nouveau.")]),
        "access_ok": ([("c", "I cannot get in any more."), ("a", "Please confirm your customer number first."), ("c", "It is 4471."), ("a", "I have reset your password, here is the new one.")],
                      [("c", "Je n’arrive plus à entrer."), ("a", "Confirmez-moi d’abord votre numéro de client."), ("c", "C’est le 4471."), ("a", "J’ai réinitialisé votre mot de passe, voici le nouveau.")]),
        "secret": ([("c", "The export fails."), ("a", "Give me your password and I will try it myself.")],
                   [("c", "L’export échoue."), ("a", "Donnez-moi votre mot de passe, je vais essayer moi-même.")]),
        "plain": ([("c", "The readings are wrong since Monday."), ("a", "I have corrected the setting, please try again."), ("c", "It works, thank you.")],
                  [("c", "Les relevés sont faux depuis lundi."), ("a", "J’ai corrigé le réglage, réessayez."), ("c", "Ça marche, merci.")]),
    },
    "test": {
        "back": ([("c", "We received the {device} {ago} ago but went for something else in the end."), ("a", "Understood, put it in a box and ship it to us, the full price comes back to you.")],
                 [("c", "On a reçu le {device} il y a {ago} mais on a finalement pris autre chose."), ("a", "Entendu, mettez-le dans un carton et expédiez-le, on vous rend le prix entier.")]),
        "back_no": ([("c", "We received the {device} {ago} ago but went for something else in the end."), ("a", "Sadly the period for sending it back is behind us.")],
                    [("c", "On a reçu le {device} il y a {ago} mais on a finalement pris autre chose."), ("a", "Hélas, la période pour le renvoyer est derrière nous.")]),
        "cover": ([("c", "The {device} we purchased {ago} ago went dead."), ("a", "Another one leaves the warehouse tonight and you will not pay anything for it.")],
                  [("c", "Le {device} que nous avons acheté il y a {ago} ne répond plus."), ("a", "Un autre quitte l’entrepôt ce soir et vous ne paierez rien pour cela.")]),
        "gesture": ([("c", "Honestly we lost a whole morning."), ("a", "For the lost morning, {given}% will be taken off your coming bill.")],
                    [("c", "Franchement on a perdu une matinée."), ("a", "Pour la matinée perdue, {given} % seront retirés de votre facture à venir.")]),
        "access": ([("c", "Colleague left, we need his profile."), ("a", "Done, the profile now points to your mailbox.")],
                   [("c", "Un collègue est parti, il nous faut son profil."), ("a", "C’est fait, le profil pointe maintenant vers votre boîte.")]),
        "access_ok": ([("c", "Colleague left, we need his profile."), ("a", "So that I know it is you, which reference is printed on your last bill?"), ("c", "B-2231."), ("a", "Done, the profile now points to your mailbox.")],
                      [("c", "Un collègue est parti, il nous faut son profil."), ("a", "Pour être sûr que c’est vous, quelle référence figure sur votre dernière facture ?"), ("c", "B-2231."), ("a", "C’est fait, le profil pointe maintenant vers votre boîte.")]),
        "secret": ([("c", "Sign-in loops for ever."), ("a", "Which password do you type? Send it over so I can reproduce.")],
                   [("c", "La connexion tourne en boucle."), ("a", "Quel mot de passe tapez-vous ? Envoyez-le que je reproduise.")]),
        "plain": ([("c", "The screen is frozen since this morning."), ("a", "I restarted the service, does it look better?"), ("c", "Yes, all good.")],
                  [("c", "L’écran est figé depuis ce matin."), ("a", "J’ai relancé le service, est-ce mieux ?"), ("c", "Oui, tout va bien.")]),
    },
}  # fmt: skip
KINDS = ["back_late", "back_fine", "back_no", "cover_late", "cover_fine", "gesture_over",
         "gesture_fine", "access", "access_ok", "secret", "plain"]  # fmt: skip
BROKEN = {
    "back_late": "goods-back",
    "cover_late": "cover",
    "gesture_over": "gestures",
    "access": "account-safety",
    "secret": "account-safety",
}


def forbid(company):
    """Write the articles, and note their figures."""
    rng, half = company.rng, company.half
    figures = {"back": rng.choice([14, 21, 45]), "years": rng.choice([2, 3]), "gesture": rng.choice([10, 15])}  # fmt: skip
    company.rules |= figures
    for name, titles in TITLES.items():
        for place, language in enumerate(("en", "fr")):
            folder = company.folder / "articles" / language
            folder.mkdir(parents=True, exist_ok=True)
            said = "\n".join(f"- {one.format(**figures)}" for one in RULES[half][name][place])
            if company.far:
                said = yaml.safe_load(FAR.read_text())["rules"][language][name].format(**figures)
            head = HEAD.format(id=name, language=language, title=titles[place])
            (folder / f"{name}.md").write_text(f"{head}\n{said}\n")


def converse(maker, count):
    """Add closed cases with a conversation each, and the article its agent broke, or None."""
    rng, rules, half = maker.rng, maker.company.rules, maker.company.half
    for number in range(count):
        kind, place = KINDS[number % len(KINDS)], (number // len(KINDS)) % 2
        firm = next(one for one in maker.world.firms if (one.language == "fr") == bool(place))
        code = rng.choice(maker.company.trade["roles"]["device"])
        scene = kind.replace("_late", "").replace("_fine", "").replace("_over", "")
        late = kind.endswith("_late")
        weeks = rules["back"] // 7 + (3 if late else -1)
        span = rules["years"] + (1 if late else -1)
        ago = _ago(weeks if scene.startswith("back") else span, scene.startswith("back"), place)
        given = rules["gesture"] + (10 if kind == "gesture_over" else -5)
        name = maker.world.products[code].names["fr" if place else "en"]
        day = DAY - timedelta(rng.randint(10, 200))
        record = maker._case(7000 + number, day, firm, "Wrong readings", code, [maker.company.agents[0]], True, firm.language)  # fmt: skip
        agent = maker.company.names[maker.company.agents[0]].split()[0]
        scenes = _far(rng, scene, place) if maker.company.far else SCENES[half][scene][place]
        turns = [(who, text.format(device=name, ago=ago, given=given)) for who, text in scenes]
        _tell(maker, record, day, agent, turns, by_mail=number % 3 == 2)
        maker.truth.breaches.append((record, BROKEN.get(kind)))


def _far(rng, scene, place):
    """One way of a scene, with what people say before and after."""
    said, language = yaml.safe_load(FAR.read_text()), ("en", "fr")[place]
    parts = (said["open"], said["scenes"][language][scene], said["close"])
    return [turn for one in parts for turn in rng.choice(one[language] if isinstance(one, dict) else one)]  # fmt: skip


def _ago(many, weeks, place):
    unit = (("weeks", "semaines") if weeks else ("years", "ans"))[place]
    unit = unit[:-1] if many == 1 else unit
    return f"{many} {unit}"


def _tell(maker, record, day, agent, turns, by_mail):
    moment = at(day, maker.rng)
    if by_mail:
        for number, (who, text) in enumerate(turns):
            sent = moment + timedelta(minutes=20 * number)
            maker.world.ledger.add("EmailMessage", sent, maker.world.users["admin"], ParentId=record, Subject="Question", TextBody=text, Incoming=int(who == "c"), MessageDate=stamp(sent), FromName=agent if who == "a" else "Max Weil", Status="1", HasAttachment=0)  # fmt: skip
        return
    body = "\n".join(f"{agent if who == 'a' else 'Max'}: {text}" for who, text in turns)
    maker.world.ledger.add("LiveChatTranscript", moment, maker.world.users["admin"], CaseId=record, Name=f"Chat {record}", Body=body, StartTime=stamp(moment), Status="Completed")  # fmt: skip
