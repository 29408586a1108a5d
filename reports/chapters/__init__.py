"""A page as a document: one module for each chapter, and the pieces that they are made of. Imports consultation."""
