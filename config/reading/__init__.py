"""Reading what people wrote in files: where everything stands, and what is wrong with it."""
