"""Rules on the permit, guide 六（三）（四）: its term, renewal, change, lapse."""
