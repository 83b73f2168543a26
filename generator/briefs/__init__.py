"""`briefs/*.md` → `Brief`: claims, citations, key points, each with its place."""
