//! Where a field stands in a file.
