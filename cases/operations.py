"""The ground's own verbs, as the ledger tells them: which operation each is (Directive (EU) 2016/680, article 25)."""

from django.utils.translation import gettext_lazy as _

from cases.history.operations import Operation, register_deeds

register_deeds(
    Operation.COLLECTION,
    {
        "case.open": _("took the person on"),
        "case.explain": _("recorded that something was explained"),
        "case.share": _("recorded that what is written was shared and explained"),
        "entry.add": _("wrote an entry"),
        "third_party.watch": _("registered words about other people to watch for"),
        "victim.watch": _("registered words about a victim to watch for"),
        "contact.add": _("recorded how to reach the person"),
        "contest.lodge": _("lodged a disagreement"),
        "contest.lodge_on_paper": _("copied a disagreement from paper"),
        "hold.place": _("placed a hold on the record"),
        "mandate.record": _("recorded a mandate"),
        "message.send": _("wrote to the service"),
        "message.write": _("wrote to the person"),
        "victim.add": _("began a victim's record"),
        "reference.add": _("added reference data"),
        "earlier.begin": _("began to write down what happened earlier"),
        "earlier.end": _("finished writing down what happened earlier"),
    },
)
register_deeds(
    Operation.ALTERATION,
    {
        "alert.raise": _("noticed looks that somebody should explain"),
        "alert.answer": _("answered for a look that was noticed"),
        "case.hand_over": _("handed the case over"),
        "entry.correct": _("corrected an entry"),
        "entry.verify": _("verified an entry"),
        "third_party.unwatch": _("no longer watches for words about other people"),
        "victim.unwatch": _("no longer watches for words about a victim"),
        "person.change": _("changed the person's data"),
        "contact.verify": _("checked how to reach the person"),
        "contact.end": _("ended a way to reach the person"),
        "hold.lift": _("lifted a hold on the record"),
        "job.retry": _("had failed work tried again"),
        "login.invite": _("made a code for the person's log-in"),
        "login.activate": _("opened the person's log-in"),
        "login.try": _("counted a wrong try at the person's log-in"),
        "login.suspend": _("closed the person's log-in"),
        "mandate.end": _("ended a mandate"),
        "mandate.withdraw": _("withdrew a mandate"),
        "withholding.ask": _("asked that something be withheld"),
        "withholding.decide": _("decided whether something is withheld"),
        "withholding.review": _("reviewed what is withheld"),
        "victim.change": _("changed a victim's record"),
        "victim.instruct": _("gave a protective instruction"),
        "reference.change": _("changed reference data"),
        "migration.begin": _("began to change the tables"),
        "migration.change": _("changed rows together with the tables"),
        "migration.end": _("finished changing the tables"),
    },
)
register_deeds(
    Operation.DISCLOSURE,
    {
        "contest.answer": _("answered a disagreement"),
        "ledger.export": _("exported the ledger with its rows"),
    },
)
register_deeds(Operation.ERASURE, {"case.destroy": _("destroyed the record")})
