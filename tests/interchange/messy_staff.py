"""A staff workbook as schools keep them: everything that goes wrong in one, with invented people."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter


def messy_workbook() -> bytes:
    """Return an .xlsx with a title, two heading rows, sections, repeated headings, doubles, serial dates, a footer."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    read_me = book.add_worksheet("READ ME")
    read_me.write_column("A1", ["This workbook is updated by the office.", "Questions? Ask Ms. Fox."])
    sheet = book.add_worksheet("Staff 25-26")
    american = book.add_format({"num_format": "m/d/yyyy"})
    sheet.merge_range("A1:J1", "CEDAR BEND ELEMENTARY - STAFF DIRECTORY 2025-26")
    sheet.write("A2", "Updated 8/14/2025 - CONFIDENTIAL")
    sheet.merge_range("A4:B4", "Name")
    sheet.merge_range("C4:D4", "Contact")
    sheet.merge_range("E4:E5", "Dept.")
    sheet.merge_range("F4:G4", "Assignment details")
    sheet.merge_range("H4:I4", "Emergency contact")
    sheet.merge_range("J4:J5", "Notes")
    sheet.write_row(
        "A5", ["Last Name", "First Name", "E-mail Address ", "Ext.", "", "Hire Date", "Employee #", "Name", "Phone"]
    )
    sheet.write("A6", "KINDERGARTEN TEAM")
    sheet.write_row("A7", ["Abbott ", "Ms. Jane", "jane.abbott@example.org", 101.0])
    sheet.merge_range("E7:E8", "Kindergarten")
    sheet.write_datetime("F7", datetime(2019, 8, 12), american)
    sheet.write_row("G7", [40011.0, "Tom Abbott", "555-0101", "peanut allergy in room"])
    sheet.write_row("A8", ["Núñez", "Dr. Zoë", "zoe.nunez@example.org", "102"])
    sheet.write_row("F8", [43689, "40012"])
    sheet.write("A10", "GRADE 1")
    sheet.write_row("A11", ["O'Brien", "Liam", "liam.obrien@example.org", "", "Grade 1", "8/15/2017", 40013])
    sheet.write_row("A12", ["O'Brien", "Liam", "LIAM.OBRIEN@example.org", "", "Yearbook", "", 40013])
    sheet.write_row("A13", ["VACANT", "", "", "", "Grade 1"])
    sheet.write_row("A15", ["Last Name", "First Name", "E-mail Address", "Ext.", "Dept.", "Hire Date", "Employee #"])
    sheet.write_row("A16", ["de la Cruz", "María", "maria.delacruz@example.org", "", "Music", "2012-08-20", 40014])
    sheet.write_row("A17", ["王", "芳", "fang.wang@example.org", "", "Art", "", 40015])
    sheet.write_row("A18", ["حداد", "ليلى", "layla.haddad@example.org", "", "Library", "", 40016])
    sheet.write_row("A19", ["Lee", "Kevin", "", "", "PE", "", ""])
    sheet.write_row("A20", ["Lee", "Kevin", "", "", "Science", "", ""])
    sheet.write("A23", "Total: 9")
    sheet.write("A24", "* part time")
    rooms = book.add_worksheet("Rooms")
    rooms.write_row("A1", ["Room", "Teacher", "Phone"])
    rooms.write_row("A2", ["101", "Abbott", "555"])
    hidden = book.add_worksheet("Old")
    hidden.hide()
    hidden.write_row("A1", ["Last Name", "First Name", "Email"])
    book.close()
    return out.getvalue()
