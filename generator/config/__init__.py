"""Settings that people write → frozen values: TOML, YAML, and the JSON Schema of both."""
