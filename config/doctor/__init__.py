"""Is this installation well? What can be checked of it, each with a remedy."""
