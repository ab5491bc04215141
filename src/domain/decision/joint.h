/* A version of the joint decision as it is read: its parts, and the texts the reader may see. Published for appeals, which are about parts. */
#pragma once
#include "domain/decision/appealable.h"
#include "domain/decision/decision.h"
#include "domain/relation/relation.h"

struct part_text_view {
    const char *content, *rules, *facts, *considerations, *her_view, *weight; /* NULL: empty */
};
struct amount {
    enum amount_kind kind;
    int64_t least, most, usual; /* minutes; -1: not given */
    enum amount_period per;     /* 0: none */
};
struct part {
    struct decision_part_id id, copied_from;
    struct case_id case_;
    int64_t number, version;
    enum part_kind kind;
    enum zone zone;
    enum part_outcome outcome;
    enum part_state state;
    bool decided_now;
    struct unit_id unit;
    struct staff_id contact;
    enum service_kind service_kind;
    struct amount amount;
    struct date from, until, review, later_by;
    bool capacity_ok, lacks_money;
    enum home_offer home_offer;
    enum amendment change; /* 0: not a change of a part that stood */
    struct instant checked_at, signed_at;
    struct staff_id written_by, checked_by, signed_by;
    struct unit_id signed_unit;
    const char *reference;
    const struct law_part_kind *law;
    const char *unit_name, *letter_unit, *contact_name, *contact_phone; /* in the language asked for */
    const char *agreement;      /* the participant agreement that goes with the letter, or NULL */
    bool readable;              /* the texts were read */
    struct part_text_view text;
};
struct joint {
    struct joint_decision_id id;
    struct case_id case_;
    struct person_id person;
    int64_t version_no, version;
    enum joint_state state;
    enum amendment amendment;
    enum lang letter_lang;
    struct unit_id unit;
    struct staff_id made_by, coordinator, issued_by;
    struct instant made_at, issued_at;
    const char *rules, *letter_sha256;
    struct part *v; /* without those taken out */
    size_t n;
    struct part *out; /* those taken out */
    size_t n_out;
};
/* False: no such version. Names of units in `lang`; texts only where `access` (NULL: nowhere) covers the zone. */
bool joint_load(struct db *db, const struct access *access, struct joint_decision_id decision, enum lang lang, struct joint *ret_joint);
/* The version before, or false. */
bool joint_load_former(struct db *db, const struct access *access, const struct joint *joint, enum lang lang, struct joint *ret_former);
/* A new version, empty. 0: no such case. */
struct joint_decision_id decision_next_version(struct db *db, struct case_id id, int64_t version_no, enum amendment amendment,
                                               struct unit_id unit);
/* The part of the version, or NULL. */
struct part *joint_part(const struct joint *joint, struct decision_part_id part);
struct part *joint_part_numbered(const struct joint *joint, int64_t number);
/* The part it is copied from, without its texts. */
bool part_read_former(struct db *db, const struct part *part, struct part *ret_former);
bool joint_open(enum joint_state state); /* being written: drafting, coordinating or ready */
unsigned joint_zones(const struct joint *joint); /* ZONE_BIT of every part */
/* Where the letter is kept: in the social zone when nothing else is decided in it, so that Nav makes and reads its own letter; else with the home. */
enum zone joint_letter_zone(const struct joint *joint);
/* Has the reader every text of the letter? What stands from before is not in it. */
bool joint_letter_readable(const struct joint *joint);

bool kind_is_service(enum part_kind kind);      /* help after the health and care services act */
bool kind_is_home(enum part_kind kind);         /* a home given, or a lease that goes on */
bool kind_is_reference(enum part_kind kind);    /* decided elsewhere; the letter only points there */
bool kind_is_answered(enum part_kind kind);     /* she can say yes or no to it */
enum delegated_law kind_law(enum part_kind kind);
struct unit_id signing_unit(struct db *db, enum part_kind kind, struct unit_id otherwise);
bool dwelling_need_known(struct db *db, struct case_id id);

enum delivery_recipient delivery_recipient_of(enum recipient_kind kind);
/* Words for a part, in a letter (`plain`) or on the screen. */
const char *part_name(enum lang lang, const struct part *part);
const char *amount_short(struct arena *arena, enum lang lang, const struct amount *amount);
const char *amount_plain(struct arena *arena, enum lang lang, const struct amount *amount);
const char *minutes_plain(struct arena *arena, enum lang lang, int64_t minutes);
double amount_week(const struct amount *amount, int64_t minutes); /* minutes a week */

/* The order to the property unit: a frozen copy of the coded need, and nothing else (I-06, L11). False: no need is recorded. */
bool extract_send(struct db *db, const struct joint *joint, const struct part *part);
/* The property unit has found a dwelling for its own order. Says only that. ERR_NOT_FOUND: not its order. ERR_CONFLICT: said already. */
int extract_found(struct db *db, struct dwelling_order_id order);
/* The same, when what was offered by that unit is accepted, whoever took the answer. */
int extract_found_by(struct db *db, struct dwelling_order_id order, struct unit_id unit);
