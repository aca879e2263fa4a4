"""The base of all rules: the case, reading a field, comparing, a verdict."""
