"""One module per family of papers; each function draws one layout."""
