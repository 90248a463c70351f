"""What happened with a customer, what hurts, what was decided and promised, and what comes next.

Record sentences are quoted as they were written, in their own language; only the frame around
them is in the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guard.composer.commitments import REST, Sentence, commitments, item, of_kind
from guard.composer.wording import (
    KINDS,
    Chooser,
    capital,
    colon,
    quote,
    read_date,
    say_date,
    say_list,
    shorten,
)
from guard.prompt import Language

_TITLES: dict[Language, tuple[str, str]] = {
    "fr": ("La dernière interaction {link} {name}", "Les {n} dernières interactions {link} {name}"),
    "en": ("The last interaction {link} {name}", "The last {n} interactions {link} {name}"),
}
_KIND_TITLES: dict[Language, dict[str, tuple[str, str]]] = {
    "fr": {
        kind: (f"{one} {{link}} {{name}}", f"Les {{n}} {several} {{link}} {{name}}")
        for kind, one, several in (
            ("call", "Le dernier appel", "derniers appels"),
            ("meeting", "La dernière réunion", "dernières réunions"),
            ("email", "Le dernier e-mail", "derniers e-mails"),
            ("chat", "La dernière discussion en ligne", "dernières discussions en ligne"),
        )
    },
    "en": {
        kind: (f"The last {one} {{link}} {{name}}", f"The last {{n}} {several} {{link}} {{name}}")
        for kind, (one, several) in KINDS["en"].items()
    },
}
_LINKS: dict[Language, tuple[str, str]] = {"fr": ("avec", "sur"), "en": ("with", "on")}
_NOTHING: dict[Language, str] = {
    "fr": "Aucune interaction n’est enregistrée avec {name}.",
    "en": "No interaction is recorded with {name}.",
}


def compose_summary(facts: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return the content of the `summary` task."""
    ordered = sorted(facts["interactions"], key=lambda one: one["date"], reverse=True)
    groups = _themes(ordered)
    items = [_event(one, language) for one in ordered]
    items += [_pain(theme, told, language) for theme, told in groups]
    solved = _themes(ordered, solved=True)
    items += [_pain(theme, told, language) for theme, told in solved]
    items += [said for kind in REST[language] for said in commitments(ordered, kind, language)]
    return {
        "title": _title(facts, len(ordered), language),
        "overview": _overview(facts, ordered, groups or solved, language),
        "items": items,
    }


def _title(facts: Mapping[str, Any], count: int, language: Language) -> str:
    """Return the heading."""
    link, kind = _LINKS[language][bool(facts.get("about"))], facts.get("kind")
    title = _KIND_TITLES[language].get(kind or "", _TITLES[language])[count != 1]
    return title.format(n=count, link=link, name=facts["name"])


def _overview(
    facts: Mapping[str, Any],
    ordered: Sequence[Mapping[str, Any]],
    groups: Sequence[tuple[str, list[Sentence]]],
    language: Language,
) -> str:
    """Return when and how they spoke, and what hurts most, in two or three sentences."""
    if not ordered:
        return _NOTHING[language].format(name=facts["name"])
    parts = [_period(ordered, language), _missing(facts, len(ordered), language)]
    themes = [theme for theme, _ in groups if theme][:3]
    if any(told[0][1].get("settled") for _, told in groups):
        parts.append(_solved(themes, language))
    else:
        parts.append(_hurts(themes, bool(groups), facts, language))
    return " ".join(part for part in parts if part)


def _solved(themes: list[str], language: Language) -> str:
    """Say that what hurt was put right."""
    listed = f" ({say_list(themes, language)})" if themes else ""
    if language == "fr":
        return f"Les difficultés signalées{listed} sont réglées."
    return f"The difficulties raised{listed} have been solved."


def _period(ordered: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return the count by kind and the days between which it all happened."""
    kinds = [one["kind"] for one in ordered]
    names = KINDS[language]
    counts = [
        f"{kinds.count(kind)} {names[kind][kinds.count(kind) > 1]}" for kind in dict.fromkeys(kinds)
    ]
    days = sorted(day for one in ordered if (day := read_date(one["date"])))
    if not days:
        return f"{capital(say_list(counts, language))}."
    first, last = (say_date(day, language) for day in (days[0], days[-1]))
    if first == last:
        when = f"le {first}" if language == "fr" else f"on {first}"
    else:
        when = (
            f"entre le {first} et le {last}" if language == "fr" else f"between {first} and {last}"
        )
    return f"{capital(say_list(counts, language))}, {when}."


def _missing(facts: Mapping[str, Any], count: int, language: Language) -> str:
    """Return a remark when fewer interactions exist than were asked for."""
    if count >= facts["requested"]:
        return ""
    if language == "fr":
        return f"Le dossier n’en contient pas davantage ({facts['requested']} demandées)."
    return f"The record holds no more than that ({facts['requested']} requested)."


def _hurts(themes: list[str], any_pain: bool, facts: Mapping[str, Any], language: Language) -> str:
    """Return the main themes of what hurts."""
    chooser = Chooser(facts)
    if not any_pain:
        french = ("Aucun point de douleur n’y est exprimé.", "Aucune difficulté n’y est signalée.")
        english = ("No pain point is voiced there.", "No difficulty is voiced there.")
        return chooser.pick("hurts", french if language == "fr" else english)
    if not themes:
        return ""
    several = len(themes) > 1
    french = (
        "Principaux points de douleur" if several else "Principal point de douleur",
        "Ce qui revient le plus",
    )
    english = (f"Main pain point{'s' if several else ''}", "What comes up most")
    lead = chooser.pick("hurts", french if language == "fr" else english)
    return f"{lead}{colon(language)}{say_list(themes, language)}."


def _event(one: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """Return what happened in one interaction, in one sentence."""
    sentences = one["sentences"]
    told = _gist(one)
    subject = shorten(one.get("subject") or "", 90)
    head = _head(one, language) + (f" ({quote(subject, language)})" if subject else "")
    raised = say_list(_raised(one), language)
    if told:
        text = f"{head}{colon(language)}{shorten(told)}"
    elif raised:
        said = "point soulevé" if language == "fr" else "point raised"
        text = f"{head}, {said}{colon(language)}{raised}."
    else:
        text = f"{head}."
    first = sentences[0]["text"] if sentences else one.get("subject") or ""
    return item(text, "event", [(one, {"text": told or first})])


def _gist(one: Mapping[str, Any]) -> str:
    """Return the sentence that says what happened, "" where none is plain news."""
    if "gist" in one:
        return one["gist"] or ""
    sentences = one["sentences"]
    told = next((s for s in sentences if s["kind"] == "event"), sentences[0] if sentences else None)
    return told["text"] if told else ""


def _raised(one: Mapping[str, Any]) -> list[str]:
    """Return the themes of what hurt in one interaction."""
    themes = [s.get("theme") for s in one["sentences"] if s["kind"] == "pain_point"]
    return list(dict.fromkeys(theme for theme in themes if theme))


def _head(one: Mapping[str, Any], language: Language) -> str:
    """Return « Appel du 12 novembre 2026 avec Mme Petit » or "Call of 12 November 2026 with…"."""
    name = capital(KINDS[language][one["kind"]][0])
    day = read_date(one["date"])
    link, along = ("du", "avec") if language == "fr" else ("of", "with")
    people = say_list(one.get("participants") or [], language)
    if one["kind"] == "email" and one.get("incoming") is not None and day:
        return _letter(one, say_date(day, language), people, language)
    when = f"{name} {link} {say_date(day, language)}" if day else name
    return f"{when} {along} {people}" if people else when


def _letter(one: Mapping[str, Any], day: str, people: str, language: Language) -> str:
    """Return « E-mail écrit par Mme Petit le 12 mai 2026 » or "Email sent on 12 May 2026"."""
    if language == "fr":
        # Names are masked here: « de » could not be elided before a vowel.
        way = ("écrit par" if people else "reçu") if one["incoming"] else "envoyé"
        return " ".join(part for part in ("E-mail", way, people, f"le {day}") if part)
    way = ("received from" if people else "received") if one["incoming"] else "sent"
    return " ".join(part for part in ("Email", way, people, f"on {day}") if part)


def _themes(
    ordered: Sequence[Mapping[str, Any]], *, solved: bool = False
) -> list[tuple[str, list[Sentence]]]:
    """Return the pain points by theme, the most frequent first, then the most recent.

    Those that still hurt, or those `solved` since. Without a theme they stand alone, last.
    """
    groups: dict[str, list[Sentence]] = {}
    told_so = (
        one for one in of_kind(ordered, "pain_point") if bool(one[1].get("settled")) == solved
    )
    for number, pair in enumerate(told_so):
        groups.setdefault(pair[1].get("theme") or f"\0{number}", []).append(pair)
    named = sorted(groups.items(), key=lambda group: (group[0].startswith("\0"), -len(group[1])))
    return [("" if theme.startswith("\0") else theme, told) for theme, told in named]


def _pain(theme: str, told: list[Sentence], language: Language) -> dict[str, Any]:
    """Return one pain point with every sentence that voices it."""
    quotes = "\u202f; " if language == "fr" else "; "
    every = list(dict.fromkeys(shorten(sentence["text"]) for _, sentence in told))
    texts = [text for text in every if not any(one != text and one in text for one in every)]
    said = quotes.join(quote(text, language) for text in texts[:3])
    head = capital(theme) if theme else ("Point de douleur" if language == "fr" else "Pain point")
    return item(f"{head}{_often(told, language)}{colon(language)}{said}", "pain_point", told)


def _often(told: list[Sentence], language: Language) -> str:
    """Return how often and when last, or when it was solved, in brackets."""
    settled = max((day for _, one in told if (day := read_date(one.get("settled")))), default=None)
    if settled:
        when = say_date(settled, language)
        return f" (point réglé le {when})" if language == "fr" else f" (solved on {when})"
    day = read_date(told[0][0]["date"])
    if day is None:
        return ""
    # Several sentences of one exchange say it once.
    when, times = say_date(day, language), len({one["id"] for one, _ in told})
    if language == "fr":
        return f" ({times} fois, la dernière le {when})" if times > 1 else f" (le {when})"
    return f" ({times} times, last on {when})" if times > 1 else f" (on {when})"
