"""What earlier runs made of the same, kept among the user's caches."""
