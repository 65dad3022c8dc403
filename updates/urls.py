"""Addresses of the room."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from updates.views import (
    answering,
    inquiries,
    inquiry_answers,
    mails,
    mails_about,
    my_work,
    office,
    parts,
    returning,
    rounds,
    session,
    translation_orders,
    translations,
    workbooks,
    writers,
)

app_name = "updates"
urlpatterns = [
    path(_("my-work/"), my_work.my_work, name="my_work"),
    path(_("my-work/session/"), session.session_end, name="session_end"),
    path(_("my-work/<slug:slug>/<slug:round>/"), my_work.my_round, name="my_round"),
    path(_("my-work/<slug:slug>/<slug:round>/<slug:body>/"), returning.return_page, name="return_page"),
    path(_("my-work/<slug:slug>/<slug:round>/<slug:body>/send/"), returning.return_send, name="return_send"),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/call-back/"),
        returning.return_call_back,
        name="return_call_back",
    ),
    path(_("my-work/<slug:slug>/<slug:round>/<slug:body>/approve/"), returning.return_approve, name="return_approve"),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/turn-down/"),
        returning.return_turn_down,
        name="return_turn_down",
    ),
    path(_("my-work/<slug:slug>/<slug:round>/<slug:body>/link/"), returning.return_link, name="return_link"),
    path(_("my-work/<slug:slug>/<slug:round>/<slug:body>/by-mail/"), returning.return_by_mail, name="return_by_mail"),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/approvals/<int:n>/"),
        returning.approval_page,
        name="approval_page",
    ),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/approvals/<int:n>/message/"),
        returning.approval_message,
        name="approval_message",
    ),
    path(_("approval/<str:token>/"), returning.approval_link, name="approval_link"),
    path(_("office/"), office.office, name="office"),
    path(_("office/rounds/<slug:slug>/new/"), office.round_new, name="round_new"),
    path(_("office/rounds/<slug:slug>/<slug:round>/"), rounds.cockpit, name="cockpit"),
    path(_("office/rounds/<slug:slug>/<slug:round>/settings/"), rounds.round_edit, name="round_edit"),
    path(_("office/rounds/<slug:slug>/<slug:round>/close/"), rounds.round_close, name="round_close"),
    path(_("office/rounds/<slug:slug>/<slug:round>/copy/"), rounds.round_copy, name="round_copy"),
    path(_("office/rounds/<slug:slug>/<slug:round>/<slug:body>/extend/"), rounds.return_extend, name="return_extend"),
    path(_("office/rounds/<slug:slug>/<slug:round>/<slug:body>/reopen/"), rounds.return_reopen, name="return_reopen"),
    path(_("office/rounds/<slug:slug>/<slug:round>/<slug:body>/excuse/"), rounds.return_excuse, name="return_excuse"),
    path(
        _("office/rounds/<slug:slug>/<slug:round>/<slug:body>/marking/"),
        rounds.return_allow_marking,
        name="return_allow_marking",
    ),
    path(
        _("office/rounds/<slug:slug>/<slug:round>/<slug:body>/ask-again/"),
        rounds.return_ask_again,
        name="return_ask_again",
    ),
    path(_("office/rounds/<slug:slug>/<slug:round>/<slug:body>/accept/"), rounds.return_accept, name="return_accept"),
    path(_("office/updates/<int:pk>/return/"), office.update_send_back, name="update_send_back"),
    path(_("office/updates/<int:pk>/assessment/"), office.update_assess, name="update_assess"),
    path(_("office/translations/"), translations.translation_list, name="translation_list"),
    path(_("office/updates/<int:pk>/translation/<str:code>/"), translations.translation_form, name="translation_form"),
    path(_("office/updates/<int:pk>/language/"), office.update_publish_language, name="update_publish_language"),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/parts/<slug:partner>/"),
        parts.part_return,
        name="part_return",
    ),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/dissent/"), parts.part_disagree, name="part_disagree"),
    path(_("office/updates/<int:pk>/"), office.update_review, name="update_review"),
    path(_("office/updates/<int:pk>/publish/"), office.update_publish, name="update_publish"),
    path(_("office/updates/<int:pk>/withdraw/"), office.update_withdraw, name="update_withdraw"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/"), answering.update_form, name="update_form"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/check/"), answering.update_check, name="update_check"),
    path(_("<slug:slug>/measures/<str:code>/update/<slug:body>/writers/"), writers.writers, name="writers"),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/submit/"), answering.update_submit, name="update_submit"
    ),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/take-back/"),
        answering.update_take_back,
        name="update_take_back",
    ),
    path(
        _("<slug:slug>/measures/<str:code>/update/<slug:body>/rounds/<slug:round>/"),
        answering.update_page,
        name="update_page",
    ),
    path(_("office/inquiries/"), inquiries.inquiry_list, name="inquiry_list"),
    path(_("office/inquiries/<slug:slug>/new/"), inquiries.inquiry_new, name="inquiry_new"),
    path(_("<slug:slug>/inquiries/<int:n>/"), inquiries.inquiry_page, name="inquiry_page"),
    path(_("<slug:slug>/inquiries/<int:n>/close/"), inquiries.inquiry_close, name="inquiry_close"),
    path(_("<slug:slug>/inquiries/<int:n>/reopen/"), inquiries.inquiry_reopen, name="inquiry_reopen"),
    path(_("<slug:slug>/inquiries/<int:n>/answer/<slug:body>/"), inquiry_answers.inquiry_answer, name="inquiry_answer"),
    path(
        _("<slug:slug>/inquiries/<int:n>/answer/<slug:body>/give/"), inquiry_answers.inquiry_give, name="inquiry_give"
    ),
    path(
        _("<slug:slug>/inquiries/<int:n>/answer/<slug:body>/take-back/"),
        inquiry_answers.inquiry_take_back,
        name="inquiry_take_back",
    ),
    path(
        _("<slug:slug>/inquiries/<int:n>/answer/<slug:body>/file/"), inquiry_answers.inquiry_file, name="inquiry_file"
    ),
    path(_("office/rounds/<slug:slug>/<slug:round>/mails/"), mails.mail_list, name="mail_list"),
    path(_("office/rounds/<slug:slug>/<slug:round>/mails/preview/"), mails.mail_preview, name="mail_preview"),
    path(_("office/rounds/<slug:slug>/<slug:round>/mails/chase/"), mails.mail_chase, name="mail_chase"),
    path(_("office/rounds/<slug:slug>/<slug:round>/mails/<int:pk>/"), mails.mail_page, name="mail_page"),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/workbook/"), workbooks.workbook_upload, name="workbook_upload"
    ),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/workbook/download/"),
        workbooks.workbook_download,
        name="workbook_download",
    ),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/workbook/<int:n>/"),
        workbooks.workbook_preview,
        name="workbook_preview",
    ),
    path(
        _("my-work/<slug:slug>/<slug:round>/<slug:body>/workbook/<int:n>/take-in/"),
        workbooks.workbook_apply,
        name="workbook_apply",
    ),
    path(_("office/rounds/<slug:slug>/<slug:round>/workbooks.zip"), workbooks.workbooks_zip, name="workbooks_zip"),
    path(_("office/mails/<int:pk>/"), mails_about.mail_alone, name="mail_alone"),
    path(_("office/mails/bodies/<slug:body>/"), mails_about.body_mails, name="body_mails"),
    path(_("office/mails/<slug:slug>/measures/<str:code>/"), mails_about.measure_mails, name="measure_mails"),
    path(
        _("office/translations/order/<str:code>/<str:format>/"),
        translation_orders.translation_order,
        name="translation_order",
    ),
    path(_("office/translations/take-in/"), translation_orders.translation_take_in, name="translation_take_in"),
    path(
        _("office/translations/take-in/<int:pk>/"), translation_orders.translation_preview, name="translation_preview"
    ),
]
