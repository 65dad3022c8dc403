"""How it is going: rounds, and what each body says of each measure in a round."""

from updates.models.approvals import Approval, ApprovalLink, ApproverSeat, Way, digest
from updates.models.assessments import Assessment
from updates.models.book import Deed, LogEntry
from updates.models.inquiries import Inquiry, InquiryKind
from updates.models.inquiry_answers import (
    BroughtFile,
    InquiryAnswer,
    InquiryAnswerState,
    InquiryFile,
    StaleAnswers,
    TypedAnswer,
)
from updates.models.lines import Lines, NextStep, Told, lines_of
from updates.models.mails import Mail, MailItem, MailKind, MailState
from updates.models.outcomes import Outcome
from updates.models.parts import Taken
from updates.models.promises import Promise, Telling
from updates.models.questions import Answer, Question
from updates.models.returns import Return
from updates.models.rounds import FrozenRound, Round
from updates.models.states import (
    Cause,
    Fate,
    Lock,
    NotNow,
    OwnText,
    ReturnState,
    StaleReturn,
    StaleText,
    UpdateRole,
    UpdateState,
)
from updates.models.translation_orders import UploadedTranslation
from updates.models.updates import Update
from updates.models.workbooks import UploadedWorkbook, Workbook
from updates.models.writers import Writer

__all__ = [
    "Answer", "Approval", "ApprovalLink", "ApproverSeat", "Assessment", "BroughtFile", "Cause", "Deed", "Fate",
    "FrozenRound", "Inquiry", "InquiryAnswer", "InquiryAnswerState", "InquiryFile", "InquiryKind", "Lines", "Lock",
    "LogEntry", "Mail", "MailItem", "MailKind", "MailState", "NextStep", "NotNow", "Outcome", "OwnText", "Promise",
    "Question", "Return", "ReturnState", "Round", "StaleAnswers", "StaleReturn", "StaleText", "Taken", "Telling",
    "Told", "TypedAnswer", "Update", "UpdateRole", "UpdateState", "UploadedTranslation", "UploadedWorkbook", "Way",
    "Workbook", "Writer", "digest", "lines_of",
]  # fmt: skip
