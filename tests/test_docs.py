"""The documentation keeps up with the program: every command, option and problem code, and the README's commands."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import policygen
from policygen.cli.main import main as entry
from policygen.cli.main import root

ROOT = Path(__file__).parent.parent
PACKAGE = Path(policygen.__file__).parent
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
PROBLEMS = ROOT / "docs" / "reference" / "problems.md"
