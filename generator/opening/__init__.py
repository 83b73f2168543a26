"""Files from somebody else are opened here: ZIP, XML and PDF, each only as far as is safe."""
