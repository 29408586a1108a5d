"""Static sites: published, kept true."""
