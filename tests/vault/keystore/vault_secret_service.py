"""Ask the system's key store as the app does; run inside a D-Bus session by test_vault_secret_service.py.

Each argument is one step; what came of them is printed as a JSON list.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from supportdesk.vault import KdfPolicy, Profiles, VaultError, system_keystore
from supportdesk.vault.header import SERVICE

ACCOUNT = "ab" * 16
SECRET = bytes(range(32))
CHEAP = KdfPolicy(m_kib=8_192, t=1, p=1, calibrate=False)


def profiles() -> Profiles:
    return Profiles(Path(os.environ["HOME"]) / "supportdesk", keystore=system_keystore(), kdf=CHEAP)


def tried(call) -> str:
    try:
        call().close()
    except VaultError as error:
        return error.code
    return "open"


def lock_collection() -> str:
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()
    return "done"


def put_a_foreign_text() -> str:
    from keyring.backends.SecretService import Keyring

    Keyring().set_password(SERVICE, ACCOUNT, "not of ours")
    return "done"


def labels() -> list[str]:
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        return sorted(item.get_label() for item in secretstorage.get_default_collection(bus).get_all_items())


def kill_daemon() -> str:
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    bus_names = DBusAddress(
        "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
    )
    with open_dbus_connection(bus="SESSION") as bus:
        call = new_method_call(bus_names, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
        os.kill(bus.send_and_get_reply(call).body[0], signal.SIGKILL)
    return "done"


def children_started() -> list[str]:
    """Programs started by importing and asking the key store: there are to be none."""
    started = []
    sys.addaudithook(
        lambda event, args: (
            started.append(event)
            if event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.exec", "os.system")
            else None
        )
    )
    system_keystore().get(ACCOUNT)
    counted = list(started)
    subprocess.run([sys.executable, "-c", ""], check=True)
    assert len(started) > len(counted)  # the control: a child would have been seen
    return counted


def prompted(*answer: tuple[str, ...]) -> object:
    """Ask while the desktop's own prompt is open: whether the call still waited then, and what came of it."""
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(step("get")))
    asking.start()
    found = ("xdotool", "search", "--sync", "--onlyvisible", "--name", "Unlock")
    subprocess.run(found, check=True, capture_output=True, timeout=20)
    waited = asking.is_alive() and not answers
    for _ in range(20):  # a prompt that was just painted may not have the keyboard yet
        for keys in answer:
            subprocess.run(["xdotool", *keys], check=True, timeout=20)
        asking.join(1)
        if answers:
            break
    return [waited, *answers]


def step(name: str) -> object:
    store = system_keystore()
    if name == "prompt-refused":
        return prompted(("key", "Escape"))
    if name == "prompt-answered":
        return prompted(("type", os.environ["LOGIN"]), ("key", "Return"))
    if name == "get":
        answer = store.get(ACCOUNT)
        return [answer.state, answer.secret == SECRET]
    if name == "set":
        return store.set(ACCOUNT, SECRET)
    if name == "delete":
        return store.delete(ACCOUNT)
    if name == "create":
        return tried(lambda: profiles().create("Ana", None))
    if name == "open":
        return [tried(lambda info=info: profiles().open_with_keystore(info.id)) for info in profiles().list()]
    if name == "remove":
        return [profiles().delete(info.id) for info in profiles().list()]
    return {
        "lock": lock_collection,
        "foreign": put_a_foreign_text,
        "labels": labels,
        "kill": kill_daemon,
        "children": children_started,
    }[name]()


if __name__ == "__main__":
    sys.stdout.write(json.dumps([step(name) for name in sys.argv[1:]]))
