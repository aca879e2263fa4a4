"""What document types share: reading fields, tables, hands, dates and people."""
