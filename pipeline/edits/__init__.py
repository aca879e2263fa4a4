"""People's corrections of pages, applied to what was read. No page is read here."""
