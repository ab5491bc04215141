/* Every first message, by any channel, becomes a case or a closed note, and somebody has it at every moment.
 * BSL-7 (a request for housing help is always decided), FVL-11 (sent on unasked), FVL-11a (answer within a month). */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "intake_schema.h"

struct contact_new {
    struct person_id person;
    enum channel channel;
    enum sender sender;
    const char *sender_name, *sender_phone, *what; /* sender_name NULL: the person herself, or someone who will not be named */
    bool person_knows;                             /* of a message from a third party */
    bool asks_housing, without_home_tonight;
    struct unit_id asked_unit;      /* the service a referral names; 0: none */
    bool filled_in, signed_;        /* a worker wrote for her; she has signed it */
    enum moved_reason moved_reason; /* 0: not said */
    const char *sending;            /* the form's own number, or NULL: the same form sent twice is one contact */
    bool take;                      /* the actor takes it herself when it is for her own unit */
};
/* Registers, finds the door (intake_door), and starts the clocks on the day of receipt (LAW FVL-11a). The actor's unit is the one of first
 * contact. A request for a home goes onto the list of the round that is open. */
struct contact_id intake_register(struct db *db, const struct contact_new *contact);
/* Which unit a contact belongs with first: the named service; the unit that has her case; the one port for specialist care; the registering
 * unit when it takes contacts; the municipality's first unit. */
struct unit_id intake_door(struct db *db, const struct contact_new *contact, struct unit_id registering);
/* May the unit hold a case at all? (MODEL §5) */
bool intake_may_hold(struct db *db, struct unit_id unit);
/* By when somebody must have taken it: the same day when she has nowhere to sleep, else the profile's working days. */
struct date intake_route_due(struct date received, bool without_home_tonight);
/* Somebody in the unit takes it. ERR_CONFLICT: somebody has already. */
int intake_take(struct db *db, struct contact_id contact);
/* Opens a case held by `unit`, or joins the open case of the person. A closed case is opened again. ERR_CONFLICT: somebody has dealt
 * with the contact already. ERR_DENIED: the unit cannot hold a case. */
int intake_open_case(struct db *db, struct contact_id contact, struct unit_id unit, struct staff_id staff, struct case_id *ret_case);
/* The case a contact has become part of; 0: none yet. */
struct case_id intake_case_of(struct db *db, struct contact_id contact);
/* She has been told of the message from someone else. ERR_CONFLICT: she knew. */
int intake_told_person(struct db *db, struct case_id id, struct contact_id contact);
/* Sends the contact to another unit, unasked when it came wrong; the clocks go on, and the sender is to be told (FVL-11, BSL-13). ERR_CONFLICT
 * as above, or it is there already. */
int intake_route(struct db *db, struct contact_id contact, struct unit_id unit);
/* ERR_INVALID: it asks for housing help, and must be decided (BSL-7). ERR_CONFLICT as above. */
int intake_close(struct db *db, struct contact_id contact, enum closed_reason reason, const char *note);

/* The sender has been told that the message came (forward 0), or that it was sent on. ERR_NOT_FOUND: no such forward. (EFV-1, R-003) */
int intake_tell_sender(struct db *db, struct contact_id contact, struct contact_forward_id forward, enum told_way way);
/* The receipt as a letter: the date of the answer, and who has it. To others than the person it says nothing of her but the date. ERR_… as
 * letter_pdf. */
struct letter;
/* One hook: addresses a letter to whoever reads for her, and greets that one with `lead`; the case may be 0. Set by main, since who acts for her is
 * known above. (FVL-12) */
void intake_on_address(void (*address)(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead));
void intake_address(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead);
struct letter *intake_receipt(struct db *db, struct contact_id contact, enum lang lang);

/* A provisional reply: the letter in her language, kept as it was sent, and the time for an answer moved to the promised day. When a day was
 * promised before, it is a notice of delay, and says so (BSL-14). Writes event and audit. ERR_NOT_FOUND: no such contact in the case. ERR_CONFLICT: it has its answer. ERR_INVALID: the day is not after today, or too far off.
 * ERR_UNSUPPORTED, ERR_IO: the letter could not be made. (FVL-11a) */
struct provisional_reply {
    struct contact_id contact;
    enum reply_reason reason;
    struct date promised;
};
int intake_reply(struct db *db, struct case_id id, const struct provisional_reply *reply, struct provisional_reply_id *ret_reply);
/* The letter again, the same bytes. */
int intake_reply_letter(struct db *db, struct case_id id, struct provisional_reply_id reply, struct blob *ret_pdf);
struct contact_waits_row;
bool intake_awaits_decision(const struct contact_waits_row *waits);
/* She has had her answer, in person or in writing. ERR_CONFLICT: that stands already; ERR_INVALID: she asked for help with a home, and nothing
 * else in the case has a day, so this must end in a decision first (I-08). */
int intake_answered(struct db *db, struct case_id id, struct contact_id contact);

/* The unit that received it, has it now, is to meet her because of it, or (when nobody took it in time) is the municipality's first unit. */
enum verdict intake_may(struct request *rq, struct contact_id contact);
int64_t intake_count_open(struct request *rq);                          /* badge of the menu */

/* A unit becomes part of another: the contacts that wait with it wait with the other. (I-03) */
void intake_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);
