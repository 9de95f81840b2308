"""Two numbers of the store that its readers need without its rooms."""

TRASH_DAYS = 30  # how long what was removed can be put back
INDEX_RULE = 2  # another number fills the search index anew: words are parted or folded in another way
