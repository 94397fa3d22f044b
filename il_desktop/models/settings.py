"""What the file remembers about itself: settings, attachments of any owner, and what left the file."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped

from il_desktop.models.base import LEDGER, Base
from il_desktop.models.columns import (
    flag,
    json_list,
    json_value,
    key_to,
    line,
    loose_key,
    one_of,
    prose,
    unique_even_null,
    whole,
)

AUDIENCES = ("me", "office", "staff", "person", "district", "official", "public")


class Setting(Base):
    """One setting by the field name of `domain.settings.Settings`; `value` is JSON."""

    __tablename__ = "setting"
    key: Mapped[str] = line(64, unique=True)
    value: Mapped[Any] = json_value()


class Attachment(Base):
    """A piece of evidence; `owner_id` names a row of the table `owner_kind`, which commands see to."""

    __tablename__ = "attachment"
    owner_kind: Mapped[str] = one_of(
        "goal",
        "challenge",
        "check_in",
        "task",
        "visit",
        "meeting",
        "decision",
        "log_entry",
        "library_item",
        "recognition",
    )
    owner_id: Mapped[str] = loose_key()
    kind: Mapped[str] = one_of(
        "data", "observation", "teacher_voice", "student_voice", "judgment", "document", "before", "after"
    )
    note: Mapped[str | None] = prose()
    file_name: Mapped[str | None] = line()
    media_type: Mapped[str | None] = line(120)
    sha256: Mapped[str | None] = line(64)
    size: Mapped[int | None] = whole(0)


class ExportBatch(Base):
    """One export: what, for whom, with which classes of notes and how many hidden cells."""

    __tablename__ = "export_batch"
    __table_args__ = LEDGER
    kind: Mapped[str] = one_of("ics", "csv", "xlsx", "pdf", "docx", "html", "json", "eml", "png", "svg", "txt")
    audience: Mapped[str] = one_of(*AUDIENCES)
    with_names: Mapped[bool] = flag()
    note_classes: Mapped[tuple[str, ...]] = json_list()
    suppressed_cells: Mapped[int] = whole(0, default=0)
    tag: Mapped[str | None] = line()
    file_name: Mapped[str] = line(1000)
    sha256: Mapped[str] = line(64)


class ExportedEvent(Base):
    """What another calendar has of ours; `source_ref` is no link, for it outlives the block."""

    __tablename__ = "exported_event"
    __table_args__ = (unique_even_null("exported_event", "target", "audience", "uid"), LEDGER)
    target: Mapped[str] = line()
    audience: Mapped[str] = one_of(*AUDIENCES)
    uid: Mapped[str] = line(1000)
    source_ref: Mapped[str] = line()
    title: Mapped[str | None] = line()
    starts: Mapped[str | None] = line(32)
    content_hash: Mapped[str] = line(64)
    sequence: Mapped[int] = whole(0, default=0)
    first_batch_id: Mapped[str] = key_to("export_batch")
    last_batch_id: Mapped[str] = key_to("export_batch")
    state: Mapped[str] = one_of("live", "changed", "vanished", default="live")
