"""The support map drawn by matplotlib, the same on screen and on paper."""

from __future__ import annotations

from supportdesk.charts import engine

engine.prepare()
