"""Doubtful values settled: second readings, names held against the ink, confidence."""
