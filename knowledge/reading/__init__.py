"""Files that somebody curates as typed values, with a fault in their words for whatever does not fit."""
