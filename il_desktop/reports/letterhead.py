"""Letters on the school's own letterhead: a Word document whose fields in double braces are filled, once a person.

A template is somebody's file: it is read within limits and rendered in Jinja's sandbox, where a field can hold nothing
but the texts handed in. A name it does not know is told, not left empty.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from il_desktop.domain.errors import BadFile

MAX_BYTES, MAX_UNPACKED = 10 * 1024 * 1024, 60 * 1024 * 1024


def letters_docx(template: Path, letters: Sequence[dict[str, str]]) -> bytes:
    """Return one Word document with a letter for each set of fields, each on a new page.

    Raises BadFile naming the template: `unreadable`, `too_large`, `not_a_template` or `template_broken`.
    """
    data = read_template(template)
    made: Any = None
    for fields in letters:
        document = _filled(data, fields, template)
        if made is None:
            made = document
            continue
        _append(made, document)
    out = io.BytesIO()
    if made is None:
        return data
    made.save(out)
    return out.getvalue()


def read_template(template: Path) -> bytes:
    """Return the bytes of a template that is a Word document within the limits; raises BadFile."""
    try:
        size = template.stat().st_size
        if size > MAX_BYTES:
            raise BadFile(template, "too_large", f"{MAX_BYTES // 1024 // 1024} MB")
        data = template.read_bytes()
    except OSError as error:
        raise BadFile(template, "unreadable", error.strerror or "") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            unpacked = sum(info.file_size for info in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadFile(template, "not_a_template") from error
    if "word/document.xml" not in names:
        raise BadFile(template, "not_a_template")
    if unpacked > MAX_UNPACKED:
        raise BadFile(template, "too_large", f"{MAX_UNPACKED // 1024 // 1024} MB")
    return data


def _filled(data: bytes, fields: dict[str, str], template: Path) -> Any:
    from docxtpl import DocxTemplate  # noqa: PLC0415  heavy, and only letters need it
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415  same
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415  same

    document = DocxTemplate(io.BytesIO(data))
    try:
        document.render(fields, jinja_env=SandboxedEnvironment(undefined=StrictUndefined, autoescape=True))
    except TemplateError as error:
        raise BadFile(template, "template_broken", (error.message or "")[:200]) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, SyntaxError) as error:
        raise BadFile(template, "template_broken") from error
    return document.docx


def _append(made: Any, document: Any) -> None:
    """Put another letter behind, on a new page; both came from one template, so that all their links fit."""
    made.add_page_break()
    body = made.element.body
    end = body.sectPr
    for element in document.element.body.iterchildren():
        if element is document.element.body.sectPr:
            continue
        copied = deepcopy(element)
        if end is None:
            body.append(copied)
        else:
            end.addprevious(copied)
