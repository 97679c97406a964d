"""The core run on symbols: one tree of operations, and its renderings."""
