"""Numbers that carry their own check: one doctested module a number."""
