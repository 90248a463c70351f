"""One reader a format: bytes of a file in, documents out."""

from knowledge.readers.formats import EXTENSIONS, read_file

__all__ = ["EXTENSIONS", "read_file"]
