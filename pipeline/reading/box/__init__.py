"""The box around whatever opens a stranger's file: one process, its walls, its wire.

The caller's side is `process.py`, the worker's side `worker.py`; what they tell one another is
bytes of a limited length (`wire.py`), checked against the models of `orders.py`.
"""
