"""Speed, always as a ratio beside a baseline in the same run.

``python -m tests.benchmarks`` runs them; nothing here is a test.
"""
