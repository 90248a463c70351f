"""Analyses of the work that no single query can express, each with the evidence it stands on."""

from actions.analyses.analysing import analyse_work, prepare_work
from actions.analyses.following import after_work

__all__ = ["after_work", "analyse_work", "prepare_work"]
