"""The columns the sample fills, by table, each with what stands there when nothing is said.

A required column without a sensible default holds the Ellipsis, so that forgetting it fails at once.
"""

from __future__ import annotations

from typing import Any

# fmt: off
COLUMNS: dict[str, dict[str, Any]] = {
    "person": {
        "kind": "teacher", "given": "", "family": "", "grades": [], "birthday_opt_in": 0, "visit_every_days": 14,
        "is_focus": 0, "recognition_pref": "ask", "strengths": [],
        **dict.fromkeys((
            "shown_as", "email", "department", "hired_on", "career_started_on", "contract", "birthday_md",
            "leader_id", "favorites", "active_from", "active_to", "external_ref",
        )),
    },
    "calendar_span": {
        "kind": ..., "name": ..., "from_on": ..., "to_on": ...,
        **dict.fromkeys((
            "year_id", "bell_schedule_id", "person_id", "substitute_id", "note",
        )),
    },
    "bell_schedule": {
        "name": ..., "periods": ...,
    },
    "day_override": {
        "day": ..., "reason": "",
        **dict.fromkeys((
            "kind", "day_type", "bell_schedule_id", "periods", "is_contact_day",
        )),
    },
    "section": {
        "year_id": ..., "title": ...,
        **dict.fromkeys((
            "subject", "grade", "room", "from_on", "to_on", "external_ref",
        )),
    },
    "timetable_slot": {
        "person_id": ..., "period_code": ..., "kind": ..., "from_on": ...,
        **dict.fromkeys((
            "section_id", "day_type", "weekday", "to_on",
        )),
    },
    "vision": {
        "version": ..., "mission": "", "statement": "",
        "adopted_on": None, "review_due_on": None, "note": None,
    },
    "vision_item": {
        "vision_id": ..., "kind": ..., "name": ..., "pos": 0,
        "meaning": None,
    },
    "challenge": {
        "kind": ..., "title": ..., "state": "suspected", "whys": [],
        **dict.fromkeys((
            "severity", "reach_n", "for_whom", "countermeasure", "owner_id", "review_on",
        )),
    },
    "library_item": {
        "kind": ..., "name": ..., "aliases": [], "is_schoolwide": 0,
        **dict.fromkeys((
            "definition", "evidence_note", "source", "url", "subject", "grade", "criteria", "issue", "next_review_on",
            "goal_id",
        )),
    },
    "goal": {
        "kind": ..., "title": ..., "state": "active", "horizon_years": 1, "is_exploratory": 0, "recurs_yearly": 0,
        **dict.fromkeys((
            "parent_id", "vision_id", "domain", "owner_id", "person_id", "starts_on", "due_on", "done_on",
            "review_on", "rank", "est_min", "because", "check_every_days", "group_label", "n_students",
            "dose_min_week", "response", "prediction", "result", "learned", "verdict", "challenge_id",
        )),
    },
    "measure": {
        "name": ..., "family": "achievement", "timing": "lagging", "unit": "percent", "levels": [], "better": "up",
        "source": "interim",
        "audience": None, "formula_key": None, "cadence_days": None,
    },
    "target": {
        "goal_id": ..., "measure_id": ..., "baseline": ..., "aim": ..., "change_kind": "absolute",
        "baseline_on": ..., "due_on": ..., "weight": 1.0,
        "group_dim": None, "group_name": None, "stretch": None,
    },
    "reading": {
        "measure_id": ..., "read_on": ...,
        **dict.fromkeys((
            "window_id", "group_dim", "group_name", "section_id", "grade", "level", "numerator", "denominator",
            "value",
        )),
    },
    "check_in": {
        "goal_id": ..., "given_on": ..., "status": ...,
        **dict.fromkeys((
            "target_id", "value", "confidence", "computed_status", "comment",
        )),
    },
    "activity_type": {
        "key": ..., "version": 1, "name": ..., "category": ..., "nces": ..., "ies": ..., "is_heavy": 0,
        "default_protection": 1, "default_min": 30, "is_active": 1,
        "protocol_items": None,
    },
    "block_series": {
        "title": ..., "activity_type_id": ..., "protection": 1, "is_buffer": 0, "rule_kind": "rrule", "rule": ...,
        "starts_local": ..., "duration_min": ..., "tz": "America/New_York", "on_no_school": "skip",
        "goal_shares": [],
        **dict.fromkeys((
            "set_name", "until_on", "count", "place_from_min", "place_to_min", "min_min", "max_min", "per_week",
            "split_from_id",
        )),
    },
    "time_block": {
        "title": ..., "activity_type_id": ..., "is_buffer": 0, "protection": 1, "origin": "manual", "is_public": 0,
        "starts_local": ..., "ends_local": ..., "tz": "America/New_York", "all_day": 0, "anchor": "clock",
        "offset_min": 0, "state": "planned",
        **dict.fromkeys((
            "place", "note", "period_code", "section_id", "series_id", "occurrence_on", "follows_id",
            "reconciled_at", "make_up_for_id", "import_key",
        )),
    },
    "plan_baseline": {
        "block_ref": ..., "week_on": ..., "starts_local": ..., "ends_local": ..., "activity_type_id": ...,
        "protection": ..., "is_added": 0,
    },
    "actual": {
        "starts_local": ..., "ends_local": ..., "tz": "America/New_York", "activity_type_id": ...,
        "source": "reconcile",
        "block_id": None, "note": None,
    },
    "block_goal": {
        "block_id": ..., "goal_id": ..., "share_pct": ..., "pos": 0,
    },
    "interruption": {
        "kind": "interruption", "at_local": ..., "minutes": ..., "source": ...,
        **dict.fromkeys((
            "block_id", "topic_id", "triage", "worth_it", "avoidable", "asked_by", "resume_note", "note", "level",
            "planned_min", "debt", "corrects_id",
        )),
    },
    "protocol": {
        "name": ..., "version": 1, "kind": "look_fors", "licence": ..., "source": ..., "scale": [], "is_bundled": 1,
        "is_frozen": 0,
    },
    "look_for": {
        "protocol_id": ..., "domain": ..., "text": ..., "pos": 0,
        "component": None, "vision_item_id": None, "goal_id": None,
    },
    "visit": {
        "person_id": ..., "visitor_id": ..., "kind": "quick_visit", "purpose": "supporter", "notice": "window",
        "starts_local": ..., "duration_min": 15, "visibility": "private", "state": "planned",
        **dict.fromkeys((
            "block_id", "section_id", "protocol_id", "backup_id", "goal_id", "period_code", "evidence_text",
            "notice_sent_at", "pre_talk_on",
        )),
    },
    "visit_mark": {
        "visit_id": ..., "look_for_id": ..., "rater": "visitor",
        "seen": None, "level": None, "note": None,
    },
    "feedback": {
        "person_id": ..., "kind": "reflective", "channel": "conversation",
        **dict.fromkeys((
            "visit_id", "glow", "grow", "block_id", "given_local", "response", "acknowledged_on",
        )),
    },
    "action_step": {
        "person_id": ..., "text": ..., "check_back_on": ..., "outcome": "open",
        "feedback_id": None, "look_for_id": None, "check_visit_id": None,
    },
    "note": {
        "class": "private_memory", "text": ..., "dated_on": ..., "legal_hold": 0,
        **dict.fromkeys((
            "person_id", "visit_id", "meeting_id", "shared_on", "purge_after_on",
        )),
    },
    "recognition": {
        "person_id": ..., "given_on": ..., "kind": "note", "action_text": "", "visibility": "private",
        "state": "given", "is_cash_like": 0,
        **dict.fromkeys((
            "giver_id", "theme", "channel", "impact", "value_id", "goal_id", "visit_id", "meeting_id", "round_id",
            "batch_key", "pref_override_reason", "gift_cents", "gift_fund",
        )),
    },
    "selection_round": {
        "kind": "award", "name": ..., "criteria": [], "opens_on": ..., "closes_on": ...,
        "announce_on": None, "seats": None, "panel": [], "closed_at": None,
    },
    "nomination": {
        "round_id": ..., "person_id": ..., "nominator_kind": "staff", "reason": "", "stage": "nominated",
        "scores": {},
        "nominator": None,
    },
    "team": {
        "name": ..., "kind": ..., "is_active": 1,
        **dict.fromkeys((
            "purpose", "norms", "focus_question", "stage", "cadence_days",
        )),
    },
    "team_member": {
        "team_id": ..., "person_id": ..., "role": "member", "from_on": ...,
        "to_on": None,
    },
    "meeting": {
        "kind": ..., "title": ..., "state": "confirmed", "minutes": ..., "cost_cents": 0,
        **dict.fromkeys((
            "team_id", "block_id", "facilitator_id", "note_taker_id", "timekeeper_id", "minutes_text", "goal_id",
            "pd_format", "expert", "plus_n", "delta_n",
        )),
    },
    "agenda_item": {
        "meeting_id": ..., "pos": 0, "title": ..., "outcome": "decide", "minutes": 10, "is_parked": 0,
        **dict.fromkeys((
            "owner_id", "goal_id", "part", "text",
        )),
    },
    "attendance": {
        "meeting_id": ..., "person_id": ..., "status": "invited",
        **dict.fromkeys((
            "minutes", "relevance", "learning", "support", "try_by_on", "transfer_visit_id", "transfer_seen",
        )),
    },
    "decision": {
        "decided_on": ..., "text": ..., "domain": "instruction", "method": "leader",
        **dict.fromkeys((
            "meeting_id", "lowest_fist", "perspectives", "goal_id", "review_on",
        )),
    },
    "task": {
        "title": ..., "state": "open", "importance": 2, "urgency": 2, "carried_n": 0,
        **dict.fromkeys((
            "due_on", "est_min", "disposition", "owner_id", "authority", "check_in_on", "goal_id", "block_id",
            "done_on", "meeting_id", "decision_id", "visit_id", "log_entry_id", "request_id",
        )),
    },
    "responsibility": {
        "kind": "first_contact", "what": ...,
        **dict.fromkeys((
            "first_id", "backup_id", "call_when", "script",
        )),
    },
    "log_entry": {
        "kind": ..., "on_date": ..., "topic": "", "state": "new",
        **dict.fromkeys((
            "person_id", "team_id", "audience", "n_people", "minutes", "text", "commitment", "level", "voice_kind",
            "contact_kind", "channel", "outcome", "follow_on", "ends_on", "goal_id", "used",
        )),
    },
    "resource_request": {
        "title": ..., "category": ..., "state": "idea", "is_equity": 0,
        **dict.fromkeys((
            "amount_cents", "source", "deadline_on", "goal_id", "equity_why",
        )),
    },
    "review": {
        "kind": "week", "from_on": ..., "to_on": ..., "step": 0,
        **dict.fromkeys((
            "planned_instr_min", "actual_instr_min", "wins", "lesson", "adjust", "closed_at",
        )),
    },
    "attachment": {
        "owner_kind": ..., "owner_id": ..., "kind": ...,
        **dict.fromkeys((
            "note", "file_name", "media_type", "sha256", "size",
        )),
    },
    "setting": {
        "key": ..., "value": ...,
    },
}
# fmt: on
