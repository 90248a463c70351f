"""Texts written for real situations of the demo company: shown in `docs/examples`, checked."""
