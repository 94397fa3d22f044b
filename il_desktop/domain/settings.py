"""The settings of one school file, with their defaults; stored as one JSON value per key in the `setting` table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from il_desktop.domain.light import NamedTuple


class DayCycle(NamedTuple):
    """How day types follow each other.

    `rule` is `slide` (a lost day shifts the row), `fixed` or `weekday`; `restarts` are ISO dates.
    """

    types: tuple[str, ...] = ("A", "B")
    rule: str = "slide"
    restarts: tuple[str, ...] = ()


class Settings(NamedTuple):
    """Everything a school file remembers about itself; `_min` is a minute of the day or an amount, as the name says."""

    school_name: str = "My school"
    tz: str = "America/New_York"
    principal_id: str = ""
    work_start_min: int = 450
    work_end_min: int = 990
    day_cycle: DayCycle = DayCycle()
    weekly_bells: Mapping[str, str] = MappingProxyType({})  # weekday "0" (Monday) to "6" -> bell_schedule.id
    default_bells: str = ""
    theme: str = "system"  # system, light, dark, contrast
    text_scale_pct: int = 100  # 80-200
    first_weekday: int = 0  # 0 Monday, 6 Sunday
    clock_24h: bool = False
    protected_target_low_min: int = 360  # protected instructional minutes a week, a range on purpose (F4)
    protected_target_high_min: int = 420
    recognition_days: int = 30
    gift_hint: str = "tell payroll"  # said beside cash and gift cards of any value; each school has its own rule
    min_n: int = 10
    min_staff_n: int = 5
    max_active_goals: int = 5
    stale_days: int = 14
    feedback_days: int = 1
    pace_on_track: float = 0.9
    pace_at_risk: float = 0.6
    backup_minutes: int = 15
    remind_default_min: int = -1  # minutes before its start that a new timed block reminds, -1 for not at all
    remind_quiet: bool = True  # reminders wait while a Guarded instructional block runs
    tray: bool = True  # a sign in the notification area, where there is one
    windows_zone_names: bool = False  # calendar files name time zones as Windows does
    feed_file: str = ""  # the published calendar that is kept up to date; empty for none
    feed_audience: str = "office"  # who reads it: me, office, staff or public
    feed_local: bool = False  # also at an address on this computer
    feed_token: str = ""  # the secret part of that address
    currency: str = ""  # the sign that money is written with; empty for the computer's own
    paper_size: str = "letter"  # letter or a4
    signature_role: str = "Principal"  # under the line that certificates and letters are signed on
    certificate_design: int = 1  # 1 fine line, 2 plain, 3 double frame
    logo_file: str = ""  # a PNG or SVG for certificates and cards; empty for none
    letterhead_file: str = ""  # a Word document with fields in double braces; empty for our own plain one
    sample_now: str = ""  # only in the sample school: the wall time its clock starts from
