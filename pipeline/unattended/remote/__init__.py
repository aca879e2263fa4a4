"""A batch whose packets, reports or both lie in an object store (decision 21)."""
