"""Files that people hand in, drafts and edited briefs, read with all that they may mean."""
