"""The words quick add knows, as data: days, months, numbers, and the everyday names of a principal's work."""

from __future__ import annotations

from il_desktop.domain.blocks import Category, Protection

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = {name: day for day, name in enumerate(_DAY_NAMES)} | {
    short: day
    for day, shorts in enumerate(
        (
            ("mon",),
            ("tue", "tues"),
            ("wed", "weds"),
            ("thu", "thur", "thurs"),  # codespell:ignore thur
            ("fri",),
            ("sat",),
            ("sun",),
        )
    )
    for short in shorts
}
PLURAL_WEEKDAYS = {f"{name}s": day for day, name in enumerate(_DAY_NAMES)}
# These are words of their own too: they name a day only with a capital or where a day is expected.
SHY_WEEKDAYS = frozenset({"sat", "sun"})
MONTHS = {name: month for month, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: month for month, name in enumerate(_MONTH_NAMES, 1)
} | {"sept": 9}  # fmt: skip
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "last": -1,
}  # fmt: skip
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
OFFSETS = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomorow": 1, "tmw": 1}
PARTS_OF_DAY = {"morning": 540, "afternoon": 780, "evening": 1080, "tonight": 1080, "noon": 720, "midday": 720}
# Times told by the bells and the work hours; of two that begin alike the longer stands first.
SCHOOL_MOMENTS = (
    (("first", "thing", "in", "the", "morning"), "first thing"),
    (("first", "thing"), "first thing"),
    (("before", "school"), "before school"),
    (("before", "the", "first", "bell"), "before school"),
    (("after", "lunch"), "after lunch"),
    (("after", "school"), "after school"),
    (("after", "dismissal"), "after school"),
    (("after", "the", "last", "bell"), "after school"),
)
FIXED_CLOCKS = {"noon": 720, "midday": 720}
MINUTE_UNITS = frozenset({"m", "min", "mins", "minute", "minutes"})
HOUR_UNITS = frozenset({"h", "hr", "hrs", "hour", "hours"})
RANGE_SIGNS = frozenset({"-", "–", "—", "to", "until", "till", "til"})
UNTIL = frozenset({"until", "till", "til", "through", "thru", "ending", "ends"})
STARTING = frozenset({"starting", "from", "beginning", "starts", "since"})
LIST_SIGNS = frozenset({",", "&", "and", "/", "+"})
TERM_WORDS = {"term": "term", "semester": "term", "quarter": "term", "trimester": "term", "year": "year"}
# Numbers right behind these words count things, not hours.
NUMBERED = frozenset({
    "grade", "grades", "gr", "room", "rm", "unit", "chapter", "page", "pages", "phase", "tier", "level", "class",
    "section", "house", "group", "week", "version", "part", "step", "goal", "form", "policy", "bus", "route", "year",
    "team", "item", "module", "lesson", "day", "quarter", "no", "#", "$", "hall", "door", "stage", "cohort", "title",
})  # fmt: skip
# What stands before a person, a day or a time and says nothing by itself.
PERSON_TITLES = frozenset({"mr", "ms", "mrs", "mx", "dr", "miss", "prof"})
# Family names that are words as well: written small they name a person only behind "with" or a title.
ORDINARY_NAMES = frozenset({
    "bell", "bishop", "brown", "cook", "day", "field", "fields", "fox", "gray",
    "grant", "green", "hall", "hill", "king", "long", "love", "marsh", "may", "moss",
    "page", "park", "parks", "price", "reed", "rich", "rose", "short", "small", "snow", "stone", "strong",
    "summers", "walker", "wall", "ward", "waters", "west", "white", "wise", "wood", "woods", "young",
    "grace", "hope", "joy", "mark", "will", "bill", "rob", "sue", "pat", "art", "june", "april", "dawn", "faith",
})  # fmt: skip
PLACES = (
    "library", "media center", "gym", "gymnasium", "cafeteria", "auditorium", "main office", "front office", "office",
    "my office", "conference room", "staff room", "teachers lounge", "computer lab", "lab", "playground", "hallway",
)  # fmt: skip
CATEGORIES = {
    "instructional": Category.INSTRUCTIONAL,
    "instruction": Category.INSTRUCTIONAL,
    "teaching": Category.INSTRUCTIONAL,
    "management": Category.MANAGEMENT,
    "managerial": Category.MANAGEMENT,
    "admin": Category.MANAGEMENT,
    "personal": Category.PERSONAL,
}
KIND_OF_CATEGORY = {
    Category.INSTRUCTIONAL: "curriculum",
    Category.MANAGEMENT: "office_work",
    Category.PERSONAL: "personal",
}
PROTECTIONS = {level.name.lower(): level for level in Protection}
# Everyday names of the activity types, longest match first when the line is read.
KIND_WORDS = {
    "visit_quick": (
        "visit", "visits", "quick visit", "quick visits", "walkthrough", "walkthroughs", "walk-through", "walk through",
        "walk-throughs", "pop in", "pop-in", "drop in", "drop-in", "look in", "learning walk", "classroom visit",
        "classroom visits", "hall walk", "walk the halls",
    ),
    "visit_observation": (
        "observe", "observation", "observations", "obs", "observing", "classroom observation",
    ),
    "work_with_students": ("work with students", "small group", "read to", "student conference"),
    "learning_behavior": ("behavior support", "behaviour support"),
    "feedback_celebratory": ("celebrate", "celebratory feedback", "praise"),
    "feedback_reflective": (
        "feedback", "debrief", "reflective feedback", "post-observation", "post observation", "post-observation talk",
        "feedback talk", "follow up with", "reflect with",
    ),
    "feedback_directive": ("directive feedback",),
    "coaching": ("coach", "coaching", "co-plan", "co-planning", "planning with", "coaching with"),
    "model_teach": ("model lesson", "co-teach", "demo lesson"),
    "formal_evaluation": (
        "formal evaluation", "formal eval", "evaluate", "evaluation", "pre-conference", "formal observation",
    ),
    "plc_meeting": (
        "plc", "plcs", "grade level meeting", "department meeting", "dept meeting", "team meeting", "grade team",
    ),
    "data_meeting": ("data meeting", "data meetings", "data chat", "data talk", "data dive", "data review", "data"),
    "mtss_meeting": ("mtss", "mtss meeting", "sst", "rti", "student support meeting"),
    "ilt_meeting": ("ilt", "ilt meeting", "leadership team"),
    "pd_lead": ("pd", "lead pd", "professional development", "staff training", "plan pd"),
    "curriculum": ("curriculum", "assessment design", "read student work", "lesson plans"),
    "student_learning_talk": ("student talk", "learning celebration", "student learning talk"),
    "family_learning_talk": ("parent conference", "family conference", "family night", "parent night"),
    "own_learning": ("read", "reading", "own learning", "webinar"),
    "office_work": ("e-mail", "email", "emails", "e-mails", "e-mail block", "office work", "paperwork", "prep"),
    "personnel": ("interview", "interviews", "hiring", "personnel", "hr"),
    "student_supervision": (
        "lunch duty", "arrival duty", "dismissal", "dismissal duty", "bus duty", "hall duty", "recess duty", "duty",
        "cafeteria supervision", "arrival", "supervision", "cafeteria duty", "morning duty", "car line",
    ),
    "operations_meeting": ("staff meeting", "committee", "faculty meeting", "operations meeting", "admin meeting"),
    "discipline": ("discipline", "referral", "referrals", "suspension hearing", "behavior hearing"),
    "district": (
        "district", "district meeting", "superintendent", "school board", "principals meeting", "board meeting",
        "board",
    ),
    "family_other": ("parent call", "family call", "parent meeting", "family meeting", "parent", "call parent"),
    "budget": ("budget", "budgets", "purchasing"),
    "facilities_safety": (
        "fire drill", "drill", "lockdown drill", "evacuation drill", "facilities", "safety", "building walk",
        "custodian", "safety walk", "tornado drill",
    ),
    "schedules_testing": ("scheduling", "master schedule", "testing", "test prep", "compliance"),
    "special_ed_compliance": ("iep", "iep meeting", "iep meetings", "504", "504 meeting", "special education"),
    "community": ("community", "pta", "pto", "booster club", "chamber of commerce", "community event"),
    "huddle_review": ("daily huddle", "huddle", "weekly review", "week plan", "weekly planning"),
    "relationships": ("thank-you rounds", "thank you rounds", "recognition", "thank-you notes", "thank you notes"),
    "personal": ("lunch", "gym time", "dentist", "doctor", "vacation", "day off", "personal", "workout"),
}  # fmt: skip
