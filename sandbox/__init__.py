"""A Salesforce look-alike over HTTP and SQLite: the demo's world outside, and the tests' CRM."""

from sandbox.app import create_app
from sandbox.clock import fixed_clock, system_clock
from sandbox.sessions import register_certificate
from sandbox.store import Store

__all__ = ["Store", "create_app", "fixed_clock", "register_certificate", "system_clock"]
