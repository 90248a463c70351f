"""The sentences people wrote in notes, e-mails and chats: no quoted thread, no signature."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from language import fold

QUOTED = re.compile(
    r"^(>|-{3,}|_{5,}|(le|on) .{5,80}(a ecrit|wrote)\s*:?$|(de|from|envoye|sent)\s*:\s)"
)
CLOSING = re.compile(
    r"^(bien )?(cordialement|bien a (vous|toi)|cdlt|bonne (journee|reception)|salutations|"
    r"(best|kind|warm)?\s*regards|best|cheers|sincerely|thanks|merci( d.avance)?|many thanks|--)"
    r"[\s,.!]*$"
)
SPEAKER = re.compile(r"^(?:\(\s*[\dhms: ]+\)\s*)?[A-ZÀ-Ý][\w’'. -]{0,40}\s?:\s+")
GREETING = re.compile(
    r"^(bonjour|bonsoir|hello|hi|dear|salut|good (morning|afternoon))\b[^.!?]{0,40}[,.!]?$"
)
END = re.compile(
    r"(?<!\bM)(?<!\bMr)(?<!\bMme)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bn°)(?<!\betc)"
    r"(?<=[.!?…])\s+(?=[^\s.])"
)


def own_lines(text: str) -> list[str]:
    """Return the lines the author wrote: markup, quoted thread and signature left out."""
    if "<" in text:
        text = BeautifulSoup(text, "html.parser").get_text("\n")
    kept: list[str] = []
    for line in text.splitlines():
        folded = fold(line.strip())
        if QUOTED.match(folded) or (kept and CLOSING.match(folded)):
            break
        if folded and not GREETING.match(folded):
            kept.append(SPEAKER.sub("", line.strip()).lstrip("-•* ").strip())
    return [line for line in kept if line]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each a substring of one of its lines."""
    return [
        sentence.strip()
        for line in own_lines(text)
        for sentence in END.split(line)
        if len(sentence.split()) > 1
    ]
