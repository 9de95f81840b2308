"""Plan and map to PDF bytes through typst."""
