"""Accuracy per document type and per kind of damage, on pages drawn with known values."""
