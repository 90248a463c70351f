"""The offline composer: typed facts put into words without a model, in French and English."""
