"""Facts derived from a case for several rules: parties, months, terms, homes."""
