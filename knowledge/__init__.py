"""The knowledge base: articles in, passages with sources out.

The only importer of chromadb and sentence_transformers.
"""

from knowledge.errors import (
    ArticleUnknown,
    IndexCorrupt,
    IndexLocked,
    IndexMissing,
    IndexProblem,
    KnowledgeError,
    ModelUnavailable,
    NothingToIndex,
    StoreUnavailable,
    UnreadableDocument,
    WrongModel,
)
from knowledge.ingestion import Failure, Report, ingest
from knowledge.passage import Article, Audience, Hit, Passage, SearchResult
from knowledge.search import Knowledge, open_knowledge

__all__ = [
    "Article",
    "ArticleUnknown",
    "Audience",
    "Failure",
    "Hit",
    "IndexCorrupt",
    "IndexLocked",
    "IndexMissing",
    "IndexProblem",
    "Knowledge",
    "KnowledgeError",
    "ModelUnavailable",
    "NothingToIndex",
    "Passage",
    "Report",
    "SearchResult",
    "StoreUnavailable",
    "UnreadableDocument",
    "WrongModel",
    "ingest",
    "open_knowledge",
]
