"""How people reach yushen from a shell: one module per command, no logic of their own."""
