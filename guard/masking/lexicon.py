"""Which words are ordinary words, and which are names people bear.

Nothing here knows a customer: a dictionary of customers would mask « livre blanc » because
somebody is called Blanc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from guard.entries import fold as fold_text
from guard.masking.cues import folded
from guard.masking.everyday import EVERYDAY
from guard.masking.wordlists import WordLists, load_lists, place_key

fold = lru_cache(maxsize=20_000)(fold_text)
"""Folding, remembered: the words of a language come again and again."""

_CHAT = folded(
    """
    mdp pw pwd psw
    bcp stp svp cdt cdlt dsl rdv tel mail ok merci bjr slt pb pbs qd tjs ttes rep compta
    presta asap fyi pls thx tks btw imo eod wip info infos admin dev ops sav crm erp kpi
    demo promo appli bsr hiya evening ctct login logins aws sms ssn nino ugh tbc tba faq api ip
    dhcp dns ssh ssl tls smtp imap http https html csv json xml pdf url uuid env prod dsn
    lol mdr ptdr xd haha oups beh euh ouais ouaip mouais bof bjour bsoir rgds ty thnx
    ke koi kel keske ki jms pk pq pcq psk pdt dc ds qqn qqch qq auj ajd dem aprem aprm bcoup
    tt tte tts dispo chq cb bl bc pj ras rdc ndf cgv tva ht ttc svt tkt vnr nrv oklm
    jsuis chui chais jme jte tas tes ya yavait keep kk wk wks yr yrs hrs mins pm am tmrw
    tmw tonite nite ur cos cuz coz bc b4 l8r gr8 idk lmk tbh brb omg imho afaik np nvm sry
    soz prob probs def deffo gonna wanna gotta dunno lemme innit nah yeah yep yup nope cba tho
    thru dept mgmt acct accts amt qty approx inv msg msgs pic pics vid attn eta cob eob ooo wfh
    poss obvs defo ans ref refs pref rly srsly esp incl excl misc tmr hv bn wd shd cd wl
    """
)
_GLUED = re.compile(
    r"(?:is|was|does|did|has|have|had|would|could|should|wo|ca|do|are|were|ai)nt"
    r"|(?:you|we|they|who)(?:ve|re|ll|d)|(?:that|what|there|where|here|let|who|it|he|she)s"
    r"|(?P<elided>j|qu|[dlcm](?=[aeiouyéèêàâîôûh]))(?P<rest>[^\W\d_]{2,})"
)
"""Words run together as in chats: « jvois », « daccord », "hasnt", "theyre"."""
_ENDINGS = tuple(
    (ending, base)
    for endings, base in (
        ("s es ed ing ly er 's x e ment ant", ""),
        ("ed ing er a ai ais ait aient ant ent ons ez é ée és ées es era erait eront", "e"),
        ("a ai ais ait aient ant ent ons ez é ée és ées e es era erait eront", "er"),
        ("i ie is ies it ira issait issant issent", "ir"),
        ("u ue us ues ant", "re"),
        ("ies", "y"),
        ("aux", "al"),
        ("trice trices", "teur"),
        ("euse euses", "eur"),
        ("ive ives", "if"),
    )
    for ending in endings.split()
)
"""What an inflected form may end with, and what its dictionary form has instead."""


def _lemmas(word: str) -> Iterator[str]:
    """Yield what a word may be an inflection of."""
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield stem + base
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=1)
def _shared_lists() -> WordLists:
    """Return the lists, read once for whoever masks and whoever verifies."""
    return load_lists()


class Lexicon:
    """Words and names; the lists are loaded at first use. Every method takes any case."""

    @cached_property
    def _lists(self) -> WordLists:
        return _shared_lists()

    def is_stop(self, word: str) -> bool:
        """Say whether it is a grammatical word of either language, or an abbreviation of chats."""
        lower = word.casefold()
        return lower in _CHAT or lower in self._lists.stops

    @lru_cache(maxsize=50_000)  # noqa: B019  a lexicon lives as long as the process
    def is_word(self, word: str) -> bool:
        """Say whether it is an ordinary word of either language, in any inflected form."""
        lower = word.casefold().replace("’", "'")
        folded = fold(lower)
        if folded in EVERYDAY:
            return True
        if self.is_home_name(folded) or self.is_home_last(folded):
            return self.is_stop(lower)
        words = self._lists.words
        return (
            self.is_stop(lower)
            or lower in words
            or any(form in words for form in _lemmas(lower))
            or self._is_glued(word)
        )

    def _is_glued(self, word: str) -> bool:
        """Say whether two ordinary words were run together, without the apostrophe."""
        glued = _GLUED.fullmatch(word)
        if not glued or not glued["elided"]:
            return glued is not None
        rest = glued["rest"]
        if glued["elided"] == "j" and not rest.endswith(("s", "x", "e", "é", "ai")):
            return False
        listed = rest in self._lists.words or rest in self._lists.stops
        return listed and not (self.is_first(word) or self.is_last(word))

    def is_listed(self, word: str) -> bool:
        """Say whether it is an ordinary word as it stands, not by its ending only."""
        return self.is_stop(word) or word.casefold() in self._lists.words

    def is_first(self, word: str) -> bool:
        """Say whether it is a first name somewhere."""
        return fold(word) in self._lists.first

    def is_last(self, word: str) -> bool:
        """Say whether it is a last name somewhere."""
        return fold(word) in self._lists.last

    def is_place(self, name: str) -> bool:
        """Say whether it is a town or a region of France or of the United Kingdom."""
        return place_key(name) in self._lists.places

    def is_home_name(self, word: str) -> bool:
        """Say whether it is a first name in French- or English-speaking countries."""
        return fold(word) in self._lists.home_first

    def is_home_last(self, word: str) -> bool:
        """Say whether it is a last name in French- or English-speaking countries."""
        return fold(word) in self._lists.home_last

    @property
    def lists(self) -> WordLists:
        """Return the lists themselves."""
        return self._lists
