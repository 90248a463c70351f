"""Finding what must not leave: known values, then patterns, then names."""
