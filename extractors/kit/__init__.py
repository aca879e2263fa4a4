"""Shared by the document types: reading fields, tables, handwriting, dates and people."""
