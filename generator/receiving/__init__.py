"""Files that people hand in, drafts and edited briefs: what each is, and web pages among them."""
