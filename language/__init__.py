"""French and English themselves: pure functions that both processes use."""
