"""The commands of `xlplanner`; each module's `add` adds its own to the command line."""
