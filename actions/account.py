"""With whose rights answers are found, and ending them: « déconnecte-moi », "whose view is it?"."""

from __future__ import annotations

from actions.answer_question import answer_question
from actions.contract import Request, Result, Tools
from actions.parts import Text
from actions.wording import Lines, line

LINES: Lines = {
    "signed_out": {
        "fr": "C’est fait : votre compte Salesforce n’est plus relié, et ses jetons sont révoqués.",
        "en": "Done: your Salesforce account is no longer linked, and its tokens are revoked.",
    },
    "not_linked": {
        "fr": "Aucun compte Salesforce n’est relié ici : il n’y a rien à déconnecter.",
        "en": "No Salesforce account is linked here: there is nothing to sign out of.",
    },
    "view": {
        "fr": "Je réponds avec vos propres droits Salesforce : **{name}** ({username}, profil "
        "{profile}). Ce que vous ne voyez pas dans Salesforce, je ne le vois pas non plus.",
        "en": "I answer with your own Salesforce rights: **{name}** ({username}, profile "
        "{profile}). What you cannot see in Salesforce, I cannot see either.",
    },
    "view_customer": {
        "fr": "Je réponds à partir de notre documentation et de vos propres dossiers, **{name}**, "
        "et de rien d’autre.",
        "en": "I answer from our documentation and from your own records, **{name}**, and from "
        "nothing else.",
    },
    "view_public": {
        "fr": "Vous n’êtes pas connecté : je réponds à partir de notre documentation publique.",
        "en": "You are not signed in: I answer from our public documentation.",
    },
}


async def disconnect(request: Request, tools: Tools) -> Result:
    """End the asker's link to Salesforce; who has none means something else to be left."""
    if request.audience != "internal":
        return await answer_question(request, tools)
    ended = tools.sign_out is not None and await tools.sign_out()
    name = "signed_out" if ended else "not_linked"
    return Result(parts=(Text(text=line(LINES, name, request.language)),))


async def tell_view(request: Request, tools: Tools) -> Result:
    """Say with whose rights the copilot reads and writes."""
    if tools.crm is None:
        return Result(parts=(Text(text=line(LINES, "view_public", request.language)),))
    user = tools.crm.user
    name = "view" if request.audience == "internal" else "view_customer"
    words = line(
        LINES, name, request.language, name=user.name, username=user.username, profile=user.profile
    )
    return Result(parts=(Text(text=words),))
