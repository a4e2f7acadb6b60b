"""Everything that goes wrong in a week, in some minutes: two replicas, a shaky network, kills and restarts.

``python -m tests.chaos`` runs for half an hour, the tests for some seconds. What goes wrong, and when, follows
from the seed.
"""
