"""The nouns that all rooms share; frozen, and importing nothing of ours but each other."""
