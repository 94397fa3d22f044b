"""What was seen, said and agreed in visits and talks; all invented, by subject where it matters."""

from __future__ import annotations

EVIDENCE = (
    "Goal on the board, two students restate it. Pairs compare answers; 9 of 12 pairs talk about the method.",
    "Exit ticket from yesterday handed back in three piles; each pile has its own next task.",
    "Wait time about five seconds after the third question; four new hands.",
    "Students move from group to own work in under a minute, no reminder needed.",
    'Teacher asks "how do you know?" six times; students turn to the text each time.',
    "Two students explain a wrong answer to the class and mend it together.",
    "Warm-up runs without the teacher; roster check is done by a student.",
    "Lab groups have named roles; the recorder reads back the result before the next step.",
    "Sentence starters on every table; used in about half of the talk heard.",
    "Quiet corner: three students get a short re-teach while the others go on.",
    "Names greeted at the door in two languages.",
    "Timer on the wall, three phases, each ends with a question to the whole class.",
)
GLOWS = (
    "Students did the explaining; you kept the chalk in their hands.",
    "The check in minute ten changed what you did in minute eleven.",
    "Every group knew what finished looks like.",
    "Your wait time brought in voices we rarely hear.",
    "The mistake on the board became the best part of the lesson.",
    "The way you greeted late arrivals cost no minute and no dignity.",
    "Your prompts pointed to the text and nowhere else.",
    "The task left room for more than one way, and students used it.",
)
GROWS = (
    "Let pairs write before they talk, so that both have something to bring.",
    "Collect the exit ticket at minute 38, not at the bell.",
    "Ask the second question to the same student.",
    "Post the steps so that three hands fewer go up during group work.",
    "Name the goal again when the task changes.",
    "Call on the third row before the first.",
    "Give the harder task first to the table that waits.",
    "Stop the task two minutes earlier and hear two answers.",
)
STEPS = (
    "By next visit every pair writes one line before talking.",
    "Sort exit tickets into three piles the same day and start tomorrow with one of them.",
    "Count to five after each open question in the first ten minutes.",
    "Two students restate the goal before the task starts.",
    "Call on three students who have not spoken by minute fifteen.",
    "Post the four steps of group work where every table sees them.",
    'Ask "how do you know?" at least three times in the discussion.',
    "Show one anonymous wrong answer and let the class mend it.",
    "End the task two minutes early and hear two answers.",
    "Give table three the extended problem from the start.",
)
RESPONSES = (
    "Tried it the same afternoon; the talk was louder and better.",
    "Would like to see it done once in another room.",
    "Agreed, and asked for a second visit in the same period.",
    "Found it hard with the small group; we look for another way.",
)

# protocol name -> (domain, look-fors)
DEFAULT_PROTOCOL = (
    ("Instructional strategies", (
        "Learning goal clear", "Most students do the thinking", "Teacher checks understanding",
        "Students get feedback in the lesson", "Every learner has access",
    )),
    ("Classroom management", ("Respectful climate", "Routines save time")),
    ("Student engagement", ("Students talk about the work",)),
)  # fmt: skip
# Which element of the vision a look-for shows, by its number; what families hear first is not seen in a lesson.
SHOWS = {
    "Most students do the thinking": 6, "Students talk about the work": 6, "Students explain and question": 6,
    "Teacher checks understanding": 7, "Teaching changes after a check": 7,
    "Students get feedback in the lesson": 8, "Feedback used in the lesson": 8,
}  # fmt: skip
LOOK_FOR_SETS = (
    ("Differentiation", (
        "Tasks at more than one level", "Choice of material", "Support used and faded", "Grouping has a reason",
    )),
    ("Formative assessment", (
        "Short quiz or check of all", "Teacher observes and notes", "Discussion shows reasoning",
        "Feedback used in the lesson", "Teaching changes after a check",
    )),
    ("Collaborative learning", (
        "Group work with a shared task", "Peer tutoring", "Cooperative roles known",
        "Each one answers for the result", "Talk norms used",
    )),
    ("Thinking and problem solving", (
        "Open task", "Evidence asked for", "More than one way", "Students explain and question", "Time to struggle",
    )),
    ("Participation", (
        "Who talks, who thinks", "Wait time", "All-respond routine", "Teacher talk leaves room",
        "Quiet students are drawn in",
    )),
    ("Culturally responsive", (
        "Names and languages respected", "Students' lives in examples", "Materials show many people",
        "High expectations for all", "Family knowledge used",
    )),
    ("Social-emotional", (
        "Greeting and belonging", "Feelings named calmly", "Mistakes treated as learning", "Repair after conflict",
    )),
    ("Technology", (
        "Tool serves the goal", "Students create, not only consume", "Access for all", "Off-task use handled",
    )),
    ("Classroom management", (
        "Expectations visible", "Smooth transitions", "Low-key redirection", "Materials ready",
        "Time from bell to work short",
    )),
)  # fmt: skip
