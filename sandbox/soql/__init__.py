"""SOQL: Salesforce's query language, translated to one SQLite statement with bound values."""

from sandbox.soql.errors import SoqlError
from sandbox.soql.pages import PAGE_SIZE, Page, query_as, run

__all__ = ["PAGE_SIZE", "Page", "SoqlError", "query_as", "run"]
