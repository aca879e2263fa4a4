"""Whole packets in which nothing is wrong, of every service, and what breaks them."""
