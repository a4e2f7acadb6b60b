"""What is asked as a list: under which heading, which rows, each thing once."""
