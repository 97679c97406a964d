"""`python -m xlplanner`."""

import sys

from xlplanner.cli import main

sys.exit(main())
