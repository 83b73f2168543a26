"""An original → numbered paragraphs and dropped lines; and the public records beside them."""
