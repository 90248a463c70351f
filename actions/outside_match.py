"""Whether news is about a company: by its name without its legal form, or by its site."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from crm.naming import LEGAL, name_words
from knowledge.outside import Item, Subject

_SHORT = 3
_MAILBOXES = frozenset({
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.fr", "live.com",
    "yahoo.com", "yahoo.fr", "icloud.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net",
    "sfr.fr", "proton.me", "protonmail.com", "btinternet.com",
})  # fmt: skip
"""Domains of letter boxes: what comes from them is no company's."""


def subject_of(name: str, website: str, address: str) -> Subject:
    """Return a company by its name and by the domain of its site, else of its e-mail."""
    domain = site_of(website) or address.rpartition("@")[2].strip().lower()
    return Subject((name,), (domain,) if domain and domain not in _MAILBOXES else ())


def concerns(item: Item, subject: Subject) -> bool:
    """Whether an item names the company, or links to its own site."""
    sites = [site_of(link) for link in (item.where, *item.links)]
    if any(_under(site, domain) for site in sites for domain in subject.domains):
        return True
    return any(names(item.title, one) or names(item.text, one) for one in subject.names)


def names(text: str, name: str) -> bool:
    """Whether a text names a company, word by word, its legal form left out.

    A capital must begin it, so that « orange » is not Orange; a name too short to tell anybody
    apart only counts with its legal form.
    """
    whole = name_words(name)
    core = tuple(one for one in whole if one not in LEGAL)
    wanted = core if len("".join(core)) > _SHORT else whole
    if len("".join(wanted)) <= _SHORT:
        return False
    return any(_capital(run) for run in _runs(text, wanted))


def _runs(text: str, wanted: Sequence[str]) -> list[list[str]]:
    """Return the runs of written words whose folded words are those wanted."""
    flat = [(part, written) for written in text.replace("-", " ").split()
            for part in name_words(written)]  # fmt: skip
    size = len(wanted)
    return [
        [written for _, written in flat[start : start + size]]
        for start in range(len(flat) - size + 1)
        if tuple(part for part, _ in flat[start : start + size]) == tuple(wanted)
    ]


def _capital(run: Sequence[str]) -> bool:
    letters = "".join(one for one in run[0] if one.isalnum())
    bare = letters if run[0][1:2] not in {"'", "’"} else letters[1:]
    return not bare[:1].isalpha() or bare[:1].isupper()


def site_of(address: str) -> str:
    """Return the host of an address without « www. », "" where it has none."""
    address = address.strip().lower()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def _under(site: str, domain: str) -> bool:
    return site == domain or site.endswith(f".{domain}")
