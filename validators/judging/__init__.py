"""Running the rules: their register, findings, outlook, and yearly filings."""
