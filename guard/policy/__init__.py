"""The one file that says what is masked, who may phrase answers, and how long things are kept."""
