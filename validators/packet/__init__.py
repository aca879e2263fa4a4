"""Rules on the packet: is it complete, filled in, signed, handed in as asked."""
