"""`python -m casebook`: see `cli`."""

import io
import os
import sys

from casebook.cli import main


def run() -> int:
    """Run the command; 1 where the reader of its output, such as `head`, stops reading."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console may lack letters of a message
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(run())
