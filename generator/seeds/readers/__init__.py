"""From the bytes of an original to its lines, and to what of them is body: one file a kind."""
