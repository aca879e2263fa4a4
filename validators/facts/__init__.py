"""What is worked out of a case for several rules: parties, months, terms, homes."""
