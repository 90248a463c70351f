"""The audit trail: who asked what kind of thing, and what left for a model; never the words."""
