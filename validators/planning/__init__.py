"""Before the first paper: what the rules and lists of an edition will ask of a planned case.

No list and no reckoning of its own: requirements are those of packets.toml, days are found by
asking the rules.
"""
