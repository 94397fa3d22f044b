"""What a reader noticed in a foreign calendar, each remark as one sentence."""

from __future__ import annotations

from collections.abc import Iterable

SENTENCES = {
    # the file
    "utf16": "The file is in UTF-16; it was read as that.",
    "cp1252": "Some letters are no valid Unicode; they were read as Western European.",
    "unindented_line": "Line {value} is no property; it was taken as part of the text above it, if there is one.",
    "line_too_long": "Line {value} is longer than this program reads and was passed over.",
    "too_many_components": "The file holds more entries than this program reads; it was read up to line {value}.",
    "too_deep": "Entries inside entries from line {value} on go too deep and were left out.",
    "too_many_lines": "The entry around line {value} has more lines than this program reads; some were left out.",
    "too_many_dates": "The events name more additional dates than this program reads; {value} were taken.",
    "cut_off": "The file ends in the middle of the entry that begins in line {value}.",
    "end_missing": "An entry before line {value} is not closed; it was taken to end there.",
    "no_events": "There are no events in the file.",
    "not_closed": "Its end mark is missing; it was read up to the next entry.",
    "text_joined": "A line of its text was not indented; it was joined.",
    "zone_kept": "It stays in the time of its own zone, {value}.",
    # times
    "time_mended": "The time “{value}” is not written as the standard says; it was understood all the same.",
    "seconds_cut": "Seconds are left off ({value}).",
    "midnight_24": "24:00 was taken as midnight at the end of that day.",
    "no_end": "There is no end that can be read; {value} minutes were assumed.",
    "end_not_after_start": "It ends before it starts; {value} minutes were assumed.",
    "no_length": "It has no length; it is shown as {value} minutes.",
    "whole_days": "Its start is a date without a time; whole days were taken.",
    "flagged_all_day": "It is marked as all day and was taken so.",
    "not_a_length": "The length “{value}” cannot be read.",
    # zones
    "zone_floating": "The time has no time zone; {value} was assumed.",
    "zone_of_calendar": "The time has no time zone; the calendar's own, {value}, was used.",
    "zone_named": "Time zone {value}.",
    "zone_by_rules": "The time zone has no known name; its rules match: {value}.",
    "zone_disagrees": "The time zone's name and its rules disagree; its rules were used: {value}.",
    "zone_by_offset": "The time zone was taken by its offset: {value}.",
    "zone_converted": "The time zone has no known name; the time was computed by its rules: {value}.",
    "zone_unknown": "The time zone is not known; please check the time: {value}.",
    "zone_beside_utc": "The time ends in Z, which means UTC, and also names a zone ({value}); UTC was taken.",
    "zone_rules_ignored": "The file describes this time zone in another way; {value} was taken as it is known today.",
    "second_hour": "The clock change makes {value} come twice; the event is in the second of these hours.",
    "twice_hour": "The clock change makes {value} come twice; the first of these hours was taken.",
    "begun_earlier": "It began on {value}; its dates from 1970 on were taken.",
    "skipped_hour": "The clock change skips this time; it was moved to {value}.",
    # repetition
    "rule_unreadable": "The repetition “{value}” cannot be read; only the first date was kept.",
    "rule_too_fine": "It repeats {value}, finer than a day; only the first date was kept.",
    "rule_ended_before": "The repetition ends before it begins; only the first date was kept.",
    "rule_shortened": "The repetition was shortened to {value} dates.",
    "start_not_in_rule": "Its first date {value} does not follow its own repetition; only the repetition was kept.",
    "second_rule": "It has a second repetition, which was left out: {value}.",
    "second_rule_kept": "It has a second repetition, which became a series of its own: {value}.",
    "exrule": "It has a rule for exceptions that cannot be kept, please check its dates: {value}.",
    "exrule_written": "Its rule for exceptions was written out as single dates left out, the last one {value}.",
    "split_before": "From {value} on it is changed for good; what follows is a series of its own.",
    "split_from": "It changes all dates from {value} on, and became a series of its own.",
    "instance_unreadable": "Which date of its series it changes cannot be read; it was taken as an event of its own.",
    "hole_unreadable": "An exception “{value}” cannot be read and was left out.",
    "extra_date_unreadable": "An additional date “{value}” cannot be read and was left out.",
    "long_repeat": "It repeats and is longer than a day; single dates up to {value} were written.",
    "this_and_future": "The change is meant for all later dates too; only this date was changed.",
    # texts and identity
    "title_cut": "The title was shortened.",
    "uid_twice": "Another event with the same identity stands in line {value}; both were kept.",
    "same_as": "It is the same as in line {value}.",
    "yours_kept": "You and the sender both changed it; yours is kept: {value}.",
    "own_dates_kept": "Dates of it that you changed or that are on record stay as blocks of their own: {value}.",
    "own_export": "It comes from this file's own export.",
    "instance_cancelled": "The date {value} is cancelled.",
    # why an event is left out
    "no_start": "It has no start.",
    "not_a_time": "The time “{value}” cannot be read.",
    "year": "The year {value} is outside 1970 to 2100.",
    "reply": "It is an answer to an invitation ({value}), not an event.",
    "cancelled": "It is cancelled.",
    "older_version": "A newer version of it stands in line {value}.",
    "kind_changed": "It repeats now and did not before, or the other way round; delete the old one first.",
    "event_unreadable": "It cannot be read.",
}


def finding_sentence(code: str, value: str = "") -> str:
    """Say one remark."""
    return SENTENCES.get(code, "Something in it was not understood.").replace("{value}", value)


def findings_text(findings: Iterable[tuple[str, str]]) -> str:
    """Say several remarks after each other, each once."""
    return " ".join(dict.fromkeys(finding_sentence(code, value) for code, value in findings))
