"""A seccomp filter for Linux: the kernel refuses every socket but those within this machine."""

from __future__ import annotations

import ctypes
import errno
import os
import sys

from supportdesk.records import dataclass

_AF_UNIX = 1
_AF_INET = 2
_AF_NETLINK = 16
_SOCK_DGRAM = 2
_SOCK_CLOEXEC = 0o2000000

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1

_ALLOW = 0x7FFF_0000
_ERRNO = 0x0005_0000

# BPF: load a word of `struct seccomp_data`, compare, mask, return.
_LOAD, _JUMP_EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_AT_CALL, _AT_ARCH, _AT_FIRST_ARGUMENT = 0, 4, 16
_X32_BIT = 0x4000_0000

# io_uring can open sockets behind the filter's back; nothing here uses it. One number everywhere.
_IO_URING_SETUP = 425


@dataclass(frozen=True, slots=True, kw_only=True)
class _Machine:
    """Kernel numbers of one processor family, and of the 32-bit programs it also runs."""

    arch: int
    socket: int
    seccomp: int
    other_arch: int
    other_socket: int
    other_socketcall: int


_MACHINES = {
    "x86_64": _Machine(
        arch=0xC000_003E,
        socket=41,
        seccomp=317,
        other_arch=0x4000_0003,
        other_socket=359,
        other_socketcall=102,
    ),
    "aarch64": _Machine(
        arch=0xC000_00B7,
        socket=198,
        seccomp=277,
        other_arch=0x4000_0028,
        other_socket=281,
        other_socketcall=102,
    ),
}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jump_true", ctypes.c_uint8),
        ("jump_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def block() -> bool:
    """Refuse sockets of every family but AF_UNIX to this process, all its threads and all its children.

    They get EAFNOSUPPORT. True when a trial shows that it holds; it can never be taken back.
    """
    if sys.platform == "win32":
        return False
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 2**32 or sys.byteorder != "little":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    # A filter survives exec, and each further one costs time: a start after a lock finds it in place.
    if not _holds(libc):
        _install(libc, machine)
    return _holds(libc)


def holds() -> bool:
    """Whether the kernel refuses now; it is tried, not remembered."""
    return sys.platform.startswith("linux") and _holds(ctypes.CDLL(None, use_errno=True))


def _install(libc: ctypes.CDLL, machine: _Machine) -> None:
    steps = _steps(machine)
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    program = _Program(len(steps), ctypes.cast(instructions, ctypes.POINTER(_Instruction)))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return
    call = (ctypes.c_long(machine.seccomp), ctypes.c_long(_SECCOMP_SET_MODE_FILTER))
    if libc.syscall(*call, ctypes.c_long(_SECCOMP_FILTER_FLAG_TSYNC), ctypes.byref(program)) != 0:
        libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _steps(machine: _Machine) -> tuple[tuple[int, int, int, int], ...]:
    """The filter. Each line: label, operation, value, and for a comparison where to go if so and if not."""
    refuse, no_call = _ERRNO | errno.EAFNOSUPPORT, _ERRNO | errno.ENOSYS
    return _assembled(
        ("", _LOAD, _AT_ARCH, "", ""),
        ("", _JUMP_EQUAL, machine.arch, "own", "other?"),
        ("other?", _JUMP_EQUAL, machine.other_arch, "other", "refuse"),
        ("own", _LOAD, _AT_CALL, "", ""),
        ("", _AND, ~_X32_BIT & 0xFFFF_FFFF, "", ""),  # the x32 calls are the same with one bit set
        ("", _JUMP_EQUAL, machine.socket, "socket", "ring?"),
        ("other", _LOAD, _AT_CALL, "", ""),
        # The family stands behind a pointer here, out of a filter's reach: all of them are refused.
        ("", _JUMP_EQUAL, machine.other_socketcall, "refuse", ""),
        ("", _JUMP_EQUAL, machine.other_socket, "socket", "ring?"),
        ("socket", _LOAD, _AT_FIRST_ARGUMENT, "", ""),
        ("", _JUMP_EQUAL, _AF_UNIX, "allow", "refuse"),
        ("ring?", _JUMP_EQUAL, _IO_URING_SETUP, "no call", "allow"),
        ("allow", _RETURN, _ALLOW, "", ""),
        ("refuse", _RETURN, refuse, "", ""),
        ("no call", _RETURN, no_call, "", ""),
    )


def _assembled(*lines: tuple[str, int, int, str, str]) -> tuple[tuple[int, int, int, int], ...]:
    """Labels become the number of steps to leave out; no label means the next step."""
    places = {label: place for place, (label, *_rest) in enumerate(lines) if label}
    return tuple(
        (
            code,
            places[true] - place - 1 if true else 0,
            places[false] - place - 1 if false else 0,
            value,
        )
        for place, (_label, code, value, true, false) in enumerate(lines)
    )


def _holds(libc: ctypes.CDLL) -> bool:
    """Try it: sockets that every Linux has must be refused in the filter's own words."""
    return all(_is_refused(libc, family) for family in (_AF_INET, _AF_NETLINK))


def _is_refused(libc: ctypes.CDLL, family: int) -> bool:
    descriptor = libc.socket(family, _SOCK_DGRAM | _SOCK_CLOEXEC, 0)
    if descriptor >= 0:
        os.close(descriptor)
        return False
    return ctypes.get_errno() == errno.EAFNOSUPPORT
