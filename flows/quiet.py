"""Prefect's settings, to be made before it is imported: nothing leaves the machine.

What the environment already says wins, so that a server of one's own can be used:
PREFECT_API_URL. Without it Prefect starts a short-lived server on the loopback address,
whose database lies in `home`. First start there takes longer: it lays its tables.
"""

import os
from pathlib import Path

from core.files import FOLDER, private_folder

ALWAYS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",  # Prefect's client sends usage events without it
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
    "PREFECT_FLOWS_DEFAULT_PERSIST_RESULT": "false",
}
UNLESS_SET = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # a packet's trouble is told by our own summary
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
}


def hush(home: Path) -> None:
    """Set the environment; a no-op for what an operator has set, telemetry excepted."""
    os.environ.update(ALWAYS)
    for name, value in UNLESS_SET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_HOME" not in os.environ:
        private_folder(home).chmod(FOLDER)
        os.environ["PREFECT_HOME"] = str(home)
