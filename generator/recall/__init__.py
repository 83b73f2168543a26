"""What was made before of the same: in this run, or by an earlier one, among the user's caches."""
