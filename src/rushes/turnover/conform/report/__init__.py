"""What an editor changed, told: in sentences, as one page, and for other programs."""

from rushes.turnover.conform.report.as_json import conform_json
from rushes.turnover.conform.report.page import conform_page
from rushes.turnover.conform.report.wording import distance_said, told

__all__ = ["conform_json", "conform_page", "distance_said", "told"]
