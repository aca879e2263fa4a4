"""Electronic signatures of files: checked offline, against the roots that an office trusts."""
