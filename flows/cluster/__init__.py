"""Packets read on many machines, with Dask (`yushen[cluster]`)."""
