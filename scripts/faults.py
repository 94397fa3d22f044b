"""Kills programs in the middle of their work, again and again, and looks at what is left of the data file.

Usage: python scripts/faults.py saves|migrations|damage [--runs N] [--seed S] [--early-ack] [--unsealed]

`saves` kills a writer: every save it reported must be there, at most one more, none half. `migrations` kills an
upgrade: the file must be old or new, and upgrade when asked again. `damage` breaks files in nine ways: it must be
noticed, and every row that is salvaged be as it was or be named (`--unsealed`: after an unclean end, where some damage
goes unnoticed). `--early-ack` is the control: a writer that reports
before it saved must be caught, else the run proves nothing. Exit 0 when the promise was kept (with `--early-ack`: when
breaking it was caught).
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from il_desktop import bootstrap
from il_desktop.domain.clock import SystemClock
from il_desktop.models.settings import Setting
from il_desktop.store import driver, migrate
from il_desktop.store.operation import operation
from il_desktop.store.reader import Reader
from il_desktop.store.schema import SCHEMA_VERSION, read_header
from il_desktop.store.transaction import Tx

if __package__:
    from scripts.fault_damage import NotKept, damage_files
else:
    from fault_damage import NotKept, damage_files

KEYS = ("one", "two")

NEXT_MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{next:04d}", "{now:04d}", None, None

def upgrade():
    for name in ("activity_type", "setting"):
        with op.batch_alter_table(name, table_kwargs={{"sqlite_strict": True}}, recreate="always") as table:
            table.add_column(sa.Column("added", sa.Text))
"""


@dataclass(eq=False)
class Broken(Exception):
    """The promise was not kept; `what` says which part of it."""

    what: str


@operation("test.count")
def count_up(tx: Tx, number: int) -> None:
    """Write a number into two rows at once."""
    rows = {row.key: row for row in tx.session.query(Setting)}
    for key in KEYS:
        if key in rows:
            rows[key].value = number
        else:
            tx.session.add(Setting(key=key, value=number))


def numbers(reader: Reader) -> set[int]:
    """Return what the two rows hold; one number unless a save was torn."""
    rows = reader.rows("SELECT coalesce(max(value), '0') FROM setting WHERE key IN ('one', 'two') GROUP BY key")
    return {int(value) for (value,) in rows} or {0}


def run_killed(work: Callable[[int], None], *, until: Callable[[int], None]) -> None:
    """Run `work(write end of a pipe)` in a fork, and kill it when `until(read end)` returns."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(read_end)
            work(write_end)
            code = 0
        finally:
            os._exit(code)
    os.close(write_end)
    try:
        until(read_end)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def kill_a_writer(path: Path, chance: random.Random, *, early_ack: bool) -> int:
    """Let a writer save until it is killed; return how many saves it reported, or raise Broken."""
    start = only(read(path))
    reported = start

    def work(pipe: int) -> None:
        desk = bootstrap.open_desk(path)
        number = start
        while True:
            number += 1
            if early_ack:
                os.write(pipe, b"x")
            desk.run(count_up, number)
            if not early_ack:
                os.write(pipe, b"x")

    def until(pipe: int) -> None:
        nonlocal reported
        wanted, pause = chance.randrange(1, 8), chance.uniform(0, 0.004)
        while wanted > 0:
            got = len(os.read(pipe, 100))
            if not got:
                raise Broken(what="the writer ended by itself")
            wanted -= got
            reported += got
        ready, _, _ = select.select([pipe], [], [], 0 if early_ack else pause)
        while ready and (got := len(os.read(pipe, 100))):
            reported += got
            ready, _, _ = select.select([pipe], [], [], 0)

    run_killed(work, until=until)
    found = only(read(path))
    if not reported <= found <= reported + 1:
        raise Broken(what=f"reported {reported}, found {found}")
    check_undo(path, found)
    bootstrap.check_file(path)
    return reported - start


def read(path: Path) -> set[int]:
    """Open the file as the program does and return the numbers."""
    desk = bootstrap.open_desk(path)
    try:
        return desk.read(numbers)
    finally:
        desk.close()


def only(found: set[int]) -> int:
    """Return the one number; raise Broken for a torn save."""
    if len(found) != 1:
        raise Broken(what=f"torn: {sorted(found)}")
    return next(iter(found))


def check_undo(path: Path, found: int) -> None:
    """Undo and redo the last save."""
    desk = bootstrap.open_desk(path)
    try:
        if desk.history().undo is not None:
            desk.undo()
            if only(desk.read(numbers)) != found - 1:
                raise Broken(what="undo after a kill")
            desk.redo()
    finally:
        desk.close()


def kill_an_upgrade(path: Path, scripts: Path, latest: float) -> bool:
    """Kill an upgrade after `latest` seconds at most; return whether it was still under way, or raise Broken."""

    def upgrade(_pipe: int = 0) -> None:
        migrate.upgrade(path, SystemClock(), scripts=str(scripts), target=SCHEMA_VERSION + 1)

    def until(pipe: int) -> None:
        select.select([pipe], [], [], latest)

    run_killed(upgrade, until=until)
    connection = driver.connect_durable(path)  # takes back what was under way, as the gate does
    try:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Broken(what="integrity")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        stamp = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        columns = [row[1] for row in connection.execute("PRAGMA table_info(setting)").fetchall()]
        if stamp != f"{version:04d}" or ("added" in columns) != (version == SCHEMA_VERSION + 1):
            raise Broken(what=f"half an upgrade: {version}, {stamp}, {columns}")
        if connection.execute("SELECT count(*) FROM setting").fetchone() != (2,):
            raise Broken(what="rows lost")
    finally:
        connection.close()
    if version == SCHEMA_VERSION:
        upgrade()
        if read_header(path).user_version != SCHEMA_VERSION + 1:
            raise Broken(what="the upgrade cannot be repeated")
    return version == SCHEMA_VERSION


def kill_upgrades(folder: Path, runs: int, chance: random.Random) -> str:
    """Kill upgrades at random moments; return what happened."""
    path = folder / "school.ildesk"
    bootstrap.create_file(path)
    desk = bootstrap.open_desk(path)
    desk.run(count_up, 1)
    desk.close()
    scripts = folder / "next"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts)
    text = NEXT_MIGRATION.format(now=SCHEMA_VERSION, next=SCHEMA_VERSION + 1)
    (scripts / "versions" / "next.py").write_text(text)
    pristine = path.read_bytes()
    began = time.perf_counter()
    migrate.upgrade(path, SystemClock(), scripts=str(scripts), target=SCHEMA_VERSION + 1)
    needs = time.perf_counter() - began
    caught = 0
    for _ in range(runs):
        path.write_bytes(pristine)
        caught += kill_an_upgrade(path, scripts, chance.uniform(0, needs))
    if not caught:
        raise Broken(what="every kill came too late")
    return f"{runs} upgrades killed, {caught} under way: all files old or new, all upgraded when asked again"


def kill_writers(folder: Path, runs: int, chance: random.Random, *, early_ack: bool) -> str:
    """Kill writers at random moments; return what happened."""
    path = folder / "school.ildesk"
    bootstrap.create_file(path)
    saves = 0
    for _ in range(runs):
        saves += kill_a_writer(path, chance, early_ack=early_ack)
    return f"{runs} writers killed, {saves} saves reported: all there, none torn, undo and checks fine"


def main() -> int:
    """Run one kind of fault; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["saves", "migrations", "damage"])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--early-ack", action="store_true")
    parser.add_argument("--unsealed", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="il-faults-"))
    chance = random.Random(given.seed)  # noqa: S311  moments to kill at, repeatable on purpose
    try:
        if given.kind == "migrations":
            print(kill_upgrades(folder, given.runs, chance))
        elif given.kind == "damage":
            print(damage_files(folder, given.runs, chance, sealed=not given.unsealed))
        else:
            print(kill_writers(folder, given.runs, chance, early_ack=given.early_ack))
    except (Broken, NotKept) as broken:
        print(f"NOT KEPT: {broken.what}")
        return 0 if given.early_ack else 1
    finally:
        shutil.rmtree(folder)
    return 1 if given.early_ack else 0


if __name__ == "__main__":
    sys.exit(main())
