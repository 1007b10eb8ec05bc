"""`python -m casebook`: see `cli`."""

import io
import sys

from casebook.cli import main

if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console may lack letters of a message
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
