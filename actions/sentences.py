"""The sentences people wrote in notes, e-mails and chats: no quoted thread, no signature."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from language import fold

HEADER = re.compile(
    r"^(from|to|cc|bcc|sent|date|subject|attachments?|body|de|a|envoye|objet|additional to|"
    r"pieces? jointes?|corps)\s*:(\s|$)"
)
QUOTED = re.compile(
    r"^(>|-{3,}|_{5,}|(.{2,80}\b)?(a ecrit|wrote)\s?:$|(from|de|envoye|sent)\s?:\s|"
    r"(envoye de(puis)? mon|sent from my)\b|debut du message (transfere|reexpedie))"
)
CLOSING = re.compile(
    r"^((tres |bien )?cordialement|bien a (vous|toi)|cdlt|cdt|a bientot|"
    r"bonne (journee|reception|soiree)|sinceres salutations|salutations|"
    r"(best|kind|warm|kindest)?\s*(regards|wishes)|best|all the best|cheers|sincerely|"
    r"yours( \w+)?|thanks|merci( d.avance)?|many thanks|--)[\s,.!]*$"
)
GREETING = re.compile(
    r"^(re-?)?(bonjour|bonsoir|hello|hi|hey|dear|cher|chere|salut|"
    r"good (morning|afternoon))\b[^.!?:]{0,40}[,.!]?$"
)
SPEAKER = re.compile(
    r"^\s*(?:[\[(]?\s*[\dhms:. ]{2,12}[\])]?\s+)?([A-ZÀ-Ýa-zà-ÿ][\w’'. -]{0,40}?)\s?:\s+"
)
BULLET = re.compile(r"^\s*[-•*–]\s+")
END = re.compile(
    r"(?<=[.!?…])\s+(?=[^\s.?!])|(?<=[.!?…]\s[»”])\s+"
    r"|\s+(?://?|\||->|=>|→)\s+(?=\S+\s+\S+)"
)
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:M|Mr|Mme|Mrs|Ms|Dr|n°|etc|approx|ex|cf|tel|tél|[Pp]roch|suiv|env|vs)\.$"
    r"|(?:^(?:\S+ )?|[\s(](?![A-ZÀ-Ý][a-zà-ÿ]{2})\S+ |\b(?:Mme|Mrs) )[A-Z]\.$"
)
"""« M. », « n°. », or an initial that no name comes before: « Capteur E. » ends a sentence."""
NAMES = re.compile(r"^(?:[A-ZÀ-Ý][\w’'.-]*(?: (?:de|du|le|la|van|von|et|and))?[ ,.&]*){1,8}$")
BLOCKS = re.compile(r"</?(?:p|div|br|li|ul|ol|tr|td|table|h\d|blockquote)\b[^>]*>", re.IGNORECASE)
TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
WRAPPED = 55
"""A line at least as long, without a full stop, was broken by a mail program, not by its writer."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a note or a message, each as it stands in the text."""
    return [sentence for line in own_lines(text) for sentence in split(line)]


def turns(text: str) -> list[tuple[str, str]]:
    """Return the sentences of a chat or a call, each after the name of who said it ("" unknown)."""
    lines = plain(text).splitlines()
    heads = Counter(head[1] for line in lines if (head := SPEAKER.match(line)))
    found: list[tuple[str, str]] = []
    who = ""
    for line in lines:
        head = SPEAKER.match(line)
        # « Erreur : … » inside a message is no speaker: speakers come back, or there are but two.
        speaks = bool(head and (len(heads) <= 2 or heads[head[1]] > 1))
        who = head[1] if head and speaks else who
        said = line[head.end() :] if head and speaks else line
        found += [(who, sentence) for sentence in split(said.strip())]
    return found


def plain(text: str) -> str:
    """Return the text without markup."""
    if not TAGS.search(text):
        return text
    return html.unescape(TAGS.sub("", BLOCKS.sub("\n", text)))


def own_lines(text: str) -> list[str]:
    """Return the paragraphs the author wrote: mail headers, quoted thread, signature left out."""
    kept: list[str] = []
    for line in unwrapped(plain(text)):
        folded = fold(line)
        if not kept and (HEADER.match(folded) or GREETING.match(folded)):
            continue
        if QUOTED.match(folded) or (kept and (CLOSING.match(folded) or signed(line))):
            break
        if not GREETING.match(folded):
            kept.append(BULLET.sub("", line))
    return kept


def unwrapped(text: str) -> Iterator[str]:
    """Yield the lines of a text; what a mail program broke is one line again, breaks kept."""
    before = ""
    for line in (one.strip() for one in text.splitlines()):
        goes_on = len(before.rpartition("\n")[2]) >= WRAPPED and before[-1:] not in ".!?…:;"
        if line and goes_on and line[:1].islower():
            before += "\n" + line
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def signed(line: str) -> bool:
    """Whether a line is only somebody's name."""
    return len(line.split()) <= 4 and bool(NAMES.match(line)) and line[-1:] not in "!?"


def split(line: str) -> list[str]:
    """Return the sentences of a line that say something; lists of names do not."""
    pieces = (piece.strip() for piece in cut(line))
    return [piece for piece in pieces if len(piece.split()) > 1 and not NAMES.match(piece)]


def cut(line: str) -> Iterator[str]:
    """Yield the line cut where sentences end, not after a shortened word."""
    start = 0
    for end in END.finditer(line):
        if not SHORTENED.search(line[start : end.start()]):
            yield line[start : end.start()]
            start = end.end()
    yield line[start:]
