"""What is to be changed in a draft: tone, length, days, points, words, language, whom it is for.

Each change is a small rule on the structure of what is said: an action (add, drop, replace) and
what it bears on. A message that asks for nothing we can do changes nothing, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from actions.contract import Language, Request
from actions.mail_draft import Draft
from actions.mail_request import slots
from actions.style import read_style
from language import fold_keep_length

ADDS = re.compile(
    r"\b(?:r?ajout\w*|add\w*|mentionn\w*|mention|precis\w*|inclu\w*|parl\w*|evoqu\w*|insist\w*|"
    r"stress|emphasi\w*|soulign\w*|underline|highlight|met\w* en avant|put)\b"
)
DROPS = re.compile(
    r"\b(?:enlev\w*|supprim\w*|retir\w*|ote\w*|vire\w*|sans|remov\w*|delet\w*|drop|without|"
    r"take out|cut|leave out|pas de|no)\b"
)
LIST = re.compile(r"\b(?:puces?|liste|bullets?|list|avantages?|advantages?|arguments?|points)\b")
DAY = re.compile(r"\b(?:dates?|jours?|creneaux?|rendez-?vous|rdv|day|slot|meeting|appointment)\b")
FIGURES = re.compile(r"\b(?:chiffres?|montants?|figures?|amounts?|numbers?)\b")
AGAIN = re.compile(
    r"\b(?:reformul\w*|re[- ]?ecri\w*|refai\w*|refaire|recommenc\w*|repren\w*|autrement|"
    r"(?:une|un|d['’]|an?)?\s?autre\w*|another|again|differently|re-?word\w*|re-?writ\w*|"
    r"re-?phras\w*|redo|start over|chang\w*|modif\w*|vari\w*|plait pas|pas l['’]?aim\w*|"
    r"don['’]?t like|plus percutant\w*|punchier)\b"
)
SUBJECT = re.compile(r"\b(?:objets?|sujets?|titres?|subjects?|title|headline)\b")
SIGNS = re.compile(r"\b(?:sign\w*)\b")
POST = re.compile(r"\bp\.?\s?s\b")
CARBON = re.compile(r"\b(?:cc|copie|copy)\b")
GREETS = re.compile(r"^(?:bonjour|bonsoir|cher|chere|madame|monsieur|hello|hi|dear|salut|good)\b")
QUOTED = re.compile(r"[«“\"‘]\s*(.+?)\s*[»”\"’](?=\W|$)")
SAYS = re.compile(r"\b(?:que|qu['’]|that)\s*(?=\S)")
FRENCH = re.compile(r"\b(?:francais\w*|french)\b")
ENGLISH = re.compile(r"\b(?:anglais\w*|english)\b")
FIRST_NAME = re.compile(r"\b(?:prenom|first name)\b")


def revise(draft: Draft, request: Request, today: date) -> Draft:
    """Return the draft with the change asked for; the same draft where none is understood."""
    folded = fold_keep_length(request.text)
    revised = replace(draft, style=read_style(request.text, draft.style))
    for rule in RULES:
        changed = rule(revised, folded, request, today)
        if changed is not None:
            return changed
    return revised


def again(draft: Draft) -> Draft:
    """Return the draft in other words."""
    return replace(draft, version=draft.version + 1)


def _worded(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Take words given in quotation marks: a subject, a greeting, a signature, a postscript."""
    found = QUOTED.search(request.text)
    if found is None:
        return None
    said = found[1]
    if SUBJECT.search(folded):
        return draft.with_own(subject=said)
    if POST.search(folded):
        return draft.with_own(postscript=said)
    if SIGNS.search(folded):
        return draft.with_own(signed=said)
    if GREETS.match(fold_keep_length(said)):
        return draft.with_own(greeting=said if said[-1:] in ",!" else f"{said},")
    return _with_sentence(draft, said) if ADDS.search(folded) else None


def language_named(folded: str) -> Language | None:
    """Return the one language that a text (folded) names."""
    french, english = bool(FRENCH.search(folded)), bool(ENGLISH.search(folded))
    if french == english:
        return None
    return "fr" if french else "en"


def _language(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Write in the language that is named."""
    other = language_named(folded)
    return replace(draft, written=other) if other else None


def _people(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Leave a named person to `write_email`, which looks them up."""
    return draft if request.first("person") and not DROPS.search(folded) else None


def _drop(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Leave something out: a point, the advantages, the day, what was added."""
    if not DROPS.search(folded):
        return None
    topic = request.first("topic")
    if topic:
        said = fold_keep_length(str(topic.value))
        kept = tuple(one for one in draft.topics if said not in fold_keep_length(one))
        return replace(draft, topics=kept, bare=draft.bare or kept == draft.topics)
    if LIST.search(folded) or FIGURES.search(folded):
        return replace(draft, bare=True)
    if POST.search(folded):
        return draft.with_own(postscript=None)
    if DAY.search(folded):
        return replace(draft, stated={**draft.stated, "slots": []})
    return _without_last(draft)


def _without_last(draft: Draft) -> Draft | None:
    added = list(draft.own.get("added") or ())
    return draft.with_own(added=added[:-1]) if added else None


def _days(draft: Draft, folded: str, request: Request, today: date) -> Draft | None:
    """Propose the days that are named."""
    found = slots(request.text, today)
    return replace(draft, stated={**draft.stated, "slots": found}) if found else None


def _topic(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Stand on one more point."""
    topic = request.first("topic")
    if topic is None:
        return None
    topics = dict.fromkeys((*draft.topics, str(topic.value)))
    return replace(draft, topics=tuple(topics), bare=False)


def _sentence(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Add what the rep says after « ajoute que … »."""
    found = SAYS.search(folded)
    if found is None or not ADDS.search(folded[: found.start()]):
        return None
    said = request.text[found.end() :].strip()
    return _with_sentence(draft, said) if said else None


def _with_sentence(draft: Draft, said: str) -> Draft:
    whole = said[:1].upper() + said[1:] + ("" if said[-1:] in ".!?…" else ".")
    return draft.with_own(added=[*(draft.own.get("added") or ()), whole])


def _signature(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Sign otherwise: « signe Claire », "sign with my first name"."""
    found = SIGNS.search(folded)
    if found is None:
        return None
    if FIRST_NAME.search(folded):
        return draft.with_own(signed="first")
    named = re.search(r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)?", request.text[found.end() :])
    return draft.with_own(signed=named[0]) if named else None


def _otherwise(draft: Draft, folded: str, request: Request, _: date) -> Draft | None:
    """Say the same in other words, or under another subject."""
    if not AGAIN.search(folded):
        return None
    if SUBJECT.search(folded):
        return draft.with_own(other_subject=not draft.own.get("other_subject"), subject=None)
    return again(draft)


Rule = Callable[[Draft, str, Request, date], Draft | None]
RULES: tuple[Rule, ...] = (
    _worded, _language, _people, _signature, _drop, _sentence, _topic, _days, _otherwise,
)  # fmt: skip
