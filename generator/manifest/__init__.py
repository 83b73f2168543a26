"""What a finished file carries of its own making: one format, written here and read back here."""
