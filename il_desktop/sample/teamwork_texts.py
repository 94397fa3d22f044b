"""Topics, titles and decisions of the sample school's teams and front office; all invented."""

from __future__ import annotations

# topic, first, back-up (None: still missing)
FIRST_CONTACT = (
    ("Buses and transport", "diaz", "fox"), ("Building and keys", "fox", "diaz"), ("Copier and IT help", "fox", "diaz"),
    ("Supplies and budget codes", "diaz", "fox"), ("Attendance", "diaz", "fox"),
    ("Enrollment and records", "diaz", "fox"),
    ("Community use of rooms", "fox", "diaz"), ("Lunch", "diaz", "fox"), ("Substitute cover", "diaz", "ramos"),
    ("Discipline, level 1", "ramos", "schultz"), ("Volunteers", "diaz", "fox"), ("Events", "schultz", "ramos"),
    ("Testing logistics", "schultz", "ramos"), ("Classroom technology", "fox", None),
    ("New-staff questions", "hale", "diaz"),
    ("Visitors and deliveries", "diaz", "fox"), ("Field-trip papers", "diaz", "fox"),
    ("Class-list changes", "schultz", "diaz"),
    ("Nurse and health questions", "diaz", None), ("After-school activities", "ramos", "fox"),
)  # fmt: skip
CALL_WHEN = "somebody is hurt or missing."
TASKS = (
    "Answer the district on room use", "Order lab gloves", "Check emergency cards, Grade 6", "Draft the newsletter",
    "Return the call of the bus company", "Look at the discipline list", "Sign field-trip papers",
    "Plan the fire drill",
    "Review two evaluations", "Confirm the speaker for the career day", "Update the duty list",
    "Send data to the board",
    "Choose dates for family conferences", "Check the sub list for Friday", "Walk the east wing with facilities",
    "Read the special education report", "Thank the parent group", "Close the book order", "Write the grant report",
    "Meet the new volunteers", "Check the testing rooms", "Ask about the broken copier", "Prepare the ILT agenda",
    "Share the winter data with houses", "Look through hiring file 3", "Call back the mill museum",
    "Fix the bell on early days",
    "Count chairs for the concert", "Reply to the student council", "Set the next peer visit",
)  # fmt: skip
DECISIONS = (
    "Number talks open every math class from Monday.", "One exit-ticket form for all houses.",
    "Advisory on Thursday belongs to re-teaching.", "Seminar every second week in ELA.",
    "Anchor papers are scored before winter break.", "Phones stay in lockers until dismissal.",
    "The late bell moves by two minutes on early days.", "Each team opens with one thanks.",
    "Tutors meet students in the library, not in class.", "Families hear good news in the first month.",
    "Peer visits count as learning time.", "No meeting on the last Friday of the month.",
    "Substitutes get the plan by 7:30.", "Task check of unit 6 in April.", "Homework club runs Tuesday and Thursday.",
)  # fmt: skip
PD = (
    ("Number talks, first steps", "workshop"), ("Questions that ask for evidence", "workshop"),
    ("Exit tickets: sort and act", "lab"), ("Talk moves in seminar", "training"), ("Reading the fall data", "plc"),
    ("Supports that fade", "workshop"), ("Report cards that teach", "training"), ("Scoring together", "lab"),
    ("Grouping with a reason", "workshop"), ("Return from break: what matters", "collaborative_planning"),
    ("Peer visits: how to look", "coaching_session"), ("Tasks for everyone", "workshop"),
    ("Spring planning", "collaborative_planning"), ("What we learned this year", "book_study"),
)  # fmt: skip
DELEGATED_TASKS = (
    "Bus change list", "Order lab gloves", "Emergency cards, Grade 6", "Duty list for next month",
    "Substitute list for Friday", "Close the book order", "Check the testing rooms", "Broken copier, second floor",
    "Chairs for the concert", "Field-trip papers, Grade 7", "Call back the mill museum", "Signs for visitors",
    "Locker list", "Lost-and-found week", "Thank-you cards for volunteers",
)  # fmt: skip
# title, category, cents
REQUESTS = (
    ("Headsets for the language lab", "technology", 48000), ("Tutor hours, second half", "staffing", 320000),
    ("Class sets of two novels", "materials", 96000), ("Probe kits for Grade 7", "materials", 121500),
    ("Substitute days for peer visits", "time", 180000), ("Ramp at the music room", "facility", 450000),
    ("Number-talk training", "professional_development", 240000), ("Breakfast club supplies", "funding", 35000),
    ("Whiteboards for pairs", "materials", 27500), ("Interpreter for conferences", "staffing", 64000),
    ("Shade for the courtyard", "facility", 380000), ("Graphing tools for Grade 8", "technology", 89000),
    ("Books in home languages", "materials", 74000), ("Seminar training, ELA", "professional_development", 150000),
    ("Late bus on Thursdays", "funding", 410000), ("Sound field for Room 131", "technology", 132000),
    ("Reading corner, Grade 6", "facility", 58000), ("Time for scoring together", "time", 126000),
    ("Instruments for beginners", "materials", 210000), ("Tables for lab groups", "facility", 265000),
    ("Mentor time for new staff", "time", 98000), ("Museum trip, Grade 7", "funding", 87500),
    ("Co-teaching course", "professional_development", 175000),
)  # fmt: skip
