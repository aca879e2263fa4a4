"""If the program is killed at random moments, is every packet reported once and completely?

    python -m bench.kills --mode batch --kills 100

Starts the real program as a separate process (`batch`; `prefect` and `dask`: the batch with these;
`watch`; `serve` with uploads through the desk's pages) over small packets with a page each, kills
it with SIGKILL at random moments (half the time only the command, otherwise its whole session), and
starts it again. Every second round uses the pages of the round before, with a filled cache. At the
end of a round the program runs to its end and all results are compared with what was submitted.
"""
