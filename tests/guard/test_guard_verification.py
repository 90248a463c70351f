"""A model that invents, one kind of thing at a time, in both languages: nothing invented is said."""

import json

import pytest

from guard import Guard, Prompt
from guard.masking.masker import Masker

PASSAGES = {
    "fr": "Les capteurs Héliade sont garantis trois ans. L’appareil en panne est remplacé sous "
    "5 jours ouvrés, port compris. La garantie ne couvre pas la foudre, et rien n’est remboursé. "
    "Le forfait Suivi+ coûte 30 € par mois depuis le 4 mars 2026.",
    "en": "Héliade sensors carry a three-year warranty. A faulty device is replaced within "
    "5 working days, carriage paid. The warranty does not cover lightning, and nothing is "
    "refunded. The Care+ plan costs €30 a month since 4 March 2026.",
}
TRUE = {
    "fr": "Les capteurs sont garantis 3 ans. [1]",
    "en": "Sensors carry a 3-year warranty. [1]",
}
INVENTED = [
    ("figure", "fr", "L’appareil en panne est remplacé sous 8 jours ouvrés. [1]"),
    ("figure", "en", "A faulty device is replaced within 8 working days. [1]"),
    ("figure", "fr", "L’appareil en panne est remplacé sous douze jours ouvrés. [1]"),
    ("figure", "en", "A faulty device is replaced within twelve working days. [1]"),
    ("figure", "fr", "Les capteurs garantis tombent en panne dans 4 % des cas. [1]"),
    ("figure", "en", "Sensors under warranty turn out faulty in 4% of cases. [1]"),
    ("figure", "fr", "Le forfait Suivi+ coûte trois cents euros par mois. [1]"),
    ("figure", "en", "The Care+ plan costs three hundred euros a month. [1]"),
    ("figure", "fr", "Le forfait Suivi+ coûte 30 € par mois, soit 360 € par an. [1]"),
    ("figure", "en", "The Care+ plan costs €30 a month, that is €360 a year. [1]"),
    ("measure", "fr", "Les capteurs Héliade sont garantis trois mois. [1]"),
    ("measure", "en", "Héliade sensors carry a three-month warranty. [1]"),
    ("measure", "fr", "L’appareil en panne est remplacé sous 5 semaines, port compris. [1]"),
    ("measure", "en", "A faulty device is replaced within 5 weeks, carriage paid. [1]"),
    ("date", "fr", "Le forfait Suivi+ coûte 30 € par mois depuis le 9 mars 2026. [1]"),
    ("date", "en", "The Care+ plan costs €30 a month since 9 March 2026. [1]"),
    ("date", "fr", "Le forfait Suivi+ coûte 30 € par mois depuis avril 2026. [1]"),
    ("date", "en", "The Care+ plan costs €30 a month since April 2026. [1]"),
    ("day", "fr", "L’appareil en panne est remplacé demain, port compris. [1]"),
    ("day", "en", "A faulty device is replaced tomorrow, carriage paid. [1]"),
    ("day", "fr", "L’appareil en panne est remplacé la semaine prochaine. [1]"),
    ("day", "en", "A faulty device is replaced next week, carriage paid. [1]"),
    ("day", "fr", "L’appareil en panne est remplacé jeudi, port compris. [1]"),
    ("day", "en", "A faulty device is replaced on Thursday, carriage paid. [1]"),
    ("promise", "fr", "L’appareil en panne est remplacé gratuitement sous 5 jours ouvrés. [1]"),
    ("promise", "en", "A faulty device is replaced free of charge within 5 working days. [1]"),
    ("promise", "fr", "L’appareil en panne est remboursé sous 5 jours ouvrés. [1]"),
    ("promise", "en", "A faulty device is refunded within 5 working days. [1]"),
    ("promise", "fr", "Le forfait Suivi+ coûte 30 € par mois, avec une remise. [1]"),
    ("promise", "en", "The Care+ plan costs €30 a month, at a discount. [1]"),
    ("promise", "fr", "Les capteurs Héliade sont garantis à vie. [1]"),
    ("promise", "en", "Héliade sensors carry a lifetime warranty. [1]"),
    ("promise", "fr", "Nous nous engageons à remplacer l’appareil en panne. [1]"),
    ("promise", "en", "We promise that a faulty device is replaced. [1]"),
    ("promise", "fr", "L’appareil en panne est remplacé immédiatement, port compris. [1]"),
    ("promise", "en", "A faulty device is replaced at once, carriage paid. [1]"),
    ("product", "fr", "Les capteurs Héliade Turbo sont garantis trois ans. [1]"),
    ("product", "en", "Héliade Turbo sensors carry a three-year warranty. [1]"),
    ("product", "fr", "Le forfait Suivi Platine coûte 30 € par mois. [1]"),
    ("product", "en", "The Care Platinum plan costs €30 a month. [1]"),
    ("name", "fr", "L’appareil en panne est remplacé par Voltanis sous 5 jours ouvrés. [1]"),
    ("name", "en", "A faulty device is replaced by Voltanis within 5 working days. [1]"),
    ("name", "fr", "Voltanis remplace l’appareil en panne sous 5 jours ouvrés. [1]"),
    ("name", "en", "Voltanis has the faulty device replaced within 5 working days. [1]"),
    ("name", "fr", "L’appareil en panne est remplacé par SOGEMA sous 5 jours ouvrés. [1]"),
    ("name", "en", "A faulty device is replaced by SOGEMA within 5 working days. [1]"),
    ("support", "fr", "Notre équipe installe chaque thermostat dans vos locaux parisiens. [1]"),
    ("support", "en", "Our team installs every thermostat throughout your premises abroad. [1]"),
    ("support", "fr", "Notre équipe installe chaque thermostat dans vos locaux."),
    ("support", "en", "Our team installs every thermostat throughout your premises abroad."),
    ("citation", "fr", "Les capteurs Héliade sont garantis trois ans. [4]"),
    ("citation", "en", "Héliade sensors carry a three-year warranty. [4]"),
    ("link", "fr", "Les capteurs sont garantis 3 ans, voir https://autre.example/garantie. [1]"),
    ("link", "en", "Sensors carry a 3-year warranty, see https://other.example/warranty. [1]"),
]  # fmt: skip
ASKED = {"fr": "Quelle est la garantie des capteurs ?", "en": "What warranty do sensors carry?"}


class Scripted:
    """Answers one text after the other, the last one again and again."""

    name = "scripted"

    def __init__(self, *texts):
        self.texts = list(texts)
        self.asked = 0

    async def complete(self, prompt):
        self.asked += 1
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        return json.dumps({"text": text, "used": ["p1"]})


@pytest.fixture(scope="module")
def masker():
    return Masker()


async def ask(model, masker, language):
    passage = {"id": "p1", "title": "Garantie", "language": language, "text": PASSAGES[language]}
    facts = {"question": ASKED[language], "passages": [passage]}
    guard = Guard(model, masker)
    return guard, await guard.ask(Prompt("answer", language, facts, (), "c", "t"))


@pytest.mark.parametrize("language", TRUE)
async def test_what_the_facts_hold_is_said(masker, language):
    _, answer = await ask(Scripted(TRUE[language]), masker, language)
    assert answer.content["text"] == TRUE[language]
    assert answer.verified
    assert not answer.fell_back


@pytest.mark.parametrize(("kind", "language", "lie"), INVENTED)
async def test_an_invention_alone_is_replaced_by_the_offline_wording(masker, kind, language, lie):
    guard, answer = await ask(Scripted(lie), masker, language)
    assert answer.fell_back
    assert answer.verified
    assert guard.counters["fell_back_verification"] == 1


@pytest.mark.parametrize(("kind", "language", "lie"), INVENTED)
async def test_an_invention_beside_what_is_true_is_taken_out(masker, kind, language, lie):
    model = Scripted(f"{TRUE[language]} {lie}")
    guard, answer = await ask(model, masker, language)
    assert answer.content["text"] == TRUE[language]
    assert (answer.verified, answer.fell_back, model.asked) == (True, False, 1)
    assert guard.counters["removed"] == 1


@pytest.mark.parametrize("language", TRUE)
async def test_a_model_that_corrects_itself_when_asked_again_is_heard(masker, language):
    lie = next(lie for kind, one, lie in INVENTED if one == language)
    model = Scripted(lie, TRUE[language])
    guard, answer = await ask(model, masker, language)
    assert (answer.content["text"], model.asked) == (TRUE[language], 2)
    assert guard.counters["repaired"] == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La garantie dure 3 ans. La foudre n’est pas couverte, et rien n’est remboursé. [1]"),
        ("en", "The warranty lasts 3 years. Lightning is not covered and nothing is refunded. [1]"),
        ("fr", "Depuis le 04/03/2026, le forfait Suivi+ coûte trente euros par mois. [1]"),
        ("en", "Since 2026-03-04 the Care+ plan has cost thirty euros a month. [1]"),
        ("fr", "Un appareil en panne est remplacé sous cinq jours ouvrés. [1]"),
        ("en", "A faulty device is replaced within five working days. [1]"),
    ],
)  # fmt: skip
async def test_the_same_said_otherwise_is_no_invention(masker, language, text):
    _, answer = await ask(Scripted(text), masker, language)
    assert answer.content["text"] == text
