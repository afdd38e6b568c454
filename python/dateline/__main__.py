"""The command, as ``python -m dateline``."""

from __future__ import annotations

import sys

from . import _native


def main() -> int:
    """Runs the command with the arguments of the process; returns its exit status."""
    return _native.command(["dateline", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
