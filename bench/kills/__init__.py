"""The program killed at random instants while it reads: is every packet reported once, and whole?

    python -m bench.kills --mode batch --kills 100

Starts the real program as a process of its own (`batch`; `prefect` and `dask`: the batch with
these; `watch`; `serve` with uploads through the desk's pages) over small packets with a page each,
kills it with SIGKILL at random instants, half the time the command alone, else its whole session,
and starts it again. Every second round is over the pages of the one before, with a warm cache. At
the end of a round the program runs to its end and everything there is held against what was
handed over.
"""
