"""Two documents → one that shows what was put in, taken out and moved between them."""
