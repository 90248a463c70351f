"""What around a capitalised word says that it is a person, however ordinary the word.

« Rdv Poulain », "Sadler left", « Colas (achats) »: no list knows these names, but one meets,
calls and replaces people, people want and refuse, and a role in brackets belongs to somebody.
"""

from __future__ import annotations

import re

from guard.masking.cues import ROLES, folded

CONTACT = re.compile(
    r"(?i)(?<![\w\-])(?:rdv|(?:rdv|rendez-vous|point|visio|call|d[ée]jeuner|d[ée]j|caf[ée]"
    r"|[ée]change"
    r"|r[ée]union|r[ée]u|entretien|discut[ée]|discussion)(?: t[ée]l\.?| rapide)? (?:avec|w/)"
    r"|d[ée]mo (?:avec|pour)"
    r"|rencontr[ée]|crois[ée]|vu|(?:r|re)?contact(?:er|é)|r?appel(?:er|é|le)|relanc(?:er|é|e)"
    r"|(?:nouvelles|mail|appel|message|retour|r[ée]ponse|accord|avis) de|(?:news|e-?mail|reply"
    r"|answer|call|feedback) from"
    r"|joindre|pr[ée]venir|d['’]apr[èe]s|selon|dixit|de la part de|transmis [àa]|remplac(?:e"
    r"|er|ant) (?:de )?"
    r"|succ[èe]de [àa]|s['’]appelle|pass(?:er|é) par|valid[ée] par|sign[ée] par|trait[ée] par"
    r"|mtg|(?:meeting|call|catch[ -]?up|lunch|coffee|chat|demo|session) (?:with|w/)|(?:spoke"
    r"|talked|chatted)"
    r" (?:to|with|w/)|spoke|met(?: with| w/)?|bumped into|ran into|chas(?:e|ed|ing)|ring|rang"
    r"|phoned?|lvm (?:for|w/|with)|(?:vm|voicemail|message) (?:for|from)|according to"
    r"|on behalf of"
    r"|replac(?:es|ed|ing)|signed off by|approved by|handled by|speak to|speak with|check with"
    r"|lo+p in)[ \u00a0]\Z"
)
ROLE = re.compile(
    r"(?i)(?<![\w\-])(?:tech|technicien(?:ne)?|installateur|stagiaire|alternante?"
    r"|commercial(?:e)?|adjointe?"
    r"|coll[èe]gue|assistante?|secr[ée]taire|mari|femme|[ée]pou(?:x|se)|fils|fille|fr[èe]re"
    r"|s(?:œ|oe)ur"
    r"|associ[ée]e?|patron(?:ne)?|g[ée]rante?|directeur|directrice|pr[ée]sidente?|dg|daf|dsi"
    r"|rssi|pdg|drh"
    r"|acheteu(?:r|se)|responsable|resp\.?|chef|ing[ée]nieure?|comptable|juriste|conseill(?:er"
    r"|[èe]re)"
    r"|deputy|husband|wife|son|daughter|brother|sister|colleague|assistant|engineer|technician"
    r"|fitter|rep"
    r"|intern|boss|md|ceo|cfo|cto|coo|manager|director|buyer|accountant|caretaker|supervisor"
    r"|partner"
    r"|receptionist|secretary)[ \u00a0]\Z"
)
HUMAN = re.compile(
    r"(?i)[ \u00a0]\(?(?:ne |n['’])?(?:dit|veut|voudrait|pense|souhaite|demande|confirme"
    r"|pr[ée]f[èe]re|r?appelle(?:ra)?"
    r"|valide(?:ra)?|refuse|signe(?:ra)?|h[ée]site|accepte|insiste|tranche(?:ra)?"
    r"|d[ée]cide(?:ra)?|s['’]en (?:fiche|occupe)"
    r"|promet|r[âa]le|part(?= (?:en|à|le))|quitte|revient|reprend|viendra|remplace|doit|attend"
    r"|parti(?:e|r)?\b|injoignable|absente?\b|en cong[ée]s?"
    r"|(?:m|nous|vous|l)(?:['’]| )a |me |va (?:me|nous|rappeler|valider|signer|voir)|gère"
    r"|craint|trouve"
    r"|est (?:absente?|partie?|d['’]accord|favorable|ok|dispo\w*|en cong|passée?|contente?"
    r"|m[ée]contente?|plut[ôo]t)"
    r"|a (?:dit|demand|confirm|valid|sign|r?appel|refus|accept|promis|r[ée]pondu|insist"
    r"|pr[ée]sent|pos[ée]|quitt|oubli)"
    r"|said|says|wants|wanted|asks?|asked|confirm(?:s|ed)|thinks|thought|prefers|agree[sd]"
    r"|mentioned|replied|emailed"
    r"|requested|promised|complained|explained|told|likes|left|joined|rang|phoned|called|calls"
    r"|replaces|takes over"
    r"|approve[sd]|signed|worried|refuse[sd]|insist(?:s|ed)|push(?:es|ed|ing)|chasing"
    r"|does ?n['’]?t|is ?n['’]t|won['’]?t"
    r"|will (?:call|decide|send|check|confirm|sign|join|come|ring|email|handle|be (?:away|back"
    r"|there))|to (?:confirm|call|sign|check)"
    r"|is (?:away|on leave|off|keen|happy|unhappy|leaving|back|ok|fine|against|in favour)"
    r"|away\b|on leave|happy with)(?!\w)"
)
_JOB = (
    r"(?:achats?|acheteu\w+|prod(?:uction)?|maintenance|it|info(?:rmatique)?|daf|dsi|dg|pdg"
    r"|rssi|drh|rh|compta(?:bilit[ée])?"
    r"|juridique|direction|commercial\w*|technique|qualit[ée]|logistique|travaux|[ée]nergie"
    r"|finances?|exploitation"
    r"|[ée]tudes|g[ée]rante?|direct(?:eur|rice|or)|resp(?:onsable|\.)?|chef\w*|stagiaire"
    r"|alternante?|assistante?|ing[ée]nieure?"
    r"|technicien\w*|pr[ée]sidente?|comptable|tr[ée]sori[èe]re?|associ[ée]e?"
    r"|purchasing|procurement|buyer|operations|ops|finance|legal|facilities|sales|marketing|hr"
    r"|cfo|ceo|cto|coo|md"
    r"|vp|head|manager|mgr|engineer|technician|intern|assistant|treasurer|owner|accountant"
    r"|energy|estates|partner)"
)
JOB_AFTER = re.compile(
    rf"(?i)[ \u00a0]?\((?:[\w.\-]+ ){{0,2}}{_JOB}(?!\w)[^)\n]{{0,30}}\)"
    rf"|[ \u00a0]?,[ ](?:(?:le|la|notre|our|the|new|nouve(?:au|lle)) )?{_JOB}(?!\w)"
)
TEAM_AFTER = re.compile(
    rf"(?i) (?:pour|for|from|in|at|c[ôo]t[ée]|de|du|[àa]) (?:le |la |the |l['’])?{_JOB}(?!\w)"
)
NOT_PEOPLE = ROLES | folded(
    """
    client cliente clients customer customers prospect prospects devis facture factures commande
    commandes annexe page chapitre dossier contrat ticket offre proposition projet site sites
    chantier equipe team teams salon demo visio reunion rdv appel call mail compta juridique
    produit production prod atelier siege usine quai budget planning livraison installation
    invoice quote order contract appendix section project proposal meeting legal finance head
    office warehouse site helpdesk procurement purchasing board council committee comite conseil
    pilot sense gateway care capteur passerelle suivi excel word windows android apple wifi
    visiteur visiteuse visitor conseiller conseillere
    internet agence filiale groupe group partner partenaire fournisseur supplier installer
    annee semaine mois trimestre lundi matin midi soir demain hier aujourd'hui today tomorrow
    """
)
"""Words that stand where a name could and are none."""
