"""yushen: reads the papers of an application packet and checks them against the guide."""

__version__ = "0.1.0"
