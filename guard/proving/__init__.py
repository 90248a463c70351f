"""What a text states besides names and figures: promises, days, measures, numbers in words."""
