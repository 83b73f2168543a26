"""The bytes of an image → what a writer can draw: PNG and JPEG as they are, SVG as plain shapes."""
