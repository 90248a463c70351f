"""What words are about, whichever of both languages they are in.

A class holds the beginnings of folded words. Classes decide nothing: the weights of a judge say
what it means that some of them stand together in one sentence (`features`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_CLASSES = {
    "other": (
        "autre autres other others another voisin neighbour neighbor concurrent competitor "
        "entrepris societe company firm groupe group cabinet usine hotel quelqu someone else"
    ),
    "inside": (
        "marge margin profit benefic rentab pipeline forecast previsionn budget salair salary "
        "wage commission objectif target churn strateg prive private score rating classement "
        "ranking employ staff patron boss earn gagne rapport vendeur prospect"
    ),
    "mine": "mon ma mes notre nos my our mine",
    "affair": (
        "factur invoice bill ticket demand request contrat contract rendez-vous appointment "
        "dossier file colis parcel livraison deliver devis quote abonnement subscription"
    ),
    "ask": "combien quel quelle quels quelles qui quand comment who what which how when where",
    "drop": (
        "ignor oubli disregard forget neglig bypass overrid contourn outrepass desobe disobey "
        "annul cancel abandon discard skip abstraction effac eras ecart"
    ),
    "stop": "cess arret stop quit desactiv disabl suspen lev lift",
    "rule": (
        "instruct consign directiv regl rule guidelin polic restrict limit garde-fou "
        "guardrail filtr filter contraint constraint order ordre command program safeguard"
    ),
    "prompt": "prompt invit systeme system configur preprompt context memoir memor",
    "ai": (
        "assistant ia ai llm gpt chatgpt copilot chatbot bot robot modele model algorithm "
        "intelligen agent automat summaris resumeur claude gemini einstein agentforce"
    ),
    "maker": (
        "developp develop createur creator concepteur maker administrat admin operat openai "
        "anthropic"
    ),
    "before": (
        "precedent previous prior earlier above ci-dessus avant before initial debut start "
        "preced anterieur former"
    ),
    "after": "suivant follow below ci-dessous next apres after suit dessous",
    "new": (
        "nouvel nouveau new desormais dorenavant maintenant now henceforth prioritair priority"
    ),
    "all": "tout tous toutes all every entier entire complet full whole ensembl integral",
    "tell": (
        "affich revel montr donn imprim recit devoil repet recopi list dis ecri show reveal "
        "give display print recit repeat copy tell write output dump enumer traduis translat "
        "divulg disclos say state indiqu annonc claim affirm"
    ),
    "send": (
        "envoi envoy transm transfer transf communiq exfiltr post publi expedi export forward "
        "leak ship pass hand share partag upload send email suivre"
    ),
    "put": (
        "ajout insere inser inclu place integr met glisse colle termin commenc add includ "
        "embed put slip paste end begin append render intercal"
    ),
    "do": (
        "execut lance run launch call appel utilis use invok perform procede proceed trait "
        "treat obe appliqu apply suis"
    ),
    "harm": (
        "supprim delet effac eras remov modifi chang approuv approv accord grant clos cloture "
        "mark marqu promet promis rembours refund augment insult"
    ),
    "answer": (
        "repon repond reply answer respon resum summar synthes digest output sortie report "
        "redig draft genere generat"
    ),
    "secret": (
        "secret mot passe password cle key token jeton identifiant credential confidential "
        "masq mask interne internal hidden cache cachee variabl"
    ),
    "data": (
        "donn data client customer contact prospect lead fich record opportun base database "
        "adress e-mail mail coordonn numer historique history marge margin prix price"
    ),
    "link": "url lien link image img html balise tag pixel src http webhook iframe clic click",
    "user": (
        "utilisat user lecteur reader commercial rep interlocut personn person quiconque "
        "anyone whoever"
    ),
    "quiet": "discret quiet silenc silent cach hide secret prevenir warn inform signal mention",
    "role": (
        "role pretend imagin agis act joue play incarn persona personnalit comme fais mode "
        "terminal simul"
    ),
    "tool": (
        "outil tool fonction function api plugin action requet query soql sql select webhook "
        "endpoint commande"
    ),
    "free": (
        "libre free illimit unlimit unrestrict restriction censur uncensored sans without limite"
    ),
    "code": "base64 hex hexadecimal rot13 encod decod decrypt dechiffr ascii unicode json",
    "you": "tu te toi ton ta tes you your yours yourself",
    "vous": "vous votre vos",
    "we": "nous notre nos je mon ma mes we our us i my me",
    "polite": (
        "merci please svp plait kindly veuillez pouvez pourriez could can bonjour hello "
        "cordialement regards"
    ),
    "only": "seulement uniquement only solely exclusiv toujours always jamais never rien nothing",
    "must": "dois doit devez must should shall have faut obligatoire required attend expected prie",
    "foreign": (
        "ignora ignorier vergiss vergess olvida olvide dimentic esquec negeer vergeet "
        "instruccion istruzion instruco instrucao anweisung regel reglas regole regras anterior "
        "vorherig precedenti alle todas tutte todo envia muestra muestrame mostra zeig gib "
        "kundenlist clientes clienti kunden adresse contrasena passwort"
    ),
    "mind": (
        "cerveau cervelle brain neuron intelligen qi iq tete head crane skull reflech think "
        "pens comprend understand lire read ecole school diplom degree matern asile asylum"
    ),
    "dull": (
        "bete betise stupid idiot imbecil cretin debil abruti moron thick dumb dense stupidit "
        "limite slow ignorant incapabl incompet inutil useless nul worthless pathetic minabl "
        "ridicul lamentabl rate loser failure fool clown guignol"
    ),
    "beast": (
        "animal singe monkey chimp gorille ape ane donkey mule cochon porc pig swine chien dog "
        "chienne bitch vache cow truie rat rats vermin cafard cockroach limace slug larve "
        "maggot mouton sheep poule chicken chevre goat serpent snake vautour vulture hyene "
        "parasit sangsue leech poisson goldfish insect mollusq"
    ),
    "dirt": (
        "merd shit crap caca chier dung ordure garbag trash rubbish poubell bin dechet filth "
        "egout sewer caniveau gutter pisse puer pue stink vomi puke crotte toilet chiott"
    ),
    "blow": (
        "frapp hit beat smash kick punch slap claque baffe gifl cogn cass break tabass fracass "
        "demol poing fist couteau knife flingu gun fusil arme weapon batte crush egorg strangl "
        "etrangl saign bleed brul burn crame feu fire hurt mal exploser raclee hiding"
    ),
    "die": (
        "mort dead death die meurs mourir creve crever tue tuer kill suicid pend pends hang "
        "enterrement funeral tomb cercueil coffin cancer maladi illness disease grave disparai"
    ),
    "kin": (
        "mere mother mum pere father parent famille family enfant kid child gosse soeur sister "
        "femme wife fille daughter girl fils son frere brother race espece kind sort gens people"
    ),
    "lust": (
        "sexy sexe sex sein seins boob breast poitrin cul arse ass culotte panty nue nude naked "
        "corps body jambe leg lit bed coucher couch baise excit sensuel bander lingerie jupe "
        "skirt chatte pipe suce suck sucer kiss embrass maillot bikini cherie darling belle "
        "mignonne honey babe sweetheart"
    ),
    "group": (
        "arabe arab noir noirs black juif jew musulman muslim islam rom gitan gyps asiatiq "
        "asian chinois etranger foreign immigr migrant refugie refugee african africain homo "
        "gay lesb trans handicap cripple disabled vieux vieill gros grosse fat obese femelle "
        "female polonais pole roumain romanian race raci couleur"
    ),
    "homeland": (
        "pays country france england anglais english "
        "francais french british dehors rentr retourn return"
    ),
    "know": (
        "sais know connais trouv find retrouv habit live "
        "gare park rue street dors sleep domicil maison home"
    ),
    "shame": (
        "honte shame asham degout disgust repugn mepris contempt despis hate deteste hais detest"
    ),
    "wish": "espere hope souhait wish merit deserve vivement rever dream attend wait",
    "pay": (
        "paie paye pay cout cost gagn earn achet buy "
        "prix price tarif rate remise discount benefic profit marg"
    ),
}


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for name, ones in _CLASSES.items():
        for one in ones.split():
            classes[one] = (*classes.get(one, ()), name)
    return classes


@lru_cache(maxsize=20_000)
def concepts_of(word: str) -> tuple[str, ...]:
    """Return the classes of a folded word: short beginnings must be the whole word."""
    known = _beginnings()
    bare = re.sub(r"[^\w-]", "", word)
    return tuple(
        dict.fromkeys(
            name
            for end in range(len(bare), 1, -1)
            if end == len(bare) or end >= 4
            for name in known.get(bare[:end], ())
        )
    )
