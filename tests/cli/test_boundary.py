"""Exit codes, and that whatever happens nobody reads a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from policygen import __version__
from policygen.cli import boundary
from policygen.cli.main import COMMANDS, main
from policygen.errors import Place, fail

POLICYGEN = [sys.executable, "-m", "policygen.cli.main"]
SOUND = "org: {name: Oak, type: sports_club, nation: england}\nchildren: {age_min: 8, age_max: 16}\n"


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*POLICYGEN, *arguments], capture_output=True, text=True, check=False, cwd=cwd, timeout=120)


def test_help_names_every_command_with_what_it_does() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    words = " ".join(shown.stdout.split())
    for name, what in COMMANDS.items():
        assert f"{name} {what}" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"Usage: policygen {name}" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"policygen {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    program = "import sys; from policygen.cli.main import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(shown.stderr.split())
    assert "policygen.cli.boundary" in loaded
    heavy = {
        "yaml",
        "cerberus",
        "jinja2",
        "markdown_it",
        "docx",
        "lxml",
        "json",
        "tempfile",
        "policygen.sources.schema",
    }
    assert not loaded & heavy


@pytest.mark.parametrize(
    "arguments", [["--no-such-option"], ["no-such-command"], ["check"], ["check", "x.yaml", "--format", "xml"]]
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Usage: policygen" in capsys.readouterr().err


def test_findings_of_a_command_are_1_and_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def command() -> None:
        raise fail("empty-file", "nothing there", Place("oak.yaml"), hint="write something")

    assert boundary.run(command, []) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "oak.yaml: error[empty-file]: nothing there\n  = help: write something\n"


def test_a_fault_of_policygen_is_3_with_a_report_in_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    @click.argument("name")
    def command(name: str) -> None:
        raise RuntimeError(name)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert boundary.run(command, ["oak"]) == 3
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    (report,) = tmp_path.glob("policygen-report-*.txt")
    assert str(report) in shown.err
    assert report.stat().st_mode & 0o077 == 0
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError: oak" in text
    assert "arguments: ['oak']" in text


def test_a_fault_where_no_report_can_be_written_is_still_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def command() -> None:
        raise RuntimeError("the wheel came off")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert boundary.run(command, []) == 3
    assert "the wheel came off" in capsys.readouterr().err


def test_an_interrupted_run_is_130(tmp_path: Path) -> None:
    # The program waits for a file that never comes, and is then interrupted as by Ctrl-C.
    program = (
        "import sys, time, click; from policygen.cli import boundary\n"
        "@click.command()\n"
        "def command():\n"
        "    open(sys.argv[1], 'w').close()\n"
        "    time.sleep(60)\n"
        "sys.exit(boundary.run(command, []))\n"
    )
    ready = tmp_path / "ready"
    with subprocess.Popen([sys.executable, "-c", program, str(ready)], stderr=subprocess.PIPE, text=True) as process:
        for _ in range(600):
            if ready.exists():
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err


def test_when_nobody_reads_the_output_it_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    shown = subprocess.run(
        [*POLICYGEN, "schema"], stdout=writer, stderr=subprocess.PIPE, text=True, check=False, timeout=60
    )
    os.close(writer)
    assert (shown.returncode, shown.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_no_fault_of_policygen() -> None:
    with Path("/dev/full").open("w") as full:
        shown = subprocess.run(
            [*POLICYGEN, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert shown.returncode == 1
    assert shown.stderr == "policygen: error[cannot-write]: the output could not be written: no space left on device\n"


def test_a_name_that_the_terminal_cannot_show_is_no_reason_to_stop(tmp_path: Path) -> None:
    folder = tmp_path / "Ŵyn"
    folder.mkdir()
    (folder / "oak.yaml").write_text(SOUND.replace("Oak", "مدرسة").replace("england", "englnd"), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    shown = subprocess.run(
        [*POLICYGEN, "check", str(folder)], capture_output=True, check=False, env=environment, timeout=60
    )
    assert shown.returncode == 1
    assert b"\\u0174yn" in shown.stdout
    assert b"Traceback" not in shown.stderr
