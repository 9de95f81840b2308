"""The support map drawn by matplotlib, the same on screen and on paper."""
