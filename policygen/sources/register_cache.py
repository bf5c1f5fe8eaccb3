"""A register that was read without a fault, kept for the next start: reading its files is most of a cold start."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from policygen.errors import Place
from policygen.sources import cache
from policygen.sources.law import Contact, Instrument, Register, RegisterDate, Version
from policygen.where import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def key(files: Iterable[Path], folders: Sequence[Path]) -> str:
    """Return the key of the register of `files`; empty where one of them cannot be read."""
    try:
        parts = [f"{shown(path)}\n{path.read_bytes().decode('utf-8', 'surrogateescape')}" for path in files]
    except OSError:
        return ""
    return cache.key("register", *(shown(folder) for folder in folders), *parts)


def load(name: str) -> Register | None:
    """Return the register that was kept under a key, or None."""
    kept = cache.load(name)
    if kept is None:
        return None
    begins, topics, instruments, contacts = kept
    return Register(
        dt.date.fromisoformat(begins),
        topics,
        {row[0]: _instrument(row) for row in instruments},
        {row[0]: _contact(row) for row in contacts},
    )


def keep(name: str, register: Register) -> None:
    """Keep a register under a key, as plain data."""
    instruments = tuple(_plain(one) for one in register.instruments.values())
    contacts = tuple(_plain(one) for one in register.contacts.values())
    cache.keep(name, (register.begins.isoformat(), dict(register.topics), instruments, contacts))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a frozen value of the register, of any depth
    """Return a value as plain data: a dataclass is the tuple of its fields, a date its text."""
    if isinstance(value, RegisterDate):
        return value.text
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Instrument | Version | Contact | Place):
        return tuple(_plain(getattr(value, name)) for name in value.__slots__)
    return value


def _instrument(row: tuple[Any, ...]) -> Instrument:
    named = _named(Instrument, row)
    return Instrument(**{**named, "versions": tuple(map(_version, named["versions"]))})


def _version(row: tuple[Any, ...]) -> Version:
    named = _named(Version, row)
    return Version(**{**named, **{name: _date(named[name]) for name in ("start", "until", "seen")}})


def _contact(row: tuple[Any, ...]) -> Contact:
    return Contact(**_named(Contact, row))


def _named(kind: type[Instrument | Version | Contact], row: tuple[Any, ...]) -> dict[str, Any]:
    """Return the fields of a value by name; its place and the day it was checked are values again."""
    named = dict(zip(kind.__slots__, row, strict=True))
    named["place"] = Place(*named["place"])
    if "last_checked" in named:
        named["last_checked"] = RegisterDate(named["last_checked"])
    return named


def _date(text: str | None) -> RegisterDate | None:
    return None if text is None else RegisterDate(text)
