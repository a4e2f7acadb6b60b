"""The source as a site on which every proven passage is marked."""
