"""Facts with their sources, read from data/*.csv into typed records."""
