"""Office, the card of the day and the list of changes on the command line."""

from __future__ import annotations

import io
import json
from uuid import uuid4

from pypdf import PdfReader

from il_desktop import bootstrap, commands
from tests.cli.conftest import run


def test_the_whole_way_of_a_proposal(sample, tmp_path) -> None:
    board = tmp_path / "board.json"
    assert run("office", "board", "--file", sample, "-o", board).exit_code == 0
    base = json.loads(board.read_text())["base"]
    uid = str(uuid4())
    wish = {
        "uid": uid, "author": "Ms. Diaz", "made_at": "2026-01-16T14:05:00Z", "base": base, "action": "add",
        "title": "Bus company", "day": "2026-01-31", "start": "09:00", "minutes": 30,
    }  # fmt: skip
    path = tmp_path / "proposals.json"
    path.write_text(json.dumps({"kind": "il-desktop office proposals", "version": 1, "proposals": [wish]}))
    assert "1 of 1 proposal is new." in run("office", "take-in", path, "--file", sample).stderr
    assert "0 of 1 proposal is new." in run("office", "take-in", path, "--file", sample).stderr
    [line] = json.loads(run("office", "list", "--json", "--file", sample).stdout)
    assert (line["waits"], line["now"]) == (True, "The place is free.")
    assert run("office", "accept", uid, "--file", sample).exit_code == 0
    run("office", "board", "--days", "30", "--file", sample, "-o", board)
    assert json.loads(board.read_text())["answers"] == [
        {"uid": uid, "state": "accepted", "said": "", "day": "2026-01-31", "start": "09:00", "minutes": 30}
    ]
    told = json.loads(run("changes", "--since", "2026-01-16", "--json", "--file", sample).stdout)
    assert told[0]["by"] == "office"
    assert told[0]["what"].startswith("Accepted for the office: added Bus company")


def test_a_bad_file_and_an_unknown_uid_are_one_sentence_and_exit_1(sample, tmp_path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("[]")
    for arguments in (("take-in", path), ("accept", uuid4()), ("take-in", tmp_path / "none.json")):
        result = run("office", *arguments, "--file", sample)
        assert (result.exit_code, result.stdout, len(result.stderr.strip().splitlines())) == (1, "", 1)


def test_the_card_is_one_page_and_names_stay_away_unless_asked_for(sample, tmp_path) -> None:
    with_names, without = tmp_path / "a.pdf", tmp_path / "b.html"
    assert (
        run("report", "day", "--date", "2026-01-16", "--with-names", "--file", sample, "-o", with_names).exit_code == 0
    )
    assert run("report", "day", "--date", "2026-01-16", "--file", sample, "-o", without).exit_code == 0
    pages = PdfReader(io.BytesIO(with_names.read_bytes())).pages
    assert len(pages) == 1
    desk = bootstrap.open_desk(tmp_path / "sample.ildesk", read_only=True)
    families = {name for (name,) in desk.read(lambda reader: reader.rows("SELECT family FROM person"))}
    desk.close()
    text = without.read_text()
    assert [name for name in families if name in text] == []
    assert any(name in pages[0].extract_text() for name in families)


def test_changes_leave_out_what_was_undone(tmp_path) -> None:
    path = tmp_path / "new.ildesk"
    bootstrap.create_file(path)
    desk = bootstrap.open_desk(path)
    desk.run(commands.tasks.add_task, "Kept")
    desk.run(commands.tasks.add_task, "Undone")
    desk.undo()
    desk.close()
    told = [line["what"] for line in json.loads(run("changes", "--json", "--file", path).stdout)]
    assert told[0] == "Wrote down the task Kept"
    assert not [what for what in told if "Undone" in what]
