"""The command line: `python -m app` serves; `python -m app ask "..."` answers in the terminal."""

from __future__ import annotations

import sys

from app.cli import main
from ingest.memory import share_arenas

if __name__ == "__main__":
    share_arenas()
    sys.exit(main())
