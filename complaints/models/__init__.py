"""The nouns of complaints."""

from complaints.models.complaint import Complaint, Statement
from complaints.models.decision import ComplaintDecision, Delivery

__all__ = ["Complaint", "ComplaintDecision", "Delivery", "Statement"]
