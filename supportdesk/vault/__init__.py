"""Keys, header, key store, profile folders, OS lock and the process guard. No Qt, no domain."""
