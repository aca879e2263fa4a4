"""Drops: papers photographed one by one, told at once, submitted as one packet.

`folder` keeps them, `looking` has them read and looked at beside the pages, `telling` says what
each picture was taken for; `models` is what is kept of them.
"""
