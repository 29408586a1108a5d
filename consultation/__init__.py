"""The core: what a consultation is and how the conversation goes. Imports the standard library only."""
