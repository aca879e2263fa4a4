"""Checking many packets unattended: batch, drop folder, notices."""
