"""Goals to begin with, in our own words: what shall change, how it is counted, and strategies as if, then, because.

A template is a start, never a rule: every word can be changed afterwards. Baseline, aim and dates are the school's.
"""

from __future__ import annotations

from il_desktop.domain.light import NamedTuple


class StrategyTemplate(NamedTuple):
    """If we do this, then that will change, because of this."""

    title: str
    then: str
    because: str


class GoalTemplate(NamedTuple):
    """A goal with its measure. `unit`, `better`, `domain`, `family`, `timing` and `source` are the stored codes."""

    key: str
    title: str
    domain: str
    measure: str
    family: str
    timing: str
    source: str
    strategies: tuple[StrategyTemplate, ...]
    better: str = "up"
    unit: str = "percent"


TEMPLATES = (
    GoalTemplate(
        "reading", "Reading proficiency", "achievement", "Students reading at grade level", "achievement", "lagging",
        "interim",
        (
            StrategyTemplate(
                "Every class reads with a question in mind, ten minutes a day",
                "students read more and remember what they read",
                "a purpose makes pages stick",
            ),
            StrategyTemplate(
                "Teams sort exit tickets together every two weeks",
                "gaps are closed within the unit",
                "what is seen early is cheap to mend",
            ),
        ),
    ),
    GoalTemplate(
        "math", "Math proficiency", "achievement", "Students proficient in math", "achievement", "lagging", "interim",
        (
            StrategyTemplate(
                "Number talks open every math lesson",
                "students explain how they think",
                "hearing several ways builds understanding",
            ),
            StrategyTemplate(
                "The same short check closes every unit",
                "re-teaching starts the next day",
                "teachers see the same thing at the same time",
            ),
        ),
    ),
    GoalTemplate(
        "attendance", "Chronic absence", "climate", "Students absent one day in ten or more", "climate", "lagging",
        "attendance",
        (
            StrategyTemplate(
                "One adult calls home on the second absence, never only on the tenth",
                "families hear from us while it is still easy",
                "early and friendly contact brings students back",
            ),
            StrategyTemplate(
                "Mornings begin with something worth coming for",
                "more students are in their seats at the bell",
                "students come where they are awaited",
            ),
        ),
        better="down",
    ),
    GoalTemplate(
        "belonging", "Belonging", "climate", "Students who say an adult here knows them well", "climate", "leading",
        "survey",
        (
            StrategyTemplate(
                "Every adult greets ten students by name each day",
                "no student is a stranger here",
                "being known comes before being taught",
            ),
            StrategyTemplate(
                "Staff match names to students twice a year and look after those nobody chose",
                "every student has an adult",
                "who is nobody's is easily lost",
            ),
        ),
    ),
    GoalTemplate(
        "thinking", "Students explain their thinking", "practice",
        "Visits in which most students explained their reasoning", "instruction", "leading", "observation",
        (
            StrategyTemplate(
                "Teachers plan two questions without a single answer for each lesson",
                "students talk more than the teacher",
                "open questions need words",
            ),
            StrategyTemplate(
                "Teams watch a colleague's lesson once a quarter",
                "good questions travel from room to room",
                "seeing is easier to copy than hearing about it",
            ),
        ),
    ),
    GoalTemplate(
        "presence", "In classrooms every day", "practice", "School days with three visits or more", "instruction",
        "leading", "self_check",
        (
            StrategyTemplate(
                "Visits stand in the week as protected blocks before anything else",
                "they are kept on ordinary days",
                "what has no place in the week does not happen",
            ),
            StrategyTemplate(
                "The office sends back what can wait until the visit is over",
                "fewer visits are broken off",
                "most interruptions can wait twenty minutes",
            ),
        ),
    ),
    GoalTemplate(
        "feedback", "Every visit ends in a talk", "practice", "Visits talked about within one school day",
        "instruction", "leading", "self_check",
        (
            StrategyTemplate(
                "A slot for the talk is booked with the visit",
                "teachers hear what was seen while they remember it",
                "feedback fades overnight",
            ),
        ),
    ),
    GoalTemplate(
        "recognition", "Everyone is recognized", "climate", "Teachers recognized in the month", "climate", "leading",
        "self_check",
        (
            StrategyTemplate(
                "The weekly review names two people for what they did",
                "nobody is left out for a month",
                "a list shows who is missing, memory does not",
            ),
        ),
    ),
)  # fmt: skip


def template_of(key: str) -> GoalTemplate | None:
    """Return a template by its key."""
    return next((template for template in TEMPLATES if template.key == key), None)


def measure_for(title: str) -> str:
    """Return the measure that a template offers for a goal of its title, empty when no template has it."""
    return next((template.measure for template in TEMPLATES if template.title == title), "")
