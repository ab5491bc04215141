/* Who may be known already, and two records that become one and two again. On both databases. */
#include "domain/person/person.h"

#include "platform/audit/audit.h"
#include "platform/db/test_database.h"

static struct person_id make_person(struct db *db, const char *given, const char *family, struct date born) {
    struct person_id id = {0};
    const struct person_new person = {.given_name = given, .family_name = family, .born = born, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &person, &id), ERR_OK);
    audit_add(db, "person_made", "person", id.v, NULL);
    return id;
}

/* trace: R-001 */
static void names_are_alike_with_a_word_in_common_or_a_slip_of_the_pen(void **state) {
    const struct test_database *database = *state;
    struct arena *arena = database->arena;
    assert_true(person_names_alike(arena, "Ane Solberg", "ANE SOLBERG"));
    assert_true(person_names_alike(arena, "Ane Solberg", "Ane Kristine Berg"));
    assert_true(person_names_alike(arena, "Nae Slberg", "Ane Solberg"));
    assert_true(person_names_alike(arena, "Kåre Li", "Kaare Li") || person_names_alike(arena, "Kåre Lie", "Kåre Lien"));
    assert_false(person_names_alike(arena, "Ane Solberg", "Per Hansen"));
    assert_false(person_names_alike(arena, "", "Per Hansen"));
}

/* trace: R-001 */
static void someone_known_is_found_by_name_and_birth(void **state) {
    const struct test_database *database = *state;
    struct db *db = test_write(database);
    struct date born = date_of(1999, 4, 2);
    struct person_id ane = make_person(db, "Ane", "Solberg", born), unknown = make_person(db, "Ane", "Solberg", DATE_NONE);
    make_person(db, "Per", "Hansen", born);
    struct persons_alike found = person_find_alike(db, "Ane Solbreg", born, (struct person_id){0});
    assert_int_equal(found.n, 1);
    assert_int_equal(found.v[0].id.v, ane.v);
    found = person_find_alike(db, "Ane Solberg", born, (struct person_id){0});
    assert_int_equal(found.n, 2);
    assert_int_equal(person_find_alike(db, "Ane Solberg", born, ane).v[0].id.v, unknown.v);
    assert_int_equal(person_find_alike(db, "Ane", DATE_NONE, (struct person_id){0}).n, 0); /* a given name is many people's */
    db_abort(db);
}

/* trace: R-001 I-14 */
static void two_records_are_one_until_they_are_parted(void **state) {
    const struct test_database *database = *state;
    struct db *db = test_write(database);
    struct person_id kept = make_person(db, "Ane", "Solberg", date_of(1999, 4, 2)), merged = make_person(db, "Ane", "Berg", date_of(1999, 4, 2));
    struct person_id third = make_person(db, "Per", "Hansen", DATE_NONE);
    struct person_merge_id merge, other;
    assert_int_equal(person_merge(db, kept, kept, MERGE_REASON_CONFIRMED_BY_PERSON, &merge), ERR_INVALID);
    assert_int_equal(person_merge(db, kept, merged, MERGE_REASON_CONFIRMED_BY_PERSON, &merge), ERR_OK);
    assert_int_equal(person_current(db, merged).v, kept.v);
    assert_int_equal(person_current(db, kept).v, kept.v);
    assert_int_equal(person_merged_into(db, kept).n, 1);
    assert_int_equal(person_find_alike(db, "Ane Berg", date_of(1999, 4, 2), kept).n, 0); /* one of one's own is nobody new */
    assert_int_equal(person_merge(db, third, merged, MERGE_REASON_CONFIRMED_BY_PERSON, &other), ERR_CONFLICT);
    assert_int_equal(person_merge(db, merged, third, MERGE_REASON_CONFIRMED_BY_PERSON, &other), ERR_CONFLICT);
    assert_int_equal(person_merge(db, third, kept, MERGE_REASON_CONFIRMED_BY_PERSON, &other), ERR_CONFLICT);

    assert_int_equal(person_unmerge(db, merge), ERR_OK);
    assert_int_equal(person_unmerge(db, merge), ERR_CONFLICT);
    assert_int_equal(person_current(db, merged).v, merged.v);
    assert_int_equal(person_merged_into(db, kept).n, 0);
    assert_int_equal(person_merge(db, merged, kept, MERGE_REASON_SAME_NAME_AND_BIRTH, &other), ERR_OK); /* and may be joined the other way */
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_merge"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('persons_merged', 'persons_parted')"), 6);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(names_are_alike_with_a_word_in_common_or_a_slip_of_the_pen),
        RULE(someone_known_is_found_by_name_and_birth),
        RULE(two_records_are_one_until_they_are_parted),
    };
    return run_rules("same", rules, sizeof rules / sizeof *rules);
}
