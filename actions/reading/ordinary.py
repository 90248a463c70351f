"""Words of asking that name nothing in any org: they are never reported as unknown."""

from __future__ import annotations

from language import words

_SAID = """
    a about accorde accordee accordees accordes actuel actuellement affecte affectee affectees
    affectes affiche affichez against ai aimerais all allez allons alors already also am among
    any anyone appartenant appartiennent as assigne assigned assignes associated associe
    associes at attribue attribues aucun aussi avec avez avons based basee basees bases be
    because been being belong belonging besoin between bien bonjour both but c ca came can cause
    cela celle celles celui ces ceux chart cherche chez chose combien come comes coming comme
    comment complete concernant contre could csv current currently d d'entre dans data date
    dates deja demain depuis detenu detenus did dire display do does don done donne donnees
    donnez down download due elle elles en encore enregistrements ensemble entre envoie etaient
    etait ete etes eu eus ever every excel export exporte exported exporter exportez extrais
    face faire fait faut fetch fiche fiches fichier file find font format forme from gere geree
    gerees geres get give given go going grace graphe graphique had handled has hello her here
    hi hier his how i identifie identifier identify if il ils instead issues issus it its j je
    jours jusqu just juste know l lesquelles lesquels less leur leurs lie liee liees lies ligne
    lignes like list liste listez ll located look lui m made maintenant mais make manage managed
    meme memes merci moins mois montre montrer montrez more n ne need nos nothing notre nous now
    off ok on ones only ont origin ou our out own owned owns parmi passe passee passees passes
    personne peu peut peux placed please plus plutot possede possedent possible pour pourquoi
    pouvez provenant puis pull qu que quelles quelqu quelque quels quick quickly quoi rapidement
    rapport rather re realise realisees realises recherche record recorded records regarding
    related report reported ressors resultat results reviennent revient rien s sa salut same
    savoir say se see send sera seront ses seulement shall show si since situe situees situes
    someone something sommes son sors sous spreadsheet still stp suis suite sujet svp t table
    tableau tableur telecharge telecharger telechargez tell than thanks their them then there
    they too total tous tout toute toutes travaille travaillent tres trouve trouvent trouvez tu
    un une uniquement up va vais vas ve venant very veux viennent vient vite voir vois vont vos
    votre voudrais vous want was we well were what where why will with work working works would
    xls xlsx y you your
"""

ORDINARY = frozenset(words(_SAID))
"""Verbs of command, politeness, pronouns, auxiliaries and belonging, in both languages."""
