/* Every first message, by any channel, becomes a case or a closed note, and somebody has it at every moment.
 * BSL-7 (a request for housing help is always decided), FVL-11 (sent on unasked), FVL-11a (answer within a month). */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "intake_schema.h"

struct contact_new {
    struct person_id person;
    enum channel channel;
    enum sender sender;
    const char *sender_name, *what; /* sender_name NULL: the person herself */
    bool asks_housing, without_home_tonight;
};
/* Registers, routes to the registering unit if it takes contacts itself, else to the profile's first unit, and starts the clock of the
 * provisional reply on the day of receipt (LAW FVL-11a). The actor's unit is the one of first contact. */
struct contact_id intake_register(struct db *db, const struct contact_new *contact);
/* Opens a case held by `unit`, or joins the open case of the person. ERR_CONFLICT: somebody has dealt with the contact already. */
int intake_open_case(struct db *db, struct contact_id contact, struct unit_id unit, struct staff_id staff, struct case_id *ret_case);
/* Sends the contact to another unit; the sender is told in the list until it is taken. ERR_CONFLICT as above. */
int intake_route(struct db *db, struct contact_id contact, struct unit_id unit);
/* ERR_INVALID: it asks for housing help, and must be decided (BSL-7). ERR_CONFLICT as above. */
int intake_close(struct db *db, struct contact_id contact, enum closed_reason reason, const char *note);

/* A provisional reply: the letter in her language, kept as it was sent, and the time for an answer moved to the promised day. Writes event and
 * audit. ERR_NOT_FOUND: no such contact in the case. ERR_CONFLICT: it has its answer. ERR_INVALID: the day is not after today, or too far off.
 * ERR_UNSUPPORTED, ERR_IO: the letter could not be made. (FVL-11a) */
struct provisional_reply {
    struct contact_id contact;
    enum reply_reason reason;
    struct date promised;
};
int intake_reply(struct db *db, struct case_id id, const struct provisional_reply *reply, struct provisional_reply_id *ret_reply);
/* The letter again, the same bytes. */
int intake_reply_letter(struct db *db, struct case_id id, struct provisional_reply_id reply, struct blob *ret_pdf);
/* She has had her answer, in person or in writing. ERR_CONFLICT: that stands already. */
int intake_answered(struct db *db, struct case_id id, struct contact_id contact);

enum verdict intake_may(struct request *rq, struct contact_id contact); /* the unit that received it or has it now */
int64_t intake_count_open(struct request *rq);                          /* badge of the menu */

/* A unit becomes part of another: the contacts that wait with it wait with the other. (I-03) */
void intake_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);
