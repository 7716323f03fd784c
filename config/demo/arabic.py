"""What Amina says of her record, in her own language: kept and shown as she wrote it, whoever reads it."""

from cases.actions.contesting import lodge_contest
from cases.actions.entries import add_entry
from cases.models import CaseRecord
from config.demo.cast import READS_ARABIC
from config.demo.story import Story


def a_disagreement_in_arabic(cast):
    """A telephone call without an interpreter was misunderstood, and Amina says so (rules 46, 61)."""
    story = Story(cast)
    story.case_id = CaseRecord.objects.values_list("id", flat=True).get(person__user=cast.users[READS_ARABIC])
    call = story.do(
        add_entry,
        -2,
        15,
        kind="call",
        happened_at=story.moment(-2, 14, 30),
        nature="opinion",
        source="Telephone call, without an interpreter",
        serves="Shall perform 80 hours of community service.",
        text="Amina seems unwilling to begin before next month.",
    )
    story.do(
        lodge_contest,
        -1,
        19,
        by=READS_ARABIC,
        about=call.id,
        wrong="لم أرفض أن أبدأ. قلت إن ابني في المدرسة حتى الساعة 15:30، ولم يكن معنا مترجم.",
        right="تستطيع أن تبدأ الآن، صباحاً من الساعة 9:00 حتى 15:00.",
        evidence="رسالة المدرسة رقم 14/2026.",
    )
