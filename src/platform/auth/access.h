/* Permission to read one person's non-spine data, and its log line (I-04, I-05; LAW PJL-6).
 * Only domain/secrecy makes one (through access_grant.h), after role, unit, zone, ground, objection and restriction are checked. */
#pragma once
#include "platform/db/db.h"
#include "platform/platform_schema.h"

struct access;

/* Writes the log line for (access, zone) once a transaction, durably, before the first row is read. In a read transaction it goes
 * through the store's group-committing log writer; in a write transaction it is part of it. A zone the access does not cover
 * fails the transaction: that is a bug, never a reply. Called by generated code. */
void access_note(struct db *db, const struct access *access, enum zone zone, const char *query);
/* The same for several zones that are read together: their lines are made durable in one wait instead of one each. `zones`: bit 1 << zone. */
void access_note_zones(struct db *db, const struct access *access, unsigned zones, const char *query);
/* Those of `zones` that the access covers, their lines written like that. A page that reads several zones asks this first. */
unsigned access_note_open(struct db *db, const struct access *access, unsigned zones, const char *query);
bool access_covers(const struct access *access, enum zone zone);
struct person_id access_person(const struct access *access);
/* The operator takes everything about a person out of the system (felles export all): a line for each zone, in this write transaction. */
void access_note_export(struct db *db, struct person_id person);
