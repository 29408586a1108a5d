"""The commands, one module a subject: arguments and printing, nothing else."""
