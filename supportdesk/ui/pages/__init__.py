"""The pages of the open profile, each made on its first visit."""
