"""The floor: what every room may import, and which imports nothing of ours."""
