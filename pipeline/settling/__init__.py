"""Settles doubtful values: second readings, names matched to the ink, confidence."""
