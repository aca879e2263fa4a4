"""The command line of yushen: one module for each command, without logic of its own."""
