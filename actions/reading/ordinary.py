"""Words of asking that name nothing in any org: they are never reported as unknown."""

from __future__ import annotations

from language import words

_SAID = """
    mais but puis
    vais vas va allons allez vont am going go will shall would affecte affectes affectee affectees
    face cause because grace thanks due suite ones rather instead plutot eu eus passe passes
    passees had done lui leurs montre montrez donne donnez liste listez affiche affichez trouve
    trouvez cherche recherche identifie identifier sors ressors peux peut pouvez voudrais veux
    aimerais besoin faut svp stp merci bonjour show list give find get display pull fetch identify
    tell want need would like could can please tous toutes tout toute all any every complete
    ensemble lesquels lesquelles ceux celles ai as a avons avez sommes suis etes ont etait etaient
    sera seront be been being was were do does did has there here y ils elles nous vous on we you
    they i je tu il elle where ou comment how why pourquoi quoi what quelles quels n ne d l j m t
    c qu si if then alors just only seulement juste uniquement encore still deja already aussi
    also too maintenant now faire fait font make made voir vois see look at dans chez pour with
    avec sous entre between depuis since quelqu un une mois jours plus moins more less than que
    comme well very tres peu bien ok hello hi salut actuel current table tableau chart graphique
    graphe rapport report donnees data resultat results montrer savoir know dire say possible
    rapidement vite quick quickly up out off down re s ll ve don ces leur nos notre votre vos our
    your their its his her celui celle cela ca it them concernant regarding related lie lies liee
    liees associe associes associated about sujet se trouvent situe situes situees based located
    bases basees basee personne someone anyone aucun rien nothing something quelque chose d'entre
    among parmi actuellement total en currently combien record records enregistrements fiche
    fiches ligne lignes appartiennent appartenant belonging belong possede possedent owned own
    owns detenu detenus gere geres geree gerees handled managed manage assigned assigne assignes
    attribue attribues venant vient viennent provenant issus issues coming come comes from origin
    travaille travaillent working work works jusqu meme memes same hier demain date dates
"""

ORDINARY = frozenset(words(_SAID))
"""Verbs of command, politeness, pronouns, auxiliaries and belonging, in both languages."""
