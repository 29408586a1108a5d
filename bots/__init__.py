"""Channels: a platform's update becomes an Incoming, a Reply its messages; imports only consultation."""
