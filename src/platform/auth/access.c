/* The permission to read one person's sensitive data, and the line that says it was used. Decides nothing: domain/secrecy has decided when
 * it grants. Fails closed: no line, no data. */
#include "platform/auth/access.h"
#include "platform/auth/access_grant.h"
#include "platform/auth/access_log.h"
#include "platform/db/backend.h"

enum { ZONES = sizeof((struct access_terms *)0)->ground / sizeof(const char *) };

struct access {
    const struct db *db; /* good in this transaction only */
    struct access_terms terms;
};

/* Which zones of which access have their line in this transaction. */
struct access_noted {
    struct access_noted *next;
    const struct access *access;
    unsigned zones;
    struct access_line line[ZONES]; /* by zone */
};

const struct access *access_grant(struct db *db, const struct access_terms *terms) {
    struct access *access = arena_alloc(db->arena, sizeof *access);
    access->db = db;
    access->terms = *terms;
    for (int zone = 0; zone < ZONES; zone++) access->terms.ground[zone] = arena_strdup(db->arena, terms->ground[zone]);
    access->terms.purpose = arena_strdup(db->arena, terms->purpose);
    return access;
}

bool access_covers(const struct access *access, enum zone zone) {
    unsigned number = (unsigned)zone;
    return access && number > 0 && number < ZONES && (access->terms.zones >> number & 1u);
}

struct person_id access_person(const struct access *access) {
    return access->terms.person;
}

static struct access_noted *noted_of(struct db *db, const struct access *access) {
    for (struct access_noted *noted = db->noted; noted; noted = noted->next) {
        if (noted->access == access) return noted;
    }
    struct access_noted *noted = arena_alloc(db->arena, sizeof *noted);
    noted->access = access;
    noted->next = db->noted;
    db->noted = noted;
    return noted;
}

static const char *refusal(const struct db *db, const struct access *access, enum zone zone) {
    if (!access) return "sensitive data without an access";
    if (access->db != db) return "an access of another transaction";
    if (!access_covers(access, zone)) return "an access that does not cover the zone";
    if (!access->terms.ground[zone] || !access->terms.purpose) return "an access without ground and purpose";
    return NULL;
}

/* The line of a zone that has none yet in this transaction, in front of `lines`. */
static struct access_line *line_of(struct db *db, struct access_noted *noted, enum zone zone, struct access_line *lines) {
    const struct access *access = noted->access;
    struct access_line *line = &noted->line[zone];
    *line = (struct access_line){
        .item.next = lines ? &lines->item : NULL,
        .at = db->now,
        .person = access->terms.person,
        .staff = db->actor.staff,
        .unit = db->actor.unit,
        .zone = zone,
        .ground = access->terms.ground[zone],
        .purpose = access->terms.purpose,
        .what = db->actor.what,
    };
    noted->zones |= 1u << (unsigned)zone;
    return line;
}

static void keep(struct db *db, struct access_line *lines) {
    if (db->mode == DB_WRITE)
        for (const struct access_line *line = lines; line; line = access_line_next(line)) access_line_insert(db, line);
    else if (lines && db_thread_is_writing()) db_fail(db, "a sensitive read beside a write transaction of the same thread");
    else if (!access_log_keep(db->store, lines)) db_fail(db, "the access log could not be written");
}

/* False: a zone may not be read, and the transaction has failed. */
static bool all_covered(struct db *db, const struct access *access, unsigned zones, const char *query) {
    const char *why = zones ? NULL : "no zone that there is";
    for (unsigned zone = 0; zone < sizeof zones * 8 && !why; zone++) why = zones >> zone & 1u ? refusal(db, access, (enum zone)zone) : NULL;
    if (why) db_fail(db, arena_printf(db->arena, "%s: %s", query, why));
    return !why;
}

void access_note_zones(struct db *db, const struct access *access, unsigned zones, const char *query) {
    if (db->failed || !all_covered(db, access, zones, query)) return;
    struct access_noted *noted = noted_of(db, access);
    struct access_line *lines = NULL;
    for (unsigned zone = 1; zone < ZONES; zone++)
        if (zones >> zone & ~(noted->zones >> zone) & 1u) lines = line_of(db, noted, (enum zone)zone, lines);
    for (struct access_line *line = lines; line; line = access_line_next(line)) line->what = line->what ? line->what : query;
    keep(db, lines);
}

unsigned access_note_open(struct db *db, const struct access *access, unsigned zones, const char *query) {
    unsigned open = 0;
    for (unsigned zone = 1; zone < ZONES; zone++)
        if (zones >> zone & 1u && access_covers(access, (enum zone)zone)) open |= 1u << zone;
    if (open) access_note_zones(db, access, open, query);
    return open;
}

void access_note(struct db *db, const struct access *access, enum zone zone, const char *query) {
    access_note_zones(db, access, zone > 0 && zone < (int)ZONES ? 1u << (unsigned)zone : 0, query);
}

void access_keep_after_undo(struct db *db) {
    struct access_line *lines = NULL;
    for (struct access_noted *noted = db->noted; noted; noted = noted->next) {
        for (unsigned zone = 1; zone < ZONES; zone++) {
            if (!(noted->zones >> zone & 1u)) continue;
            noted->line[zone].item.next = lines ? &lines->item : NULL;
            lines = &noted->line[zone];
        }
    }
    db->noted = NULL;
    if (!access_log_keep(db->store, lines)) db_fail(db, "the access log could not be written");
}

void access_note_export(struct db *db, struct person_id person) {
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        access_line_insert(db, &(struct access_line){.at = db->now,
                                                     .person = person,
                                                     .staff = db->actor.staff,
                                                     .unit = db->actor.unit,
                                                     .zone = zone,
                                                     .ground = "own_unit",
                                                     .purpose = "export",
                                                     .what = "felles export all"});
}
