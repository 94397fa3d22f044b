#!/usr/bin/env python3
"""The one front door: sets the project up and runs, tests, checks, measures it. Standard library only.

python3 dev.py run      open the app on the sample school (--file F opens another file)
python3 dev.py test     run the tests (arguments go to pytest)
python3 dev.py quick    the quick part of the tests, without the window and the disk
python3 dev.py check    everything a change must pass; what the build server calls
python3 dev.py bench    measure, as ratios in one run
python3 dev.py demo     make a fresh sample school and open it
python3 dev.py shots    render pictures of every page to build/screens
python3 dev.py faults   the long fault runs (killed writers, damaged files)
python3 dev.py lock     write requirements/*.txt anew
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
SAMPLE = BUILD / "sample-school.ildesk"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)
QUICK = ("domain", "wording", "models", "planning", "queries", "reports", "sample", "test_project.py")

# What Qt's wheels need from the system, by the library that proves it and the Debian 12 package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# A second, independent reader of calendar files, used by tests only; it runs on the system's own Python.
ORACLE = 'import gi; gi.require_version("ICalGLib", "3.0"); from gi.repository import ICalGLib'
ORACLE_PACKAGES = ["gir1.2-ical-3.0", "python3-gi"]


def main(arguments: list[str]) -> int:
    """Run one command; return its exit code."""
    if sys.version_info < OLDEST:
        print(f"IL Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    commands = {
        "run": run,
        "test": test,
        "quick": quick,
        "check": check,
        "bench": bench,
        "demo": demo,
        "shots": shots,
        "faults": faults,
        "lock": lock,
    }
    if name in ("help", "-h", "--help"):
        print(__doc__)
        return 0
    if name not in commands:
        print(f"There is no command “{name}”. Choose one of: {', '.join(commands)}.", file=sys.stderr)
        return 2
    return commands[name](rest)


def run(arguments: list[str]) -> int:
    """Open the app on the sample school, or on `--file F`; without a display render its tour instead."""
    _prepare("app", screen=_has_display())
    if not any(argument.split("=")[0] == "--file" for argument in arguments):
        if not SAMPLE.exists():
            _make_sample()
        arguments = ["--file", str(SAMPLE), *arguments]
    if not _has_display():
        print("There is no display here, so the app shows itself in pictures.", flush=True)
        return _app(["open", "--tour", str(BUILD / "screens"), *arguments], offscreen=True)
    return _app(["open", *arguments])


def demo(arguments: list[str]) -> int:
    """Make a fresh sample school and open it; the former one is kept beside it."""
    _prepare("app", screen=_has_display())
    if SAMPLE.exists():
        SAMPLE.replace(SAMPLE.with_suffix(".former.ildesk"))
        for beside in SAMPLE.parent.glob(SAMPLE.name + ".*"):
            beside.unlink()
    return run(arguments)


def shots(arguments: list[str]) -> int:
    """Render the tour of every page to build/screens."""
    _prepare("app", screen=False)
    if not SAMPLE.exists():
        _make_sample()
    return _app(["open", "--tour", str(BUILD / "screens"), "--file", str(SAMPLE), *arguments], offscreen=True)


def test(arguments: list[str]) -> int:
    """Run the tests, offscreen; arguments go to pytest."""
    _prepare("dev", screen=False, oracle=True)
    command = [PYTHON, "-m", "pytest", *(["-n", "2"] if not arguments else []), *arguments]
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=_environment(offscreen=True))


def quick(arguments: list[str]) -> int:
    """Run the quick part: rules, words, plans, papers, questions to the file."""
    return test(["-n", "2", "-q", *(f"tests/{room}" for room in QUICK), *arguments])


def check(arguments: list[str]) -> int:
    """Run everything a change must pass; stop with the names of what failed."""
    _prepare("dev", screen=False, oracle=True)
    tools = VENV / ("Scripts" if WINDOWS else "bin")
    steps = {
        "format": [tools / "ruff", "format", "--check", "."],
        "lint": [tools / "ruff", "check", "."],
        "types": [tools / "basedpyright"],
        "rooms": [tools / "lint-imports"],
        "house rules": [PYTHON, "scripts/house_rules.py"],
        "dependencies": [tools / "deptry", "il_desktop"],
        "spelling": [tools / "codespell"],
        "tests": [sys.executable, "dev.py", "test"],
    }
    failed = []
    for name, command in steps.items():
        if arguments and name not in arguments:
            continue
        print(f"== {name}", flush=True)
        if subprocess.call([str(part) for part in command], cwd=ROOT, env=_environment(offscreen=True)):
            failed.append(name)
    print("check: " + (f"FAILED: {', '.join(failed)}" if failed else "all passed"))
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Print the table of ratios; names pick single rows."""
    _prepare("dev", screen=False)
    return subprocess.call([str(PYTHON), "-m", "scripts.bench", *arguments], cwd=ROOT, env=_environment(offscreen=True))


def faults(arguments: list[str]) -> int:
    """Run the long fault tests, which the everyday suite leaves out."""
    _prepare("dev", screen=False)
    command = [str(PYTHON), "-m", "pytest", "-m", "slow", "--timeout", "3600", *arguments]
    return subprocess.call(command, cwd=ROOT, env={**_environment(offscreen=True), "IL_DESKTOP_FAULTS": "full"})


def lock(arguments: list[str]) -> int:
    """Pin every dependency with hashes for all systems, without any address."""
    _prepare("dev", screen=False)
    base = [str(VENV / ("Scripts/uv.exe" if WINDOWS else "bin/uv")), "pip", "compile", "pyproject.toml", "--universal"]
    base += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    base += ["--quiet", *arguments]
    for name, extra in (("app", []), ("dev", ["--group", "dev"])):
        code = subprocess.call([*base, *extra, "-o", f"requirements/{name}.txt"], cwd=ROOT)
        if code:
            return code
    return 0


def _app(arguments: list[str], *, offscreen: bool = False) -> int:
    command = [str(PYTHON), "-m", "il_desktop", *arguments]
    try:
        return subprocess.call(command, cwd=ROOT, env=_environment(offscreen=offscreen))
    except KeyboardInterrupt:
        return 130


def _make_sample() -> None:
    BUILD.mkdir(exist_ok=True)
    print("Making the sample school …", flush=True)
    if _app(["demo", "--file", str(SAMPLE)]):
        sys.exit(1)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _environment(*, offscreen: bool) -> dict[str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def _prepare(kind: str, *, screen: bool, oracle: bool = False) -> None:
    """Bring the machine to where the command can run: system libraries, then the environment of `kind`."""
    if sys.platform.startswith("linux"):
        _system_packages(_missing_packages(screen=screen, oracle=oracle))
    _virtual_environment(kind)


def _missing_packages(*, screen: bool, oracle: bool) -> list[str]:
    wanted = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})}
    missing = [package for library, package in wanted.items() if not _loads(library)]
    if oracle and not _oracle_answers():
        missing += ORACLE_PACKAGES
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _oracle_answers() -> bool:
    try:
        return subprocess.call(["/usr/bin/python3", "-c", ORACLE], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def _system_packages(missing: list[str]) -> None:
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        print(f"These libraries are missing; on Debian they come with: {' '.join(missing)}", file=sys.stderr)
        sys.exit(2)
    if os.geteuid() != 0:
        print(f"Some system libraries are missing. Please run:\n  sudo {' '.join(install)}", file=sys.stderr)
        sys.exit(2)
    print(f"Installing {', '.join(missing)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=quiet)
    if subprocess.call([*install, "-qq"], env=quiet, stdout=subprocess.DEVNULL):
        print(f"That failed. Please run it by hand:\n  {' '.join(install)}", file=sys.stderr)
        sys.exit(2)


def _virtual_environment(kind: str) -> None:
    """Make `.venv` hold exactly what requirements/<kind>.txt pins; a stamp tells when nothing is to be done."""
    if _stamp_file("dev").exists() and _stamp_file("dev").read_text() == _stamp("dev"):
        return  # the larger set is there already
    if _stamp_file(kind).exists() and _stamp_file(kind).read_text() == _stamp(kind):
        return
    if not PYTHON.exists():
        _make_venv()
    print("Setting up Python packages (the first time takes a minute) …", flush=True)
    pins = str(ROOT / "requirements" / f"{kind}.txt")
    uv = shutil.which("uv")
    if uv:
        command = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(PYTHON),
            "--require-hashes",
            "--only-binary",
            ":all:",
        ]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        command += ["--only-binary", ":all:"]
    if subprocess.call([*command, "-r", pins], cwd=ROOT):
        print(
            "The packages could not be installed; the lines above say why. Nothing else was changed.", file=sys.stderr
        )
        sys.exit(1)
    _write_launcher()
    _stamp_file(kind).write_text(_stamp(kind))


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415  only to learn whether this Python can make environments
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        package = f"python{version}-venv" if Path("/etc/debian_version").exists() else "its venv module"
        if Path("/etc/debian_version").exists():
            _system_packages([package])
        else:
            print(f"This Python cannot make environments; please install {package}.", file=sys.stderr)
            sys.exit(2)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        print("The environment .venv could not be made; the lines above say why.", file=sys.stderr)
        sys.exit(1)


def _write_launcher() -> None:
    """Put `il-desktop` beside the environment's Python, so that it runs this checkout from any folder."""
    code = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom il_desktop.__main__ import main\nsys.exit(main())\n"
    if WINDOWS:
        script = VENV / "Scripts" / "il-desktop-script.py"
        script.write_text(code, encoding="utf-8")
        (VENV / "Scripts" / "il-desktop.cmd").write_text(f'@"{PYTHON}" "{script}" %*\r\n', encoding="utf-8")
        return
    launcher = VENV / "bin" / "il-desktop"
    launcher.write_text(f"#!{PYTHON}\n{code}", encoding="utf-8")
    launcher.chmod(0o755)


def _stamp_file(kind: str) -> Path:
    return VENV / f"ready-{kind}"


def _stamp(kind: str) -> str:
    pins = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    text = f"{sys.version}|{VENV}|{kind}|{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"
    return hashlib.sha256(pins + text.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
