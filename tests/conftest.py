"""What all tests share: the shipped theme, and expected output that is reviewed like code."""

from __future__ import annotations

import gc
import importlib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from generator.theme.theme import Theme

if TYPE_CHECKING:
    from tests.fetching.web import Web
    from tests.office import Office

REPOSITORY = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
collect_ignore = ["bad", "golden", "material"]  # a thousand folders in which no test stands
_CACHES = pytest.StashKey[str]()

# The same examples on every run, so that a red run means a change and not a throw of dice: fifty
# for each property, and five where the slow tests are left out as well.
# `pytest --hypothesis-profile=explore` looks further.
_WHOLE, _QUICK = 50, 5
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=_WHOLE)
settings.register_profile("quick", settings.get_profile("repeatable"), max_examples=_QUICK)
settings.register_profile("explore", deadline=None, max_examples=2_000)


def pytest_configure(config: pytest.Config) -> None:
    # The user's caches stay as they are, and no test rests on what stands in them.
    os.environ["XDG_CACHE_HOME"] = config.stash[_CACHES] = tempfile.mkdtemp(prefix="brief-caches-")
    # Without what Python has compiled, each program that a test starts would compile all anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    settings.load_profile("quick" if config.option.markexpr == "not slow" else "repeatable")
    if config.getoption("--hypothesis-profile") != "explore":
        # Words of the modules that happen to be loaded would give other examples in each run. To
        # read them all takes seconds, too.
        none = providers.Constants()
        providers._get_local_constants = lambda: none


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_CACHES], ignore_errors=True)


def examples(number: int) -> int:
    """How many examples a property takes in this run that takes so many in a whole one."""
    return max(1, number * settings().max_examples // _WHOLE)


@pytest.hookimpl(tryfirst=True)  # before the marks decide what is left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a browser, unless it is asked for; mark what is slow.

    Of a test with many cases, the quick part runs the first; a whole run has them all. It begins
    with the files that are slow as a whole, and ends with the quick ones: so no core waits long.
    """
    if "program" not in (items[0].config.option.markexpr if items else ""):
        needy = [item for item in items if item.get_closest_marker("program")]
        items[:] = [item for item in items if not item.get_closest_marker("program")]
        if needy:
            needy[0].config.hook.pytest_deselected(items=needy)
    seen = set[str]()
    for item in items:
        test, bracket, _ = item.nodeid.partition("[")
        if bracket and test in seen:
            item.add_marker(pytest.mark.slow)
        seen.add(test)
    every = Counter(item.path for item in items)
    slow = Counter(item.path for item in items if item.get_closest_marker("slow"))
    items.sort(key=lambda item: -slow[item.path] / every[item.path])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Whoever is done takes the next file: what its tests share is made once."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded stays: looking through it for garbage takes a quarter of the collection."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000)
        gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what tests find"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted, such as checks by validators, is said even where all is well."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(str(value))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME: `golden("brief.docx.txt", text)`."""

    def compare(name: str, found: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8", newline="\n")
        if not path.is_file():
            pytest.fail(f"no tests/golden/{name}: write it with `pytest --update-golden`")
        assert found == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def theme() -> Theme:
    from tests.typesetting.sample import sample_theme

    return sample_theme()


@pytest.fixture(autouse=True, scope="session")
def network_cut_off() -> Generator[None]:
    """All tests run without a network, but for those on a web of their own."""
    from tests.fetching.web import no_network

    with no_network():
        yield


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Generator[Web]:
    """A web of this machine, over http. No proxy of the machine is in its way."""
    from tests.fetching.web import Web

    for name in ("http", "https", "all"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name.upper()}_PROXY", raising=False)
    web = Web(monkeypatch)
    with web.served():
        yield web


def lacking(what: str) -> NoReturn:
    """Skip a test that needs what this machine lacks, but fail it where CI=true."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs {what}")


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Find a program of the system; where it is missing, see `lacking`."""

    def find(name: str) -> str:
        return shutil.which(name) or lacking(f"the program {name}")

    return find


@pytest.fixture(scope="session")
def office(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with one profile for all tests: to make one takes longer than most of them."""
    from tests.office import Office

    return Office(program("soffice"), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def package() -> Callable[[str], Any]:
    """Import a package that judges what we make; where it is missing, see `lacking`."""

    def find(name: str) -> Any:
        try:
            return importlib.import_module(name)
        except ImportError:
            lacking(f"the package {name}")

    return find
