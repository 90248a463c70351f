"""What several suites share; `serving.py` beside it serves an app on the loopback address."""
