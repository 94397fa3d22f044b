"""What certificates, newsletter, slide, letters and reports on recognition say; who may be named is decided before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from il_desktop.domain.bidi import isolate
from il_desktop.domain.light import NamedTuple
from il_desktop.domain.outputs import OutputItem
from il_desktop.domain.privacy import is_small
from il_desktop.reports.certificate import Certificate
from il_desktop.reports.letter import Letter
from il_desktop.reports.paper import Break, Column, Facts, Heading, Paper, Part, Table, Text
from il_desktop.wording.format import ENGLISH, Words, count_text, days_text, percent_text
from il_desktop.wording.recognition import KINDS, THEMES

ROLES = {
    "teacher": "Teacher",
    "administrator": "Administrator",
    "coach": "Coach",
    "support_staff": "Staff",
    "student_rep": "Student representative",
    "parent": "Parent",
    "community": "Community partner",
    "business": "Business partner",
    "local_org": "Local partner",
    "district": "District",
    "policy_maker": "Public office",
    "external_expert": "Expert",
}
PUBLIC_NOTE = "Only what is public is named here. Who wants to stand on no list does not."
TITLES = {"award": "Award", "leadership": "Certificate of Leadership"}
_SIGN_HERE = "\N{LOW LINE}" * 32
_TITLE = "Certificate of Recognition"


class Sender(NamedTuple):
    """The school and who signs."""

    school: str
    name: str = ""
    role: str = ""


class Figures(NamedTuple):
    """What the report on recognition counts; groups are (name, people, reached, recognitions)."""

    total: int
    specific: int
    reached: int
    people: int
    gini: float
    chance_high: float | None
    kinds: Sequence[tuple[str, int]]
    themes: Sequence[tuple[str, int]]
    months: Sequence[tuple[str, int]]
    departments: Sequence[tuple[str, int, int, int]]


def sentence(text: str) -> str:
    """Return a text that begins and ends like a sentence."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…。؟" else ".")


def role_text(item: OutputItem) -> str:
    """Say what somebody does: "Teacher of Science, Grade 7"."""
    role = ROLES.get(item.kind_of_person, "")
    if item.department:
        role = f"{role} of {item.department}" if item.kind_of_person == "teacher" else f"{role}, {item.department}"
    if len(item.grades) == 1:
        return f"{role}, Grade {item.grades[0]}"
    return f"{role}, Grades {', '.join(item.grades)}" if item.grades else role


def certificate_of(item: OutputItem, words: Words = ENGLISH) -> Certificate:
    """Return what one certificate says."""
    return Certificate(
        item.name,
        sentence(item.did),
        sentence(item.why),
        role_text(item),
        item.value,
        _full_date(item.given_on, words),
        item.occasion,
        TITLES.get(item.kind, _TITLE),
    )


def newsletter_paper(
    items: Sequence[OutputItem], school: str, first: date, last: date, words: Words = ENGLISH
) -> Paper:
    """Return the list for a newsletter."""
    parts: list[Part] = [Text(newsletter_lead(len(items)), "lead")]
    for item in items:
        parts.append(Heading(item.name, 2))
        said = " ".join(filter(None, (sentence(item.did), sentence(item.why))))
        parts.append(Text(said))
        parts.append(Text(" · ".join(filter(None, (role_text(item), item.value))), "muted"))
    return Paper("Recognized", tuple(parts), f"{school} · {days_text(first, last, words)}", PUBLIC_NOTE)


def newsletter_lead(count: int) -> str:
    """Say how much there is to tell."""
    if not count:
        return "Nothing public in these days. Choose a longer stretch, or ask somebody whether you may share theirs."
    return f"{count_text(count, 'thing', 'things')} worth telling."


def slide_text(items: Sequence[OutputItem], school: str) -> str:
    """Return the words for one slide of a meeting: a line for each, to paste."""
    lines = [f"Celebrate — {school}", ""]
    lines += [f"• {item.name}: {item.did.strip().rstrip('.')}" for item in items]
    return "\n".join(lines) + "\n"


def letter_lines(item: OutputItem) -> tuple[str, ...]:
    """Return the paragraphs of a letter, without salutation and signature."""
    shown = ["Thank you. This is what I saw:", sentence(item.did), sentence(item.why)]
    if item.value:
        shown.append(f"This is what we mean by “{item.value}”.")
    return tuple(filter(None, shown))


def letter_of(item: OutputItem, today: date, words: Words = ENGLISH) -> Letter:
    """Return what one drawn letter says."""
    return Letter(
        item.name, role_text(item), _full_date(today, words), f"Dear {isolate(item.name)},", letter_lines(item)
    )


def letters_paper(
    items: Sequence[OutputItem], sender: Sender, today: date, words: Words = ENGLISH, size: str = "letter"
) -> Paper:
    """Return letters, one to a page, on our own plain head, for a writer that can be written on in."""
    parts: list[Part] = []
    for number, item in enumerate(items):
        if number:
            parts.append(Break("next letter"))
        said = letter_of(item, today, words)
        parts += [Text(said.day, "muted"), Text(said.name, "strong"), Text(f"{said.role}\n{sender.school}", "muted")]
        parts += [Text(""), Text(said.greeting, "lead"), *(Text(line) for line in said.paragraphs)]
        parts += [Text(said.closing), Text(f"\n{_SIGN_HERE}", "muted"), Text(sender.name, "strong")]
        parts.append(Text(sender.role, "muted"))
    return Paper(sender.school, tuple(parts), size=size)


def letter_fields(item: OutputItem, sender: Sender, today: date, words: Words = ENGLISH) -> dict[str, str]:
    """Return the fields that a letterhead may use between double braces."""
    return {
        "name": item.name,
        "role": role_text(item),
        "what_you_did": sentence(item.did),
        "why_it_mattered": sentence(item.why),
        "our_value": item.value,
        "given_on": _full_date(item.given_on, words),
        "date": _full_date(today, words),
        "occasion": item.occasion,
        "school": sender.school,
        "signed_by": sender.name,
        "signed_role": sender.role,
        "letter": "\n".join(letter_lines(item)),
    }


def mail_texts(item: OutputItem, sender: Sender) -> tuple[str, str]:
    """Return subject and text of an e-mail draft."""
    body = "\n\n".join(
        (f"Dear {item.name},", *letter_lines(item), "With thanks,", f"{sender.name}\n{sender.role}".strip())
    )
    return "Thank you", body + "\n"


def recognition_paper(
    found: Figures, school: str, span: tuple[date, date], min_n: int, words: Words = ENGLISH
) -> Paper:
    """Return the report on recognition: figures, no names, small groups hidden."""
    uneven = _uneven(found)
    parts: list[Part] = [
        Text(
            f"{count_text(found.total, 'recognition', 'recognitions')}, "
            f"{found.reached} of {found.people} teachers{uneven}.",
            "lead",
        ),
        Facts((
            ("Say what was done and why it mattered", percent_text(found.specific, found.total)),
            ("Gini (0 even, 1 all to one)", f"{found.gini:.2f}"),
            ("Chance alone stays below", "–" if found.chance_high is None else f"{found.chance_high:.2f}"),
        )),
        Table("By kind", _COUNTED, tuple((KINDS[key], count) for key, count in found.kinds)),
        Table("By theme", _COUNTED, tuple((THEMES[key], count) for key, count in found.themes)),
        Table("By month", _COUNTED, tuple((_month(key, words), count) for key, count in found.months)),
        department_table(found.departments, min_n),
    ]  # fmt: skip
    kept = tuple(part for part in parts if not (isinstance(part, Table) and not part.rows))
    return Paper("Recognition", kept, f"{school} · {days_text(*span, words)}", "Figures only: nobody is named.")


def department_table(groups: Sequence[tuple[str, int, int, int]], min_n: int) -> Table:
    """Return teachers reached by department; small ones are put together, so that no subtraction gives one away."""
    small = [group for group in groups if is_small(group[1], min_n) or not group[0]]
    shown = sorted((group for group in groups if group not in small), key=lambda group: group[1])
    while small and shown and sum(group[1] for group in small) < min_n:
        small.append(shown.pop(0))
    rows = [(name, people, reached) for name, people, reached, _ in sorted(shown)]
    if small and sum(group[1] for group in small) >= min_n:
        rows.append(("Smaller departments together", sum(g[1] for g in small), sum(g[2] for g in small)))
    columns = (Column("Department", 3), Column("Teachers", 1, is_number=True), Column("Recognized", 1, is_number=True))
    note = f"Departments of fewer than {min_n} are put together." if small else ""
    return Table("By department", columns, tuple(rows), note)


def hidden_departments(groups: Sequence[tuple[str, int, int, int]], min_n: int) -> int:
    """Return how many departments do not stand in the report by themselves."""
    shown = {row[0] for row in department_table(groups, min_n).rows}
    return sum(group[0] not in shown for group in groups)


def _uneven(found: Figures) -> str:
    if not found.total or found.chance_high is None:
        return ""
    return (
        "; more uneven than chance would give" if found.gini > found.chance_high else "; as even as chance would give"
    )


def _month(key: str, words: Words) -> str:
    return f"{words.months[int(key[5:]) - 1]} {key[:4]}"


def _full_date(day: date, words: Words) -> str:
    return days_text(day, day, words)


_COUNTED = (Column("", 3), Column("Recognitions", 1, is_number=True))
