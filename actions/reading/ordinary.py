"""Words of asking that name nothing in any org: they are never reported as unknown."""

from __future__ import annotations

from language import words

_SAID = """
    a about accorde accordee accordees accordes actuel actuellement affecte affectee affectees
    affectes affiche affichez against ai aimerais all allez allons alors already also am among
    any anyone appartenant appartiennent as assigne assigned assignes associated associe
    associes at attribue attribues aucun aussi avance avec avez avons based basee basees bases
    be beaucoup because been being belong belonging besoin between bien bjr bonjour bonsoir
    booked both but c ca cadre came can cause cela celle celles celui ces cette ceux chart check
    cherche chez chose combien come comes coming comme comment complete concernant contre coucou
    could csv current currently d dans data date dates deja demain depuis detenu detenus did
    dire display dispo disponible do does don done donne donnees donnez down download due elle
    elles en encore enregistrements ensemble entre envoie est-ce etaient etait ete etes eu eus
    ever every excel export exporte exported exporter exportez extrais face faire fait far faut
    fetch fiche fiches fichier file find font format forme from gere geree gerees geres get
    gimme give given go going gonna grace graphe graphique had handled has hello her here hey hi
    hier his how i identifie identifier identify if il ils instead issues issus it its j je
    jours jusqu just juste know l lemme lesquelles lesquels less leur leurs lie liee liees lies
    ligne lignes like list liste listez ll located look lui m made maintenant mais make manage
    managed meme memes merci moins mois montre montrer montrez more n ne need niveau nos nothing
    notre nous now off ok on ones only ont ou our out overview own owned owns parmi
    partir passe passee passees passes personne peu peut peux placed please pls plus plutot plz
    possede possedent possible pour pourquoi pourrais pourriez pouvez prepare preparing propos
    provenant puis puisse pull qu que quelles quelqu quelque quels quick quickly quoi rapidement
    rapport rather re realise realisees realises recherche record recorded records regarding
    related report reported ressors ressortir resultat results reviennent revient revue rien s
    sa salut same savoir say se see send sera seront ses seulement shall show si simplement
    since situe situees situes someone something sommes son sors sortez sortir sous spreadsheet
    still stp suis suite sujet svp t table tableau tableur telecharge telecharger telechargez
    tell than thanks their them then there they thx too total tous tout toute toutes travaille
    travaillent tres trouve trouvent trouvez tu un une uniquement up va vais vas ve venant very
    veuillez veux viennent vient view vite voir vois vont vos votre voudrais vous vraiment vu
    wanna want was we well were what where whether why will with wonder wondering work working
    works would xls xlsx y you your
"""

ORDINARY = frozenset(words(_SAID))
"""Verbs of command, politeness, pronouns, auxiliaries and belonging, in both languages."""
