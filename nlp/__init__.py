"""Language: what it is, where its sentences end, and which themes it speaks of; imports only consultation."""
