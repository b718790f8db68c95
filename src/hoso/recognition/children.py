"""The one place where a process is started to open somebody's file: limited, in a group of its own, ended on overrun.

A child is asked and answers in lines of JSON, many times over its life. It needs no network. Its standard input is
its life line: when that closes (the parent closed it or was killed), the child and whatever it started end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .limits import Limits

_ONE_THREAD = {name: "1" for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
_INHERITED = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "PYTHONPATH")
_SECONDS_TO_DIE = 5.0

OUT_OF_MEMORY = 77
"""Exit code of a child that noticed itself that memory is used up."""

_NEAR_LIMIT = 0.8
"""A process that had taken this share of its memory when it crashed did so for want of more."""

_REASONS = {-signal.SIGXCPU: "timeout", -signal.SIGKILL: "memory", OUT_OF_MEMORY: "memory"}
"""What an exit code means; the kernel sends SIGKILL when the machine's memory is used up."""


class ChildStopped(Exception):
    """The child ended or was ended without an answer; ``reason``: timeout (its processor
    time was used up), stalled (no answer in time), memory or crashed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChildFault(Exception):
    """An exception inside the child that nobody foresaw: a fault of ours or of a library, not of the machine."""


class Child:
    """A limited process that reads files; a context manager that ends it.

    Not to be shared between threads. The process ends with the thread that started it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="hoso-child-", ignore_cleanup_errors=True)
        environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        environment |= _ONE_THREAD | {"TMPDIR": self._folder.name, "HOME": self._folder.name}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "hoso.recognition.child", str(os.getpid()), json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.name,
            env=environment,
            start_new_session=True,
        )
        os.set_blocking(self._process.stdout.fileno(), False)
        self._received = bytearray()
        self._peak_bytes = 0
        self.deadline = 0.0

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fileno(self) -> int:
        """What to wait on with ``select`` until ``receive`` may have an answer."""
        return self._process.stdout.fileno()

    def send(self, request: dict[str, Any]) -> None:
        """Ask; the answer is due before ``deadline`` (of ``time.monotonic``), which is set here and may be moved."""
        self.deadline = time.monotonic() + self._limits.wall_seconds
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as cause:
            raise ChildStopped(self._died()) from cause

    def receive(self) -> bytes | None:
        """The answer line if it has fully come; ``ChildStopped`` when the child is gone or its time is up."""
        while True:
            try:
                part = os.read(self.fileno(), 1 << 20)
            except BlockingIOError:
                break
            if not part:
                raise ChildStopped(self._died())
            self._received += part
            if part.endswith(b"\n"):
                answer = bytes(self._received[:-1])
                self._received.clear()
                return answer
            if len(self._received) > self._limits.answer_bytes:
                self._end()
                raise ChildStopped("memory")
        if time.monotonic() > self.deadline:
            self._end()
            raise ChildStopped("stalled")
        return None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        self.send(request)
        while (answer := self.receive()) is None:
            wait([self])
        return json.loads(answer)

    def close(self) -> None:
        """End the process, its group and its temporary files; again does nothing."""
        if self._process.returncode is None:
            self._end()

    def _died(self) -> str:
        """Why the process ended by itself; only called when its output has closed."""
        give_up = time.monotonic() + _SECONDS_TO_DIE
        while time.monotonic() < give_up:
            # Not reaped yet, so that the number of the group cannot be another's when the group is killed.
            if os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                code = self._end()
                grown = self._peak_bytes > _NEAR_LIMIT * self._limits.memory_bytes
                return _REASONS.get(code, "memory" if grown else "crashed")
            time.sleep(0.005)
        self._end()
        return "crashed"

    def _end(self) -> int:
        """Kill what is left of the group; the exit code of the process."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = code = os.waitstatus_to_exitcode(status)
        self._peak_bytes = 1024 * usage.ru_maxrss
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._folder.cleanup()
        return code


def wait(children: Iterable[Child]) -> None:
    """Wait until one of the children may have an answer or is out of time."""
    poll = select.poll()
    remaining = []
    for child in children:
        poll.register(child, select.POLLIN)
        remaining.append(child.deadline - time.monotonic())
    poll.poll(max(0, int(1000 * min(remaining))) + 10)
