import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import actors.fields


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_trigram_index"),
        ("actors", "0002_one_person_and_deputies"),
        ("strategy", "0002_approval_address_is_the_sites"),
        ("updates", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalround",
            name="frozen_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="closed for good"),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="frozen_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="closed by",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="guidance_en",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in English",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="guidance_fi",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                help_text="What you ask bodies to mind in this round.",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in Finnish",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="guidance_sv",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in Swedish",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="needs_approval",
            field=models.BooleanField(
                default=False,
                help_text="The approver of each body approves its whole return before the office gets it.",
                verbose_name="returns are approved",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="partners_due",
            field=models.DateField(
                blank=True,
                help_text="The day by which partners give their parts to the lead. Silence after it stops nobody.",
                null=True,
                verbose_name="partners' date",
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="period_from",
            field=models.DateField(
                blank=True, help_text="For example 1.5.2018.", null=True, verbose_name="answers tell of the time from"
            ),
        ),
        migrations.AddField(
            model_name="historicalround",
            name="period_until",
            field=models.DateField(blank=True, null=True, verbose_name="answers tell of the time until"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="accepted_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="accepted"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="accepted by",
            ),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="comment",
            field=models.TextField(blank=True, editable=False, verbose_name="comment"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="dissent",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="dissenting opinion",
            ),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="is_unchanged",
            field=models.BooleanField(default=False, verbose_name="nothing has changed"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="ready_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ready"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="ready_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="marked ready by",
            ),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="returned_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="returned"),
        ),
        migrations.AddField(
            model_name="historicalupdate",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="returned by",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="chosen",
            field=models.ManyToManyField(
                blank=True,
                help_text="Choose measures to ask of these alone. Without a choice every measure is asked.",
                related_name="+",
                to="actions.measure",
                verbose_name="measures",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="frozen_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="closed for good"),
        ),
        migrations.AddField(
            model_name="round",
            name="frozen_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="closed by",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="guidance_en",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in English",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="guidance_fi",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                help_text="What you ask bodies to mind in this round.",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in Finnish",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="guidance_sv",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="guidance in Swedish",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="needs_approval",
            field=models.BooleanField(
                default=False,
                help_text="The approver of each body approves its whole return before the office gets it.",
                verbose_name="returns are approved",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="partners_due",
            field=models.DateField(
                blank=True,
                help_text="The day by which partners give their parts to the lead. Silence after it stops nobody.",
                null=True,
                verbose_name="partners' date",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="period_from",
            field=models.DateField(
                blank=True, help_text="For example 1.5.2018.", null=True, verbose_name="answers tell of the time from"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="period_until",
            field=models.DateField(blank=True, null=True, verbose_name="answers tell of the time until"),
        ),
        migrations.AddField(
            model_name="update",
            name="accepted_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="accepted"),
        ),
        migrations.AddField(
            model_name="update",
            name="accepted_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="accepted by",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="behind",
            field=models.CharField(blank=True, editable=False, max_length=8, verbose_name="languages behind"),
        ),
        migrations.AddField(
            model_name="update",
            name="comment",
            field=models.TextField(blank=True, editable=False, verbose_name="comment"),
        ),
        migrations.AddField(
            model_name="update",
            name="dissent",
            field=actors.fields.ProseField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(5000)],
                verbose_name="dissenting opinion",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="is_unchanged",
            field=models.BooleanField(default=False, verbose_name="nothing has changed"),
        ),
        migrations.AddField(
            model_name="update",
            name="made_from",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="update",
            name="ready_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ready"),
        ),
        migrations.AddField(
            model_name="update",
            name="ready_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="marked ready by",
            ),
        ),
        migrations.AddField(
            model_name="update",
            name="returned_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="returned"),
        ),
        migrations.AddField(
            model_name="update",
            name="returned_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="returned by",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partners_due", None),
                    models.Q(("partners_due__gte", models.F("opens")), ("partners_due__lte", models.F("due"))),
                    _connector="OR",
                ),
                name="partners_date_is_between_opening_and_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("period_from", None),
                    ("period_until", None),
                    ("period_until__gte", models.F("period_from")),
                    _connector="OR",
                ),
                name="period_ends_after_it_begins",
            ),
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("on_plan", "on plan"),
                            ("at_risk", "at risk of delay"),
                            ("delayed", "delayed"),
                            ("blocked", "blocked"),
                        ],
                        max_length=7,
                        verbose_name="the office's confidence",
                    ),
                ),
                (
                    "words",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="why the office judges so",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "update",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessment",
                        to="updates.update",
                        verbose_name="lead's answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "office's assessment",
                "verbose_name_plural": "office's assessments",
            },
        ),
        migrations.CreateModel(
            name="FrozenRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(editable=False, verbose_name="copy")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed round",
                "verbose_name_plural": "closed rounds",
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("on_plan", "on plan"),
                            ("at_risk", "at risk of delay"),
                            ("delayed", "delayed"),
                            ("blocked", "blocked"),
                        ],
                        max_length=7,
                        verbose_name="the office's confidence",
                    ),
                ),
                (
                    "words",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="why the office judges so",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.update",
                        verbose_name="lead's answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical office's assessment",
                "verbose_name_plural": "historical office's assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiry",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("n", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "title_fi",
                    actors.fields.LineField(
                        help_text="A few words that name the question.", max_length=150, verbose_name="title in Finnish"
                    ),
                ),
                ("title_sv", actors.fields.LineField(blank=True, max_length=150, verbose_name="title in Swedish")),
                ("title_en", actors.fields.LineField(blank=True, max_length=150, verbose_name="title in English")),
                (
                    "text_fi",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        help_text="What you ask, for what use, and of which time or in which unit.",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in Finnish",
                    ),
                ),
                (
                    "text_sv",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in Swedish",
                    ),
                ),
                (
                    "text_en",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in English",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("number", "number"), ("yes_no", "yes or no"), ("file", "file")],
                        default="text",
                        max_length=6,
                        verbose_name="the answer is",
                    ),
                ),
                (
                    "due",
                    models.DateField(help_text="The last day to answer; due today is not late.", verbose_name="due"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(
                        default=False,
                        help_text="The body's approver or deputy gives the answer that its coordinators have written.",
                        verbose_name="answers need sign-off",
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False, verbose_name="asked")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                ("made_from", models.CharField(db_index=True, editable=False, max_length=32)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="strategy.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical urgent question",
                "verbose_name_plural": "historical urgent questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPromise",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", actors.fields.LineField(max_length=500, verbose_name="what will be ready")),
                ("day", models.DateField(null=True, verbose_name="by")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
                        verbose_name="who",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical promise",
                "verbose_name_plural": "historical promises",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text_fi", actors.fields.LineField(max_length=300, verbose_name="question in Finnish")),
                ("text_sv", actors.fields.LineField(blank=True, max_length=300, verbose_name="question in Swedish")),
                ("text_en", actors.fields.LineField(blank=True, max_length=300, verbose_name="question in English")),
                ("asks_partners", models.BooleanField(default=False, verbose_name="partners answer too")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReturn",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("with_approver", "with the approver"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                            ("excused", "excused"),
                        ],
                        default="open",
                        max_length=13,
                        verbose_name="state",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="own due day")),
                ("open_until", models.DateField(blank=True, null=True, verbose_name="open again until")),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent to the approver")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="accepted")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical return",
                "verbose_name_plural": "historical returns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRound_chosen",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="updates.historicalround",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRound_chosen",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "title_fi",
                    actors.fields.LineField(
                        help_text="A few words that name the question.", max_length=150, verbose_name="title in Finnish"
                    ),
                ),
                ("title_sv", actors.fields.LineField(blank=True, max_length=150, verbose_name="title in Swedish")),
                ("title_en", actors.fields.LineField(blank=True, max_length=150, verbose_name="title in English")),
                (
                    "text_fi",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        help_text="What you ask, for what use, and of which time or in which unit.",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in Finnish",
                    ),
                ),
                (
                    "text_sv",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in Swedish",
                    ),
                ),
                (
                    "text_en",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="question in English",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("number", "number"), ("yes_no", "yes or no"), ("file", "file")],
                        default="text",
                        max_length=6,
                        verbose_name="the answer is",
                    ),
                ),
                (
                    "due",
                    models.DateField(help_text="The last day to answer; due today is not late.", verbose_name="due"),
                ),
                (
                    "needs_approval",
                    models.BooleanField(
                        default=False,
                        help_text="The body's approver or deputy gives the answer that its coordinators have written.",
                        verbose_name="answers need sign-off",
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False, verbose_name="asked")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                ("made_from", models.CharField(editable=False, max_length=32, unique=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "measures",
                    models.ManyToManyField(
                        blank=True,
                        help_text="A body answers for each of these in which it has a role; a body without a role answers once.",
                        related_name="inquiries",
                        to="actions.measure",
                        verbose_name="measures",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="strategy.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "urgent question",
                "verbose_name_plural": "urgent questions",
                "ordering": ["programme", "-n"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "n"), name="one_inquiry_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text_fi", ""), _negated=True), models.Q(("title_fi", ""), _negated=True)
                        ),
                        name="inquiries_ask_in_finnish",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InquiryFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", actors.fields.LineField(max_length=250, verbose_name="name of the file")),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(verbose_name="uploaded")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an answer",
                "verbose_name_plural": "files of answers",
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(editable=False, max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reminder", "reminder"),
                            ("escalation", "reminder to the approver"),
                            ("chase", "message of the office"),
                            ("link", "approval link"),
                            ("returned", "return to be completed"),
                            ("question", "urgent question"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("subject", actors.fields.LineField(max_length=250, verbose_name="subject")),
                ("text", models.TextField(verbose_name="text")),
                ("calendar", models.TextField(blank=True, verbose_name="calendar")),
                ("made_at", models.DateTimeField(verbose_name="written")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="next try")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("fault", models.TextField(blank=True, verbose_name="fault")),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-made_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["next_try_at"], name="mails_that_wait"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", actors.fields.LineField(max_length=500, verbose_name="what will be ready")),
                ("day", models.DateField(null=True, verbose_name="by")),
                (
                    "body",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="actors.body",
                        verbose_name="who",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promises",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "verbose_name_plural": "promises",
                "ordering": ["update", "n", "id"],
                "constraints": [models.UniqueConstraint(fields=("update", "n"), name="one_promise_per_line")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("n", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text_fi", actors.fields.LineField(max_length=300, verbose_name="question in Finnish")),
                ("text_sv", actors.fields.LineField(blank=True, max_length=300, verbose_name="question in Swedish")),
                ("text_en", actors.fields.LineField(blank=True, max_length=300, verbose_name="question in English")),
                ("asks_partners", models.BooleanField(default=False, verbose_name="partners answer too")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["round", "n"],
                "constraints": [models.UniqueConstraint(fields=("round", "n"), name="one_question_per_number")],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("with_approver", "with the approver"),
                            ("submitted", "submitted"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                            ("excused", "excused"),
                        ],
                        default="open",
                        max_length=13,
                        verbose_name="state",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="own due day")),
                ("open_until", models.DateField(blank=True, null=True, verbose_name="open again until")),
                ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent to the approver")),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="accepted")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="actors.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "return",
                "verbose_name_plural": "returns",
                "ordering": ["round", "body__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "body"), name="one_return_per_body_and_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", actors.fields.ProseField(blank=True, default="", verbose_name="words")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used",
                        to="updates.update",
                        verbose_name="partner's part",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken",
                        to="updates.update",
                        verbose_name="lead's answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "text taken over",
                "verbose_name_plural": "texts taken over",
                "ordering": ["at", "id"],
                "constraints": [models.UniqueConstraint(fields=("update", "part"), name="one_taking_per_part")],
            },
        ),
        migrations.CreateModel(
            name="UploadedTranslation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", actors.fields.LineField(max_length=250, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(verbose_name="uploaded")),
                ("applied_at", models.DateTimeField(null=True, verbose_name="taken in")),
                ("outcome", models.JSONField(default=dict, verbose_name="outcome")),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                (
                    "applied_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken in by",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded translation",
                "verbose_name_plural": "uploaded translations",
                "ordering": ["-at", "-id"],
                "constraints": [models.UniqueConstraint(fields=("sha256",), name="translated_files_are_kept_once")],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", actors.fields.ProseField(blank=True, default="", verbose_name="answer")),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="updates.question",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["question__n", "id"],
                "constraints": [models.UniqueConstraint(fields=("update", "question"), name="one_answer_per_question")],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", actors.fields.LineField(max_length=150, verbose_name="name")),
                ("title", actors.fields.LineField(blank=True, max_length=150, verbose_name="title")),
                ("body_name", actors.fields.LineField(max_length=250, verbose_name="body")),
                (
                    "seat",
                    models.CharField(
                        choices=[("approver", "Approver"), ("deputy", "Approver's deputy")],
                        default="approver",
                        max_length=8,
                        verbose_name="seat",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("page", "on this site"), ("link", "by a signed link"), ("mail", "by e-mail")],
                        default="page",
                        max_length=4,
                        verbose_name="how",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="approved")),
                ("given_on", models.DateField(null=True, verbose_name="day of the message")),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="SHA-256")),
                ("text", models.TextField(editable=False, verbose_name="exact text")),
                (
                    "is_of_own_text",
                    models.BooleanField(default=False, editable=False, verbose_name="of one's own text"),
                ),
                ("message_name", actors.fields.LineField(blank=True, max_length=250, verbose_name="name of the file")),
                ("message", models.BinaryField(null=True, verbose_name="message")),
                ("lapsed_at", models.DateTimeField(editable=False, null=True, verbose_name="lapsed")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "lapsed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="edited by",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="updates.return",
                        verbose_name="return",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lapsed_at", None)), fields=("of",), name="one_approval_in_force"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", actors.fields.LineField(max_length=150, verbose_name="name")),
                ("title", actors.fields.LineField(blank=True, max_length=150, verbose_name="title")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "seat",
                    models.CharField(
                        choices=[("approver", "Approver"), ("deputy", "Approver's deputy")],
                        default="approver",
                        max_length=8,
                        verbose_name="seat",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("token_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("text_sha256", models.CharField(editable=False, max_length=64)),
                ("made_at", models.DateTimeField(verbose_name="sent")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("used_at", models.DateTimeField(null=True, verbose_name="used")),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="updates.return",
                        verbose_name="return",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval link",
                "verbose_name_plural": "approval links",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("words", actors.fields.ProseField(blank=True, default="", verbose_name="answer")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.question",
                        verbose_name="question",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiry_measures",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="updates.historicalinquiry",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.inquiry",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalInquiry_measures",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiryAnswer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("given", "given")],
                        default="draft",
                        max_length=5,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "words",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="words",
                    ),
                ),
                ("number", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="number")),
                ("yes_no", models.BooleanField(null=True, verbose_name="yes or no")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language of these texts",
                    ),
                ),
                ("saved_at", models.DateTimeField(editable=False, null=True, verbose_name="saved")),
                ("ready_at", models.DateTimeField(editable=False, null=True, verbose_name="ready")),
                ("given_at", models.DateTimeField(editable=False, null=True, verbose_name="given")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actors.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "ready_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marked ready by",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.inquiry",
                        verbose_name="urgent question",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.inquiryfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer to an urgent question",
                "verbose_name_plural": "historical answers to urgent questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTelling",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "fate",
                    models.CharField(
                        choices=[("kept", "done"), ("moved", "moved"), ("dropped", "dropped")],
                        max_length=7,
                        verbose_name="what became of it",
                    ),
                ),
                ("day", models.DateField(null=True, verbose_name="new day")),
                ("because", actors.fields.ProseField(blank=True, default="", verbose_name="why")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="updates.promise",
                        verbose_name="promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical what became of a promise",
                "verbose_name_plural": "historical what became of promises",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InquiryAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("given", "given")],
                        default="draft",
                        max_length=5,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "words",
                    actors.fields.ProseField(
                        blank=True,
                        default="",
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="words",
                    ),
                ),
                ("number", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="number")),
                ("yes_no", models.BooleanField(null=True, verbose_name="yes or no")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language of these texts",
                    ),
                ),
                ("saved_at", models.DateTimeField(editable=False, null=True, verbose_name="saved")),
                ("ready_at", models.DateTimeField(editable=False, null=True, verbose_name="ready")),
                ("given_at", models.DateTimeField(editable=False, null=True, verbose_name="given")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiry_answers",
                        to="actors.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="updates.inquiry",
                        verbose_name="urgent question",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiry_answers",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "ready_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marked ready by",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saved by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="updates.inquiryfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to an urgent question",
                "verbose_name_plural": "answers to urgent questions",
                "ordering": ["inquiry", "body__sort_key", "measure__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inquiry", "body", "measure"), name="one_answer_per_inquiry_body_and_measure"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("measure", None)),
                        fields=("inquiry", "body"),
                        name="one_answer_per_inquiry_and_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given"), _negated=True), ("given_at__isnull", False), _connector="OR"
                        ),
                        name="given_answers_tell_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sent", "sent to the approver"),
                            ("called_back", "called back from the approver"),
                            ("turned_down", "sent back by the approver"),
                            ("approved", "approved"),
                            ("lapsed", "approval lapsed by an edit"),
                            ("submitted", "submitted"),
                            ("returned", "returned to be completed"),
                            ("accepted", "accepted"),
                            ("extended", "more time given"),
                            ("reopened", "opened again"),
                            ("excused", "excused"),
                            ("asked_again", "asked again after being excused"),
                            ("part_returned", "part sent back by the lead"),
                            ("workbook", "workbook made"),
                            ("uploaded", "workbook taken in"),
                        ],
                        max_length=13,
                        verbose_name="what was done",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("words", actors.fields.ProseField(blank=True, default="", verbose_name="reason or comment")),
                ("day", models.DateField(null=True, verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="updates.return",
                        verbose_name="return",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry in the book",
                "verbose_name_plural": "entries in the book",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MailItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail_items",
                        to="actors.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="updates.mail",
                        verbose_name="mail",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail_items",
                        to="actions.measure",
                        verbose_name="measure",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail_items",
                        to="updates.round",
                        verbose_name="round",
                    ),
                ),
            ],
            options={
                "verbose_name": "subject of a mail",
                "verbose_name_plural": "subjects of mails",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("mail"),
                        django.db.models.functions.comparison.Coalesce("round", 0),
                        models.F("body"),
                        django.db.models.functions.comparison.Coalesce("measure", 0),
                        name="a_mail_names_each_thing_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fate",
                    models.CharField(
                        choices=[("kept", "done"), ("moved", "moved"), ("dropped", "dropped")],
                        max_length=7,
                        verbose_name="what became of it",
                    ),
                ),
                ("day", models.DateField(null=True, verbose_name="new day")),
                ("because", actors.fields.ProseField(blank=True, default="", verbose_name="why")),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="updates.promise",
                        verbose_name="promise",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="updates.update",
                        verbose_name="update",
                    ),
                ),
            ],
            options={
                "verbose_name": "what became of a promise",
                "verbose_name_plural": "what became of promises",
                "ordering": ["promise", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("update", "promise"), name="one_telling_per_promise_and_update"),
                    models.CheckConstraint(
                        condition=models.Q(("fate", "moved"), ("day", None), _connector="OR"),
                        name="only_moved_promises_have_a_new_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workbook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issue", models.PositiveIntegerField(verbose_name="issue")),
                ("token", models.CharField(editable=False, max_length=40, unique=True)),
                ("language", models.CharField(max_length=2, verbose_name="language")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("cells", models.JSONField(default=dict, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workbooks",
                        to="updates.return",
                        verbose_name="return",
                    ),
                ),
            ],
            options={
                "verbose_name": "workbook",
                "verbose_name_plural": "workbooks",
                "ordering": ["-made_at", "-id"],
                "constraints": [models.UniqueConstraint(fields=("of", "issue"), name="one_workbook_per_issue")],
            },
        ),
        migrations.CreateModel(
            name="UploadedWorkbook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", actors.fields.LineField(max_length=250, verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(verbose_name="uploaded")),
                ("applied_at", models.DateTimeField(null=True, verbose_name="taken in")),
                ("outcome", models.JSONField(default=dict, verbose_name="outcome")),
                (
                    "applied_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken in by",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="updates.return",
                        verbose_name="return",
                    ),
                ),
                (
                    "workbook",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="updates.workbook",
                        verbose_name="workbook",
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded workbook",
                "verbose_name_plural": "uploaded workbooks",
                "ordering": ["-at", "-id"],
            },
        ),
    ]
