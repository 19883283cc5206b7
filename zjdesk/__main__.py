"""python -m zjdesk: the command line."""

import sys

from zjdesk.cli import main

sys.exit(main())
