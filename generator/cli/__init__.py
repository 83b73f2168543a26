"""The command line: read arguments, call the pipeline, print, exit."""

from __future__ import annotations

import atexit
import gc
import os
import sys


def main() -> None:
    """Run the command line. A user's mistake ends in a message, not in a traceback."""
    # A command keeps what it loads: looking for garbage in it would take a tenth of a build. So
    # this comes before everything else is loaded.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)  # nor at the end, when all of it is freed at once
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from generator.cli.commands import command_line
    from generator.cli.shell_completion import words_to_complete

    command_line(sys.argv[1:] or words_to_complete(os.environ))()
