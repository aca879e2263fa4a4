"""What people put right about pages, applied to what was read of them; no page is read here."""
