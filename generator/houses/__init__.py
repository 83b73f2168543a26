"""A house's own Word file: what it says of how documents look, and what of it Word files keep."""
