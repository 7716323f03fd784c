"""The nouns of the press: what is inspected, printed and counted."""

from reports.models.document import Document, DocumentFile
from reports.models.figure import Figure
from reports.models.inspection import InspectionMandate

__all__ = ["Document", "DocumentFile", "Figure", "InspectionMandate"]
