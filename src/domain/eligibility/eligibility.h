/* Who the housing act is for and which municipality answers for her (BSL-2, BSL-3), and the rule of decision competence (PBRL-10). */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "eligibility_schema.h"

/* The act is for all who stay in Norway but three groups. Not known satisfies neither a group nor its opposite: then the answer is to ask. Pure. */
enum eligibility_outcome eligibility_of(enum known_answer lawful_stay, enum known_answer asylum_offer, enum known_answer no_connection);

/* One line of where she has stayed; the latest first. */
struct stay_line {
    const char *municipality;
    enum stay_basis basis;
    struct date from_date, until_date; /* DATE_NONE: none */
};
struct stay_lines {
    struct stay_line *v;
    size_t n;
};
/* The municipality that answers for her on a day: of an institution the stay before it; of a settled refugee the one that settled her, as long as
 * that runs. NULL: not known, so ask. Pure. (BSL-3) */
const char *stay_responsible(const struct stay_lines *stays, struct date day);

/* Writes the answers. With an outcome outside the act the holder gets the task of help at once (sotjl § 27), and has it until it is done. */
struct eligibility_answers {
    enum known_answer lawful_stay, asylum_offer, no_connection;
    const char *note; /* NULL: none */
};
enum eligibility_outcome eligibility_answer(struct db *db, const struct access *access, struct case_id id,
                                            const struct eligibility_answers *answers);

/* Why a note on competence is refused: the field and the text; field NULL and why 0: it is not. Pure. */
struct competence_claim {
    enum competence_outcome outcome;
    bool predominant, not_for_use;
    struct date assessed_on, look_again;
};
struct competence_fault {
    const char *field;
    text_key why;
};
struct competence_fault competence_fault_of(const struct competence_claim *claim, struct date today);
