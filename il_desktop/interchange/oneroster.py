"""A OneRoster export to a plan: staff, years and terms, classes, and lessons where the classes name periods.

Students are counted and never read. A line that cannot be used is left out and named with its file; everything else
comes in. Commands write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from il_desktop.domain.errors import BadFile, LineProblem
from il_desktop.interchange.csv_roster import RosterMatcher
from il_desktop.interchange.oneroster_files import RosterFiles, Row, open_files
from il_desktop.interchange.oneroster_periods import Meeting, read_periods
from il_desktop.interchange.oneroster_plan import (
    DatesItem,
    KnownSchool,
    KnownSection,
    KnownSlot,
    LessonItem,
    OneRosterPlan,
    RefusedLine,
    SectionItem,
)
from il_desktop.interchange.oneroster_sessions import in_order, is_grading_period, kind_of
from il_desktop.interchange.roster_plan import KnownPerson, PersonFacts, RosterItem, RosterOutcome, RosterPlan
from il_desktop.interchange.roster_values import TypedRow

_ROLES = {
    "teacher": "teacher", "aide": "support_staff", "proctor": "support_staff", "counselor": "support_staff",
    "administrator": "administrator", "siteadministrator": "administrator", "principal": "administrator",
    "districtadministrator": "administrator",
}  # fmt: skip
_LONGEST = {"title": 255, "subject": 120, "grade": 16, "room": 60, "ref": 120, "name": 120, "email": 254}
_MOST_DAYS = 400


def read_oneroster(path: Path, known: KnownSchool, school: str = "") -> OneRosterPlan:
    """Say what an export would do; may run on any thread.

    `school` names one of several schools by name or identifier. Raises BadFile (also `several_schools`, naming them,
    when the export has more than one and none is said) or BadLines for a table that cannot be read.
    """
    return _Reading(open_files(path), known, school).plan()


class _Reading:
    """Walks through the tables in the order they lean on each other."""

    def __init__(self, files: RosterFiles, known: KnownSchool, school: str) -> None:
        self._files, self._known = files, known
        self._school = _one_school(files, school)
        self._refused: list[RefusedLine] = []
        self._sessions: dict[str, tuple[str, date, date]] = {}
        self._periods: dict[str, tuple[Meeting, ...]] = {}
        self._spans: dict[str, tuple[date, date]] = {}
        self.students = 0

    def plan(self) -> OneRosterPlan:
        people, person_ids = self._people()
        dates = self._dates()
        sections = self._sections()
        lessons = self._lessons(people, person_ids, {item.ref: item for item in sections})
        replaced = self._replaced(lessons, person_ids, sections)
        return OneRosterPlan(
            source=self._files.source.name,
            people=people,
            person_ids=person_ids,
            dates=dates,
            sections=sections,
            lessons=tuple(lesson for lesson in lessons if lesson.person_ref in replaced),
            replaced=replaced,
            refused=tuple(self._refused),
            today=self._known.today,
            students_left_out=self.students,
        )

    def _refuse(self, table: str, row: Row, column: str, value: str, reason: str) -> None:
        self._refused.append(RefusedLine(f"{table}.csv", LineProblem(row.line, column, value, reason)))

    def _is_here(self, orgs: str) -> bool:
        return not self._school or not orgs or self._school in {part.strip() for part in orgs.split(",")}

    # people

    def _people(self) -> tuple[RosterPlan, dict[str, str]]:
        roles = self._roles()
        matcher = RosterMatcher(self._known.people)
        items: list[RosterItem] = []
        ids: dict[str, str] = {}
        seen: set[str] = set()
        for row in self._files.rows("users"):
            ref = row.get("sourcedId")
            role, orgs = roles.get(ref) or (row.get("role"), row.get("orgSourcedIds") or row.get("primaryOrgSourcedId"))
            kind = _ROLES.get(role.casefold())
            if kind is None:
                self.students += role.casefold() == "student"
                continue
            if not self._is_here(orgs) or row.get("enabledUser").casefold() == "false":
                continue
            facts = self._facts(row, ref, kind)
            if facts is None:
                continue
            if ref in seen:
                self._refuse("users", row, "sourcedId", ref, "twice_in_file")
                continue
            seen.add(ref)
            item = matcher.item(self._typed(row, facts))
            items.append(item)
            if item.person_id:
                ids[ref] = item.person_id
        return RosterPlan(self._files.source.name, tuple(items)), ids

    def _roles(self) -> dict[str, tuple[str, str]]:
        """Return role and school of each user of an export of version 1.2; staff roles win over others."""
        found: dict[str, tuple[str, str]] = {}
        for row in self._files.rows("roles"):
            user, role, org = row.get("userSourcedId"), row.get("role"), row.get("orgSourcedId")
            is_better = role.casefold() in _ROLES and self._is_here(org)
            if user and (user not in found or (is_better and row.get("roleType").casefold() != "secondary")):
                found[user] = (role, org)
        return found

    def _facts(self, row: Row, ref: str, kind: str) -> PersonFacts | None:
        given, family = row.get("preferredGivenName") or row.get("givenName"), row.get("familyName")
        family = row.get("preferredFamilyName") or family
        email = row.get("email")
        checks = (
            ("sourcedId", ref, _LONGEST["ref"]), ("givenName", given, _LONGEST["name"]),
            ("familyName", family, _LONGEST["name"]),
        )  # fmt: skip
        for column, value, most in checks:
            if not value or len(value) > most:
                self._refuse("users", row, column, value, "too_long" if value else "empty")
                return None
        if email and ("@" not in email or len(email) > _LONGEST["email"]):
            self._refuse("users", row, "email", email, "not_an_email")
            return None
        grades = tuple(_grade(part) for part in row.get("grades").split(",") if part.strip())
        return PersonFacts(given, family, kind, email=email, grades=grades, external_ref=ref)

    def _typed(self, row: Row, facts: PersonFacts) -> TypedRow:
        """Let somebody already known by e-mail or staff number keep the number they have."""
        said = {"given", "family", *(["email"] if facts.email else []), *(["grades"] if facts.grades else [])}
        known = self._same_person(facts, row.get("identifier"))
        if known is None:
            return TypedRow(row.line, facts, frozenset(said | {"external_ref"}))
        number = known.facts.external_ref
        said |= set() if number else {"external_ref"}
        return TypedRow(row.line, replace(facts, external_ref=number or facts.external_ref), frozenset(said))

    def _same_person(self, facts: PersonFacts, identifier: str) -> KnownPerson | None:
        def matches(person: KnownPerson) -> bool:
            number, email = person.facts.external_ref, person.facts.email.casefold()
            return bool(number and number in (facts.external_ref, identifier)) or bool(
                email and email == facts.email.casefold()
            )

        return next((person for person in self._known.people if matches(person)), None)

    # years and terms

    def _dates(self) -> tuple[DatesItem, ...]:
        found: list[DatesItem] = []
        longer: list[DatesItem] = []  # terms and semesters, in which grading periods may lie
        rows = sorted(self._files.rows("academicSessions"), key=in_order)
        years = [(each.first, each.last) for each in self._known.dates if each.kind == "year"]
        for row in rows:
            first, last = _day(row.get("startDate")), _day(row.get("endDate"))
            if first is None or last is None or last < first or (last - first).days > _MOST_DAYS:
                column = "startDate" if first is None else "endDate"
                self._refuse("academicSessions", row, column, row.get(column), "not_a_date")
                continue
            self._sessions[row.get("sourcedId")] = (row.get("type").casefold(), first, last)
            kind, name = kind_of(row), row.get("title")[: _LONGEST["title"]]
            if kind is None or not name:
                continue
            outcome = self._dates_outcome(kind, name, first, last)
            terms = longer if is_grading_period(row) else []
            if outcome is RosterOutcome.NEW and any(each.first <= last and first <= each.last for each in terms):
                outcome = RosterOutcome.ASK  # a grading period inside a term: the school may want it or not
            item = DatesItem(outcome, kind, name, first, last)
            if kind == "year":
                if item.outcome is RosterOutcome.NEW:
                    years.append((first, last))
            elif not any(start <= first and last <= end for start, end in years):
                self._refuse("academicSessions", row, "startDate", row.get("startDate"), "outside_year")
                continue
            found.append(item)
            if kind == "term" and not is_grading_period(row):
                longer.append(item)
        self._years = years
        return tuple(found)

    def _dates_outcome(self, kind: str, name: str, first: date, last: date) -> RosterOutcome:
        """Say whether a year or term meets one we have: the school's own dates are never changed by a file."""
        for each in self._known.dates:
            if (
                each.kind == kind
                and each.first <= last
                and first <= each.last
                and (kind == "year" or each.name == name)
            ):
                return RosterOutcome.UNCHANGED
            if (each.kind, each.first, each.last) == (kind, first, last):
                return RosterOutcome.UNCHANGED
        return RosterOutcome.NEW

    # classes

    def _sections(self) -> tuple[SectionItem, ...]:
        courses = {row.get("sourcedId"): row for row in self._files.rows("courses")}
        known = _KnownSections(self._known.sections)
        found: dict[str, SectionItem] = {}
        for row in self._files.rows("classes"):
            ref = row.get("sourcedId")
            if not self._is_here(row.get("schoolSourcedId")):
                continue
            course = courses.get(row.get("courseSourcedId"))
            item = self._section(row, course, ref)
            if item is None:
                continue
            if ref in found:
                self._refuse("classes", row, "sourcedId", ref, "twice_in_file")
                continue
            found[ref] = known.decided(item)
            meetings, wrong = read_periods(row.get("periods"), self._known.periods, self._known.day_types)
            self._periods[ref] = meetings
            if wrong:
                self._refuse("classes", row, "periods", wrong, "unknown_period")
        return tuple(found.values())

    def _section(self, row: Row, course: Row | None, ref: str) -> SectionItem | None:
        def of(name: str) -> str:
            return row.get(name) or (course.get(name) if course is not None else "")

        title, grades = row.get("title") or of("title"), [_grade(part) for part in of("grades").split(",") if part]
        for column, value, most in (("sourcedId", ref, "ref"), ("title", title, "title")):
            if not value or len(value) > _LONGEST[most]:
                self._refuse("classes", row, column, value, "too_long" if value else "empty")
                return None
        room, subject = row.get("location")[: _LONGEST["room"]], of("subjects").split(",")[0].strip()
        grade = grades[0] if len(grades) == 1 else (f"{grades[0]}-{grades[-1]}" if grades else "")
        span = self._span(row.get("termSourcedIds"))
        if span is None:
            self._refuse("classes", row, "termSourcedIds", row.get("termSourcedIds"), "outside_year")
            return None
        first, last, is_whole = span
        self._spans[ref] = (first, last)
        return SectionItem(
            RosterOutcome.NEW, row.line, ref, title, subject[: _LONGEST["subject"]], grade[: _LONGEST["grade"]], room,
            None if is_whole else first, None if is_whole else last, first,
        )  # fmt: skip

    def _span(self, terms: str) -> tuple[date, date, bool] | None:
        """Return first and last day of a class and whether these are its whole school year; None outside all years."""
        named = [self._sessions[part.strip()] for part in terms.split(",") if part.strip() in self._sessions]
        first = min((each[1] for each in named), default=self._known.today)
        last = max((each[2] for each in named), default=self._known.today)
        year = next(((a, b) for a, b in self._years if a <= last and first <= b), None)
        if year is None:
            return None
        is_whole = not named or any(each[0] == "schoolyear" for each in named) or (first <= year[0] and last >= year[1])
        return (*year, True) if is_whole else (max(first, year[0]), min(last, year[1]), False)

    # lessons

    def _lessons(
        self, people: RosterPlan, ids: dict[str, str], sections: dict[str, SectionItem]
    ) -> tuple[LessonItem, ...]:
        staff = set(ids) | {item.facts.external_ref or "" for item in people.items}
        found: list[LessonItem] = []
        taken: defaultdict[tuple[str, str], list[LessonItem]] = defaultdict(list)
        for row in self._files.rows("enrollments"):
            person, ref = row.get("userSourcedId"), row.get("classSourcedId")
            if row.get("role").casefold() != "teacher" or not self._is_here(row.get("schoolSourcedId")):
                continue
            if person not in staff or ref not in sections:
                column, value = ("classSourcedId", ref) if person in staff else ("userSourcedId", person)
                self._refuse("enrollments", row, column, value, "unknown")
                continue
            for meeting in self._periods.get(ref, ()):
                lesson = self._lesson(person, ref, meeting, (_day(row.get("beginDate")), _day(row.get("endDate"))))
                if lesson is None:
                    continue
                others = taken[person, lesson.period_code]
                if any(_meet(lesson, other) for other in others):
                    self._refuse("enrollments", row, "classSourcedId", sections[ref].title, "period_taken")
                    continue
                others.append(lesson)
                found.append(lesson)
        return tuple(found)

    def _lesson(
        self, person: str, ref: str, meeting: Meeting, own: tuple[date | None, date | None]
    ) -> LessonItem | None:
        start, end = self._spans[ref]
        first, last = max(own[0] or start, start), min(own[1] or end, end)
        if last < self._known.today or last < first:
            return None
        is_open = any(last == year_end for _start, year_end in self._years)
        first = max(first, self._known.today)
        return LessonItem(
            person, ref, meeting.period_code, meeting.day_type, meeting.weekday, first, None if is_open else last
        )

    def _replaced(
        self, lessons: Iterable[LessonItem], ids: dict[str, str], sections: Iterable[SectionItem]
    ) -> frozenset[str]:
        """Return the people whose lessons from today on are other ones than in the file."""
        refs = {item.section_id: item.ref for item in sections if item.section_id}
        wanted: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
        today = self._known.today
        for each in lessons:
            start = max(each.first, today)
            wanted[each.person_ref].add(
                (each.section_ref, each.period_code, each.day_type, each.weekday, start, each.last)
            )
        people = {person_id: ref for ref, person_id in ids.items()}
        has: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
        for slot in self._known.slots:
            ref = people.get(slot.person_id)
            if ref is not None and slot.kind == "teach" and (slot.last is None or slot.last >= today):
                has[ref].add(
                    (refs.get(slot.section_id or ""), slot.period_code, slot.day_type, slot.weekday,
                     max(slot.first, today), slot.last)
                )  # fmt: skip
        return frozenset(ref for ref, items in wanted.items() if items != has[ref])


class _KnownSections:
    """Finds the class an item is: by the export's number, else the only one of the same title and room."""

    def __init__(self, known: Iterable[KnownSection]) -> None:
        self._by_ref = {each.external_ref: each for each in known if each.external_ref}
        self._by_name: defaultdict[tuple[str, str], list[KnownSection]] = defaultdict(list)
        for each in known:
            if not each.external_ref:
                self._by_name[each.title, each.room].append(each)

    def decided(self, item: SectionItem) -> SectionItem:
        same = self._by_name.get((item.title, item.room), [])
        known = self._by_ref.get(item.ref) or (same.pop() if len(same) == 1 else None)
        if known is None:
            return item
        wanted = {"title": item.title, "subject": item.subject, "grade": item.grade, "room": item.room}
        changes = [name for name, value in wanted.items() if value and value != getattr(known, name)]
        changes += ["dates"] if (item.first, item.last) != (known.first, known.last) else []
        changes += ["external_ref"] if known.external_ref != item.ref else []
        outcome = RosterOutcome.CHANGED if changes else RosterOutcome.UNCHANGED
        return replace(item, outcome=outcome, section_id=known.id, changes=tuple(changes))


def _one_school(files: RosterFiles, wanted: str) -> str:
    """Return the sourcedId of the school meant, empty when the export speaks of one only or of none."""
    schools = {row.get("sourcedId"): row for row in files.rows("orgs") if row.get("type").casefold() == "school"}
    if wanted:
        key = wanted.casefold()
        for ref, row in schools.items():
            if key in (ref.casefold(), row.get("name").casefold(), row.get("identifier").casefold()):
                return ref
    if len(schools) > 1:
        raise BadFile(files.source, "several_schools", ", ".join(row.get("name") for row in schools.values())[:400])
    return ""


def _meet(a: LessonItem, b: LessonItem) -> bool:
    """Tell whether two lessons of one person and period fall on one day."""
    if (a.last is not None and a.last < b.first) or (b.last is not None and b.last < a.first):
        return False
    same_letter = a.day_type is None or b.day_type is None or a.day_type == b.day_type
    return same_letter and (a.weekday is None or b.weekday is None or a.weekday == b.weekday)


def lessons_end(slot: KnownSlot, lesson: LessonItem) -> bool:
    """Tell whether a known slot of the same person would hide a new lesson and so has to end."""
    if slot.period_code != lesson.period_code:
        return False
    hides_letter = lesson.day_type is None or slot.day_type == lesson.day_type
    hides_weekday = lesson.weekday is None or slot.weekday == lesson.weekday
    return hides_letter and hides_weekday


def _grade(text: str) -> str:
    plain = text.strip()
    return plain.lstrip("0") or "0" if plain.isdigit() else plain


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
