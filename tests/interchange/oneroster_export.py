"""A small OneRoster export of an invented school, as text by table, to change one line at a time."""

from __future__ import annotations

import zipfile
from pathlib import Path

TABLES = {
    "manifest": "propertyName,value\noneroster.version,1.1\n",
    "orgs": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
    "o1,active,2025-08-01,Maple Hollow Middle School,school,MH,\n",
    "academicSessions": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
    "y1,active,2025-08-01,2025-26,schoolYear,2025-08-18,2026-06-08,,2026\n"
    "s2,active,2025-08-01,Spring,semester,2026-01-20,2026-06-08,y1,2026\n",
    "users": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
    "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
    "u1,active,2025-08-01,true,o1,teacher,hb,,Hannah,Brooks,,,hannah.brooks@example.org,,,,06,\n"
    "u2,active,2025-08-01,true,o1,teacher,nw,,Nadia,Winter,,,nadia.winter@example.org,,,,07,\n"
    "u3,active,2025-08-01,true,o1,student,x,,Some,Student,,,some.student@example.org,,,,06,\n"
    "u4,tobedeleted,2025-08-01,true,o1,teacher,gone,,Gone,Teacher,,,,,,,,\n",
    "courses": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,"
    'subjectCodes\nc1,active,2025-08-01,y1,Robotics,ROB,"06,07",o1,STEM,\n',
    "classes": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
    "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
    "k1,active,2025-08-01,Robotics 6,06,c1,R6,scheduled,301,o1,y1,,,1(A)\n"
    "k2,active,2025-08-01,Robotics 7,,c1,R7,scheduled,302,o1,s2,STEM,,\"2(A-B), 3\"\n",
    "enrollments": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
    "beginDate,endDate\n"
    "e1,active,2025-08-01,k1,o1,u2,teacher,true,,\n"
    "e2,active,2025-08-01,k2,o1,u2,teacher,true,,\n"
    "e3,active,2025-08-01,k1,o1,u3,student,,,\n",
}  # fmt: skip


def write_zip(path: Path, folder: str = "", **changed: str | bytes) -> Path:
    """Write the export, with other texts for some of its tables (an empty one leaves the table out)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (TABLES | changed).items():
            if text:
                archive.writestr(f"{folder}{name}.csv", text)
    return path


def write_folder(path: Path, **changed: str) -> Path:
    """Write the export as a folder."""
    path.mkdir()
    for name, text in (TABLES | changed).items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path
