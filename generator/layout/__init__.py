"""Brief + seeds + template → `Document`."""
