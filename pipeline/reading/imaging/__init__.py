"""What OpenCV does for us; every step can map a place back to the page it came from."""
