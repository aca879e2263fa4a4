"""Drops: papers photographed one by one, told at once, submitted as one packet.

`folder` keeps them, `storing` their files; `looking` has them read and looked at beside the pages,
`sight` is what it sees, `telling` says it of each picture; `models` is what is kept.
"""
