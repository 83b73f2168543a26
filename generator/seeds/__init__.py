"""An original → numbered paragraphs, and the lines left out; the public record beside them."""
