"""What every face promises, and a small adapter for each face to be held to it; see docs/faces.md."""
