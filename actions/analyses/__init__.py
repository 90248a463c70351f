"""Analyses of the work that no single query can express, each with the evidence it stands on."""

from actions.analyses.analysing import analyse_work, prepare_work

__all__ = ["analyse_work", "prepare_work"]
