"""`brief serve`: briefs in a browser on the same computer, as they are while somebody writes."""
