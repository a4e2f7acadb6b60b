"""``python -m ots_bot`` is ``ots``."""

import sys

from . import main

sys.exit(main())
