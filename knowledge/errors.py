"""What can go wrong in the knowledge base.

    KnowledgeError
    ├── UnreadableDocument     one file cannot be read; the others still are
    ├── NothingToIndex         the folder is missing or holds no document we can read
    ├── IndexProblem
    │   ├── IndexMissing       no index there yet
    │   ├── IndexCorrupt       the index contradicts itself; rebuild it
    │   ├── IndexLocked        another ingestion is writing it
    │   └── WrongModel         another embedding model made it
    ├── StoreUnavailable       the vector store (Chroma) does not answer
    ├── ModelUnavailable       the embedding model cannot be loaded
    ├── ArticleUnknown         no article of the index has that identifier, for that reader
    └── OutsideProblem         an outside source cannot be read, or is set wrongly

Messages name files, folders, models and the remedy; never what a document says.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Anything the knowledge base could not do."""


class UnreadableDocument(KnowledgeError):
    """One file cannot be read: damaged, encrypted, not what its extension says, or without text."""


class NothingToIndex(KnowledgeError):
    """The folder is missing or holds no document in a known format."""


class IndexProblem(KnowledgeError):
    """The index cannot be used as it is."""


class IndexMissing(IndexProblem):
    """There is no index in the folder."""


class IndexCorrupt(IndexProblem):
    """The index contradicts itself."""


class IndexLocked(IndexProblem):
    """Another ingestion is writing the index."""


class WrongModel(IndexProblem):
    """The index was made by another embedding model."""


class StoreUnavailable(KnowledgeError):
    """The vector store does not answer."""


class ModelUnavailable(KnowledgeError):
    """The embedding model is not installed or cannot be loaded."""


class ArticleUnknown(KnowledgeError):
    """No article of the index has that identifier, or none that this reader may see."""


class OutsideProblem(KnowledgeError):
    """An outside source cannot be read, or its settings are wrong."""
