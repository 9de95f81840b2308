"""Records to and from files of other programs."""
