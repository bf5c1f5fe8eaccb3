"""The schema of an organisation: Cerberus rules as data, each field with its words for people in `meta`.

`meta` holds label, help, example, values (what each allowed value means), derived (the default depends on type and
nation: see `templates/vocabulary/derived.yaml`) and ask (the wizard's order). From this one table come validation,
JSON Schema, the wizard, the reference page and the facts that clauses may use.
"""

from __future__ import annotations

from typing import Any

Rule = dict[str, Any]

TYPES = {
    "nursery": "nursery or pre-school",
    "childminder": "childminder",
    "infant": "infant school",
    "primary": "primary school",
    "middle": "middle school",
    "secondary": "secondary or post-primary school",
    "all_through": "all-through school",
    "special": "special school",
    "ap_pru": "alternative provision or PRU",
    "independent": "independent school",
    "fe_college": "further education college",
    "sixth_form": "sixth form college",
    "training_provider": "training provider",
    "childrens_home": "children's home",
    "foster_agency": "fostering service",
    "residential_school": "residential school",
    "sports_club": "sports club",
    "youth_group": "youth group",
    "uniformed": "uniformed group",
    "arts_group": "arts group",
    "faith_group": "faith group",
    "health_unit": "health unit",
    "community_centre": "community centre",
    "local_authority": "local authority service",
    "other": "another kind of organisation",
}
NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
}


def _rule(kind: str, label: str, help_: str, extra: Rule, meta: Rule) -> Rule:
    return {"type": kind, **extra, "meta": {"label": label, "help": help_, **meta}}


def text(label: str, help_: str = "", *, most: int = 300, **meta: object) -> Rule:
    """Return the rule of a line of text, not empty, of at most `most` characters."""
    return _rule("string", label, help_, {"empty": False, "maxlength": most}, meta)


def choice(label: str, help_: str, values: dict[str, str], **meta: object) -> Rule:
    """Return the rule of one value out of `values` (value: what it means)."""
    return _rule("string", label, help_, {"allowed": list(values)}, {"values": values, **meta})


def several(label: str, help_: str, values: dict[str, str], **meta: object) -> Rule:
    """Return the rule of a list of different values out of `values`."""
    inner = {"type": "string", "allowed": list(values)}
    return _rule("list", label, help_, {"schema": inner, "unique": True}, {"values": values, "default": [], **meta})


def words(label: str, help_: str = "", **meta: object) -> Rule:
    """Return the rule of a list of lines of text."""
    inner = {"type": "string", "empty": False, "maxlength": 300}
    return _rule("list", label, help_, {"schema": inner}, {"default": [], **meta})


def flag(label: str, help_: str = "", **meta: object) -> Rule:
    """Return the rule of a true or false value."""
    return _rule("boolean", label, help_, {}, meta)


def number(label: str, help_: str, low: int, high: int, **meta: object) -> Rule:
    """Return the rule of a whole number between `low` and `high`."""
    return _rule("integer", label, help_, {"min": low, "max": high}, meta)


def day(label: str, help_: str = "", **meta: object) -> Rule:
    """Return the rule of a date, written 2026-09-01."""
    return _rule("day", label, help_, {}, meta)


def group(label: str, fields: dict[str, Rule], **meta: object) -> Rule:
    """Return the rule of a mapping with `fields`."""
    return _rule("dict", label, "", {"schema": fields}, meta)


def rows(label: str, help_: str, fields: dict[str, Rule], **meta: object) -> Rule:
    """Return the rule of a list of mappings with `fields`."""
    inner = {"type": "dict", "schema": fields}
    return _rule("list", label, help_, {"schema": inner}, {"default": [], **meta})


def person(label: str, **meta: object) -> Rule:
    """Return the rule of somebody who holds a role here."""
    fields = {
        "name": text("Name", "First name and surname, or what a team is called.", example="Helen Ashdown"),
        "role": text("Job title", "As people here say it.", example="Deputy head"),
        "phone": _rule("phone", "Telephone", "In working hours.", {}, {"example": "01632 960101"}),
        "email": _rule(
            "email", "E-mail", "An address that is read every working day.", {}, {"example": "dsl@school.example"}
        ),
        "out_of_hours": _rule(
            "phone", "Telephone out of hours", "Only if somebody answers it.", {}, {"example": "07700 900220"}
        ),
        "checked_on": day("Checked on", "The day somebody last made sure that this is right.", example="2026-09-07"),
    }
    return group(label, fields, **meta)


def office(label: str, **meta: object) -> Rule:
    """Return the rule of an outside office that people here may have to ring."""
    fields = {
        "name": text("Name", "The office or team.", example="Marlshire Children's Services"),
        "title": text("What you call the post", "The word people here use for it.", example="LADO"),
        "phone": _rule(
            "phone", "Telephone in working hours", "The number to ring first.", {}, {"example": "01632 960200"}
        ),
        "out_of_hours": _rule(
            "phone", "Telephone out of hours", "For evenings, nights and weekends.", {}, {"example": "01632 960201"}
        ),
        "email": _rule("email", "E-mail", "Never for an emergency.", {}, {"example": "contact@marlshire.example"}),
        "url": _rule(
            "address",
            "Web address",
            "The page that says how to reach them.",
            {},
            {"example": "https://marlshire.example/safeguarding"},
        ),
        "checked_on": day("Checked on", "The day somebody last made sure that this is right.", example="2026-09-07"),
    }
    return group(label, fields, **meta)


ORG = {
    "name": text(
        "Name", "The full name, as on the sign at the gate.", example="Foxglove Lane Infant School", required=True
    ),
    "short_name": text(
        "Short name", "What people say. Left out, the full name is used.", most=60, example="Foxglove Lane"
    ),
    "legal_entity": text(
        "Legal entity", "The company, trust or charity in law, if its name differs.", example="Kestrel Care Ltd"
    ),
    "number": text("Number", "URN, UKPRN, charity or company number.", example="URN 900001"),
    "type": choice(
        "Type", "Decides which documents you get and which law applies.", TYPES, example="infant", required=True
    ),
    "nation": choice("Nation", "Decides the law, the roles and the words.", NATIONS, example="england", required=True),
    "governance": choice(
        "Governance",
        "Who runs it.",
        {
            "maintained": "maintained by a council",
            "academy_single": "single academy trust",
            "academy_mat": "academy in a trust",
            "independent": "independent school or provider",
            "voluntary_grammar": "voluntary grammar school",
            "charity_trustees": "charity run by trustees",
            "committee": "committee of members",
            "company": "company",
            "council": "council",
            "nhs_trust": "NHS trust or health board",
            "corporation": "college corporation",
            "partnership": "partnership",
            "sole": "one person",
        },
        derived=True,
        example="maintained",
    ),
    "sites": rows(
        "Sites",
        "Only if there is more than one.",
        {
            "name": text("Name of the site", "As people call it.", example="Upper site"),
            "address": text("Address", "Street and town, in one line.", example="Mill Lane, Marlford"),
            "phone": _rule("phone", "Telephone", "The number of this site.", {}, {"example": "01632 960110"}),
        },
    ),
    "parent_body": group(
        "Parent body",
        {
            "name": text(
                "Name", "A trust, council, diocese, governing body of a sport.", example="Aldermere Learning Trust"
            ),
            "policy_role": choice(
                "Who writes the policy",
                "Decides whether the parent body's words stand, or yours do.",
                {
                    "fixed": "the parent body's text stands as it is",
                    "fixed_with_local_schedule": "its text stands, with a local schedule",
                    "adapt": "each member adapts it",
                },
                default="adapt",
            ),
        },
    ),
    "inspectorate": text("Inspectorate", "Who inspects or regulates you.", derived=True, example="Ofsted"),
    "religious_character": text(
        "Religious character", "As your trust deed or constitution has it.", default="none", example="Church in Wales"
    ),
    "public_sector": flag("Public sector body", "Bound by freedom of information law.", derived=True),
}

LANG = {
    "primary": choice(
        "Main language",
        "The language of the documents. English is the only one the library holds whole.",
        {"en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Gaelic"},
        default="en",
    ),
    "also": several(
        "Also published in",
        "Only where an edition in that language is complete and checked.",
        {"en": "English", "cy": "Welsh", "ga": "Irish", "gd": "Gaelic"},
    ),
    "translations_offered": words("Other forms offered", "Languages, large print, easy read, BSL.", example="Polish"),
}

CHILDREN = {
    "age_min": number("Youngest age", "In whole years.", 0, 25, example=3, required=True),
    "age_max": number("Oldest age", "In whole years.", 0, 25, example=7, required=True),
    "called": choice(
        "What you call them",
        "The word in all documents. Leave it out for the word that is usual for your kind of organisation.",
        {
            "child": "child, children",
            "young_person": "young person, young people",
            "pupil": "pupil, pupils",
            "student": "student, students",
            "learner": "learner, learners",
            "young_player": "young player, young players",
            "young_patient": "young patient, young patients",
            "resident": "resident, residents",
        },
        example="student",
    ),
    "groups": words("Groups", "Classes, key stages, squads or sections, as you call them.", example="Reception"),
    "count": number("Number of children", "Roughly.", 0, 100_000, example=168),
    "looked_after": choice(
        "Children looked after",
        "Children in the care of a council or trust. Decides who agrees to pictures.",
        {"none": "none at present", "some": "some", "all": "all"},
        default="none",
    ),
    "send_profile": several(
        "Additional needs",
        "What needs the children have, so that the documents can be read and used by them.",
        {
            "mainstream": "a usual range",
            "moderate": "moderate learning difficulties",
            "complex": "complex needs",
            "aac": "children who use communication aids",
            "vi": "visual impairment",
            "hi": "hearing impairment",
            "autism": "autism",
            "semh": "social, emotional and mental health needs",
        },
        default=["mainstream"],
    ),
    "eal": flag("English is an additional language for some", "Adds translation and plain words.", default=False),
    "residential": flag("Children sleep here", "Boarding, a home, hospital or a yearly camp.", derived=True),
    "over18": flag("Some are over 18", "Adds what differs for adults, such as adult social care.", derived=True),
    "known_risks": words(
        "Risks you know of", "What has happened here, in a few words.", example="impersonation accounts"
    ),
}

ADULTS = {
    "staff": flag("Paid staff", "Whether anybody is paid to work here.", default=True),
    "volunteers": flag("Volunteers", "Whether anybody helps unpaid.", default=True),
    "students": flag("Students on placement", "Whether trainees work with the children.", default=False),
    "supply": flag("Supply or agency staff", "Whether others send people to work here.", default=False),
    "lone_or_home_working": flag(
        "Adults work alone or at home with children", "Adds rules for when nobody else is there.", derived=True
    ),
    "young_leaders": words("Ages of young leaders", "Helpers under 18, if any.", example="16 and 17"),
    "governing_group": text(
        "Who governs", "The word you use for those who approve policies.", derived=True, example="governors"
    ),
}

PEOPLE = {
    "parents_role": choice(
        "Who answers for the child",
        "Decides whom the documents speak to, and who signs.",
        {
            "parents": "parents and carers",
            "carers": "carers",
            "corporate_parent": "a council as corporate parent",
            "none": "nobody: all are adults",
        },
        derived=True,
    ),
    "community_users": flag("Others hire or use the site", "Adds what hirers agree to.", default=False),
}

LEAD = {
    "head": person("Head or manager"),
    "safeguarding": person("Safeguarding lead"),
    "deputies": rows("Deputy safeguarding leads", "Whoever stands in for the lead.", person("")["schema"]),
    "online_safety": person("Online safety lead, if somebody else"),
    "board_safeguarding": person("Board member for safeguarding"),
    "filtering": person("Senior leader for filtering and monitoring"),
    "it": person("IT support"),
    "data_protection": person("Data protection lead or officer"),
    "prevent": person("Prevent lead, if somebody else"),
    "concern_about_head_to": person("Who to tell when the concern is the head or manager"),
    "responsible_individual": person("Responsible individual"),
    "chair": person("Chair"),
}

CONTACT = {
    "la_social_care": office("Children's social care"),
    "adult_social_care": office("Adult social care"),
    "allegations": office("Office for allegations about adults"),
    "police_local": office("Local police team"),
    "partnership": office("Safeguarding partnership or board"),
    "assessment_protocol": text(
        "Local assessment protocol",
        "The title of the partnership's document on how a child's needs are assessed, as it is called there.",
        example="Marlshire Threshold and Assessment Guide",
    ),
    "placing_authority": office("Placing authority"),
    "ngb": office("Sport or activity governing body"),
    "denomination": office("Denomination's safeguarding team"),
    "regulator": office("Regulator"),
    "advocate": office("Advocate or independent visitor"),
    "whistleblowing": office("Whistleblowing contact"),
    "press": office("Press contact"),
    "data_complaints": office("Data protection complaints"),
}

NET = {
    "provided": choice(
        "Internet that you provide",
        "Decides whether filtering, monitoring and agreements for users are needed.",
        {
            "none": "none",
            "staff_only": "for adults only",
            "children_supervised": "for children with an adult beside them",
            "children_general": "for children in general",
            "guest": "guest Wi-Fi only",
        },
        derived=True,
        ask=8,
    ),
    "provider": text("Internet provider", "The company or service that brings the internet.", example="MarlNet"),
    "filter_product": text("Filtering product", "The name of the filter.", example="MarlNet Filter"),
    "filter_iwf": flag(
        "The filter blocks the Internet Watch Foundation list", "Ask the provider. Unknown counts as a gap."
    ),
    "filter_ctiru": flag(
        "The filter blocks the police counter-terrorism list", "Ask the provider. Unknown counts as a gap."
    ),
    "filter_profiles": words("Filter profiles", "Who has settings of their own.", example="staff"),
    "filter_offsite": flag("Filtering works on devices at home", "For devices that you lend.", default=False),
    "unblock_days": number(
        "Days to answer a request to unblock", "Working days until somebody answers.", 0, 60, example=3, default=3
    ),
    "monitoring": several(
        "How use is monitored",
        "Everything that is done, by people or by software.",
        {
            "physical_supervision": "adults watch screens",
            "log_review": "somebody reads the logs",
            "active_managed": "a monitoring service",
            "ai_alert": "automatic alerts",
        },
        default=["physical_supervision"],
    ),
    "monitor_report_freq": choice(
        "How often monitoring reports are read",
        "By the person who is named for it.",
        {"real_time": "as alerts come", "daily": "daily", "weekly": "weekly", "monthly": "monthly"},
        default="weekly",
    ),
    "monitoring_notice": flag(
        "People are told that they are monitored",
        "In the agreements, and on the screen where that can be done.",
        default=True,
    ),
    "monitoring_dpia": day(
        "Date of the data protection impact assessment for monitoring",
        "The day it was finished or last looked at.",
        example="2026-05-18",
    ),
    "guest_wifi": flag("Guest Wi-Fi", "Whether visitors may use your Wi-Fi.", default=False),
    "byod_network_separate": flag(
        "People's own devices have a network of their own", "So that they do not meet yours.", default=True
    ),
}

DEV = {
    "one_to_one": choice(
        "Devices for children",
        "What you give children to work with.",
        {
            "none": "none",
            "class_sets": "shared sets",
            "home_loan": "one each, taken home",
            "own_with_management": "their own, managed",
        },
        default="none",
    ),
    "byod_children": choice(
        "Children's own computers and tablets",
        "Phones have a section of their own.",
        {"none": "not used", "restricted": "for some, with rules", "managed": "managed"},
        default="none",
    ),
    "byod_staff": choice(
        "Adults' own devices for work",
        "Computers, tablets and phones that adults own.",
        {"none": "not used", "restricted": "for some tasks", "managed": "managed"},
        default="none",
    ),
    "staff_work_phone": flag("There are work phones", "Phones that you own and adults carry for work.", default=False),
    "cameras_owned": flag(
        "There are cameras or tablets of your own for pictures", "So that nobody needs their own.", default=True
    ),
    "removable_media": choice(
        "Memory sticks",
        "And other storage that people carry about.",
        {"banned": "not used", "encrypted_only": "encrypted ones only"},
        default="banned",
    ),
    "wearables_children": choice(
        "Children's smart watches, glasses and earbuds",
        "Whatever is worn and can record or connect.",
        {
            "banned": "not worn",
            "no_camera_mode": "worn with camera, microphone and messages off",
            "allowed": "worn",
            "individual_plan": "as each child's plan says",
        },
        default="banned",
    ),
    "wearables_staff": choice(
        "Adults' smart watches, glasses and earbuds",
        "Whatever is worn and can record or connect, while children are present.",
        {"banned": "not worn", "no_camera_mode": "worn with camera, microphone and messages off", "allowed": "worn"},
        default="no_camera_mode",
    ),
    "smart_speakers_toys": choice(
        "Smart speakers and toys",
        "Things that listen, where children are.",
        {"none": "none", "approved_only": "approved ones"},
        default="none",
    ),
    "assistive": flag("Some children use assistive technology", "It never counts as a phone.", derived=True),
    "games_consoles": choice(
        "Games consoles",
        "Where children live or spend whole days.",
        {"none": "none", "shared_rooms": "in shared rooms", "individual_plan": "as each child's plan says"},
        default="none",
    ),
    "night_rule": choice(
        "Devices at night",
        "Where children sleep.",
        {
            "not_applicable": "children do not sleep here",
            "handed_in": "handed in overnight",
            "agreed_per_child": "agreed for each child",
            "kept": "kept by the child",
        },
        derived=True,
    ),
}

PHONES = {
    "children": choice(
        "Children's phones",
        "What happens to them in the day.",
        {
            "not_on_site": "not brought",
            "handed_in": "handed in and given back",
            "locked_pouch": "in a locked pouch",
            "locker": "in a locker",
            "off_in_bag": "off, in the bag",
            "allowed_set_times": "used at set times",
            "allowed": "used",
            "individual_plan": "as each child's plan says",
        },
        derived=True,
        ask=6,
        example="handed_in",
    ),
    "children_exceptions": several(
        "Reasons for an exception",
        "Why a child may have a phone where others may not.",
        {
            "medical": "medical need",
            "disability": "disability",
            "assistive": "assistive technology",
            "young_carer": "young carers",
            "travel": "the journey",
            "family_crisis": "a crisis at home",
            "sixth_form": "sixth form",
            "boarding_hours": "boarders out of hours",
        },
        default=["medical", "disability"],
    ),
    "exception_basis": text(
        "Written reason for use in the day", "Where and when, and why.", example="sixth-form common room only"
    ),
    "set_times": text("The set times", "When phones may be used.", example="before and after training"),
    "staff": choice(
        "Adults' own phones",
        "While children are present.",
        {
            "locked_away": "locked away",
            "staffroom_only": "used in staff areas only",
            "out_of_sight": "kept out of sight",
            "role_required": "carried because the role needs it",
        },
        derived=True,
        ask=7,
        example="staffroom_only",
    ),
    "visitors": choice(
        "Visitors' phones",
        "What visitors are asked at the door.",
        {
            "handed_in": "handed in",
            "off": "switched off",
            "staff_areas": "used in staff areas only",
            "reception_notice": "a notice asks them not to use them",
        },
        derived=True,
    ),
    "private_call_access": choice(
        "Private calls for children who sleep here",
        "How they can ring the people they want to talk to.",
        {"none": "not applicable", "supervised": "with an adult near", "private_line": "in private"},
        derived=True,
    ),
    "confiscation": group(
        "Taking a phone",
        {
            "until": choice(
                "Given back",
                "When a phone that was taken comes back.",
                {
                    "end_of_lesson": "at the end of the lesson",
                    "end_of_day": "at the end of the day",
                    "placement_plan_only": "only as the placement plan says",
                    "never_taken": "phones are not taken",
                },
                derived=True,
            ),
            "collected_by": choice(
                "Collected by",
                "Who fetches a phone that was taken.",
                {
                    "pupil": "the child",
                    "pupil_first_then_parent": "the child the first time, then a parent",
                    "parent": "a parent",
                },
                default="pupil",
            ),
        },
    ),
}

CAM = {
    "policy": choice(
        "What pictures are taken with",
        "Who may take pictures of children, and with what.",
        {
            "no_images": "no pictures are taken",
            "org_devices_only": "your own equipment only",
            "named_staff_personal_with_approval": "also named adults' own, with written approval",
        },
        default="org_devices_only",
    ),
    "parents_at_events": choice(
        "Families taking pictures at events",
        "What families are told at shows, matches and services.",
        {
            "none": "not allowed",
            "permitted_no_sharing": "of their own child, not shared online",
            "set_time_only": "at a set time",
        },
        default="permitted_no_sharing",
    ),
    "consent_basis": choice(
        "Why you may take pictures",
        "The basis in data protection law.",
        {"consent": "consent", "public_task": "public task", "mixed": "both, by purpose"},
        default="consent",
    ),
    "consent_from": choice(
        "Who gives consent",
        "To pictures that need it.",
        {
            "parent": "a parent or carer",
            "placing_authority": "the placing authority or who holds delegated authority",
            "young_person": "the young person",
            "parent_and_child": "a parent and the child",
        },
        derived=True,
    ),
    "uses": several(
        "What pictures are used for",
        "Each use is asked for by itself.",
        {
            "assessment": "records of learning",
            "display": "displays inside",
            "internal": "inside the organisation",
            "website": "the website",
            "social": "social media",
            "press": "newspapers and broadcasters",
            "streaming": "livestreams",
            "fundraising": "fundraising",
            "medical": "medical records",
            "life_story": "life-story work",
            "keepsake": "keepsakes for the child",
            "match_review": "reviewing matches",
            "learning_journal": "a learning journal app",
        },
    ),
    "naming": choice(
        "Names with pictures",
        "What may stand beside a picture.",
        {"none": "no names", "first": "first names", "first_or_photo": "a first name or a picture, not both"},
        default="none",
    ),
    "retention": text(
        "How long pictures are kept",
        "In words that fit into a sentence.",
        example="for the school year and one more",
        default="while the child is with us and one term after",
    ),
    "do_not_photograph_register": flag(
        "A list of children who must not be pictured", "Kept where those who take pictures see it first.", default=True
    ),
}

CCTV = {
    "present": flag("Cameras record the site", "Inside or outside.", default=False),
    "audio": flag("They record sound", "Most should not.", default=False),
    "places": words("Where", "Never where people change or wash.", example="front gate"),
}

LIVE = {
    "remote_learning": choice(
        "Teaching or meeting children online",
        "Lessons, training or sessions by video.",
        {"never": "never", "exceptional": "in exceptional times", "regular": "regularly"},
        default="never",
    ),
    "livestream_out": choice(
        "Events streamed to the public",
        "Services, matches, shows.",
        {"never": "never", "exceptional": "in exceptional times", "regular": "regularly"},
        default="never",
    ),
    "video_meetings": choice(
        "Video meetings with families",
        "Parents' evenings, reviews.",
        {"never": "never", "exceptional": "in exceptional times", "regular": "regularly"},
        default="never",
    ),
    "platforms": words("Platforms", "The services that you use for it, and no others.", example="Teams"),
    "recording": text(
        "Recording",
        "Whether it is recorded, and how long that is kept.",
        default="not recorded",
        example="kept for 30 days",
    ),
    "one_to_one": choice(
        "One adult and one child online",
        "Whether they may ever meet by video alone.",
        {
            "never": "never",
            "logged_with_second_adult": "logged, with a second adult",
            "named_roles_only": "named roles only",
        },
        default="never",
    ),
}

AI = {
    "staff": choice(
        "Adults' use of generative AI",
        "Tools that write, draw or answer.",
        {"not_permitted": "not permitted", "approved_tools": "approved tools", "open_with_rules": "open, with rules"},
        default="approved_tools",
    ),
    "children": choice(
        "Children's use of generative AI",
        "Tools that write, draw or answer.",
        {"not_permitted": "not permitted", "approved_tools": "approved tools", "open_with_rules": "open, with rules"},
        default="not_permitted",
    ),
    "tools": rows(
        "Approved tools",
        "Each one that somebody has looked into.",
        {
            "name": text("Name", "As the supplier calls it.", example="PlanMate"),
            "min_age": number("Youngest age allowed", "By the supplier's terms.", 0, 25, example=13),
            "used_by": choice(
                "Used by",
                "Who may use it.",
                {"adults": "adults only", "children": "children only", "everybody": "adults and children"},
                default="everybody",
            ),
            "ages_from": number("Youngest child who uses it", "Left out, your youngest child.", 0, 25, example=14),
            "purpose": text("Purpose", "What it may be used for.", example="lesson planning"),
            "dpia_date": day(
                "Date of the impact assessment",
                "The day the data protection impact assessment was finished.",
                example="2026-06-30",
            ),
            "safety_standards_check": day(
                "Checked against product safety standards", "The day somebody did so.", example="2026-08-02"
            ),
            "dsl_alert_contact": _rule(
                "email",
                "Where the supplier sends safety alerts",
                "An address that the safeguarding lead reads.",
                {},
                {"example": "dsl@school.example"},
            ),
        },
    ),
    "meeting_transcription": choice(
        "AI notes of meetings",
        "Software that listens and writes minutes.",
        {"banned": "not used", "approved": "approved ones"},
        default="banned",
    ),
    "image_editing": choice(
        "AI changes to pictures of children",
        "Software that changes or makes pictures.",
        {"banned": "not used", "approved": "approved uses"},
        default="banned",
    ),
}

SOCIAL = {
    "official_accounts": rows(
        "Official accounts",
        "Every account that speaks for you in public.",
        {
            "platform": text("Platform", "Where the account is.", example="Facebook page"),
            "owner": text("Owner", "A post, not a name.", example="Headteacher"),
            "admins": number("Administrators", "How many adults look after it: two at least.", 0, 99, example=2),
            "audience": text("Audience", "Who it is for.", example="parents"),
            "comments": choice(
                "Comments",
                "What others may write under your posts.",
                {"off": "off", "moderated": "moderated", "open": "open"},
                default="off",
            ),
        },
    ),
}

COMMS = {
    "channels": rows(
        "Channels",
        "How adults here write to children and families.",
        {
            "tool": text("Tool", "The app or the way, and the group if there is one.", example="school app"),
            "audience": choice(
                "Audience",
                "Who it is for.",
                {
                    "children": "children",
                    "parents": "parents and carers",
                    "children_and_parents": "both",
                    "adults": "adults here",
                },
            ),
            "min_age": number("Youngest age allowed", "By the supplier's terms.", 0, 25, example=13),
            "ages_from": number("Youngest child in it", "Left out, your youngest child.", 0, 25, example=13),
            "hours": text("Hours", "When messages are sent and answered.", example="07:30 to 18:00"),
            "copies": text("Who is copied in", "Somebody who sees every message.", example="a parent"),
            "logged": flag("Kept on record", "Whether you can read later what was written.", default=False),
            "two_adults": flag("Two adults are in it", "So that no adult writes alone.", default=False),
            "admins": number("Administrators", "How many adults look after it.", 0, 99, example=2),
        },
    ),
    "one_to_one": choice(
        "Private messages between one adult and one child",
        "Whether an adult here may ever write to a child alone.",
        {
            "never": "never",
            "logged_with_second_adult": "logged, with a second adult",
            "named_roles_only": "named roles only",
        },
        default="never",
    ),
    "group_chats_children": choice(
        "Group chats with children",
        "Whether children are in any chat that you run.",
        {"none": "none", "org_run_only": "only those you run"},
        default="none",
    ),
    "parents_groups": choice(
        "Parents' own chat groups",
        "Groups that parents make themselves.",
        {"not_supported": "not supported", "guidance_only": "guidance offered"},
        default="guidance_only",
    ),
    "same_person": flag(
        "An adult here may also be a parent here", "Adds what people do who have both roles.", default=True
    ),
    "former_children_rule": text(
        "When an adult may connect with a former child",
        'In words that fit after "when".',
        example="the young person is 21",
        default="the young person is 18 and left at least two years ago",
    ),
}

ACCOUNTS = {
    "passwords": choice(
        "Password rule",
        "How passwords are chosen and changed.",
        {"passphrase": "long, never forced to change without cause", "forced_rotation": "changed on a calendar"},
        default="passphrase",
    ),
    "mfa": flag("Adults sign in with a second step", "A code or a prompt beside the password.", default=True),
}

REPORT = {
    "lead_model": choice(
        "Who covers for the safeguarding lead",
        "So that somebody can be told at any time you are open.",
        {"single": "nobody: one lead", "deputy_rota": "deputies", "always": "somebody day and night"},
        derived=True,
    ),
    "record_system": text(
        "Where concerns are recorded", "The system or the book.", default="the safeguarding record", example="CPOMS"
    ),
    "child_routes": several(
        "How children can tell",
        "Every way that really works here.",
        {
            "trusted_adult": "an adult they trust",
            "form_teacher": "their form teacher",
            "key_worker": "their key worker",
            "safeguarding_lead": "the safeguarding lead",
            "worry_box": "a worry box",
            "email": "an e-mail address",
            "helpline": "a helpline",
            "qr": "a QR code",
            "symbol_card": "a symbol card",
            "aac_button": "a button on their aid",
            "advocate": "an advocate",
            "regulator": "the regulator",
        },
        default=["trusted_adult"],
    ),
    "response_target": text(
        "How soon the lead answers",
        "In words that fit into a sentence.",
        example="within two hours",
        default="the same day",
    ),
}

RESPONSE = {
    "sanctions_model": choice(
        "How broken rules are dealt with",
        "The one way that you use for all behaviour.",
        {
            "behaviour_policy": "the behaviour policy",
            "code_of_conduct": "the code of conduct",
            "restorative": "restorative practice",
            "care_plan": "the care plan",
        },
        derived=True,
    ),
    "device_removal_default": choice(
        "Taking a device after a child tells",
        "A child who tells is not punished by losing a phone.",
        {"no": "never", "exceptional": "only on police advice or for safety"},
        default="exceptional",
    ),
}

POWER = {
    "search": flag("Power to search children", "Comes from type and nation.", derived=True),
    "offsite_discipline": flag(
        "Power to discipline for conduct elsewhere", "Comes from type and nation.", derived=True
    ),
}

APPROVAL = {
    "body": text("Who approves", "The body or the post.", derived=True, example="full governing board"),
    "committee": text(
        "Committee", "If a committee looks at it first, or adopts a part.", example="the safeguarding committee"
    ),
    "date": day("Approved on", "The day of the meeting. Left out, the pack is not approved yet.", example="2026-11-16"),
    "minute_ref": text("Minute", "Where the decision is written down.", example="FGB 2026/47"),
    "signed_by": text("Signed by", "Posts, not names.", example="Chair and welfare officer"),
}

REVIEW = {
    "cycle": choice(
        "Reviewed",
        "How often, even if nothing happened.",
        {"annual": "every year", "two_years": "every two years", "termly": "every term"},
        default="annual",
    ),
    "next_review": _rule("month_or_day", "Next review", "A month or a day.", {}, {"example": "2027-09"}),
    "consulted": words("Who was asked", "Before the policies were approved.", example="children"),
    "equality_screened": day("Equality screening done on", "For public bodies.", example="2026-09-30"),
    "legal_reviewer": text(
        "Who checked it locally", "A person or a team, so that readers know.", example="Marlshire legal services"
    ),
}

VERSION = {
    "number": text("Version", "As you count them.", most=20, default="0.1", example="4.0"),
    "date": day("Date of this version", "Printed on the first page.", example="2026-11-16"),
    "changes": text(
        "What changed", "Since the version before, in a few words.", most=1000, example="KCSIE 2026; phones"
    ),
    "history": rows(
        "Earlier versions",
        "The newest first; documents print them beneath this version.",
        {
            "number": text("Version", "As you counted it.", most=20, example="3.0"),
            "date": day("Date of that version", "As it was printed.", example="2025-11-10"),
            "changes": text("What changed", "In a few words.", most=1000, example="first steps with AI"),
            "approved_by": text(
                "Approved by", "The body, and its minute.", example="full governing board, FGB 2025/39"
            ),
        },
    ),
}

PUBLISH = {
    "url": _rule(
        "address",
        "Where the current copy is",
        "So that a paper copy can be checked against it.",
        {},
        {"example": "https://school.example/policies"},
    ),
}

TRAINING = {
    "cycle": choice(
        "Training",
        "When adults here are trained.",
        {"induction": "at induction", "induction_and_annual": "at induction and every year"},
        default="induction_and_annual",
    ),
    "provider": text(
        "Who gives it", "Left out, the safeguarding lead does.", example="Marlshire Safeguarding Children Partnership"
    ),
}

EDUCATION = {
    "curriculum": text(
        "What online safety is taught through",
        "In words that fit into a sentence.",
        derived=True,
        example="relationships education and computing",
    )
}

RETENTION = {
    "incident": text(
        "How long concerns are kept", "In words that fit into a sentence.", example="until the child's 25th birthday"
    ),
    "logs": text("How long logs are kept", "Of filtering and monitoring.", example="12 months"),
}

DP = {
    "privacy_notice_url": _rule(
        "address",
        "Privacy notice",
        "The page that says what you do with personal data.",
        {},
        {"example": "https://school.example/privacy"},
    ),
    "ico_registration": text(
        "ICO registration", "Your number in the Information Commissioner's register.", example="ZA000000"
    ),
}

PACK = {
    "size": choice(
        "Size of the pack",
        "A short pack leaves out what a small body does not need.",
        {"micro": "short, for a small body", "standard": "standard", "full": "full"},
        derived=True,
    ),
    "tone": choice(
        "Tone",
        "How the documents address their readers.",
        {"formal": "formal", "friendly": "friendly"},
        default="friendly",
    ),
    "leave_out": words("Documents left out", "Ids of documents that you do not want.", example="aup-visitors"),
}

BRAND = {
    "logo": text("Logo", "A PNG, JPEG or SVG file, named from the folder of this profile.", example="logos/oak.png"),
    "colour": _rule(
        "colour",
        "Colour of headings",
        "Six hexadecimal digits. Write it without #, or in quotes: in YAML a # begins a remark.",
        {"empty": False},
        {"example": "14485C"},
    ),
    "accent": _rule(
        "colour",
        "Second colour",
        "For links and the line beneath the title; left out, the first colour.",
        {"empty": False},
        {"example": "7A1F5C"},
    ),
    "font": _rule(
        "font",
        "Font",
        "As Word's menu calls it. Readers who do not have it see Arial.",
        {"empty": False},
        {"example": "Verdana"},
    ),
    "house_style": text(
        "Own Word template",
        "A .docx or .dotx whose styles, tops and feet of pages, and page set-up are taken over.",
        example="our-letterhead.dotx",
    ),
    "large_print": flag("Large print", "Ordinary text of 18 pt, and everything else in proportion.", default=False),
}

PROFILE: dict[str, Rule] = {
    "extends": text("Parent profile", "A file whose facts hold for this organisation too.", example="../trust.yaml"),
    "open": words("Left open to members", "In a parent: the fields that a member may set anew.", example="lead"),
    "library": text("Own library", "A folder of documents and clauses of your own.", example="../our-library"),
    "org": group("The organisation", ORG),
    "lang": group("Languages", LANG),
    "children": group("The children", CHILDREN),
    "adults": group("The adults", ADULTS),
    "people": group("Families and others", PEOPLE),
    "lead": group("Who does what", LEAD),
    "contact": group("Outside contacts", CONTACT),
    "net": group("Internet", NET),
    "dev": group("Devices", DEV),
    "phones": group("Phones", PHONES),
    "cam": group("Pictures", CAM),
    "cctv": group("Surveillance cameras", CCTV),
    "live": group("Live online", LIVE),
    "ai": group("Artificial intelligence", AI),
    "social": group("Social media", SOCIAL),
    "comms": group("Writing to children and families", COMMS),
    "accounts": group("Accounts", ACCOUNTS),
    "report": group("Reporting", REPORT),
    "response": group("Response", RESPONSE),
    "power": group("Powers", POWER),
    "approval": group("Approval", APPROVAL),
    "review": group("Review", REVIEW),
    "version": group("Version", VERSION),
    "publish": group("Publication", PUBLISH),
    "training": group("Training", TRAINING),
    "education": group("Teaching", EDUCATION),
    "retention": group("Keeping records", RETENTION),
    "dp": group("Data protection", DP),
    "brand": group("How documents look", BRAND),
    "pack": group("The pack", PACK),
}

SETTINGS = ("extends", "open", "library")
"""Top-level keys that steer loading and are not facts."""
