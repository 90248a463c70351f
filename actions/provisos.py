"""A yes that is not one: « oui mais vendredi », "ok, except the second", « oui, si Hugo veut »."""

from __future__ import annotations

import re

from crm import Part
from language import find_counts, fold, fold_keep_length, words

_AGREES = re.compile(
    r"\b(?:(?:mais|but) (?:oui|si|yes|bien sur|of course|certainement)|pourquoi pas|why not|"
    r"(?:pas|sans|aucun) (?:de |d')?(?:soucis?|probleme?s?|pb|objection)|"
    r"not? (?:a )?(?:problem|issue)s?|"
    r"no (?:worries|objections?)|(?:n')?hesitez? pas|don'?t hesitate|sans hesit\w+|not bad|pas mal|"
    r"des que possible|as soon as (?:possible|you can)|si (?:si|possible)|"
    r"if (?:you (?:can|please|would|could)|possible))\b"
)
"""Agreement that holds words of refusing."""
_PROVISO = re.compile(
    r"\b(?:mais|but|sauf|hormis|excepte|except\w*|si|if|unless|a moins|a condition|provided|"
    r"seulement|uniquement|only|enfin|plutot|instead|rather|finalement|en fait|actually|"
    r"attend\w*|wait|hold on|hang on|however|though|pas|ne|not|\w+n't|dont|non|no|nope|sans|"
    r"without|apart from|all but|"
    r"quand|when|once|des que|as soon|apres|after|avant|before|plus tard|later|demain|tomorrow|"
    r"tantot|ce soir|tonight|jusqu\w*|until|till|d'abord|"
    r"peut-etre|maybe|perhaps|crois|pense|think|guess|suppose|probabl\w*|sans doute|bof|"
    r"verra|verrons|voir|we'll see|let'?s see|verifi\w*|check|reflech\w*|"
    r"annul\w*|cancel\w*|stop\w*)\b"
)
"""Conditions, exceptions, delays, doubts and second thoughts."""
_LEAVES_OUT = re.compile(
    r"\b(?:sauf|hormis|excepte|a part|mais pas|except(?: for)?|all but|but not|apart from|"
    r"without|sans|leave out|take out|drop|remove|exclude|skip|enlev\w*|retir\w*|vir(?:e|ez)|"
    r"ot(?:e|ez)|exclu\w*)\b|\A\W*(?:not|pas|(?:no|non)\W+(?:not|pas))\b"
)
_NOT_THAT = re.compile(
    r"\b(?:sauf|hormis|excepte|a part|mais pas|pas|except(?: for)?|all but|but not|not|apart from|"
    r"without|sans|laiss\w*|oubli\w*|enlev\w*|retir\w*|vire\w*|ote|otez|exclu\w*|forget|leave|skip|drop|"
    r"remove|take out|(?:ne )?(?:touche|change|modifie)\w* pas|don't (?:touch|change))\b"
)
_BUT = re.compile(r"[;.]|\b(?:mais|but|plutot|rather|instead)\b")
_NOTHING_ELSE = re.compile(r"\b(?:seulement|uniquement|juste|rien que|que|only|just)\b")
_OPENS = re.compile(
    r"\W*(?:oui|ouais|ok|okay|d'accord|yes|yep|yeah|sure|parfait|perfect|super|great|good|bien|bon|"
    r"tres bien|c'est bon|alright|fine|non|no|nope|nan|mais|but|plutot|rather|instead|enfin|"
    r"finalement|en fait|actually|attends|attendez|wait|hmm+|euh|ah|oh|sorry|pardon|oups|oops|"
    r"make it|disons|let's say|mettons)\b"
)
_YES = re.compile(
    r"\W*(?:oui|ouais|ok|okay|d'accord|yes|yep|yeah|sure|parfait|perfect|alright|fine|vas-y|go)\b"
)
_GOES_ON = re.compile(
    r"\W*(?:et|and|puis|then|also|aussi|make|set|mets|met|mettez|passe|plus)\b.*"
    r"(?:\b(?:aussi|also|too|as well|egalement|en plus)\b|\w-(?:la|le|les)\b|\bit\b)"
)
_GIVES_UP = re.compile(
    r"\b(?:laiss\w*|tomb\w*|oubli\w*|forget|never ?mind|drop|stop\w*|skip|leave|rien|nothing|"
    r"arrete\w*|abandon\w*|a?n+ul\w*|cancel\w*|verra|verrons|tant pis)\b"
)
_NEGATED = re.compile(
    r"\b(?:pas|not|n't|ni|jamais|never|no longer)\s+"
    r"(?:(?!(?:mais|but|plutot|rather|instead)\b)\S+\s+){0,2}\Z"
)
_SMALL = frozenset(words("le la les l de du des d the of a celle celui celles ceux one ones that"))


def left_aside(text: str) -> tuple[str, str]:
    """Return the words that are left out, and those kept alone: « oui sauf X », "only Y"."""
    folded = _plain(text)
    out, only = _NOT_THAT.search(folded), _NOTHING_ELSE.search(folded)
    if out:
        return _BUT.split(folded[out.end() :])[0], ""
    return "", folded[only.end() :] if only else ""


def leaves_out(text: str) -> bool:
    """Whether a message leaves something out of what is shown: « sauf », "except"."""
    return bool(_LEAVES_OUT.search(_plain(text)))


def _plain(text: str) -> str:
    return _AGREES.sub(" ", fold(text.replace("’", "'")))


def has_proviso(text: str) -> bool:
    """Whether a message that agrees holds something back: a condition, a delay, a doubt, a no.

    A yes that asks is none yet: « oui ? ».
    """
    said = _plain(text)
    asks = said.rstrip().endswith("?") and bool(words(said))
    return asks or bool(_PROVISO.search(said))


def goes_on(text: str) -> bool:
    """Whether a message begins as an answer to what is shown: « ok mais », "actually", « non »."""
    folded = fold(text.replace("’", "'"))
    return bool(_OPENS.match(folded) or _GOES_ON.match(folded) or _LEAVES_OUT.match(folded))


def begins_with_yes(text: str) -> bool:
    """Whether a message begins with a word of agreeing, whatever follows."""
    return bool(_YES.match(fold(text)))


def opening(text: str) -> tuple[int, int]:
    """Return where the yes, the no and the second thoughts stand that a message begins with."""
    folded, end = fold_keep_length(text.replace("’", "'")), 0
    while found := _OPENS.match(folded, end):
        end = found.end()
    return 0, end


def gives_up(text: str) -> bool:
    """Whether a refusal says that nothing is wanted any more."""
    return bool(_GIVES_UP.search(fold(text)))


def is_negated(text: str, start: int) -> bool:
    """Whether what stands there is what the message does not want: « pas vendredi »."""
    return bool(_NEGATED.search(fold_keep_length(text[:start].replace("’", "'"))))


def kept_parts(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts a message leaves in: « oui sauf la deuxième », "only Harrow".

    All of them where it leaves none out, or none that is known.
    """
    folded = fold_keep_length(text)
    left_out, only = _LEAVES_OUT.search(folded), _NOTHING_ELSE.search(folded)
    if left_out is None:
        kept = _parts_told(text[only.end() :], parts) if only else ()
        return kept or parts
    gone = _parts_told(text[left_out.end() :], parts)
    return tuple(part for part in parts if part not in gone)


def _parts_told(rest: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts that ranks or words of their names tell."""
    groups = [one for one in find_counts(rest) if one.way and not one.ordinal]
    if groups:
        size = groups[0].value
        return parts[:size] if groups[0].way == "oldest" else parts[-size:]
    ranks = {one.value for one in find_counts(rest) if one.ordinal}
    if ranks:
        places = {rank - 1 if rank > 0 else len(parts) + rank for rank in ranks}
        return tuple(part for place, part in enumerate(parts) if place in places)
    said = {*words(rest)} - _SMALL
    return tuple(part for part in parts if said and said <= {*words(part.name)})
