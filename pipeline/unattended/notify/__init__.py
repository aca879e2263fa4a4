"""Notifies others of a result: by webhook, by mail, or by a service that apprise supports.

Off unless a settings file asks for it. Only this package may open network connections for
notices. A notice has an id, an outcome and counts: `Notice` has no field for the name of a
file, person or unit.
"""

from pipeline.unattended.notify.config import Config, load_config
from pipeline.unattended.notify.notice import Notice
from pipeline.unattended.notify.outbox import Outbox, senders

__all__ = ["Config", "Notice", "Outbox", "load_config", "senders"]
