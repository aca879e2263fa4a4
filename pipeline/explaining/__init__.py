"""Why a packet was read as it was: `yushen explain`. Shows what the extractors compared."""
