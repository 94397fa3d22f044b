"""The reader asks once for what several queries of one snapshot need."""

from __future__ import annotations

import sqlite3

from il_desktop.store.reader import Reader


def test_inside_a_snapshot_a_query_is_answered_once_and_anew_in_the_next(tmp_path) -> None:
    path = tmp_path / "plain.db"
    writer = sqlite3.connect(path)
    writer.execute("CREATE TABLE t (n)")
    writer.execute("INSERT INTO t VALUES (1)")
    writer.commit()
    asked = []

    def newest(reader: Reader) -> int:
        asked.append(1)
        return reader.value("SELECT max(n) FROM t")

    reader = Reader(path)
    with reader.snapshot():
        assert [reader.once(newest), reader.once(newest)] == [1, 1]
        with reader.snapshot():
            assert reader.once(newest) == 1
        assert len(asked) == 1
        reader.rows("SELECT 1")
    writer.execute("INSERT INTO t VALUES (2)")
    writer.commit()
    writer.close()
    with reader.snapshot():
        assert reader.once(newest) == 2
    assert [reader.once(newest), reader.once(newest)] == [2, 2]  # outside of one the file may change in between
    assert len(asked) == 4
    reader.close()
