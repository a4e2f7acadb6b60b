"""``python -m bot`` is ``ots``."""

import sys

from .cli import main

sys.exit(main())
