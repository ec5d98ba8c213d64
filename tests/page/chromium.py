"""Chromium driven over a pipe, without a socket or a library: pages are opened from files, asked, pictured, printed."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

Message = dict[str, Any]

PATIENCE = 90
"""Seconds of silence after which a browser is taken for dead: nothing here takes a tenth of that."""

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
    "about:blank",
)


def find_chromium() -> str | None:
    """The browser of the system, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Pipe:
    """The protocol of Chromium's developer tools: JSON messages, each ended by a zero byte."""

    def __init__(self, program: str, profile: str) -> None:
        there_in, here_out = os.pipe()
        here_in, there_out = os.pipe()
        # The browser reads descriptor 3 and writes 4, whatever numbers the pipes were given here.
        command = ["bash", "-c", f'exec "$@" 3<&{there_in} 4>&{there_out}', "-", program, f"--user-data-dir={profile}"]
        self.process = subprocess.Popen(
            [*command, *FLAGS], pass_fds=(there_in, there_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(there_in)
        os.close(there_out)
        self._out = os.fdopen(here_out, "wb")
        self._in = os.fdopen(here_in, "rb")
        self._rest = b""
        self._number = 0
        self.events: list[Message] = []

    def ask(self, method: str, session: str | None = None, **params: object) -> Message:
        """Send a command and wait for its answer; what happens meanwhile is kept in ``events``."""
        self._number += 1
        number = self._number
        message: Message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self.read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: Message = answer["result"]
                return result
            self.events.append(answer)

    def read(self) -> Message:
        """The next message."""
        while b"\0" not in self._rest:
            if not select([self._in], [], [], PATIENCE)[0]:
                raise RuntimeError(f"the browser has said nothing for {PATIENCE} s")
            piece = os.read(self._in.fileno(), 1 << 20)
            if not piece:
                raise RuntimeError("the browser has gone")
            self._rest += piece
        head, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(head)
        return message

    def close(self) -> None:
        """End the browser."""
        with suppress(RuntimeError, OSError):
            self.ask("Browser.close")
        self._out.close()
        self._in.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Tab:
    """One page in the browser, with everything it wrote to the console and every request it made."""

    def __init__(self, pipe: Pipe, *, scripts: bool = True, dark: bool = False, width: int = 1200) -> None:
        self._pipe = pipe
        self._target = pipe.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = pipe.ask("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.ask("Emulation.setEmulatedMedia", features=[theme, still])
        self.size(width, 900)

    def ask(self, method: str, **params: object) -> Message:
        """A command to this page."""
        return self._pipe.ask(method, self._session, **params)

    def size(self, width: int, height: int) -> None:
        """The window, in CSS pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, file: Path, anchor: str = "") -> None:
        """Load a page from a file, anew also where only the anchor differs, and wait until it is ready."""
        for address in ("about:blank", file.absolute().as_uri() + anchor):
            self._pipe.events.clear()
            self.ask("Page.navigate", url=address)
            self.wait("Page.loadEventFired")

    def wait(self, event: str) -> None:
        """Until something has happened in this page."""
        while not any(message.get("method") == event for message in self.events()):
            self._pipe.events.append(self._pipe.read())

    def events(self) -> list[Message]:
        """What has happened in this page since it was opened."""
        return [event for event in self._pipe.events if event.get("sessionId") == self._session]

    def run(self, script: str) -> Any:
        """The value of an expression in the page, also where the page's own scripts are off; promises are awaited."""
        answer = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"], ensure_ascii=False)[:2000])
        return answer["result"].get("value")

    def press(self, key: str, code: int, text: str = "", modifiers: int = 0) -> None:
        """A key, as a person presses it."""
        facts = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **facts)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **facts)

    def complaints(self) -> list[str]:
        """Errors and warnings of the console, and exceptions that nobody caught."""
        found = []
        for event in self.events():
            method, params = event.get("method"), event["params"]
            if method == "Runtime.exceptionThrown":
                found.append(json.dumps(params["exceptionDetails"])[:500])
            elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
                found.append(params["entry"]["text"])
            elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
                found.append(json.dumps(params["args"])[:500])
        return found

    def requests(self) -> list[str]:
        """Addresses the page asked for."""
        sent = (event["params"] for event in self.events() if event.get("method") == "Network.requestWillBeSent")
        return [params["request"]["url"] for params in sent]

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """A PNG of the window, or of the whole page."""
        answer = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(b64decode(answer["data"]))

    def paper(self, file: Path) -> None:
        """The page as it is printed."""
        answer = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        file.write_bytes(b64decode(answer["data"]))

    def close(self) -> None:
        """Away with it."""
        self._pipe.ask("Target.closeTarget", targetId=self._target)


@contextmanager
def browser(program: str) -> Iterator[Pipe]:
    """A browser with a profile of its own, which is gone afterwards."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipe = Pipe(program, profile)
        try:
            yield pipe
        finally:
            pipe.close()


def serious(found: Sequence[Message]) -> list[str]:
    """What axe found that keeps somebody from reading: rule, target, and why."""
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node.get('failureSummary', '')}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
