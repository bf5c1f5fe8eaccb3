"""An editor with the YAML language server completes, explains and marks a profile, by what its first line names."""

from __future__ import annotations

import json
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Any

import pytest

from policygen.sources.jsonschema import profile_schema_text
from tests.needs import command, needs, require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILE = """\
# yaml-language-server: $schema=profile.schema.json
org:
  name: Oak Juniors
  type: sports_club
  nation: england
children: {{age_min: 8, age_max: 16}}
phones:
  children: handd_in
  staff: {staff}
"""

pytestmark = needs("yaml-language-server")


class Editor:
    """The client's side of the Language Server Protocol 3.17, as far as one file needs it."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.number = 0
        self.published: dict[str, list[dict[str, Any]]] = {}

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._stream(self.server.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        stream.flush()

    def receive(self) -> dict[str, Any]:
        stream = self._stream(self.server.stdout)
        length = 0
        while (line := stream.readline()).strip() or not length:
            assert line, "the server went away"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            items = message.get("params", {}).get("items", [])
            self.send({"id": message["id"], "result": [{} for _item in items]})
        return message

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - as many shapes as questions
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.number or "method" in message:
            pass
        return message["result"]

    def open(self, name: str, text: str) -> str:
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return file.as_uri()

    def marks(self, uri: str) -> list[dict[str, Any]]:
        while uri not in self.published:
            self.receive()
        return self.published[uri]

    def greet(self) -> None:
        root = self.folder.as_uri()
        folders = [{"uri": root, "name": "profiles"}]
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}, "workspaceFolders": folders})
        self.send({"method": "initialized", "params": {}})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def at(self, uri: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": uri}, "position": {"line": line - 1, "character": column - 1}}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Start a server in a folder with the schema, and stop it afterwards."""
    require("yaml-language-server")
    folder = tmp_path_factory.mktemp("profiles")
    (folder / "profile.schema.json").write_text(profile_schema_text(), encoding="utf-8")
    words = [*command("yaml-language-server"), "--stdio"]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=nowhere, cwd=folder) as server:
        # A server that says nothing more is not waited for.
        patience = threading.Timer(120, server.kill)
        patience.start()
        try:
            client = Editor(server, folder)
            client.greet()
            yield client
        finally:
            patience.cancel()
            server.kill()


def lines(marks: list[dict[str, Any]]) -> set[int]:
    return {mark["range"]["start"]["line"] + 1 for mark in marks}


def test_an_editor_marks_a_value_that_is_not_allowed_and_names_those_that_are(client: Editor) -> None:
    marks = client.marks(client.open("marked.yaml", PROFILE.format(staff="locked_away")))
    assert lines(marks) == {8}
    assert "handed_in" in marks[0]["message"]


def test_an_editor_explains_a_field_and_its_values(client: Editor) -> None:
    uri = client.open("explained.yaml", PROFILE.format(staff="locked_away"))
    hover = client.ask("textDocument/hover", client.at(uri, 8, 5))["contents"]["value"]
    assert "What happens to them in the day" in hover
    assert "handed in and given back" in hover


def test_an_editor_offers_the_values_of_a_field_and_the_fields_of_a_section(client: Editor) -> None:
    uri = client.open("offered.yaml", PROFILE.format(staff="") + "  \n")
    values = client.ask("textDocument/completion", client.at(uri, 9, 10))["items"]
    assert {"locked_away", "staffroom_only", "out_of_sight", "role_required"} <= {item["label"] for item in values}
    fields = client.ask("textDocument/completion", client.at(uri, 10, 3))["items"]
    assert {"visitors", "exception_basis"} <= {item["label"] for item in fields}


@pytest.mark.parametrize("name", ["staff", "stuff"])
def test_an_editor_marks_an_unknown_name_and_nothing_that_is_right(client: Editor, name: str) -> None:
    text = PROFILE.format(staff="locked_away").replace("handd_in", "handed_in").replace("  staff:", f"  {name}:")
    assert lines(client.marks(client.open(f"{name}.yaml", text))) == ({9} if name == "stuff" else set())
