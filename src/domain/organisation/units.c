/* Units as the administration corrects them: letter names, telephone and e-mail. Each change is a version that stays; the profile gives the first. */
#include "domain/organisation/admin.h"

#include "organisation_sql.h"
#include "platform/audit/audit.h"

static const char *in_language(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

struct admin_units admin_unit_list(struct db *db, struct date today, enum lang lang) {
    struct unit_admin_list_rows rows = unit_admin_list(db, today);
    struct admin_units units = {arena_array(db_arena(db), rows.n + 1, sizeof *units.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct unit_admin_list_row *row = &rows.v[i];
        units.v[i] = (struct admin_unit){.id = row->id, .code = row->code, .name = in_language(lang, row->name_nb, row->name_nn), .leader = row->leader,
                                         .phone = row->phone, .email = row->email, .role = row->role, .external = row->external, .active = row->active,
                                         .corrected = !instant_is_none(row->corrected_at)};
    }
    return units;
}

bool admin_unit(struct db *db, struct unit_id unit, enum lang lang, struct admin_unit *ret_unit) {
    struct unit_admin_row row;
    if (!unit_admin(db, unit, &row)) return false;
    *ret_unit = (struct admin_unit){.id = row.id, .code = row.code, .name = in_language(lang, row.name_nb, row.name_nn), .letter_name_nb = row.letter_name_nb,
                                    .letter_name_nn = row.letter_name_nn, .phone = row.phone, .email = row.email, .role = row.role, .external = row.external,
                                    .active = row.active, .corrected = !instant_is_none(row.corrected_at), .version_no = row.version_no};
    return true;
}

struct admin_unit_versions admin_unit_history(struct db *db, struct unit_id unit) {
    struct unit_versions_rows rows = unit_versions(db, unit);
    struct admin_unit_versions versions = {arena_array(db_arena(db), rows.n + 1, sizeof *versions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct unit_versions_row *row = &rows.v[i];
        versions.v[i] = (struct admin_unit_version){row->letter_name_nb, row->letter_name_nn, row->phone, row->email, row->who, row->by_profile, row->written_at};
    }
    return versions;
}

static const char *said(const char *text) { return text_empty(text) ? NULL : text; }

/* One version more, and before the first the one that the profile gave. */
static void write_version(struct db *db, const struct admin_unit *before, const struct admin_unit_words *words, bool by_profile) {
    int64_t next = before->version_no + 1;
    if (before->version_no == 0)
        unit_version_add(db, before->id, next++, before->letter_name_nb, before->letter_name_nn, before->phone, before->email, true, db_now(db), (struct staff_id){0});
    unit_version_add(db, before->id, next, words->letter_name_nb, words->letter_name_nn, said(words->phone), said(words->email), by_profile, db_now(db),
                     (struct staff_id){db_actor(db)->staff});
    unit_correct(db, before->id, words->letter_name_nb, words->letter_name_nn, said(words->phone), said(words->email), by_profile ? INSTANT_NONE : db_now(db));
    audit_add(db, by_profile ? "unit_as_profile" : "unit_words_corrected", "unit", before->id.v, NULL);
}

int admin_unit_correct(struct db *db, struct unit_id unit, const struct admin_unit_words *words) {
    struct admin_unit before;
    if (!admin_unit(db, unit, LANG_NB, &before)) return ADMIN_UNKNOWN;
    if (before.version_no != words->version_no) return ADMIN_OTHER;
    if (profile_group_label(words->letter_name_nb) || profile_group_label(words->letter_name_nn)) return ADMIN_LABEL;
    write_version(db, &before, words, false);
    return ADMIN_DONE;
}

int admin_unit_as_profile(struct db *db, struct unit_id unit) {
    struct admin_unit before;
    if (!admin_unit(db, unit, LANG_NB, &before)) return ADMIN_UNKNOWN;
    const struct profile_unit *given = profile_unit(organisation_profile(), before.code);
    if (!given || !before.corrected) return ADMIN_UNKNOWN;
    write_version(db, &before, &(struct admin_unit_words){given->letter_name.nb, given->letter_name.nn, given->phone, NULL, before.version_no}, true);
    return ADMIN_DONE;
}
