"""One row a case: what each recognizer finds, refuses, and does not mistake for something else."""

from __future__ import annotations

import pytest

from guard.recognizers import RECOGNIZERS
from guard.spans import settle


def found(text: str) -> list[tuple[str, str]]:
    spans = settle(span for recognizer in RECOGNIZERS for span in recognizer.find(text))
    return [(span.type, text[span.start : span.end].strip()) for span in spans]


VALUES = [
    ("PHONE_NUMBER", "tél ⟦06 39 98 12 34⟧"),
    ("PHONE_NUMBER", "⟦01.99.00.12.34⟧"),
    ("PHONE_NUMBER", "⟦01/99/00/12/34⟧"),
    ("PHONE_NUMBER", "⟦06-39-98-12-34⟧"),
    ("PHONE_NUMBER", "⟦0639981234⟧"),
    ("PHONE_NUMBER", "⟦+33 (0)6 39 98 12 34⟧"),
    ("PHONE_NUMBER", "⟦0033 6 39 98 12 34⟧"),
    ("PHONE_NUMBER", "⟦+33639981234⟧"),
    ("PHONE_NUMBER", "⟦0639 981 234⟧"),
    ("PHONE_NUMBER", "⟦020 7946 0958⟧"),
    ("PHONE_NUMBER", "⟦07700 900123⟧"),
    ("PHONE_NUMBER", "⟦+44 (0)20 7946 0958⟧"),
    ("PHONE_NUMBER", "⟦(555) 234-0199⟧"),
    ("PHONE_NUMBER", "⟦+49 30 901820⟧"),
    ("EMAIL_ADDRESS", "⟦jean.dupont+crm@sous.acme.example⟧"),
    ("EMAIL_ADDRESS", "⟦jean point dupont arobase acme point fr⟧"),
    ("EMAIL_ADDRESS", "⟦jean.dupont(at)acme.fr⟧"),
    ("EMAIL_ADDRESS", "⟦jane dot doe at acme dot co dot uk⟧"),
    ("EMAIL_ADDRESS", "⟦jane [at] acme [dot] com⟧"),
    ("EMAIL_ADDRESS", "⟦d.sarkissian@levant-\nfroid.example⟧"),
    ("EMAIL_ADDRESS", "mail=⟦j.szczepanski%40wp.example⟧&sujet=devis"),
    ("EMAIL_ADDRESS", "c'est ⟦nadia tiret bas roux chez laposte point net⟧"),
    ("PHONE_NUMBER", "Tél. :\n⟦06 39 98\n41 07⟧"),
    ("PHONE_NUMBER", "mon portable (⟦06 39 98 41 07⟧)"),
    ("PERSON", "je vous épelle, ⟦K, O, W, A, L, S, K, I⟧"),
    ("PERSON", "N o m : ⟦D U M O N T⟧"),
    ("PERSON", "refused for user ⟦t.fletcher⟧ (version 5)"),
    ("PERSON", "⟦M. T.⟧ : à relancer."),
    ("DATE_OF_BIRTH", "DOB on file for the caller is ⟦30/08/94⟧"),
    ("DATE_OF_BIRTH", "the caller, b. ⟦1988⟧"),
    ("ID_CARD", "CNI périmée (⟦D2H6862M2⟧)"),
    ("SECRET", "SSID Atelier-5G / clé ⟦Tr3gor!Pack29⟧"),
    ("SECRET", "mot de passe provisoire = ⟦Kerlann#2026⟧ (à changer)"),
    ("ADDRESS", "⟦2 Quayside, Exeter EX2 4AN⟧"),
    ("ADDRESS", "⟦4 Kergoat, 29200 Brest⟧"),
    ("ADDRESS", "Votre code postal ?\n<Client> ⟦59280⟧ armentieres"),
    ("IBAN_CODE", "⟦FR14 2004 1010 0505 0001 3M02 606⟧"),
    ("IBAN_CODE", "⟦GB29NWBK60161331926819⟧"),
    ("FR_RIB", "⟦20041 01005 0500013M026 06⟧"),
    ("CREDIT_CARD", "⟦4111 1111 1111 1111⟧"),
    ("CREDIT_CARD", "⟦378282246310005⟧"),
    ("FR_NIR", "⟦2 69 05 49 588 157 80⟧"),
    ("FR_NIR", "n° de sécu : ⟦2690549588157⟧"),
    ("FR_SIRET", "⟦732 829 320 00074⟧"),
    ("FR_SIREN", "RCS Paris ⟦732 829 320⟧"),
    ("VAT_NUMBER", "⟦FR 44 732 829 320⟧"),
    ("VAT_NUMBER", "⟦GB 980 7806 84⟧"),
    ("VAT_NUMBER", "⟦DE136695976⟧"),
    ("FR_SPI", "numéro fiscal ⟦3012345678901⟧"),
    ("UK_NINO", "⟦AB 12 34 56 C⟧"),
    ("UK_NINO", "NI number sent by mistake in the ticket: ⟦QQ 65 43 21 A⟧"),
    ("UK_NHS", "NHS number ⟦943 476 5919⟧"),
    ("US_SSN", "⟦536-90-4399⟧"),
    ("PASSPORT", "passeport n° ⟦17CK84521⟧"),
    ("PASSPORT", "passport number ⟦123456789⟧"),
    ("ID_CARD", "carte d'identité ⟦X4RTBPFW4⟧"),
    ("DRIVING_LICENCE", "permis de conduire n° ⟦881069300123⟧"),
    ("DRIVING_LICENCE", "⟦MORGA657054SM9IJ⟧"),
    ("DATE_OF_BIRTH", "née le ⟦14 mars 1991⟧"),
    ("DATE_OF_BIRTH", "DOB: ⟦14/03/1991⟧"),
    ("LICENSE_PLATE", "⟦GH-482-KL⟧"),
    ("LICENSE_PLATE", "voiture ⟦1234 AB 75⟧"),
    ("LICENSE_PLATE", "van reg ⟦LK19 XPT⟧"),
    ("IP_ADDRESS", "⟦192.168.1.10⟧"),
    ("IP_ADDRESS", "⟦2001:db8::ff00:42:8329⟧"),
    ("URL", "⟦https://user:pass@host.example/x⟧"),
    ("SECRET", "https://api.example/v1?api_key=⟦abc123def⟧"),
    ("SECRET", "⟦ghp_abcdefghijklmnopqrstuvwxyz0123456789⟧"),
    ("SECRET", "mot de passe : ⟦Soleil2024!⟧"),
    ("SECRET", "le mot de passe du portail est ⟦Soleil2024!⟧"),
    ("SECRET", "my password is ⟦hunter2⟧"),
    ("SECRET", "DB_PASSWORD=⟦correct-horse⟧"),
    ("SECRET", "PIN: ⟦4821⟧"),
    ("SECRET", "le code de l'alarme c'est ⟦4471B⟧"),
    ("SECRET", "sshpass -p '⟦Lune-rousse7⟧' ssh depot"),
    ("SECRET", "curl -u ⟦bob:hunter22⟧ api.example"),
    ("SECRET", "pw: ⟦Tyne59!cast⟧"),
    ("EMAIL_ADDRESS", "ssh ⟦gmartel@172.16.8.20⟧"),
    ("UK_BANK_ACCOUNT", "please refund to ⟦20-61-34 33918042⟧"),
    ("UK_BANK_ACCOUNT", "acc no ⟦55013388⟧"),
    ("DATE_OF_BIRTH", "née le ⟦quinze décembre 1957⟧"),
    ("DATE_OF_BIRTH", "born the ⟦second of March sixty-four⟧"),
    ("DATE_OF_BIRTH", "né à Lyon en ⟦juillet 1935⟧"),
    ("DRIVING_LICENCE", "permis de conduire du livreur : ⟦13AA00002⟧"),
    ("LICENSE_PLATE", "plaque ⟦WX 5K221⟧ ; quai 12"),
    ("ADDRESS", "⟦14 impasse du Four à Chaux à Cholet⟧ ?"),
    ("DATE_OF_BIRTH", "Votre date de naissance ?\nClient : le ⟦3 avril 1978⟧."),
    ("DATE_OF_BIRTH", "Date of birth please?\nCaller: the ⟦third of May 1984⟧."),
    ("DATE_OF_BIRTH", "née Vauban Le Guen le ⟦17/08/1964⟧"),
    ("ID_CARD", "la CNI de l'époux ⟦X4RTBPFW4⟧"),
    ("PERSONAL_NUMBER", "numéro d'allocataire ⟦1234567 A⟧ CAF"),
    ("PERSONAL_NUMBER", "employee number ⟦20417⟧, started"),
    ("SECRET", "admin switch : ⟦Adm1n!Lyon⟧"),
    ("PHONE_NUMBER", "T: ⟦(0)20 7946 0133⟧"),
    ("PHONE_NUMBER", "⟦plus trente-trois, six, trente-neuf, quatre-vingt-dix-huit, douze⟧"),
    ("PERSON", "elle a désactivé ⟦v.stoica⟧ hier"),
    ("LICENSE_PLATE", "artic ⟦WX19 KDE⟧, in at 6.40"),
    ("RECORD_ID", "⟦0015g00000AbCdEAAV⟧"),
    ("ADDRESS", "au ⟦12 bis rue de la République, 69003 Lyon⟧."),
    ("ADDRESS", "⟦45 boulevard victor hugo 31000 toulouse⟧"),
    ("ADDRESS", "⟦BP 40215, 67005 Strasbourg Cedex⟧"),
    ("ADDRESS", "⟦résidence Les Tilleuls, bâtiment B, 35000 Rennes⟧"),
    ("ADDRESS", "⟦Flat 4, 22 Acacia Avenue, London SW1A 1AA⟧"),
    ("ADDRESS", "⟦17 Orchard Close, Harrogate HG1 4QB⟧"),
    ("ADDRESS", "postcode ⟦SW1A 1AA⟧"),
]
CLEAN = [
    "commande CMD-2026-00123 du 05/11/2026 à 14h30",
    "CMD-2026-00123 n° 0123456789",
    "facture FA-2026-0815 de 12 500,00 €",
    "référence AB-123-CD, produit HP-200-XL, lot L2409-77",
    "order no 4500128837, batch 4111111111111112",
    "FR14 2004 1010 0505 0001 3M02 607",
    "732 829 321 00074",
    "4111 1111 1111 1112",
    "1 250 000,00 € et 732 829 320 €",
    "firmware 3.1.4, version 10.2.3.4, port 8080",
    "réunion le 12/03/2026 à 10:00, du 01-02-2026 au 03-04-2026",
    "le mot de passe est oublié, password reset requested",
    "cliquez sur **Mot de passe oublié** et saisissez votre adresse",
    "choose **Password forgotten** on the sign-in page",
    "Change your password: Open **My profile** first",
    "Changer de mot de passe : Ouvrez d’abord votre profil",
    "look at acme.fr and meet at the dot",
    "12 capteurs, 3 place de marché, 450 cours de formation",
    "10 route sensors for the park; 5 way meeting",
    "token de connexion expiré ; la clé API doit être changée",
    "SN 8822104, EAN 3760123456789",
    "docker run -p 8080:80 nginx ; psql -p 5432 ; ssh -p 2222",
    "poste 4, 3 postes ouverts, matricule du moteur inconnu",
    "200 kWh en 2026, 75 000 Euros, T3 2026, 50 k€, £1.2m",
]


@pytest.mark.parametrize(("kind", "marked"), VALUES)
def test_a_value_is_found_whole(kind: str, marked: str) -> None:
    value = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    assert found(marked.replace("⟦", "").replace("⟧", "")) == [(kind, value)]


def test_an_extension_goes_with_its_number() -> None:
    assert found("joint au 01 99 00 12 34 poste 221") == [
        ("PHONE_NUMBER", "01 99 00 12 34"),
        ("PHONE_NUMBER", "poste 221"),
    ]


def test_births_said_together_are_both_found() -> None:
    for text in ("nés les 02/02/1981 et 19/09/1983", "born 02/02/1981 and 19/09/1983"):
        assert [value for _, value in found(text)] == ["02/02/1981", "19/09/1983"]


@pytest.mark.parametrize("text", CLEAN)
def test_a_look_alike_is_left_alone(text: str) -> None:
    assert found(text) == []
