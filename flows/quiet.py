"""Prefect's settings, to be made before it is imported: nothing leaves the machine.

Existing environment variables win, so an own server can be used: PREFECT_API_URL. Without it
Prefect starts a short-lived server on the loopback address with its database in `home`. The first
start takes longer, as it creates the tables.

Prefect also reads settings from files in its working folder, which may name a foreign server or
foreign code. An inbox may be that folder, so such files are refused.
"""

import os
import tomllib
from pathlib import Path

from core.errors import InputError
from core.files import FOLDER, private_folder

ALWAYS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",  # Prefect's client sends usage events without it
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
    "PREFECT_FLOWS_DEFAULT_PERSIST_RESULT": "false",
}
UNLESS_SET = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",  # our own summary reports a packet's errors
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
}
SETTINGS = (".env", "prefect.toml", "pyproject.toml")
MAX_FILE_BYTES = 1 << 20  # bytes of such a file that are read; a larger one is not trusted


def configure_prefect(home: Path) -> None:
    """Set the environment; values set by an operator stay, except telemetry.

    Raises InputError if the working folder has Prefect settings.
    """
    for name in SETTINGS:
        if os.path.lexists(name) and _speaks_to_prefect(Path(name)):
            raise InputError(
                "foreign_settings",
                f"当前文件夹中的 {name} 会改变 Prefect 的设置，请换一个文件夹运行，或加 --plain",
                f"{name} here would change Prefect's settings; please start elsewhere, or add "
                "--plain",
            )
    os.environ.update(ALWAYS)
    for name, value in UNLESS_SET.items():
        os.environ.setdefault(name, value)
    if "PREFECT_HOME" not in os.environ:
        private_folder(home).chmod(FOLDER)
        os.environ["PREFECT_HOME"] = str(home)


def _speaks_to_prefect(path: Path) -> bool:
    """Whether Prefect would take settings from the file; true if unclear."""
    if path.name == "prefect.toml":
        return True
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            return True
        if path.name == ".env":
            return b"prefect" in data.lower()
        return "prefect" in tomllib.loads(data.decode("utf-8")).get("tool", {})
    except (OSError, ValueError):
        return True
