"""A batch with packets, reports or both in an object store (decision 21)."""
