"""Models of a consultation: learnt, kept, in use, and tagging with them."""
