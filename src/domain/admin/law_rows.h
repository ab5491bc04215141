/* The rows of the law's data that were not read in the law's own consolidated text, and what has been found about them since. A note never changes what
 * applies: a rule known from memory applies from the day that stands in the file (law/rules.yaml), and the notes are for those who write the file. */
#pragma once
#include "admin_schema.h"
#include "admin_sql.h"
#include "domain/law/law.h"

enum law_row_state { LAW_ROW_UNCONFIRMED, LAW_ROW_CHANGED, LAW_ROW_CONFIRMED, LAW_ROW_WRONG }; /* CHANGED: noted, but of another wording */

struct law_row {
    const char *id; /* the rule's, or "part:" and the kind of part */
    const char *act, *law, *para, *text, *note;
    const char *hash; /* of what the row says */
    enum law_confidence confidence;
    struct date valid_from, valid_to;
    bool applies; /* on the day asked about */
    struct law_uses uses;
    enum law_row_state state;
    const char *who, *words; /* of the last note, or NULL */
    struct date checked_on;
};
struct law_rows {
    struct law_row *v;
    size_t n;
};
/* Those to confirm, by act, with the last note on each. */
struct law_rows law_rows_read(struct db *db, const struct law *law, struct date today);
bool law_row_read(struct db *db, const struct law *law, struct date today, const char *id, struct law_row *ret_row);
int64_t law_rows_open(struct db *db, const struct law *law, struct date today); /* how many are neither confirmed nor said to be wrong */

enum law_fault { LAW_NOTED = 0, LAW_ROW_UNKNOWN = -620, LAW_ROW_OTHER, LAW_WORDS_MISSING, LAW_DAY_AHEAD };
struct law_finding {
    const char *row_id, *row_hash; /* hash: of the row as it was read */
    enum law_judgement judgement;
    const char *words; /* needed when it is wrong */
    struct date checked_on;
};
int law_row_note(struct db *db, const struct law *law, const struct law_finding *finding);
