"""The models that all rooms share: frozen, and importing only each other from this project."""
