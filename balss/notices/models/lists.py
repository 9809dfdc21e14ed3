"""Lists of addresses that an institution has from its own work: partners, clients."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from balss.notices.models.followers import new_secret
from balss.places.models import Institution


class AddressList(models.Model):
    """One list of an institution, with the ground on which it may hold the addresses (GDPR, Art. 6(1)).

    Made, filled and removed by officials of the institution through `services.lists`; `created_by` is the public name
    of one. Holds no address itself.
    """

    class Kind(models.TextChoices):
        PARTNERS = "partners", pgettext_lazy("list of addresses", "Partners")
        CLIENTS = "clients", pgettext_lazy("list of addresses", "Clients")

    class Ground(models.TextChoices):
        CONSENT = "consent", _("Consent (GDPR, Article 6(1)(a))")
        PUBLIC_TASK = "public_task", _("Task in the public interest (GDPR, Article 6(1)(e))")
        INTEREST = "interest", _("Legitimate interest (GDPR, Article 6(1)(f))")

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    ground_words = models.CharField(_("ground in words"), max_length=500)
    consent_given = models.CharField(_("when and how consent was given"), max_length=300, blank=True)
    created_by = models.CharField(max_length=20)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "title"], name="address_list_title_once"),
            models.CheckConstraint(name="address_list_says_why", condition=~Q(ground_words="")),
            models.CheckConstraint(
                name="address_list_consent_was_given", condition=~Q(ground="consent") | ~Q(consent_given="")
            ),
        ]

    def __str__(self) -> str:
        """With whose list it is, for who reads what is held of them."""
        return f"{self.institution}: {self.title}"


class Contact(models.Model):
    """One address on a list. Personal data from end to end; nothing but the address and the
    language of its letters is taken from the file.

    *Waiting* (`taken_at` None): read from a file that nobody has put in force. *Taken*: to be told. *Told* (`told_at`):
    the mail server took the letter that tells the owner of it; three days later news may come. `secret` is in the link
    that ends it. Gone at once when the owner leaves.
    """

    WAITING = Q(taken_at=None)

    address_list = models.ForeignKey(AddressList, on_delete=models.CASCADE, related_name="contacts")
    email = models.EmailField(max_length=254)  # in small letters
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="lv")
    secret = models.CharField(max_length=32, default=new_secret, unique=True)
    read_by = models.CharField(max_length=20)  # public name of who sent the file
    read_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    letter_digest = models.CharField(max_length=64, blank=True, default="")  # the notice that tells of it
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["address_list", "email"], name="contact_once"),
            models.CheckConstraint(
                name="contact_language_known", condition=Q(language__in=[code for code, _name in settings.LANGUAGES])
            ),
            models.CheckConstraint(name="contact_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(
                name="contact_told_after_it_was_taken", condition=Q(told_at=None) | Q(taken_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="contact_address"),
            models.Index(fields=["taken_at"], condition=Q(told_at=None), name="contact_untold"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
