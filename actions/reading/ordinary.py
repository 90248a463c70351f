"""Words of asking that name nothing in any org: they are never reported as unknown."""

from __future__ import annotations

from language import words

_SAID = """
    speak speaks speaking parle parlent parlant anything one ones a about accorde accordee
    accordees accordes achete achetes acheté actual actuel actuellement actuelles actuels affecte
    affectee affectees affectes affiche affichez against ai aimerais all allez allons alors already
    also am among any anyone appartenant appartiennent as assigne assigned assignes associated
    associe associes at attribue attribues aucun aussi avance avec avez avons base based basee
    basees bases be beaucoup because been being belong belonging besoin between bien bjr bloque
    bonjour bonsoir booked both bought but buy c ca cadre came can cause cela celle celles celui
    certain certaines certains ces cette ceux chart check cherche chez chose combien come comes
    coming comme comment complete concernant contre coucou could csv current currently d dans data
    date dates deja dela demain depuis detenu detenus devrait did dire display dispo disponible
    divers do does doit doivent don done donne donnees donnez down download due elle elles en
    encore enregistrements ensemble entire entre envoie equipe equipees equipes est-ce etaient
    etait ete etes etre eu eus ever every excel existant existantes existants existing export
    exporte exported exporter exportez extrais face faire fait far faut fetch fiche fiches fichier
    file find font format forme from full gere geree gerees geres get gimme give given global
    globale globalement go going gonna grace graphe graphique had handled has hello her here hey hi
    hier his how i identifie identifier identify if il ils individual instead interesting issues
    issus it its j je jours jusqu just juste know l lemme lesquelles lesquels less leur leurs lie
    liee liees lies ligne lignes like list liste listez ll located look lui m made maintenant mais
    make manage managed meme memes merci moins mois montre montrer montrez more multiple must n ne
    need niveau nombreux nos nothing notre nous now off ok on ones only ont ou our out overall
    overview own owned owns parmi particular partir passe passee passees passes personne peu peut
    peux placed please pls plus plusieurs plutot plz possede possedent possible pour pourquoi
    pourrais pourriez pouvez prend prennent prepare preparing propos provenant puis puisse pull
    purchased qu que quelles quelqu quelque quelques quels quick quickly quoi rapidement rapport
    rather re realise realisees realises recherche record recorded records regarding related report
    reported ressors ressortir resultat results reviennent revient revue rien s sa salut same
    savoir say se see send sera seront ses seulement several shall should show si simplement since
    situe situees situes size sit sits sitting some someone something sommes son sors sortez sortir
    sous specific specifique spreadsheet still stp stuck suis suite sujet svp t table tableau
    tableur take takes telecharge telecharger telechargez tell than thanks their them then there
    they thing things thx too total tous tout toute toutes traitement travaille travaillent tres
    trouve trouvent trouvez tu un une uniquement up va vais various vas ve venant very veuillez
    veux viennent vient view vite voir vois vont vos votre voudrais vous vraiment vu wait wanna
    want was we well were what where whether whole why will with wonder wondering work working
    works would xls xlsx y abord anybody quiconque somebody toujours yet you your
    compris comprises em included including inclus incluses sorry pardon desole desolee oops wait
    avions avaient etions were entered reached
    attends meant fais fait merci okay oui yes nope nan euh bon ben bah hm hmm hum
"""

ORDINARY = frozenset(words(_SAID))
"""Verbs of command, politeness, pronouns, auxiliaries and belonging, in both languages."""
