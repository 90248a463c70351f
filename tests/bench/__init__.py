"""`make bench`: ours beside Rasa's default pipeline, the same work in one run."""
