"""Sentences of the synthetic service: notes an officer could have written, by what they are about."""

NOTES = {
    "complied": (
        "On time.",
        "Talked through the week and what helped.",
        "Brought payslips; the employer is content and offers more hours.",
        "Has kept the appointment with the debt adviser. Two creditors agreed to instalments.",
        "Spoke about the evening of the offence for the first time without blaming others.",
        "Looks for a room closer to work. Filled in two applications together.",
        "The course begins on Monday; the bus pass is ordered.",
        "Sleeps badly since the night shifts began and will ask for another rota.",
        "Sees the children every second weekend again. Both parents keep to the plan.",
        "Practised what to say when old friends call on a Friday night.",
        "Went through the conditions once more; no questions.",
        "Drank nothing for six weeks by own account; the group meets on Thursdays.",
        "Proud of the certificate. Next aim: the driving licence.",
    ),
    "acceptable": (
        "Rang the evening before. The certificate was shown at the next meeting.",
        "The employer confirmed the extra shift in writing.",
        "The child was ill; the school confirmed it.",
        "Had to appear before the civil court that morning; the summons was shown.",
        "A new time was agreed on at once.",
    ),
    "unacceptable": (
        "Did not come. No message by the end of the day.",
        "Said on the telephone that the meeting was forgotten.",
        "Tried to call twice; the telephone was switched off.",
        "Was told what can follow and what can be said about it.",
    ),
    "failed_to_comply": (
        "Came forty minutes late and left after ten.",
        "Came, but did not want to talk about the work sessions missed.",
        "The agreed papers were not brought for the third time.",
    ),
    "evidence_awaited": (
        "Did not come. Says that there was a medical appointment; the paper is awaited.",
        "Did not come. The employer is to confirm the shift.",
    ),
    "call": (
        "Asked for another time next week; agreed.",
        "The employment office confirmed the interview.",
        "Wanted to know how many hours are left, and was told.",
        "The landlord agrees to wait for the rent until the tenth.",
        "Rang to say that the new telephone number works.",
        "The mother worries; she was told nothing about the record.",
        "The foreman says that the work is good and the tools are looked after.",
    ),
    "letter": (
        "Letter with the times of the next month sent, in plain words.",
        "The health insurance answered: the therapy is paid for.",
        "Copy of the employment contract received and put on file.",
        "The municipality confirmed the new address.",
    ),
    "information": (
        "The employment office says that the interview was kept.",
        "The course leader reports that two evenings were missed.",
        "The food bank confirms the hours of the last month.",
        "The housing association offers a place from the first of the month.",
    ),
}
WORKSHOP, CONTACT = "Back entrance, ring twice", "The foreman of the day"
AT_WORK = ("Worked well with the others.", "On time; careful with the tools.", "", "")
MORE = (
    "Aim for the next weeks: keep the rhythm and bring the papers.",
    "Own words: “I want this to be over, and not to come back.”",
    "No new suspicion is known.",
    "Agreed: call before, not after, when something comes in between.",
    "What helps: a fixed day, and a text message the day before.",
    "The plan was looked at together and stays as it is.",
)
SOURCES = {
    "call": "Telephone call",
    "letter": "Letter on file",
    "information": "Call from a partner organisation",
}
OBSERVED = "Officer's own observation"
SIGNED = "The signed paper lies in the file."
UNDERSTOOD = "Repeated the conditions in own words and asked two questions."
CONSIDERED = "Seriousness of the offence, earlier convictions and the person's circumstances. Low risk of serious harm."
REASONS = {
    "accepted": "The explanation is believable and was shown by a paper.",
    "minor": "Talked over; the next meetings were kept.",
    "unfounded": "The service had written down another time than it had told.",
    "significant": "Two meetings were missed without a word, after a warning.",
}
