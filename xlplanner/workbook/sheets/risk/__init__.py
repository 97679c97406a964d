"""Sheets "Risk" and "Ranges": how far the answer depends on laws, inputs and demand."""
