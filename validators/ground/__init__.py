"""Beneath every rule: the case, looking at a field, comparing, a verdict."""
