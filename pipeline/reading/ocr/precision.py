"""The number format of an engine: it changes one line in thirty, and confidences by up to 0.1.

OpenVINO uses bfloat16 if the processor has it (AMX, AVX512-BF16) and float32 elsewhere, so the same
packet is read differently on another machine. Here the precision is chosen, and it is part of the
engine's name.
"""

import os
from typing import Literal, get_args

from core.errors import InputError

Precision = Literal["bf16", "f32"]
Choice = Literal["auto", "bf16", "f32"]

VARIABLE = "YUSHEN_PRECISION"
HINT = "INFERENCE_PRECISION_HINT"


def asked() -> Choice:
    """The precision set in the environment; raises InputError for an invalid value."""
    named = os.environ.get(VARIABLE) or "auto"
    for choice in get_args(Choice):
        if named == choice:
            return choice  # type: ignore[no-any-return]  # one of its own arguments
    known = "、".join(get_args(Choice))
    raise InputError(
        "unknown_precision",
        f"${VARIABLE} 不认识“{named}”，可用：{known}",
        f"${VARIABLE} does not know “{named}”; it must be one of {', '.join(get_args(Choice))}",
    )


def able(backend: str) -> tuple[Precision, ...]:
    """The precisions that a backend has on this processor, the fastest first."""
    if backend != "openvino":
        return ("f32",)
    from openvino import Core

    has = Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return ("bf16", "f32") if "BF16" in has else ("f32",)
