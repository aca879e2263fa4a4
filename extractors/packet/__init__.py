"""From pages to documents: splitting, recognising, pairing the two sides of cards."""
