/* The profile's versions in the database. What a profile may say is profile.c's. */
#include "domain/organisation/profile_version.h"

#include "organisation_sql.h"
#include "platform/audit/audit.h"

#include <sodium.h>
#include <string.h>

enum { HASH_BYTES = 16 };

static size_t size_without_end(const char *text) {
    size_t size = strlen(text);
    while (size && strchr(" \t\r\n", text[size - 1])) size--;
    return size;
}

const char *profile_hash(struct arena *arena, const char *text) {
    uint8_t hash[HASH_BYTES];
    char *hex = arena_alloc(arena, HASH_BYTES * 2 + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text, size_without_end(text), NULL, 0);
    return sodium_bin2hex(hex, HASH_BYTES * 2 + 1, hash, sizeof hash);
}

/* In the trail the beginning of the hash is enough to tell two apart. */
static void told(struct db *db, const char *event, int64_t proposal, const char *hash) {
    /* events: profile_proposed profile_approved profile_in_use */
    audit_add(db, event, proposal ? "profile" : "municipality", proposal, arena_printf(db_arena(db), "%.12s", hash));
}

bool profile_note_use(struct db *db, const struct profile *profile) {
    struct profile_use_last_row last;
    if (!profile->text) return false;
    const char *hash = profile_hash(db_arena(db), profile->text);
    if (profile_use_last(db, &last) && text_equal(last.hash, hash)) return false;
    profile_use_add(db, hash, profile->text, db_now(db));
    told(db, "profile_in_use", 0, hash);
    return true;
}

struct profile_versions profile_uses(struct db *db) {
    struct profile_use_list_rows rows = profile_use_list(db);
    struct profile_versions versions = {arena_array(db_arena(db), rows.n + 1, sizeof *versions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        versions.v[i] = (struct profile_version){rows.v[i].id.v, rows.v[i].hash, rows.v[i].who, rows.v[i].since, rows.v[i].approved_at};
    return versions;
}

struct profile_versions profile_proposals(struct db *db) {
    struct profile_proposal_list_rows rows = profile_proposal_list(db);
    struct profile_versions versions = {arena_array(db_arena(db), rows.n + 1, sizeof *versions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        versions.v[i] = (struct profile_version){rows.v[i].id.v, rows.v[i].hash, rows.v[i].who, rows.v[i].proposed_at, rows.v[i].approved_at};
    return versions;
}

static struct yaml_file file_of(struct arena *arena, const char *text) {
    return (struct yaml_file){.name = "profile.yaml", .text = text, .size = strlen(text), .arena = arena};
}

bool profile_look(struct db *db, struct arena *arena, const char *text, struct profile_looked *ret_looked) {
    struct profile *profile;
    struct profile_use_last_row use;
    struct yaml_lines before = {0}, now = {0};
    struct yaml_file file = file_of(arena, text);
    *ret_looked = (struct profile_looked){0};
    if (profile_parse_all(&file, &profile, &ret_looked->faults) < 0 || yaml_file_flat(&file, &now) < 0) return false;
    if (profile_use_last(db, &use)) {
        struct yaml_file used = file_of(arena, use.body);
        if (yaml_file_flat(&used, &before) < 0) before = (struct yaml_lines){0};
    }
    ret_looked->changes = yaml_lines_compare(arena, &before, &now);
    return true;
}

int profile_propose(struct db *db, const char *text, struct profile_proposal_id *ret_proposal) {
    struct profile_looked looked;
    if (!profile_look(db, db_arena(db), text, &looked)) return PROFILE_WRONG;
    const char *hash = profile_hash(db_arena(db), text);
    *ret_proposal = profile_proposal_add(db, hash, text, db_now(db), (struct staff_id){db_actor(db)->staff});
    told(db, "profile_proposed", ret_proposal->v, hash);
    return PROFILE_DONE;
}

bool profile_proposal(struct db *db, struct profile_proposal_id id, struct profile_proposal *ret_proposal) {
    struct profile_proposal_get_row row;
    struct profile_use_last_row use;
    if (!profile_proposal_get(db, id, &row)) return false;
    *ret_proposal = (struct profile_proposal){row.body, row.hash, row.who, row.approver, row.proposed_at, row.approved_at,
                                              profile_use_last(db, &use) && text_equal(use.hash, row.hash)};
    return true;
}

int profile_approve_proposal(struct db *db, struct profile_proposal_id id) {
    struct profile_proposal proposal;
    if (!profile_proposal(db, id, &proposal)) return PROFILE_UNKNOWN;
    if (!instant_is_none(proposal.approved_at)) return PROFILE_APPROVED;
    profile_approve(db, id, db_now(db), (struct staff_id){db_actor(db)->staff});
    told(db, "profile_approved", id.v, proposal.hash);
    return PROFILE_DONE;
}

bool profile_approved(struct db *db, const char **ret_text, const char **ret_who, struct instant *ret_at) {
    struct profile_approved_last_row row;
    if (!profile_approved_last(db, &row)) return false;
    *ret_text = row.body;
    *ret_who = row.who;
    *ret_at = row.approved_at;
    return true;
}
