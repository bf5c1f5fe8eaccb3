"""Documents turned into files."""
