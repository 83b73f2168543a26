"""The same brief, as each tool a person could pick instead wants it."""
