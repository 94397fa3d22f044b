"""`il-desktop sync` as another program calls it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from il_desktop import bootstrap, commands
from il_desktop.cli.root import root
from il_desktop.syncing import credentials
from tests.syncing.conftest import radicale  # noqa: F401  a fixture
from tests.syncing.dav_server import CALENDAR, PASSWORD, dav_server
from tests.syncing.key_store import key_store  # noqa: F401  a fixture
from tests.syncing.world import add, at, event, put, texts


@pytest.fixture
def run(empty_file, monkeypatch):
    monkeypatch.setenv(credentials.VARIABLE, "secret")
    monkeypatch.setattr(credentials, "keep_password", lambda *_: "none")

    def call(*words: str):
        return CliRunner().invoke(root, ["sync", *words, "--file", str(empty_file)])

    return call


def test_set_up_sync_and_conflicts_by_json(run, radicale, empty_file, fixed_clock, monkeypatch):  # noqa: F811  the fixture
    monkeypatch.setattr("il_desktop.commands.desk.file_clock", lambda _reader: fixed_clock)
    client = radicale.client()
    put(client, "council", event("council", "20260122T180000Z", "20260122T190000Z"))
    done = run("setup", radicale.url, "--user", "principal", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == {
        "calendar": "School",
        "url": radicale.calendar_url,
        "user": "principal",
        "audience": "me",
        "password_kept": False,
    }
    dry = run("--dry-run", "--json")
    assert json.loads(dry.stdout)["here"] == {"new": 1, "changed": 0, "removed": 0}
    found = json.loads(run("--json").stdout)
    assert found["here"]["new"] == 1
    assert found["items"] == [{"action": "pull_new", "uid": "council", "summary": "council"}]
    assert json.loads(run("--json").stdout)["sentence"] == "Both sides are equal."
    assert json.loads(run("conflicts", "--json").stdout) == []
    assert b"secret" not in empty_file.read_bytes()


def test_a_conflict_is_listed_and_settled(run, radicale, empty_file, fixed_clock, monkeypatch):  # noqa: F811  the fixture
    monkeypatch.setattr("il_desktop.commands.desk.file_clock", lambda _reader: fixed_clock)
    desk = bootstrap.open_desk(empty_file)
    block = add(desk, "Budget", "2026-01-20T09:00", "2026-01-20T10:00")
    desk.close()
    assert run("setup", radicale.url, "--user", "principal").exit_code == 0
    assert "on the server 1 new" in run().stdout
    client = radicale.client()
    ((href, text),) = texts(client).items()
    client.put(href, text.replace("T140000Z", "T133000Z"), client.fetch([href])[href].etag)
    desk = bootstrap.open_desk(empty_file)
    desk.run(commands.schedule.move_block, block, at("2026-01-20T13:00"))
    desk.close()
    assert "1 conflict waits for your decision" in run().stdout
    (conflict,) = json.loads(run("conflicts", "--json").stdout)
    assert conflict["title"] == "Budget"
    assert conflict["sentence"] == "it changed here and on the server."
    assert run("conflicts", "--resolve", conflict["id"], "mine").exit_code == 0
    assert "1 changed" in run().stdout
    assert "180000Z" in "".join(texts(client).values())


def test_problems_are_one_sentence_and_exit_1(run):
    for words, said in (
        ((), "sync setup URL"),
        (("setup", "http://cloud.example.org/", "--user", "a"), "not encrypted"),
        (("setup", "ftp://x/", "--user", "a"), "no address of a calendar server"),
        (("conflicts", "--resolve", "x", "mine"), "no open conflict"),
    ):
        done = run(*words)
        assert done.exit_code == 1
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert "secret" not in done.output


def call(file, *words: str, typed: str = ""):
    return CliRunner().invoke(root, ["sync", *words, "--file", str(file)], input=typed)


@pytest.fixture
def server(monkeypatch, fixed_clock):
    monkeypatch.setattr("il_desktop.commands.desk.file_clock", lambda _reader: fixed_clock)
    with dav_server() as made:
        made.manners.log_in = "basic"
        yield made


def test_a_kept_password_that_is_turned_away_is_asked_for_once(server, empty_file, key_store):  # noqa: F811  the fixture
    assert call(empty_file, "setup", server.url, "--user", "principal", typed=f"{PASSWORD}\n").exit_code == 0
    assert call(empty_file).exit_code == 0
    ((kept, _),) = key_store.kept.items()
    key_store.kept[kept] = "old"
    nobody = call(empty_file)
    assert nobody.exit_code == 1
    assert "does not accept the user name or password" in nobody.stderr
    wrong = call(empty_file, typed="wrong\nwrong\n")
    assert (wrong.exit_code, key_store.kept[kept]) == (1, "old")
    assert wrong.stderr.count("Password of principal on 127.0.0.1") == 1
    assert call(empty_file, typed=f"{PASSWORD}\n").exit_code == 0
    assert key_store.kept[kept] == PASSWORD


@pytest.mark.parametrize(("answer", "left"), [("keep", 8), ("take", 1)])
def test_a_server_that_lost_most_stops_the_run_until_told_how_to_go_on(server, empty_file, monkeypatch, answer, left):
    monkeypatch.setenv(credentials.VARIABLE, PASSWORD)
    for day in range(12, 20):
        server.write(f"their{day}", event(f"their{day}", f"202601{day}T180000Z", f"202601{day}T190000Z"))
    assert call(empty_file, "setup", server.url, "--user", "principal").exit_code == 0
    assert call(empty_file).exit_code == 0
    for day in range(12, 19):
        server.drop(f"{CALENDAR}their{day}.ics")
    for _ in range(2):
        refused = call(empty_file)
        assert refused.exit_code == 1
        assert "lost 7 of 8 entries at once" in refused.stderr
        assert "--lost keep" in refused.stderr
        assert blocks(empty_file) == 8
        assert len(server.items) == 1
    assert call(empty_file, "--lost", answer).exit_code == 0
    assert blocks(empty_file) == len(server.items) == left
    assert json.loads(call(empty_file, "--json").stdout)["sentence"] == "Both sides are equal."


def blocks(file) -> int:
    desk = bootstrap.open_desk(file)
    count = desk.read(lambda reader: reader.value("SELECT count(*) FROM time_block WHERE state = 'planned'"))
    desk.close()
    return count
