"""Image processing with OpenCV; every step can map a place back to its page."""
