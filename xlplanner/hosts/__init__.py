"""The hosts in which people type the functions; each turns the catalogue into its own form."""
