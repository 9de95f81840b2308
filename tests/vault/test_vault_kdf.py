"""The cost of a password: known answer, calibration, limits, less memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from vault_doubles import CHEAP

from supportdesk.vault import KdfPolicy, VaultError, kdf


def test_known_answer_of_the_reference_implementation() -> None:
    key = kdf.derive(b"password", b"somesalt", kdf.Cost(m_kib=65_536, t=2, p=1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_default_is_what_the_design_asks() -> None:
    policy = KdfPolicy()
    assert (policy.m_kib, policy.t, policy.p, policy.calibrate) == (262_144, 3, 4, True)
    assert kdf.is_allowed(kdf.Cost(m_kib=policy.m_kib, t=10, p=policy.p), bytes(16))


@pytest.mark.parametrize(
    ("seconds", "passes"), [(0.05, 10), (0.25, 4), (0.5, 2), (0.69, 1), (0.7, 1), (9.0, 1)]
)
def test_a_fast_machine_makes_more_passes(seconds: float, passes: int) -> None:
    ticks = iter([100.0, 100.0 + seconds])
    policy = KdfPolicy(m_kib=8_192, t=1, p=1, clock=lambda: next(ticks))
    cost, key = kdf.derive_new(b"river", bytes(16), policy)
    assert cost == kdf.Cost(m_kib=8_192, t=passes, p=1)
    assert key == kdf.derive(b"river", bytes(16), cost)


def test_no_calibration_keeps_the_cost() -> None:
    assert kdf.derive_new(b"river", bytes(16), CHEAP)[0] == kdf.Cost(m_kib=8_192, t=1, p=1)


@pytest.mark.skipif(sys.platform != "linux", reason="limits address space")
def test_less_memory_is_taken_where_there_is_not_so_much() -> None:
    code = (
        "import resource\n"
        "from supportdesk.vault import kdf, KdfPolicy\n"
        "resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))\n"
        "print(kdf.derive_new(b'x', bytes(16), KdfPolicy(t=1, calibrate=False))[0].m_kib)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (50 << 20, 50 << 20))\n"
        "try: kdf.derive_new(b'x', bytes(16), KdfPolicy(t=1, calibrate=False))\n"
        "except Exception as error: print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["131072", "no_memory"]


def test_passwords_are_nfc() -> None:
    assert kdf.password_bytes("Zoe\u0308") == kdf.password_bytes("Zo\u00eb") == "Zo\u00eb".encode()


def test_password_limits() -> None:
    assert kdf.password_bytes("\u00e4" * 512)
    with pytest.raises(VaultError, match="password_too_long"):
        kdf.password_bytes("\u00e4" * 512 + "x")
    with pytest.raises(VaultError, match="password_needed"):
        kdf.password_bytes("")


@pytest.mark.parametrize(
    ("m_kib", "t", "p", "salt"),
    [
        (8_191, 1, 1, 16),
        (1_048_577, 1, 1, 16),
        (8_192, 0, 1, 16),
        (8_192, 33, 1, 16),
        (8_192, 1, 0, 16),
        (8_192, 1, 17, 16),
        (1_048_576, 9, 1, 16),
        (8_192, 1, 1, 15),
        (8_192, 1, 1, 65),
    ],
)
def test_costs_outside_the_limits_are_refused(m_kib: int, t: int, p: int, salt: int) -> None:
    assert not kdf.is_allowed(kdf.Cost(m_kib=m_kib, t=t, p=p), bytes(salt))


@pytest.mark.parametrize(
    ("m_kib", "t", "p", "salt"), [(8_192, 1, 1, 16), (1_048_576, 8, 16, 64), (262_144, 32, 4, 32)]
)
def test_costs_at_the_limits_are_taken(m_kib: int, t: int, p: int, salt: int) -> None:
    assert kdf.is_allowed(kdf.Cost(m_kib=m_kib, t=t, p=p), bytes(salt))
