"""Who works at Maple Hollow: the invented names, their departments, leaders, preferences and birthdays."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from il_desktop.sample.book import Book, row_id

SUBJECTS = ("ELA", "Math", "Science", "Social Studies")
_HOUSE = ("ELA", "Math", "Science", "Social Studies")
_OTHERS = (
    *["Special Education"] * 6,
    *["English Learners"] * 2,
    *["Physical Education"] * 3,
    "Art",
    "Music",
    "Music",
    "STEM",
    "STEM",
    "World Language",
    "Library",
)
_NAMES = (
    "Hannah Brooks", "Marcus Chen", "Priya Raman", "Liam O'Brien", "Olivia Santos", "Daniel Okoye", "Grace Kim",
    "Peter Novak", "Zoë Núñez", "Emily Chen", "Andre Wallace", "Fatima Qureshi", "Sofia Ruíz", "Kevin Lee",
    "Ingrid Larsen", "Tom Thompson", "芳 王", "Rosa Delgado", "Nathan Cole", "Aisha Bello", "Julia Marsh",
    "Samir Patel", "Claire Dubois", "Owen Fletcher", "Monica Reyes", "Ben Adler", "Leila Farouk", "Scott Jensen",
    "Tanya Petrova", "Carl Hughes", "Mai Tran", "ليلى حداد", "Doug Winters", "Keisha Brown", "Ryan Scott",
    "Elena Rossi", "Miles Carter", "Beth Lindqvist", "Hiro Tanaka", "Paula Gomez", "Antoine Mercier", "Ruth Feldman",
)  # fmt: skip
_SHOWN = {17: "Wang Fang", 32: "Layla Haddad"}
PREFERENCES = ("private", "ask", "small_group", "written", "public")  # by n mod 5
LEADERS = ("principal", "ramos", "schultz")  # by n mod 3
_LEAP_DAY_CHILD = 33
_BIRTHDAY_TODAY = 21  # Julia Marsh, on the day the sample stands at
_FAVORITES = {
    3: "Black coffee, no sugar", 6: "Crossword of the Sunday paper", 9: "Dark chocolate", 13: "Poetry readings",
    16: "Trail maps", 21: "Peppermint tea", 24: "Jazz records", 33: "Blueberry muffins", 36: "Watercolour paper",
    42: "First editions",
}  # fmt: skip
_STRENGTHS = {
    3: ["lab routines"], 6: ["peer tutoring"], 9: ["seminar talk"], 10: ["number talks"], 13: ["close reading"],
    14: ["games for practice"], 16: ["group roles"], 18: ["error analysis"], 21: ["writing conferences"],
    25: ["co-teaching"], 32: ["family contact"], 42: ["book clubs"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teacher:
    """One of the 42: `number` from 1, `grade` None for those who teach all three."""

    number: int
    given: str
    family: str
    shown_as: str | None
    subject: str
    grade: int | None
    house: str

    @property
    def key(self) -> str:
        """Readable key, `T01` to `T42`."""
        return f"T{self.number:02d}"

    @property
    def id(self) -> str:
        """Return the row's id."""
        return row_id(f"person:{self.key}")

    @property
    def short(self) -> str:
        """Return the name a block's title uses: the family name, told apart where two share it."""
        if self.shown_as:
            return self.shown_as
        return f"{self.given[0]}. {self.family}" if self.family == "Chen" else self.family

    @property
    def leader(self) -> str:
        """Key of the leader whose share of the rotation this teacher is."""
        return LEADERS[self.number % 3]

    @property
    def preference(self) -> str:
        """How this person likes to be recognised."""
        return PREFERENCES[self.number % 5]


def _teacher(number: int, name: str) -> Teacher:
    given, family = name.rsplit(" ", 1)
    in_house = number <= 24
    return Teacher(
        number,
        given,
        family,
        _SHOWN.get(number),
        _HOUSE[(number - 1) % 4] if in_house else _OTHERS[number - 25],
        6 + (number - 1) // 8 if in_house else None,
        "xy"[(number - 1) // 4 % 2] if in_house else "",
    )


TEACHERS = tuple(_teacher(number, name) for number, name in enumerate(_NAMES, 1))
PRINCIPAL = row_id("person:principal")
_STAFF = (
    ("principal", "Dana", "Whitfield", "administrator", "Administration", None),
    ("ramos", "Joel", "Ramos", "administrator", "Administration", None),
    ("schultz", "Nina", "Schultz", "administrator", "Administration", None),
    ("hale", "Vera", "Hale", "coach", "Instruction", None),
    ("diaz", "Carmen", "Diaz", "support_staff", "Front office", "Ms. Diaz"),
    ("fox", "Walter", "Fox", "support_staff", "Front office", "Mr. Fox"),
    ("moss", "Iris", "Moss", "support_staff", "Substitutes", None),
)


def person_id(key: str) -> str:
    """Return the id of a person's key (`T07`, `principal`, `diaz` …)."""
    return row_id(f"person:{key}")


def email(given: str, family: str) -> str:
    """Return the school's address form of a name: ASCII letters, `first.last`."""
    parts = (unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower() for part in (given, family))
    return ".".join(part.replace("'", "").replace(" ", "") for part in parts) + "@example.org"


def fill(book: Book) -> None:
    """Add everybody: the leaders first, since teachers point to them."""
    for key, given, family, kind, department, shown in _STAFF:
        book.add(
            "person", f"person:{key}", kind=kind, given=given, family=family, shown_as=shown, department=department,
            email=email(given, family), contract="long_term_sub" if key == "moss" else "full",
            leader_id=PRINCIPAL if key in ("ramos", "schultz", "hale") else None, external_ref=f"S-{key}",
        )  # fmt: skip
    for teacher in TEACHERS:
        _add_teacher(book, teacher)


def _add_teacher(book: Book, teacher: Teacher) -> None:
    n = teacher.number
    hired = date(2024 - 7 * n % 25, 8, 15)
    shown = (teacher.shown_as or f"{teacher.given} {teacher.family}").split(" ")
    book.add(
        "person", f"person:{teacher.key}", given=teacher.given, family=teacher.family, shown_as=teacher.shown_as,
        email=email(shown[0], " ".join(shown[1:])), department=teacher.subject,
        grades=[str(grade) for grade in ((teacher.grade,) if teacher.grade else (6, 7, 8))], hired_on=hired,
        career_started_on=hired.replace(year=hired.year - n % 4), contract="part" if n == 38 else "full",
        birthday_md=_birthday(n), birthday_opt_in=n % 3 == 0, leader_id=person_id(teacher.leader),
        is_focus=hired.year >= 2023, recognition_pref=teacher.preference, favorites=_FAVORITES.get(n),
        strengths=_STRENGTHS.get(n, []), external_ref=f"E-{1000 + n}",
    )  # fmt: skip


def _birthday(number: int) -> str:
    if number == _LEAP_DAY_CHILD:
        return "02-29"
    if number == _BIRTHDAY_TODAY:
        return "01-16"
    return (date(2025, 1, 1) + timedelta(days=(number * 37 + 60) % 365)).strftime("%m-%d")
