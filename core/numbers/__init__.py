"""Numbers that carry their own check, and dates: one module each, all doctested."""
