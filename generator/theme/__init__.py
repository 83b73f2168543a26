"""`theme.toml` → `Theme`: how a document looks, in every format."""
