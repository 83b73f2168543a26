"""The manifest that a finished file carries: one format, written here and read back here."""
