"""The one place where errors become messages and exit codes.

0 fine; 1 findings, or nobody reads the output any more; 2 wrong usage; 3 a fault in policygen; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import TYPE_CHECKING

import click

from policygen import __version__
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE, FINDINGS, FAULT, INTERRUPTED = 0, 1, 3, 130
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


def run(command: click.Command, argv: Sequence[str]) -> int:
    """Run `command` with the arguments `argv` and return the exit code; no error leaves this function."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name that the terminal cannot show is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        result = command.main(list(argv), prog_name="policygen", standalone_mode=False)
        sys.stdout.flush()
    except PolicygenError as error:
        return _findings(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\ninterrupted", err=True)
        return INTERRUPTED
    except (SystemExit, BrokenPipeError) as error:
        return _leave(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, no user reads a traceback
        return _failed(error, argv)
    return result if isinstance(result, int) else FINE


def _findings(error: PolicygenError) -> int:
    """Write the problems of `error` to standard error."""
    from policygen.cli import report  # noqa: PLC0415 - only a run that failed needs it

    click.echo(report.text(error.problems, colour=report.wants_colour(sys.stderr)), nl=False, err=True)
    return FINDINGS


def _leave(error: BaseException) -> int:
    """Leave quietly, as click does, when whoever read the output has gone: what is still to be written goes nowhere."""
    if isinstance(error, SystemExit) and isinstance(error.code, int):
        return error.code
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return FINDINGS


def _failed(error: Exception, argv: Sequence[str]) -> int:
    """Say that the disk gave up, or that policygen did; a report of the latter goes to a file."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        what = os.strerror(error.errno or 0).lower()
        click.echo(f"policygen: error[cannot-write]: the output could not be written: {what}", err=True)
        with contextlib.suppress(OSError, ValueError):
            _leave(error)
        return FINDINGS
    click.echo("policygen: this is a fault in policygen, not in your files.", err=True)
    try:
        name = _write_report(error, argv)
    except OSError:
        click.echo(f"{type(error).__name__}: {error}", err=True)
    else:
        click.echo(f"A report for those who mend it is in {name}", err=True)
    return FAULT


def _write_report(error: Exception, argv: Sequence[str]) -> str:
    """Write what happened to a file of its own that only this user can read, and return its name."""
    import platform  # noqa: PLC0415 - these three would slow down every start
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    handle, name = tempfile.mkstemp(prefix="policygen-report-", suffix=".txt", text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"policygen {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        file.write(f"arguments: {list(argv)!r}\n\n")
        file.writelines(traceback.format_exception(error))
    return name
