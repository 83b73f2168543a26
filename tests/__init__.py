"""The tests. A package by name, or one that a dependency installs as `tests` would hide it."""
