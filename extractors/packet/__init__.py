"""From pages to documents: splitting, recognising, the two sides of cards."""
