"""A model loaded by its runtime library: takes a picture, returns the output; has its alphabet.

The models' own package could load them too, but it loads half a second of other modules.
"""

import sys
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.precision import HINT, Precision

# OpenVINO reports its import to a statistics service on the network, unless this package cannot be
# imported. It has no setting for that.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]

Plane = NDArray[np.float32]
ALPHABET = "character"  # the models' metadata key


class Session(Protocol):
    """A loaded model."""

    def __call__(self, plane: Plane) -> Plane:
        """The model's output. The next call may overwrite it."""

    def letters(self) -> list[str]:
        """The characters that a recogniser knows, by index without the first, which means none."""


def load(
    model: Path, backend: str, precision: Precision, threads: int, sizes: int | None = None
) -> Session:
    """The model, to be run on this number of threads.

    `sizes`: how many picture sizes OpenVINO keeps prepared, in steps of the model; None for no
    limit.
    """
    if backend == "openvino":
        return OpenVino(model, precision, threads, sizes)
    return OnnxRuntime(model, threads)


class OpenVino:
    """A model on OpenVINO."""

    def __init__(
        self, model: Path, precision: Precision, threads: int, sizes: int | None = None
    ) -> None:
        from openvino import Core

        core = Core()
        self._model = core.read_model(model)
        settings: dict[str, Any] = {HINT: precision, "INFERENCE_NUM_THREADS": threads}
        if sizes is not None:
            settings["CPU_RUNTIME_CACHE_CAPACITY"] = sizes
        self.compiled = core.compile_model(self._model, "CPU", settings)
        self._request = self.compiled.create_infer_request()

    def __call__(self, plane: Plane) -> Plane:
        self._request.infer([plane], share_inputs=True)
        return np.asarray(self._request.get_output_tensor().data)

    def letters(self) -> list[str]:
        alphabet: Any = self._model.get_rt_info()["framework"][ALPHABET]
        return str(alphabet.value).splitlines()


class OnnxRuntime:
    """A model on ONNX Runtime."""

    def __init__(self, model: Path, threads: int) -> None:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def __call__(self, plane: Plane) -> Plane:
        return np.asarray(self._session.run(None, {self._input: plane})[0])

    def letters(self) -> list[str]:
        return str(self._session.get_modelmeta().custom_metadata_map[ALPHABET]).splitlines()
