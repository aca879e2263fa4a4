"""The sandbox for opening untrusted files: a worker process, its restrictions and its protocol.

The caller's side is `process.py`, the worker's side `worker.py`. They exchange frames of limited
length (`wire.py`), which are checked against the models of `orders.py`.
"""
