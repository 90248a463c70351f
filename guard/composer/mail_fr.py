"""The sentences French e-mails are made of, by what they are for.

`{when}` is the last exchange (« notre appel du 12 novembre »), `{project}` what the deal is
about, `{about}` the point asked for (« le prix »), `{slot}` a day proposed. « [vous|toi] » holds
both ways of addressing somebody. Nothing agrees with the gender of who writes or reads.
"""

from __future__ import annotations

FRENCH: dict[str, tuple[str, ...]] = {
    "follow_up.when": (
        "Je reviens vers [vous|toi] à la suite de {when}.",
        "Je me permets de revenir vers [vous|toi] après {when}.",
        "Je fais suite à {when}.",
    ),
    "follow_up": ("Je reviens vers [vous|toi] au sujet de {project}.",),
    "first_contact.self": ("Je me présente\u202f: {sender}.",),
    "first_contact.web": (
        "[Vous nous avez|Tu nous as] laissé [vos|tes] coordonnées sur notre site, et je "
        "[vous|te] remercie de l’intérêt que [vous portez|tu portes] à nos solutions.",
    ),
    "first_contact.event": (
        "Nous avons reçu [vos|tes] coordonnées lors d’un de nos événements, et je [vous|te] "
        "remercie de l’intérêt que [vous portez|tu portes] à nos solutions.",
    ),
    "first_contact.referral": (
        "[Vos|Tes] coordonnées nous ont été transmises dans le cadre d’une recommandation.",
    ),
    "first_contact": ("Je me permets de [vous|te] contacter au sujet de {project}.",),
    "first_contact.step": (
        "J’aimerais comprendre [vos|tes] priorités et [vous|te] dire, en toute franchise, ce que "
        "nous pouvons ou non [vous |t’]apporter. Une demi-heure suffirait pour un premier échange.",
    ),
    "meeting_request.when": (
        "Je fais suite à {when} et souhaiterais [vous|te] proposer un {held}.",
        "Après {when}, je [vous|te] propose que nous prenions un moment ensemble.",
    ),
    "meeting_request": ("Je souhaiterais [vous|te] proposer un {held} au sujet de {project}.",),
    "agenda.early": ("L’objectif\u202f: préciser [vos|tes] besoins et [vos|tes] contraintes.",),
    "agenda.proposal": (
        "L’objectif\u202f: parcourir notre proposition et répondre à [vos|tes] questions.",
    ),
    "agenda.negotiation": ("L’objectif\u202f: régler les points qui restent ouverts.",),
    "agenda.won": ("L’objectif\u202f: organiser ensemble la mise en place.",),
    "agenda.stated.aim": ("L’objectif\u202f: {matter}.",),
    "agenda.stated.about": ("L’objectif\u202f: échanger {matter}.",),
    "agenda": ("Une demi-heure devrait suffire.",),
    "confirm_meeting": ("Je [vous|te] confirme notre rendez-vous du {event}.",),
    "confirm_meeting.none": ("Je reviens vers [vous|toi] au sujet de notre rendez-vous.",),
    "confirm_meeting.step": (
        "Si un empêchement survient ou si [vous souhaitez|tu souhaites] ajouter un point à "
        "l’ordre du jour, [dites|dis]-le-moi.",
    ),
    "reschedule": (
        "Je suis au regret de devoir déplacer notre rendez-vous du {event}, et [vous|te] prie de "
        "m’en excuser.",
    ),
    "reschedule.none": (
        "Je me vois dans l’obligation de déplacer notre rendez-vous, et [vous|te] prie de m’en "
        "excuser.",
    ),
    "recap.when": (
        "Merci pour {when}. Voici ce que j’en retiens.",
        "Je [vous|te] remercie pour {when}. En voici l’essentiel.",
    ),
    "recap": ("Merci pour le temps que [vous nous avez|tu nous as] accordé.",),
    "recap.decision": ("Ce que nous avons décidé\u202f:",),
    "recap.us": ("Ce que nous faisons de notre côté\u202f:",),
    "recap.customer": ("Ce que nous attendons de [votre|ton] côté\u202f:",),
    "recap.next_step": ("Les prochaines étapes\u202f:",),
    "recap.step": (
        "Si un point manque ou [vous|te] paraît inexact, [dites|dis]-le-moi et je corrigerai.",
    ),
    "quote_cover": (
        "[Veuillez trouver|Tu trouveras] ci-joint notre devis n°\u00a0{number} pour {project}, "
        "d’un montant de {total}.",
        "Je [vous |t’]adresse ci-joint notre devis n°\u00a0{number} pour {project}, d’un montant "
        "de {total}.",
    ),
    "quote_cover.none": ("[Veuillez trouver|Tu trouveras] ci-joint notre offre pour {project}.",),
    "quote_cover.lines": ("Il comprend\u202f:",),
    "quote_cover.until": ("Il est valable jusqu’au {until}.",),
    "quote_cover.step": (
        "Je reste à [votre|ta] disposition pour le parcourir avec [vous|toi] et l’ajuster si "
        "besoin.",
    ),
    "quote_cover.step.none": (
        "Je reste à [votre|ta] disposition pour la parcourir avec [vous|toi] et l’ajuster si "
        "besoin.",
    ),
    "reminder.quote": (
        "[Avez-vous|As-tu] pu prendre connaissance de notre devis n°\u00a0{number}, d’un montant "
        "de {total}\u202f?",
    ),
    "reminder.when": (
        "Sauf erreur de ma part, je n’ai pas eu de nouvelles de [vous|toi] depuis {when}.",
        "Je me permets de revenir vers [vous|toi] après {when}.",
    ),
    "reminder": ("Je me permets de revenir vers [vous|toi] au sujet de {project}.",),
    "reminder.until": ("Il reste valable jusqu’au {until}.",),
    "reminder.step": (
        "S’il [vous|te] manque un élément pour [vous|te] décider, [dites|dis]-le-moi\u202f: je "
        "[vous|te] réponds rapidement.",
    ),
    "objection": (
        "J’ai bien entendu [vos|tes] réserves {about}, et je [vous|te] remercie de [votre|ta] "
        "franchise.",
        "[Vos|Tes] réserves {about} sont légitimes, et je souhaite y répondre précisément.",
    ),
    "objection.bare": (
        "J’ai bien entendu [vos|tes] réserves, et je souhaite y répondre précisément.",
    ),
    "objection.claims": ("Voici les éléments qui me paraissent y répondre\u202f:",),
    "objection.step": (
        "Est-ce que cela répond à [vos|tes] interrogations\u202f? Sinon, parlons-en de vive voix.",
    ),
    "late_payment.invoice": (
        "Sauf erreur de notre part, le règlement de la facture {invoice} ne nous est pas encore "
        "parvenu.",
    ),
    "late_payment": (
        "Sauf erreur de notre part, un règlement reste en attente sur le compte de {account}.",
    ),
    "late_payment.self": (
        "Sauf erreur de notre part, un règlement reste en attente sur [votre|ton] compte.",
    ),
    "late_payment.crossed": (
        "Si [votre|ton] paiement est parti entre-temps, [veuillez|merci de] ne pas tenir compte "
        "de ce message. Sinon, [pourriez-vous|pourrais-tu] m’indiquer la date à laquelle nous "
        "pouvons l’attendre\u202f?",
    ),
    "late_payment.firm": (
        "Nous [vous|te] remercions de bien vouloir procéder au règlement dans les meilleurs "
        "délais, ou de nous indiquer par retour la date à laquelle il interviendra.",
    ),
    "late_payment.step": (
        "Si quelque chose bloque de [votre|ton] côté, [dites|dis]-le-moi pour que nous puissions "
        "en parler.",
    ),
    "service_recovery.case": (
        "Je tiens à [vous|te] présenter nos excuses pour le problème que [vous nous avez|tu nous "
        "as] signalé le {opened} ({subject}, demande n°\u00a0{number}).",
    ),
    "service_recovery": (
        "Je tiens à [vous|te] présenter nos excuses pour la gêne que nous [vous |t’]avons causée.",
    ),
    "service_recovery.topic": (
        "Je tiens à [vous|te] présenter nos excuses pour {matter} et la gêne qui en a résulté.",
    ),
    "service_recovery.known": (
        "Je tiens à [vous|te] présenter nos excuses pour le problème signalé à notre support le "
        "{opened} ({subject}, demande n°\u00a0{number}).",
    ),
    "service_recovery.open": (
        "[Votre|Ta] demande n’est pas encore close\u202f: je la suis personnellement et "
        "reviendrai vers [vous|toi] dès que j’aurai du nouveau.",
    ),
    "service_recovery.closed": (
        "[Votre|Ta] demande a été close le {closed}\u202f: je voudrais m’assurer que tout "
        "fonctionne bien depuis.",
    ),
    "service_recovery.waiting": (
        "[Votre|Ta] demande n’est toujours pas close, et ce délai n’est pas celui que nous [vous "
        "|te ]devons\u202f: je la suis personnellement et reviendrai vers [vous|toi] dès que "
        "j’aurai du nouveau.",
    ),
    "service_recovery.closed.long": (
        "[Votre|Ta] demande a été close le {closed}. J’espère que tout fonctionne bien depuis.",
    ),
    "service_recovery.over": (
        "[Votre|Ta] demande est close\u202f: je voudrais m’assurer que tout fonctionne bien "
        "depuis.",
    ),
    "service_recovery.closed.step": ("Si quoi que ce soit reste à régler, [dites|dis]-le-moi.",),
    "service_recovery.step": (
        "Puis-je [vous |t’]appeler pour en parler, et savoir ce que nous pouvons faire de "
        "plus\u202f?",
    ),
    "renewal.contract": (
        "[Votre|Ton] contrat n°\u00a0{number}{product} arrive à échéance le {end}.",
    ),
    "renewal.past": (
        "[Votre|Ton] contrat n°\u00a0{number}{product} est arrivé à échéance le {end}.",
    ),
    "renewal": ("Je reviens vers [vous|toi] au sujet du renouvellement de [votre|ton] contrat.",),
    "renewal.auto": (
        "Il se reconduit tacitement\u202f: [vous n’avez|tu n’as] rien à faire pour en conserver "
        "le bénéfice.",
    ),
    "renewal.sign": (
        "Pour que le service se poursuive sans interruption, je [vous|te] propose de préparer dès "
        "maintenant son renouvellement.",
    ),
    "renewal.again": ("Je [vous|te] propose d’examiner ensemble les conditions de sa reprise.",),
    "renewal.step": (
        "C’est aussi l’occasion de faire le point sur ce qui [vous|te] convient et sur ce qui "
        "pourrait être amélioré.",
    ),
    "thank_you.won": (
        "Je tenais à [vous|te] remercier de la confiance que [vous nous accordez|tu nous "
        "accordes] pour {project}.",
    ),
    "thank_you.when": (
        "Je tenais à [vous|te] remercier pour {when}.",
        "Merci encore pour {when}, qui m’a été très utile.",
    ),
    "thank_you": (
        "Je tenais à [vous|te] remercier de la confiance que [vous nous accordez|tu nous "
        "accordes].",
    ),
    "thank_you.for": ("Je tenais à [vous|te] remercier pour {thanks}.",),
    "thank_you.step": (
        "Si une question [vous|te] vient, n’[hésitez|hésite] pas à m’appeler ou à m’écrire.",
    ),
    "told": ("Je [vous |t’]informe que {clause}.",),
    "told.step": ("Je reste à [votre|ta] disposition pour toute question.",),
    "heard": (
        "J’ai bien noté les difficultés dont [vous nous avez|tu nous as] fait part et je souhaite "
        "y répondre concrètement.",
        "J’ai bien entendu [vos|tes] remarques et souhaite y revenir avec [vous|toi].",
    ),
    "heard.quote": ("[Vous nous écriviez|Tu nous écrivais]\u202f: {quote}",),
    "claims": (
        "{about}, voici ce que nous pouvons [vous |t’]apporter\u202f:",
        "{about}, voici les points qui me semblent les plus utiles pour [vous|toi]\u202f:",
    ),
    "topic": (
        "{about}, je [vous|te] propose d’en parler de vive voix, afin de répondre précisément à "
        "[vos|tes] questions.",
    ),
    "quoted": ("Pour rappel, notre proposition s’élève à {amount}.",),
    "step.early": (
        "Pour avancer, je [vous|te] propose un échange afin de bien cerner [vos|tes] attentes.",
        "Je [vous|te] propose de prendre un moment ensemble pour préciser [votre|ton] besoin.",
    ),
    "step.proposal": (
        "[Avez-vous|As-tu] pu prendre connaissance de notre proposition\u202f? Je peux la "
        "parcourir avec [vous|toi].",
        "Je [vous|te] propose de parcourir ensemble notre proposition et de répondre à "
        "[vos|tes] questions.",
    ),
    "step.negotiation": (
        "Je [vous|te] propose de faire le point ensemble sur les éléments qui restent à valider.",
        "Il me semble utile de lever ensemble les derniers points en suspens.",
    ),
    "step.won": ("Je [vous|te] propose de faire le point ensemble sur la mise en place.",),
    "step.lost": ("Je reste volontiers à [votre|ton] écoute si [votre|ton] besoin évolue.",),
    "step": (
        "Je [vous|te] propose de faire le point de vive voix.",
        "Le plus simple est sans doute de faire le point ensemble.",
    ),
    "ask.slot": (
        "[Seriez-vous|Serais-tu] disponible {slot}\u202f?",
        "Un échange {slot} [vous|te] conviendrait-il\u202f?",
    ),
    "ask": (
        "Quel jour [vous|te] conviendrait le mieux\u202f?",
        "Quelles seraient [vos|tes] disponibilités dans les prochains jours\u202f?",
    ),
    "closing.neutral": ("Bien cordialement,", "Cordialement,"),
    "closing.warm": ("Très cordialement,", "Bien à [vous|toi],"),
    "closing.formal": (
        "Je vous prie d’agréer, {title}, l’expression de mes salutations distinguées.",
    ),
    "closing.firm": ("Cordialement,",),
}
