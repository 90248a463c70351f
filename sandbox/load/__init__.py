"""Loading an org from what Salesforce's own tools write: SFDX source, `sf data` trees, CSV."""

from sandbox.load.org import Report, load

__all__ = ["Report", "load"]
