"""An edited file and the Markdown that it was made from → that Markdown with the edits."""
