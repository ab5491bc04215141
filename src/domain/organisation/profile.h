/* One municipality as data: units, meetings, who decides, time limits, dwellings, texts (profiles/NAME.yaml; REQUIREMENTS §3).
 * Read once at start, checked in full, immutable after. Knows no database and no law; nothing about a municipality is written in C.
 * What no source states is a local default: its key stands in the file's local_defaults and profile_is_local_default says so. */
#pragma once
#include "base/arena.h"
#include "organisation_schema.h"
#include "platform/i18n/i18n.h"

struct profile_words {
    const char *nb, *nn;
};
const char *profile_words_in(const struct profile_words *words, enum lang lang); /* English readers get bokmål names */

/* What a unit does, as bits. X(name in C, word in the file). */
#define PROFILE_TASKS(X) \
    X(INTAKE, intake) X(DECIDE_SERVICES, decide_services) X(DECIDE_DWELLING, decide_dwelling) X(COORDINATE, coordinate) \
    X(DEFAULT_COORDINATOR, default_coordinator) X(PRESENT_IN_MEETINGS, present_in_meetings) X(MANAGE_STOCK, manage_stock) \
    X(LEASES, leases) X(PICK_DWELLING, pick_dwelling) X(ALLOCATION_LIST, allocation_list) X(CARETAKERS, caretakers) \
    X(ADAPTED_DWELLINGS, adapted_dwellings) X(HELP_FIND_DWELLING, help_find_dwelling) X(PRIVATE_LANDLORDS, private_landlords) \
    X(HOME_OWNERSHIP, home_ownership) X(STATE_INSTRUMENTS, state_instruments) X(EMERGENCY_HOUSING, emergency_housing) \
    X(SOCIAL_SERVICES, social_services) X(RENT_SUPPORT, rent_support) X(DEPOSIT, deposit) X(DEBT_COUNSELLING, debt_counselling) \
    X(ECONOMY, economy) X(YOUTH_TEAM, youth_team) X(FIRST_MAPPING, first_mapping) X(HELP_WITH_APPLICATION, help_with_application) \
    X(HOME_SERVICES, home_services) X(FOLLOW_UP, follow_up) X(HOUSING_FIRST, housing_first) X(ACTIVITY, activity) \
    X(ORDER_NEEDS, order_needs) X(ONE_DOOR, one_door)
enum profile_task_index {
#define X(name, word) TASK_INDEX_##name,
    PROFILE_TASKS(X)
#undef X
    TASK_COUNT
};
#define PROFILE_TASK(name) (UINT64_C(1) << TASK_INDEX_##name)

enum unit_kind {
    UNIT_KIND_UNKNOWN = 0, UNIT_KIND_INTAKE, UNIT_KIND_ALLOCATION, UNIT_KIND_PROPERTY, UNIT_KIND_NAV, UNIT_KIND_HEALTH, UNIT_KIND_SUBSTANCE,
    UNIT_KIND_HOME_SERVICES, UNIT_KIND_INSTITUTION, UNIT_KIND_DISABILITY, UNIT_KIND_CHILD_WELFARE, UNIT_KIND_REFUGEE, UNIT_KIND_SERVICE_DESK,
    UNIT_KIND_ACTIVITY, UNIT_KIND_LEADERSHIP, UNIT_KIND_PLANNING, UNIT_KIND_EDUCATION, UNIT_KIND_VOLUNTARY, UNIT_KIND_OTHER,
};
struct profile_unit {
    const char *code;
    struct profile_words name;
    struct profile_words letter_name; /* the name where the person or a neighbour reads it: no group label */
    enum unit_kind kind;
    enum unit_role role;              /* its column in the reader matrix; outside: none */
    uint64_t does;                    /* PROFILE_TASK(...) */
    bool external;                    /* not the municipality's own */
    bool planned;                     /* not there yet: shown, but can hold nothing */
    const char *parent;               /* unit code, or NULL */
    const char *phone;                /* or NULL */
    const char *note;
};

enum series_kind {
    SERIES_UNKNOWN = 0, SERIES_ALLOCATION, SERIES_INTAKE, SERIES_WORKING_GROUP, SERIES_RESOURCE_GROUP, SERIES_RESPONSIBILITY_GROUP,
    SERIES_USER_COUNCIL, SERIES_STEERING, SERIES_COORDINATION, SERIES_NEEDS, SERIES_CONTACT, SERIES_PROFESSIONAL,
};
enum series_quorum { QUORUM_NOT_STATED = 0, QUORUM_ALL, QUORUM_MAJORITY, QUORUM_ALL_FOR_COMPLEX };
enum series_decides { DECIDES_NOT_STATED = 0, DECIDES_CONSENSUS, DECIDES_TIE_BREAK, DECIDES_ADVISES };
enum series_period { PERIOD_NOT_STATED = 0, PERIOD_DAYS, PERIOD_WEEKS, PERIOD_MONTHS, PERIOD_YEARS };
struct profile_series {
    const char *code;
    struct profile_words name;
    enum series_kind kind;
    int every;                     /* 0: not stated */
    enum series_period period;
    bool extra_when_needed, per_person, individual_cases;
    enum series_quorum quorum;
    enum series_decides decides;
    const char **members, **optional_members, **viewers, **others; /* unit codes; others: not units (koordinator, fastlege) */
    unsigned members_count, optional_members_count, viewers_count, others_count;
    const char *tie_break, *presented_by; /* unit codes, or NULL */
    const char *chair;             /* unit code that leads it; NULL: presented_by, tie_break or the first member */
    const char **informed;         /* unit codes that see dates and common matters and are not members */
    unsigned informed_count;
    struct profile_words mandate;  /* nb NULL: not stated */
    bool extended_mandate;         /* also heard by the chief executive, and prepares political cases */
    int slots;                     /* items there is time for; 0: not stated */
    int extra_after_days;          /* working days before an extra meeting, when quorum was missing; 0: 2 */
    int minutes;                   /* how long it usually is; 0: 60 */
    const char *at;                /* "09:00", or NULL: then */
    const char **items;
    unsigned items_count;
    const char *note;
};

struct profile_contact {
    const char **address; /* lines */
    unsigned address_count;
    const char *phone, *email, *web;
};
struct profile_intake {
    const char *first_unit;     /* takes a contact that no one has routed */
    const char **doors;         /* where people come in, as the source names them */
    unsigned doors_count;
    bool application_rounds;    /* applications have a closing date */
    int route_days;             /* working days before an unrouted contact alarms */
};
enum decision_form { DECISION_FORM_UNKNOWN = 0, DECISION_FORM_JOINT, DECISION_FORM_SEPARATE };
struct profile_decision {
    enum decision_form form;
    const char *services_by, *dwelling_by; /* unit codes */
    int service_without_decision_days;
    bool names_coordinator, accept_or_decline;
    const char *accepted_by, *accepted_on, *accepted_reference; /* who accepted the joint form, when, under which reference; NULL: no proof */
    const char *note;
};
/* Which unit is proposed for the main responsibility at a level of functioning (law/tools.yaml). There is no key for a diagnosis. */
struct profile_functioning {
    const char *level, *unit;
};
struct profile_responsibility {
    const char *coordinator_unit;   /* where a coordinator comes from when nothing else is said */
    bool coordinator_is_primary_contact, coordinator_chosen_with_person;
    const char *disputes_unit;      /* cuts through */
    const char *appeals_unit;       /* looks again at what it decided; NULL: another person of the same unit */
    const char *coordinating_unit;  /* of the whole group, with a queue of its own, or NULL */
    const char *criterion;
    int handover_answer_days, dispute_days, emergency_confirm_days; /* working days */
    int resting_look_days;          /* days: the longest a resting case may go unseen */
    int former_sight_days;          /* days: how long the unit that has handed over still finds the case */
    int silent_days;                /* days without anything happening before the leader is told */
    int nameless_days;              /* working days a case may be a unit's without a worker by name */
    int offer_again_days;           /* days: the longest before somebody who wants no help now is asked again */
    int plan_again_months;          /* months before a plan or a coordinator she said no to is offered again */
    int change_answer_days;         /* working days to answer a wish for another worker */
    struct profile_functioning *functioning; /* empty: nothing is proposed */
    unsigned functioning_count;
};
/* A place for the night (R-005, R-015, R-016, SOT-6). What is not said has our own defaults. */
struct profile_emergency {
    const char *unit;               /* unit code that answers; NULL: the one that does emergency_housing */
    bool offers_baton;              /* it is asked to take the main responsibility in the same step */
    int first_days;                 /* how long a place is usually given first */
    int *warn_days, *long_days;     /* days before the end, and days after the start, that someone is told */
    unsigned warn_days_count, long_days_count;
};
/* Follow-up that stays. What is not said has our own defaults: visit_limits in domain/visit. */
struct profile_follow_up {
    int unseen_days, unseen_quiet_days; /* days nobody has reached her before somebody is told; quiet: while the case rests */
    int helpers_month;                  /* different helpers in a month that are still few enough */
    int home_people_day;                /* people in a home in a day that are still few enough */
    int first_weeks, first_weekly;      /* how long the first phase is, and visits a week in it */
};
/* Transitions. What is not said has our own defaults. */
struct profile_transitions {
    const char *unit;               /* unit code of the one port; NULL: the one with the one door, else the first unit */
    int *before_days, *settling_days; /* days before a known day, and after she has moved, that somebody meets her; none: 30, 7, 1 and 1, 3, 7, 30 */
    unsigned before_days_count, settling_days_count;
    int review_days;                /* after a new worker or measure: 28 to 56; 0: 42 */
    struct profile_words *guide_tasks, *guide_limits; /* what a guide with experience of her own does and does not do */
    unsigned guide_tasks_count, guide_limits_count;
};
/* Never giving up (R-221–, AML-1). What is not said (0) has our own defaults. */
struct profile_engagement {
    int ask_again_days;             /* days from a no to the first time she is asked again */
    int caretaker_days;             /* days between the caretaker's visits, and the longest before somebody is named */
    int rethink_days, rethink_noes; /* an approach is thought through again after so many days without getting there, or so many noes in a row */
    int event_days;                 /* working days to get in touch after something has happened in her life */
    int safety_months, care_days;   /* months until a rule for two workers is looked at again; working days to look after a worker */
};
enum allocation_reason {
    PRIORITY_UNKNOWN = 0, PRIORITY_HOMELESSNESS, PRIORITY_CHILDREN, PRIORITY_RELEASED_FROM_PRISON, PRIORITY_NEED, PRIORITY_OWN_EFFORT,
    PRIORITY_SIZE, PRIORITY_ROOMS, PRIORITY_RESIDENCE,
    PRIORITY_ABSTINENCE, PRIORITY_TREATMENT, /* never a criterion for a home: named only so that the reader can say why it refuses them */
};
/* What counts, how much, and which sizes suit whom, from a day on. Versions follow each other without a gap; the last has no end. */
struct profile_weight {
    enum allocation_reason reason;
    int points, least;              /* least: years, of RESIDENCE */
};
struct profile_norm {
    int persons, bedrooms_least, bedrooms_most;
};
struct profile_rules {
    const char *version, *from;     /* from: ISO date */
    enum allocation_reason *always_first;
    struct profile_weight *weights;
    struct profile_norm *norms;
    unsigned always_first_count, weights_count, norms_count;
};
/* A point of the day somebody moves in. */
struct profile_move_in {
    const char *code;
    struct profile_words name;
};
struct profile_allocation {
    bool two_step;                  /* decided by one unit, the dwelling found by another */
    const char *decided_by, *dwelling_picked_by, *tie_break; /* unit codes; tie_break may be NULL */
    enum allocation_reason *always_first, *weighed; /* weighed facts never refuse (TIL-5, TIL-6) */
    unsigned always_first_count, weighed_count;
    int residence_years;            /* of the weight RESIDENCE; 0: none */
    int offer_answer_days, recheck_days, cluster_warning_percent, area_warning_percent; /* area: 0, no limit for parts of town */
    bool picks_in_meeting;
    const char *principle;
    struct profile_rules *rules;    /* in order of their days; none: one version made of always_first and weighed */
    unsigned rules_count;
    int offers_at_once;             /* that one person may have to choose between; 0: one */
    int offer_remind_days;          /* before her time is out; 0: two */
    int offer_grace_days;           /* working days after it, before the dwelling is given on; 0: two */
    int *settling_days;             /* after she has moved in, when somebody asks how it goes; none: 1, 3, 7 and 30 */
    struct profile_move_in *move_in; /* none: the usual points */
    unsigned settling_days_count, move_in_count;
    const char *mark_ground;        /* the ground on which the municipality asks how many of a household use substances now; NULL: it does not */
};
struct profile_leases {
    const char *owner;              /* unit code */
    int term_months;
    bool info_at_move_in, credit_check_asked, review_if_can_buy;
    int *review_months_before, *career_months_after;
    unsigned review_months_before_count, career_months_after_count;
    const char *renewal_note;
};
struct profile_consents {
    int months, remind_days_before, ask_again_days;
};
struct profile_letters {
    const char *sender_unit, *appeal_unit, *help_unit; /* unit codes */
    struct profile_words appeal_board, municipality;   /* "klagenemnda i Levanger kommune", "Levanger kommune" */
};
struct profile_delegation {
    enum delegated_law law;
    const char *unit;
    enum staff_role role;
    const char *reference;
};
struct profile_stock {
    const char *kind;               /* ordinary omsorgsbolig adapted modulhus … */
    struct profile_words name;
    int count;
    bool approximate;
    const char *note;
};
/* A type of the catalogue, told by what a dwelling is like and never by whom it is for. */
struct profile_dwelling_type {
    const char *code;               /* kept in dwelling.type */
    struct profile_words name;
    bool shared, staffed, adapted;
    bool abstinence;                /* a house rule of existing shared living; who is left out by it is shown */
    bool discreet;                  /* only the property unit sees that a dwelling is of this type */
    int age_from, age_to;           /* 0: none */
    const char *note;
};
enum standard_about { STANDARD_IS = 1, STANDARD_CONTAINS, STANDARD_LOOKS, STANDARD_LIES };
struct profile_standard_item {      /* one line of the minimum standard */
    const char *code;
    struct profile_words name;
    enum standard_about about;
    bool wanted;                    /* wished for, and not needed to be above the standard */
};
enum maintenance_when { MAINTENANCE_OUT = 1, MAINTENANCE_IN, MAINTENANCE_BOTH };
struct profile_maintenance_step {   /* of the programme that every move begins */
    const char *code;
    struct profile_words name;
    enum maintenance_when when;
};
struct profile_dwellings {
    int total;                      /* 0: not stated */
    bool total_approximate, object_numbers, minimum_standard, maintenance_at_each_move, earmarked;
    struct profile_dwelling_type *types;
    struct profile_standard_item *standard;
    struct profile_maintenance_step *maintenance;
    unsigned types_count, standard_count, maintenance_count;
    int verify_months;              /* a dwelling nobody has looked at for so long is on a list */
    int turnaround_days;            /* working days from one tenant to the next that are meant to be enough */
    int void_alarm_days;            /* days empty before it is said */
    struct profile_words principle; /* the rule of value the stock is run by; nb NULL: none */
    struct profile_stock *stock;
    unsigned stock_count;
    const char *note;
};
/* A value of Husbanken's file and our code for it. Values not mapped are kept as they stand and reported. */
struct profile_kobo_value {
    const char *value, *code;
};
struct profile_kobo {
    struct profile_kobo_value *dwelling_type, *dwelling_subtype, *disposal, *status;
    unsigned dwelling_type_count, dwelling_subtype_count, disposal_count, status_count;
};
/* By which definition the target group is counted (law/target_group.yaml, R-076); 0: not said, so wide. */
enum target_definition_kind { TARGET_DEFINITION_NARROW = 1, TARGET_DEFINITION_WIDE };
enum flexibility { FLEXIBILITY_NOT_STATED = 0, FLEXIBILITY_INSIDE_MEASURE, FLEXIBILITY_BETWEEN_MEASURES, FLEXIBILITY_BOTH };
/* What is asked at the door of a measure, or a rule that is agreed for it, each with why. */
struct profile_measure_ticket {
    const char *kind;               /* a code of ticket_kind (domain/measure) */
    struct profile_words words, why;
};
struct profile_measure_rule {
    struct profile_words words, why;
};
/* A measure of the catalogue. Kinds, arenas and the like are the codes of domain/measure; profile_measures.c knows which there are. */
struct profile_measure {
    const char *code;
    struct profile_words name;
    struct profile_words plain;     /* what stands in the spine and in letters: no group label */
    struct profile_words target, content, professions; /* nb NULL: not said */
    const char *unit;
    const char *kind, *arena, *run_by, *help; /* help NULL: none of the kinds of decided help in particular */
    bool harm_reducing, field_based; /* */
    bool low_threshold;             /* whoever comes may come: no decision is needed */
    bool carries_tasks;             /* takes on everyday help for other units */
    bool offered;                   /* everybody in reach is asked whether she would like it */
    int age_from, age_to, places, positions, agreement_days, review_weeks; /* 0: not said; positions in per cent of a full one */
    struct profile_measure_ticket *tickets;
    struct profile_measure_rule *rules;
    unsigned tickets_count, rules_count;
};
enum role_state { ROLE_STATE_UNKNOWN = 0, ROLE_STATE_IN_USE, ROLE_STATE_PLANNED, ROLE_STATE_SWITCHED_OFF };
struct profile_special_role {
    const char *code;
    struct profile_words name;
    enum role_state state;
    int count;
    const char *unit, *note;
};

struct profile {
    const char *id;
    struct profile_words name;
    const char *number;             /* "5037"; "" where the source does not say */
    const char *county;             /* of the Statsforvalter */
    enum lang letter_lang;
    const char *language_decision;  /* nøytral, nynorsk, bokmål, or "" */
    int inhabitants;                /* 0: not stated */
    bool inhabitants_approximate;
    struct profile_contact contact;
    struct profile_unit *units;
    unsigned units_count;
    struct profile_series *series;
    unsigned series_count;
    struct profile_intake intake;
    struct profile_decision decision;
    struct profile_responsibility responsibility;
    struct profile_emergency emergency;
    struct profile_follow_up follow_up;
    struct profile_transitions transitions;
    struct profile_engagement engagement;
    struct profile_allocation allocation;
    struct profile_leases leases;
    struct profile_consents consents;
    struct profile_letters letters;
    struct profile_delegation *delegations;
    unsigned delegations_count;
    struct profile_dwellings dwellings;
    struct profile_kobo kobo;
    enum flexibility flexibility;
    enum target_definition_kind target_definition;
    struct profile_measure *measures;
    unsigned measures_count;
    struct profile_special_role *special_roles;
    unsigned special_roles_count;
    const char **values, **plans, **known_gaps, **local_defaults;
    unsigned values_count, plans_count, known_gaps_count, local_defaults_count;
    const char *text;               /* the file itself, as it was read; NULL for one that a test has made */
};

/* The file, checked: known keys and words, sensible numbers, every unit code one that exists and no code twice. Lives as long as the
 * arena. On a negative error *ret_reason is one line: "profiles/levanger.yaml:12:5: …". */
int profile_load(const char *path, struct arena *arena, struct profile **ret_profile, const char **ret_reason);
/* The same from a file already in memory, into that file's arena. */
struct yaml_file;
int profile_parse(const struct yaml_file *file, struct profile **ret_profile, const char **ret_reason);
/* The same with everything that is wrong: of keys, words and types the first, for the reader stops there; of what they say all. */
enum { PROFILE_FAULTS_MOST = 100 };
struct profile_faults {
    const char *v[PROFILE_FAULTS_MOST];
    size_t n;
};
int profile_parse_all(const struct yaml_file *file, struct profile **ret_profile, struct profile_faults *ret_faults);

const struct profile_unit *profile_unit(const struct profile *profile, const char *code); /* NULL if there is none */
const struct profile_unit *profile_unit_doing(const struct profile *profile, uint64_t task); /* the first one, or NULL */
const struct profile_dwelling_type *profile_dwelling_type(const struct profile *profile, const char *code); /* NULL if there is none */
const struct profile_series *profile_series(const struct profile *profile, const char *code);
/* The word in a name that would tell which group a person belongs to, or NULL. */
const char *profile_group_label(const char *name);
/* Whether the value at the key ("leases.term_months", or all of "contact") is our choice and not the sources'. */
bool profile_is_local_default(const struct profile *profile, const char *key);
