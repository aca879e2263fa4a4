"""Planning, before the first paper: what an edition's rules and lists will require of a case.

It has no lists or calculations of its own: requirements come from packets.toml, dates from running
the rules.
"""
