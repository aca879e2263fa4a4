"""A substitute for the inference: empty pages, after a given number of seconds."""

import threading
import time
from concurrent.futures import Future
from io import BytesIO
from typing import Any

from PIL import Image

from core.models.page import Page
from pipeline.reading.budget import Budget
from pipeline.reading.orders import Order, PageRead, ReadPage, Source
from pipeline.reading.pool import Pool


class Sleeping(Pool):
    """A pool whose pages take that long and are empty; other jobs go to real workers."""

    def __init__(self, seconds: float) -> None:
        super().__init__("rapidocr", None, 1)
        self._seconds, self._alone = seconds, threading.Lock()
        self._picture = BytesIO()
        Image.new("RGB", (400, 560), "white").save(self._picture, "JPEG")

    def submit(
        self, order: Order, source: Source, *, soon: bool = False, budget: Budget | None = None
    ) -> "Future[Any]":
        if not isinstance(order, ReadPage):
            return super().submit(order, source, soon=soon, budget=budget)
        with self._alone:
            time.sleep(self._seconds)
        answer: Future[Any] = Future()
        page = Page(file="", number=order.number, width=400, height=560)
        answer.set_result(PageRead(page, (self._picture.getvalue(),)))
        return answer
