"""One function per address."""

from actions.views.measure_list import measure_list, measure_list_excel

__all__ = ["measure_list", "measure_list_excel"]
