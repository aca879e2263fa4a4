"""Invented packets, their expected results, and the generator that draws them."""
