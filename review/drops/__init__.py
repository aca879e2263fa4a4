"""Drops: papers photographed one by one, recognised at once, submitted as one packet.

`folder` stores drops, `storing` their files; `looking` reads them in the background, `sight`
evaluates the readings, `telling` describes each picture; `models` has the stored data.
"""
