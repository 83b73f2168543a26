"""The command line: read arguments, call the pipeline, print, exit."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_STOPPED = 130  # the exit status of a program that Ctrl-C ends, as shells have it


def main() -> None:
    """Run the command line. A user's mistake ends in a message, not in a traceback.

    So does what the system refuses and no action has told: a name that is too long, a folder that
    may not be read, a full disk. Exit status 2 then, and 130 after Ctrl-C.
    """
    # A command keeps what it loads: looking for garbage in it would take a tenth of a build. So
    # this comes before everything else is loaded.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)  # nor at the end, when all of it is freed at once
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        from generator.cli.commands import command_line
        from generator.cli.shell_completion import words_to_complete

        command_line(sys.argv[1:] or words_to_complete(os.environ))()
    except OSError as error:
        from generator.cli.refused import refused

        sys.stderr.write(refused(error))
        sys.exit(2)
    except KeyboardInterrupt:  # while commands are loaded; later on, Typer ends them so
        sys.exit(_STOPPED)
