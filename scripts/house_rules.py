#!/usr/bin/env python3
"""House rules that no linter knows: each is one check with one line of reason. Prints what breaks them, exits 1."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600
VAGUE_NAMES = {"utils.py", "util.py", "common.py", "misc.py", "helpers.py"}
Finding = tuple[str, int, str]


def tracked(*patterns: str) -> list[Path]:
    """Return the files git knows (or would add), by patterns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def lines_matching(files: list[Path], pattern: str, reason: str, *, unless: str = "") -> Iterator[Finding]:
    """Yield each line that matches, unless the line also matches `unless`."""
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line) and not (unless and re.search(unless, line)):
                yield str(path.relative_to(ROOT)), number, reason


def long_files() -> Iterator[Finding]:
    """Find files past one screenful of thought: they have two reasons to exist."""
    for path in tracked("*.py"):
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > LONGEST:
            yield str(path.relative_to(ROOT)), count, f"longer than {LONGEST} lines: split it by what it decides"


def vague_names() -> Iterator[Finding]:
    """Find files not named after their main thing."""
    for path in tracked("*.py"):
        if path.name in VAGUE_NAMES:
            yield str(path.relative_to(ROOT)), 1, "say in the name what it is for"


def bare_ignores() -> Iterator[Finding]:
    """Every exception from a rule carries its reason on the same line."""
    files = tracked("il_desktop/*.py", "scripts/*.py", "dev.py", "tests/*.py")
    yield from lines_matching(files, r"#\s*noqa(?!: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* {2}\S)", "noqa: CODE  and the reason")
    yield from lines_matching(files, r"#\s*type:\s*ignore", "use pyright: ignore[rule]  and the reason")
    yield from lines_matching(
        files, r"#\s*pyright:\s*ignore(?!\[\w+(, \w+)*\] {2}\S)", "pyright: ignore[rule]  and the reason"
    )


def colours_outside_the_theme() -> Iterator[Finding]:
    """One file decides colours, so that light, dark and high contrast stay whole."""
    files = [path for path in tracked("il_desktop/views/*.py", "il_desktop/app.py") if path.name != "theme.py"]
    yield from lines_matching(
        files, r"#[0-9a-fA-F]{6}\b|GlobalColor|QColor\(\s*[\"'0-9]|\brgba?\(", "colours live in theme.py"
    )


def waiting_and_nesting() -> Iterator[Finding]:
    """Find waits on time in tests, and windows that open a nested event loop."""
    yield from lines_matching(tracked("tests/*.py"), r"qtbot\.wait\(|time\.sleep\(", "wait for a signal or a condition")
    timed = r"perf_counter|process_time|time\.monotonic"
    yield from lines_matching(tracked("tests/*.py"), timed, "count the work (tests/work_count.py): no timed asserts")
    views = [path for path in tracked("il_desktop/views/*.py") if path.name != "dialogs.py"]
    yield from lines_matching(views, r"\.exec\(", "open dialogs through shared.dialogs")


def raw_html() -> Iterator[Finding]:
    """User text is never HTML."""
    files = [path for path in tracked("il_desktop/views/*.py") if path.name != "plain.py"]
    yield from lines_matching(files, r"setHtml\(|\.setToolTip\(|RichText", "use shared.plain")


def naive_times() -> Iterator[Finding]:
    """Naive datetimes are made in two places only."""
    allowed = ("zones.py", "recurrence")
    files = [path for path in tracked("il_desktop/*.py") if not any(part in str(path) for part in allowed)]
    yield from lines_matching(files, r"datetime\.(combine|fromisoformat|strptime)\(", "build instants in domain/zones")


def foreign_words() -> Iterator[Finding]:
    """Find words of other worlds: the project speaks of itself alone, and uses no claimed trademark."""
    texts = [
        path for path in tracked("*.py", "*.md", "*.toml", "*.txt", "*.json", "*.csv") if path.name != "house_rules.py"
    ]
    yield from lines_matching(texts, r"\bSAM\b|TimeTrack|First Responder", "a claimed trademark")
    yield from lines_matching(texts, r"(?<![\w.])/(work|farm|root|tmp)/", "a path of one machine", unless="tmp_path")
    yield from lines_matching(
        tracked("requirements/*.txt"), r"://|--index-url|--find-links", "no address in a lock file"
    )


RULES: tuple[Callable[[], Iterator[Finding]], ...] = (
    long_files,
    vague_names,
    bare_ignores,
    colours_outside_the_theme,
    waiting_and_nesting,
    raw_html,
    naive_times,
    foreign_words,
)


def main() -> int:
    """Check every rule; return 1 when something breaks one."""
    findings = [finding for rule in RULES for finding in rule()]
    for path, line, reason in findings:
        print(f"{path}:{line}: {reason}")
    print(f"house rules: {len(RULES)} kept" if not findings else f"house rules: {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
