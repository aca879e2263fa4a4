"""How yushen is put into containers and services, and tried where none can run."""
