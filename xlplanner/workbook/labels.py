"""The labels of fields and columns."""

from __future__ import annotations

from xlplanner.functions.records import LAW_KIND


def label_of(field: str) -> str:
    """A field's name as people read it: training MFU for training_mfu; a law's constants as is."""
    return field if field in LAW_KIND.fields else field.replace("_", " ").replace("mfu", "MFU")
