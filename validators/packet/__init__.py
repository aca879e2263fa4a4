"""Rules on the packet: complete, filled in, signed, and submitted as required."""
