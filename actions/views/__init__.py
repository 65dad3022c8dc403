"""One function per address."""

from actions.views.measure_list import measure_list, measure_list_excel
from actions.views.programme_import import import_preview, import_upload
from actions.views.programme_json import programme_json
from actions.views.schedule_reading import schedule_reading

__all__ = [
    "import_preview",
    "import_upload",
    "measure_list",
    "measure_list_excel",
    "programme_json",
    "schedule_reading",
]
