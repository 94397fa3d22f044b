"""The plain way to bring a calendar in, as a whole process: icalendar reads it, the ORM adds a row for each event."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from il_desktop.domain import zones
from il_desktop.models.schedule import ActivityType, TimeBlock
from il_desktop.store import driver

ZONE = "America/New_York"


def main(calendar: str, file: str) -> None:
    """Read `calendar` and write its events into the school file."""
    found = icalendar.Calendar.from_ical(Path(calendar).read_bytes())
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: driver.connect_durable(Path(file), foreign_keys=True),
        module=driver.module,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with Session(engine) as session:
        session.info["now"] = datetime.now(UTC)  # what a command's session has
        activity = session.scalars(select(ActivityType)).first()
        session.add_all([_block(entry, activity) for entry in found.walk("VEVENT")])
        session.commit()


def _block(entry: Any, activity: ActivityType | None) -> TimeBlock:
    start, end = (_wall(entry.decoded(name)) for name in ("dtstart", "dtend"))
    return TimeBlock(
        title=str(entry["summary"]),
        activity_type_id=activity.id if activity else "",
        origin="import",
        place=str(entry.get("location", "")) or None,
        note=str(entry.get("description", "")) or None,
        starts_local=start,
        ends_local=end,
        tz=ZONE,
        import_key=f"ics:{entry['uid']}",
    )


def _wall(moment: datetime) -> Any:
    return zones.to_wall(moment, ZONE)


if __name__ == "__main__":
    main(*sys.argv[1:])
