"""The 105 Rules of CM/Rec(2017)3 in our own words, and where each one stands: data for `manage.py rules`.

SERVED: the software serves it now. NOT_YET: it will, and does not now. OUTSIDE: no software can; the reason says whose
it is. `where` names URL names that show it; tests name their rule themselves.
"""

from dataclasses import dataclass

SERVED, PARTLY, NOT_YET, OUTSIDE = "served now", "served in part", "not yet", "outside software"
LEGISLATOR = "the legislator's to decide"
EMPLOYER = "terms of employment, the employer's to give"


@dataclass(frozen=True)
class Rule:
    """One Rule: what it asks, where it stands, on which pages, and what is missing or why it is outside."""

    number: int
    statement: str
    status: str
    where: tuple = ()
    why: str = ""


def _rules(*rows):
    return tuple(Rule(number, *row) for number, row in enumerate(rows, start=1))


SANCTION, RECORD, OWN = "sanctions:overview", "cases:record", "my:record"
INSPECTION, QUERY, RULE = "inspection:home", "authority:query", "authority:rule"
BREACH = "sanctions:noncompliance"

RULES = _rules(
    ("Supervise, guide and help in the community, without prison.", OUTSIDE, (), LEGISLATOR),
    ("A range of varied sanctions exists and can be used.", SERVED, ("sanctions:new", SANCTION)),
    ("Kind and length fit the offence and the person.", SERVED, ("sanctions:new", SANCTION)),
    ("Human rights are upheld in creating and carrying out sanctions.", OUTSIDE, (), LEGISLATOR),
    (
        "Treatment follows recognised ethical standards.",
        SERVED,
        ("sanctions:condition_add", "sanctions:consents", "my:consent"),
    ),
    (
        "Nobody is discriminated against; individual needs count.",
        PARTLY,
        ("cases:new",),
        "equality figures are to come",
    ),
    ("Foreign nationals have the same sanctions, fairly carried out.", SERVED, ("cases:new", "cases:explain")),
    (
        "Dignity and privacy of the person, the family and others.",
        SERVED,
        (RECORD, OWN, "cases:third_parties", "second_factor"),
    ),
    (
        "Victims' rights are respected in every contact.",
        PARTLY,
        (RECORD, "victims:home", "victims:identifiers", "victims:notice"),
        "feedback of victims is to come",
    ),
    ("The person can make good the harm.", SERVED, ("sanctions:reparation", "victims:work")),
    ("Carrying out never makes a sanction harsher.", PARTLY, ("my:rights",), "instructions as objects are to come"),
    (
        "Failure never turns into prison by itself.",
        SERVED,
        (SANCTION, RULE),
    ),
    ("Inspection and independent monitoring are regular.", SERVED, (INSPECTION, "cases:looks")),
    ("Types, duration and ways of carrying out are set by law.", SERVED, ("sanctions:new",)),
    ("Conditions and what follows from failure are explicit.", SERVED, (SANCTION, "my:conditions")),
    ("The law says who decides and with which powers.", SERVED, ("sanctions:settle", QUERY)),
    ("The law says who carries out and may delegate.", PARTLY, ("cases:team",), "delegations are to come"),
    ("The law offers alternatives to prison.", OUTSIDE, (), LEGISLATOR),
    ("Legal obstacles to community sanctions are removed.", OUTSIDE, (), LEGISLATOR),
    ("Benefits and civic rights continue.", SERVED, ("my:rights", "cases:explain")),
    ("The deciding authority fixes the duration.", SERVED, ("sanctions:new",)),
    ("Seriousness, risks, needs and circumstances are weighed.", SERVED, ("sanctions:new", SANCTION)),
    ("A fixed end; an extension is reviewed.", PARTLY, (SANCTION,), "extensions and their reviews are to come"),
    ("Advice to a court comes from staff provided for by law.", NOT_YET, (), "advice documents are to come"),
    ("The person may appeal to a judicial authority.", PARTLY, ("my:ruling",), "the limit shows; lodging is to come"),
    ("Deciding and implementing authorities talk with each other.", PARTLY, (QUERY,), "so far about doubtful orders"),
    ("Sanctions are meaningful and help the person develop.", NOT_YET, (), "supervision plans are to come"),
    ("Rights and obligations are made known, with help.", SERVED, ("cases:explain", "my:rights")),
    (
        "The person is heard before each decision.",
        PARTLY,
        ("my:comment", "my:application_comment"),
        "so far before a report or an application is decided",
    ),
    ("Decisions are explained in a language understood.", SERVED, ("cases:explain", "my:home")),
    ("Work rests on relationships.", NOT_YET, (), "supervision plans are to come"),
    ("Methods are adapted to each case.", NOT_YET, (), "supervision plans are to come"),
    ("Needed help is provided for.", PARTLY, ("cases:needs", "my:record"), "requests by the person are to come"),
    ("Controls are necessary and proportionate.", NOT_YET, (), "controls are to come"),
    ("Methods rest on evidence.", NOT_YET, (), "programmes are to come"),
    ("The person does not pay for the sanction.", NOT_YET, (), "costs are to come"),
    ("Even strict control supports desistance.", NOT_YET, (), "supervision plans are to come"),
    ("Programmes have explicit criteria.", NOT_YET, (), "programmes are to come"),
    (
        "Community service is useful and uses skills.",
        PARTLY,
        ("sanctions:placement_new", "partner:placement"),
        "skills are to come",
    ),
    (
        "Community service makes nobody a profit.",
        PARTLY,
        ("sanctions:hours",),
        "never above what was ordered; declarations are to come",
    ),
    ("Work is safe and insured.", SERVED, ("sanctions:placement_new", "partner:placement")),
    (
        "Each person has a case record, kept up to date.",
        SERVED,
        ("cases:detail", "cases:team", "cases:matches", "cases:imports", "jobs"),
    ),
    (
        "The record holds what is relevant, reliable and objective.",
        SERVED,
        (
            "cases:entry_add",
            "cases:entry_verify",
            "cases:group",
            RECORD,
            "cases:ledger",
            "cases:removal_propose",
            "cases:file_add",
        ),
    ),
    ("The person is told what the record says.", SERVED, ("cases:sharing", "cases:unshared", "my:home")),
    ("The person sees the record, others' privacy kept.", SERVED, ("activate", OWN, "my:copy", "cases:withhold")),
    (
        "The person contests; the disagreement stands.",
        SERVED,
        ("my:contest", "my:contest_item", "my:contest_review", "cases:contest_on_paper", "cases:recipients"),
    ),
    (
        "Disclosure only by right, only what the purpose needs.",
        SERVED,
        (
            *("account_login", "second_factor", "usersessions_list", "cases:looks", "cases:ledger", "cases:alerts"),
            *("cases:disclosures", "cases:disclosure_request", "cases:disclosure", "my:disclosures"),
            *("cases:release", "cases:release_decide"),
            *("cases:limits", "cases:emergency", "cases:emergency_review"),
        ),
    ),
    (
        "At the end the record is archived or destroyed.",
        SERVED,
        ("cases:retention", "cases:retention_decide", "cases:certificates", "cases:file_review", "cases:file_hold"),
    ),
    (
        "Agencies get what their task needs, not the offence.",
        SERVED,
        ("partner:home", "partner:placement", "partner:requests", "cases:disclosure_approve"),
    ),
    (
        "Partnership with organisations and communities.",
        PARTLY,
        ("sanctions:placement_new", "partner:home"),
        "support networks are to come",
    ),
    ("The community takes part and supports ties.", SERVED, ("volunteers:coordination", "volunteers:ask")),
    ("Taking part never serves profit.", NOT_YET, (), "declarations are to come"),
    (
        "Participants act in a defined capacity, under the authority.",
        PARTLY,
        ("sanctions:settle", "volunteers:decide"),
        "powers are checked; delegations are to come",
    ),
    ("Participants keep confidences.", SERVED, ("partner:home", "cases:disclosure_request")),
    ("Services rest on a written agreement.", SERVED, ("sanctions:placement_new",)),
    (
        "Imposed with conditions decided and co-operation likely.",
        PARTLY,
        ("sanctions:settle", "sanctions:consents"),
        "conditions and consent are checked; likely co-operation is not a field of its own",
    ),
    ("Consent is informed and explicit.", SERVED, ("my:consent", "sanctions:consent")),
    ("Consent takes away no right.", SERVED, ("my:consent_withdraw", "sanctions:consent_withdraw", "my:consents")),
    ("A suspect's consent comes first.", SERVED, ("sanctions:settle", "sanctions:consent", QUERY)),
    ("Conditions fit needs, circumstances and risks.", SERVED, (SANCTION, "cases:needs")),
    ("Told clearly, in a language understood, before the start.", SERVED, ("cases:explain", "my:conditions")),
    ("Told what is expected and what follows from failure.", SERVED, ("cases:explain", "my:conditions")),
    ("Procedures for failure are defined.", SERVED, ("sanctions:outcome", BREACH)),
    ("Minor failures are settled, commented on, recorded.", SERVED, ("sanctions:failure", BREACH)),
    ("Significant failures are reported in writing.", SERVED, ("sanctions:report_new", BREACH)),
    ("Reports are objective and detailed.", SERVED, ("sanctions:report", "sanctions:report_correct", "my:report")),
    ("The authority rules after examining the facts.", SERVED, ("authority:home", RULE)),
    ("Revocation does not have to mean prison.", SERVED, (RULE, "authority:consequence")),
    ("The person sees the documents and is heard, with a lawyer.", SERVED, ("authority:report", "my:ruling")),
    ("What was complied with counts, as credit too.", SERVED, (SANCTION, "authority:consequence")),
    (
        "Conditions can be modified on application.",
        SERVED,
        ("my:application_change", "authority:application_decide", "sanctions:changes"),
    ),
    ("A sanction can end early.", SERVED, ("my:application_end", "authority:application_decide")),
    ("Structure and resources fit the tasks.", PARTLY, ("cases:team",), "caseload against capacity is shown"),
    ("Work together with other agencies.", SERVED, ("partner:home", "partner:requests", "authority:requests")),
    ("A policy statement, plans and instructions guide the work.", NOT_YET, (), "policies are to come"),
    (
        "Internal scrutiny of the service's own work.",
        PARTLY,
        ("cases:team", "cases:limits_of_unit", "cases:ties", "cases:ties_to_decide"),
        "file reviews are to come",
    ),
    ("Staff of professional quality.", PARTLY, (), "posts and duties are kept; recruiting is the employer's"),
    ("Staff are accountable and supervised.", PARTLY, ("cases:team", "cases:history"), "appraisal is the employer's"),
    ("Management consults staff.", OUTSIDE, (), EMPLOYER),
    ("No discrimination in recruiting and promoting staff.", OUTSIDE, (), EMPLOYER),
    ("Recruiting heeds the diversity of those supervised.", OUTSIDE, (), EMPLOYER),
    ("Enough qualified staff.", PARTLY, ("cases:team",), "caseload against capacity; qualities are the employer's"),
    ("Staff are trained, at first and on.", NOT_YET, (), "training records are to come"),
    ("Pay and conditions fit the work.", OUTSIDE, (), EMPLOYER),
    ("Volunteers are considered.", SERVED, ("volunteers:coordination", "volunteers:ask")),
    ("Volunteers do not do the work of staff.", SERVED, ("volunteers:ask", "volunteers:give")),
    ("Volunteers are selected, informed and trained.", SERVED, ("volunteers:check", "volunteers:decide")),
    ("Volunteers are guided by staff.", SERVED, ("volunteers:task", "volunteers:volunteer")),
    ("Volunteers are insured and repaid.", PARTLY, ("volunteers:volunteer",), "insured; expenses are to come"),
    ("Public money carries the service.", NOT_YET, (), "funding is the state's; third parties' share is to come"),
    ("Third parties' money is governed and audited.", NOT_YET, (), "contributions are to come"),
    ("Open to scrutiny; findings are public.", PARTLY, (INSPECTION,), "findings and reports are to come"),
    ("A fair and simple way to complain.", SERVED, ("my:complaints", "my:complaint_new")),
    ("Complaints are investigated without delay.", SERVED, ("complaints:inbox", "complaints:detail")),
    ("Investigators get what they need and hear the person.", SERVED, ("complaints:ask", "complaints:hearing")),
    ("Decision and reasons in writing to all concerned.", SERVED, ("complaints:decide", "my:complaint")),
    ("Whoever complains may have help.", PARTLY, ("my:complaint_new",), "named; appeals with help are to come"),
    ("Research and evaluation are encouraged.", NOT_YET, (), "research extracts are to come"),
    ("Effects are measured by stated criteria.", PARTLY, ("reports:publishing",), "evaluations are to come"),
    ("New sanctions are tried out with care and evaluated.", NOT_YET, (), "pilots are to come"),
    ("Policy makers and the public are informed regularly.", SERVED, ("public:home", "reports:publishing")),
    ("What sanctions are, and how they work, is public.", SERVED, ("public:home",)),
    ("Deciding authorities take part in policy and hear results.", NOT_YET, (), "figures are to come"),
    ("Persons and victims are asked about their experience.", NOT_YET, (), "feedback is to come"),
    ("The Rules themselves are reviewed.", OUTSIDE, (), "the Committee of Ministers' to review"),
)
