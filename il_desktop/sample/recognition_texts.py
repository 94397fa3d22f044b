"""What people at Maple Hollow were thanked for: an action and why it mattered, by kind of work; all invented."""

from __future__ import annotations

Pair = tuple[str, str]
ANY: tuple[Pair, ...] = (
    ("Stayed with a student until the late bus came.", "The family felt safe with us."),
    ("Opened a lesson to two colleagues who had asked about wait time.", "Both tried it the next day."),
    ("Took over the door duty three times without being asked.", "Mornings in the east wing got calm."),
    ("Rewrote the unit check with the team over one lunch.", "All three houses now score alike."),
    ("Called twelve families with good news before the first test.", "Nine of them came to the evening."),
    ("Told the staff meeting what went wrong in a lesson and what changed.", "Two others brought their own."),
    ("Sat with a new colleague to plan the first parent meeting.", "The meeting ended with a plan and a laugh."),
    ("Noticed a student eating alone and made room at the table.", "He has had company every day since."),
    ("Kept the exit tickets of a month and showed the change.", "The team chose its next step from them."),
    ("Learned to say every name on the roster right by day three.", "Students corrected the substitute, kindly."),
    ("Turned a lost lesson into a gallery walk in ten minutes.", "No minute of the assembly day was wasted."),
    ("Shared a folder of tasks at three levels.", "Four rooms used it the same week."),
    ("Asked a quiet student to teach the warm-up.", "She asked to do it again."),
    ("Brought the conflict between two friends to a calm end.", "Both were back in class after one period."),
    ("Volunteered to test the new schedule with one class.", "We found the clash before it met everybody."),
    ("Covered two lessons so that a colleague could be at home.", "Nothing was lost, and the thanks were real."),
)
BY_SUBJECT: dict[str, tuple[Pair, ...]] = {
    "ELA": (
        ("Let 24 readers choose and defend a text.", "All 24 spoke, with evidence."),
        ("Had students score their own seminar talk.", "They asked for a second round."),
        ("Gave feedback on claims before the bell.", "Nineteen drafts changed in the same lesson."),
    ),
    "Math": (
        ("Paired peer tutors by type of error.", "Every pair fixed its own mistake."),
        ("Ran a number talk in which six methods met.", "Students named the method, not the answer."),
        ("Sorted exit tickets before lunch and re-taught after it.", "Eleven students moved up a pile."),
    ),
    "Science": (
        ("Let students run the lab check themselves.", "Nobody waited, nothing broke."),
        ("Built a model of the creek with the class.", "The class wrote to the town about it."),
    ),
    "Social Studies": (
        ("Gave every student a role at the map stations.", "Each one could say what the group had found."),
        ("Invited two grandparents to tell about the mill.", "Questions went on into lunch."),
    ),
    "Special Education": (
        ("Led the support meeting in the family's language.", "The family joined in and stayed."),
        ("Faded a support two weeks early, with the student.", "He kept the same result without it."),
    ),
    "English Learners": (
        ("Put word banks in two languages on every table.", "Newcomers spoke in the first week."),
        ("Walked a new family through the whole building.", "Their son came in smiling on day one."),
    ),
    "Physical Education": (("Made teams so that nobody was chosen last.", "All 28 played to the end."),),
    "Art": (("Hung every student's work at eye level.", "Families stood there for an hour."),),
    "Music": (("Wrote an easier second part for eight beginners.", "They played in the concert."),),
    "STEM": (("Let a failed bridge stand as the best lesson.", "The next six held."),),
    "World Language": (("Ran the first ten minutes without English.", "Every student answered twice."),),
    "Library": (("Ran the lunch book club for Grade 6.", "Nineteen new readers in two weeks."),),
    "Front office": (
        ("Solved the bus change before first period.", "Forty families knew by noon."),
        ("Found a coat, a lunch and a smile for a new student.", "He told his class about it."),
    ),
}
OVERRIDE_REASON = "Asked her first: she agreed to be named at the staff meeting, not in print."
GIFT = ("Stayed with a student until the bus came.", "The family felt safe with us.")

# The week the pictures show: day of January, teacher, giver, kind, channel, theme, pair, value
PICTURE_WEEK = (
    (9, 42, "principal", "spoken", "private_spoken", "engagement", BY_SUBJECT["Library"][0], 5),
    (12, 17, "hale", "small_win", "team_meeting", "collaboration", ANY[3], 3),
    (13, 20, "principal", "gift", "private_note", "extra_mile", GIFT, 2),
    (14, 29, "ramos", "shout_out", "team_meeting", "family", BY_SUBJECT["Special Education"][0], 2),
    (15, 10, "schultz", "spoken", "private_spoken", "collaboration", ANY[1], 1),
    (15, 13, "principal", "note", "private_note", "growth", BY_SUBJECT["ELA"][0], 3),
)  # fmt: skip
