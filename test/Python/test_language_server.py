# Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The language server as an editor runs it: framed messages, one conversation."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from a3.tool import find_tool

Message = dict[str, Any]


class Editor:
    """Talks to a server over pipes, and waits for what it expects."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [find_tool("a3-lsp-server"), "--log=error"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.asked = 0
        self.waiting: list[Message] = []

    def send(self, method: str, parameters: Message, **more: int) -> None:
        """Send a notification, or with an id a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": parameters, **more}
        text = json.dumps(message).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(text), text))
        self.server.stdin.flush()

    def receive(self) -> Message:
        """Return the next message of the server."""
        assert self.server.stdout
        length = int(self.server.stdout.readline().removeprefix(b"Content-Length: "))
        assert self.server.stdout.readline() == b"\r\n"
        return json.loads(self.server.stdout.read(length))

    def ask(self, method: str, parameters: Message) -> Any:  # noqa: ANN401 - as JSON is
        """Return the result of a request."""
        self.asked += 1
        self.send(method, parameters, id=self.asked)
        while (message := self.receive()).get("id") != self.asked:
            self.waiting.append(message)
        return message["result"]

    def open(self, uri: str, language: str, text: str) -> list[str]:
        """Open a file, and return the mistakes that the server finds in it."""
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        while (message := self.receive())["params"]["uri"] != uri:
            self.waiting.append(message)
        return [found["message"] for found in message["params"]["diagnostics"]]

    def hover(self, uri: str, line: int, character: int) -> str:
        """Return what is shown for a place."""
        position = {"line": line, "character": character}
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return found["contents"]["value"]


@pytest.fixture
def editor() -> Iterator[Editor]:
    """An editor whose server knows that it runs."""
    editor = Editor()
    assert editor.ask("initialize", {"capabilities": {}})["capabilities"]["hoverProvider"]
    yield editor
    editor.server.kill()
    editor.server.communicate()


def test_both_languages_in_one_conversation(editor: Editor) -> None:
    # Characters of more than a byte, so that lengths are those of bytes.
    stream = "# größer\nattend queries=2\n" + "sync_load\n" * 5000
    assert editor.open("file:///s.a3s", "a3s", stream) == []
    (mistake,) = editor.open("file:///m.mlir", "mlir", "func.func @f() { a3.nothing }")
    assert mistake == "custom op 'a3.nothing' is unknown"
    assert editor.open("file:///g.mlir", "mlir", "func.func @g() {\n  return\n}") == []
    assert editor.hover("file:///s.a3s", 1, 2).startswith("**attend**, compute queue")
    assert '"func.func"' in editor.hover("file:///g.mlir", 0, 12)
    assert editor.hover("file:///s.a3s", 5000, 2).startswith("**sync_load**, load queue")
    assert editor.ask("shutdown", {}) is None
    editor.send("exit", {})
    assert editor.server.wait(timeout=20) == 0


def test_ends_with_the_server_of_mlir_files(editor: Editor) -> None:
    children = Path(f"/proc/{editor.server.pid}/task/{editor.server.pid}/children")
    (child,) = children.read_text().split()
    os.kill(int(child), signal.SIGKILL)
    assert editor.server.wait(timeout=20) == 1
    assert editor.server.stderr
    assert b"the server of MLIR files ended early" in editor.server.stderr.read()
