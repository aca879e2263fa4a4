"""Telling others that a result is there: a webhook, a mail, a service that apprise knows.

Off unless a file asks for it. The only room that may open a network connection. What it tells is
an id, an outcome and counts: no names of files, persons or units (`Notice` has no place for them).
"""

from pipeline.unattended.notify.config import Config, load_config
from pipeline.unattended.notify.notice import Notice
from pipeline.unattended.notify.outbox import Outbox, senders

__all__ = ["Config", "Notice", "Outbox", "load_config", "senders"]
