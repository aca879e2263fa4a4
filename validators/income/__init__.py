"""Rules on income, guide 六（二）常规10: which months, how much, by which paper."""
