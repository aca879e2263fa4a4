"""Rules on any paper, GEN-*: names, numbers, dates, codes, seals, pages."""
