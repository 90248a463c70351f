"""Presidio's analyzer with our recognizers and our spaCy pipelines, in French and in English."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from guard.masking.names import NameFinder
from guard.masking.pipelines import MODELS, Pipelines
from guard.recognizers import RECOGNIZERS, Recognizer
from guard.spans import Span

LANGUAGES = tuple(MODELS)


class EntityPipelines(NlpEngine):
    """Our pipelines as Presidio wants them: entities and tokens, no lemmas."""

    def __init__(self, pipelines: Pipelines, names: NameFinder) -> None:
        self._pipelines = pipelines
        self._names = names

    def load(self) -> None:
        """Do nothing: a pipeline loads at its first text."""

    def is_loaded(self) -> bool:
        """Say yes, so that Presidio never tries to download a model."""
        return True

    def process_text(self, text: str, language: str) -> Any:
        """Return the named entities of a text's doubtful sentences, as `(start, end, label)`.

        Reading only the sentences whose names the lists and cues leave open halves the time.
        """
        candidates = self._names.weigh(text)
        read: Any = self._read(text, self._names.doubtful(candidates), language)
        nothing: Any = []
        artifacts: Any = NlpArtifacts(
            entities=list(read),
            tokens=nothing,
            tokens_indices=[],
            lemmas=[],
            nlp_engine=self,
            language=language,
        )
        artifacts.candidates = candidates
        return artifacts

    def _read(
        self, text: str, stretches: list[tuple[int, int]], language: str
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the entities of the stretches, all read as one document."""
        if not stretches:
            return
        doc = self._pipelines.get(language)("\n".join(text[a:b] for a, b in stretches))
        starts = [0]
        for start, end in stretches:
            starts.append(starts[-1] + end - start + 1)
        for entity in doc.ents:
            number = bisect_right(starts, entity.start_char) - 1
            shift = stretches[number][0] - starts[number]
            yield entity.start_char + shift, entity.end_char + shift, entity.label_

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: Any
    ) -> Iterator[Any]:
        """Yield each text with its named entities."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Say whether the pipeline lists it as a stop word."""
        return bool(self._pipelines.get(language).vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        """Say whether it is punctuation."""
        return bool(self._pipelines.get(language).vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        """Return what the name finder makes of the pipelines' entities."""
        return ["PERSON"]

    def get_supported_languages(self) -> list[str]:
        """Return both languages."""
        return list(LANGUAGES)


class NoContext(ContextAwareEnhancer):
    """Leaves scores as they are: our recognizers look at their context themselves."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[Any],
        nlp_artifacts: Any,
        recognizers: list[Any],
        context: list[str] | None = None,
    ) -> list[Any]:
        """Return the results untouched."""
        return raw_results


class CatalogRecognizer(EntityRecognizer):
    """One of our recognizers in Presidio's clothes."""

    def __init__(self, recognizer: Recognizer, number: int, language: str) -> None:
        self._recognizer = recognizer
        super().__init__([recognizer.type], f"{recognizer.type}_{number}_{language}", language)

    def load(self) -> None:
        """Do nothing: a pattern compiles at its first text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
        """Return the recognizer's findings."""
        return [_result(span) for span in self._recognizer.find(text)]


class PersonRecognizer(EntityRecognizer):
    """Names of people, from the pipeline's entities and everything around them."""

    def __init__(self, names: NameFinder, language: str) -> None:
        self._names = names
        super().__init__(["PERSON"], f"PERSON_{language}", language)

    def load(self) -> None:
        """Do nothing: the lists load at the first text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:
        """Return the people of a text."""
        found = self._names.find(nlp_artifacts.candidates, nlp_artifacts.entities)
        return [_result(span) for span in (*found, *self._names.find_logins(text))]


def _result(span: Span) -> Any:
    """Return a finding as Presidio's."""
    return RecognizerResult(span.type, span.start, span.end, span.score)


def build_analyzer(pipelines: Pipelines, names: NameFinder) -> Any:
    """Return the analyzer: every recognizer in both languages, nothing of Presidio's own."""
    recognizers: list[Any] = []
    for language in LANGUAGES:
        recognizers.append(PersonRecognizer(names, language))
        recognizers += [CatalogRecognizer(r, n, language) for n, r in enumerate(RECOGNIZERS)]
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)  # it names each recognizer
    registry = RecognizerRegistry(recognizers, supported_languages=list(LANGUAGES))
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=EntityPipelines(pipelines, names),
        supported_languages=list(LANGUAGES),
        context_aware_enhancer=NoContext(),
    )
