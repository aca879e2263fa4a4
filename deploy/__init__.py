"""Packaging yushen into containers and services, and trying these without Docker."""
