"""Word files and OpenDocument texts, sources and what people hand in, with all they may mean."""
