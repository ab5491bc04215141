/* The provisional reply: it moves the time for an answer, keeps its letter, and ends with the answer. On both databases. */
#include "domain/intake/intake.h"

#include "domain/law/law.h"
#include "domain/relation/relation_for_tests.h"
#include "domain/work/town_for_tests.h"
#include "intake_sql.h"

#include <string.h>

struct opened {
    struct contact_id contact;
    struct case_id case_;
};

static struct opened opened_in(const struct test_database *database, enum language language) {
    struct opened opened = {0};
    struct person_id person = {0};
    town_make(database);
    struct db *db = town_write(database, HOT, 500);
    const struct person_new new_person = {.given_name = "Ane", .family_name = "Berg", .born = DATE_NONE, .address = "Kirkegata 4\n7600 LEVANGER", .language = language,
                                          .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &new_person, &person), ERR_OK);
    const struct contact_new contact = {.person = person, .channel = CHANNEL_COUNTER, .sender = SENDER_PERSON, .what = "Trenger et sted å bo.", .asks_housing = true};
    opened.contact = intake_register(db, &contact);
    assert_int_equal(intake_open_case(db, opened.contact, unit_of(HOT), staff_of(HOT), &opened.case_), ERR_OK);
    town_commit(db);
    return opened;
}

static struct date today_in(struct db *db) { return instant_oslo_date(db_now(db)); }

static int reply_by(struct db *db, const struct opened *opened, int days, struct provisional_reply_id *ret_reply) {
    const struct provisional_reply reply = {opened->contact, REPLY_REASON_DWELLING, date_add_days(today_in(db), days)};
    return intake_reply(db, opened->case_, &reply, ret_reply);
}

/* trace: FVL-11a R-100 SPR-2 */
static void a_provisional_reply_moves_the_day_and_keeps_its_letter(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NN);
    struct provisional_reply_id reply = {0};
    struct contact_waits_row waits;
    struct blob pdf = {0};
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(reply_by(db, &opened, 60, &reply), ERR_OK);
    assert_true(contact_waits(db, opened.case_, opened.contact, &waits));
    assert_int_equal(waits.due.days, today_in(db).days + 60);
    assert_int_equal(intake_reply_letter(db, opened.case_, reply, &pdf), ERR_OK);
    assert_true(pdf.size > 1000);
    assert_memory_equal(pdf.data, "%PDF-", 5);
    town_commit(db);

    db = town_write(database, HOT, 3000);
    struct blob again = {0};
    assert_int_equal(intake_reply_letter(db, opened.case_, reply, &again), ERR_OK);
    assert_int_equal(again.size, pdf.size);
    assert_int_equal(intake_reply_letter(db, (struct case_id){opened.case_.v + 1}, reply, &again), ERR_NOT_FOUND);
    db_abort(db);
}

/* trace: FVL-11a */
static void the_promised_day_is_after_today_and_within_half_a_year(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NB);
    struct provisional_reply_id reply;
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(reply_by(db, &opened, 0, &reply), ERR_INVALID);
    assert_int_equal(reply_by(db, &opened, 184, &reply), ERR_INVALID);
    assert_int_equal(reply_by(db, &opened, 1, &reply), ERR_OK);
    db_abort(db);
}

/* trace: FVL-11a R-045 */
static void an_answer_that_was_given_ends_the_task_and_stands_once(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NB);
    struct contact_waits_row waits;
    struct provisional_reply_id reply;
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(intake_answered(db, opened.case_, opened.contact), ERR_OK);
    assert_false(contact_waits(db, opened.case_, opened.contact, &waits));
    assert_int_equal(intake_answered(db, opened.case_, opened.contact), ERR_CONFLICT);
    assert_int_equal(reply_by(db, &opened, 10, &reply), ERR_CONFLICT);
    town_commit(db);
}

/* trace: I-08 BSL-7 */
static void a_request_for_a_home_is_not_answered_by_a_talk_when_nothing_else_has_a_day(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NB);
    struct contact_waits_row waits;
    struct db *db = town_write(database, HOT, 2000);
    test_run(db, "UPDATE task SET done_at = made_at WHERE kind <> 'provisional_reply'");
    assert_int_equal(intake_answered(db, opened.case_, opened.contact), ERR_INVALID);
    assert_true(contact_waits(db, opened.case_, opened.contact, &waits));
    db_abort(db);
}

/* What a reader of the letter sees. */
static const char *words_of(const struct test_database *database, struct blob pdf) {
    static char words[1 << 14];
    const char *path = arena_printf(database->arena, "%s/letter.pdf", database->folder), *text = arena_printf(database->arena, "%s/letter.txt", database->folder);
    FILE *file = fopen(path, "wbe");
    assert_non_null(file);
    assert_int_equal(fwrite(pdf.data, 1, pdf.size, file), pdf.size);
    assert_int_equal(fclose(file), 0);
    const char *const read[] = {"pdftotext", path, text, NULL}, *const none[] = {NULL};
    assert_int_equal(process_run(read, none), 0);
    file = fopen(text, "rbe");
    assert_non_null(file);
    words[fread(words, 1, sizeof words - 1, file)] = '\0';
    fclose(file);
    return words;
}

/* trace: BSL-14 FVL-11a */
static void a_promise_that_cannot_be_kept_is_a_letter_of_its_own_with_the_new_day(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NB);
    struct provisional_reply_id first = {0}, second = {0};
    struct contact_waits_row waits;
    struct blob pdf = {0};
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(reply_by(db, &opened, 30, &first), ERR_OK);
    town_commit(db);
    db = town_write(database, HOT, 20 * MS_PER_DAY);
    assert_int_equal(reply_by(db, &opened, 40, &second), ERR_OK);
    assert_true(contact_waits(db, opened.case_, opened.contact, &waits));
    assert_int_equal(waits.due.days, date_of(2026, 11, 6).days);
    assert_int_equal(intake_reply_letter(db, opened.case_, second, &pdf), ERR_OK);
    const char *words = words_of(database, pdf);
    assert_non_null(strstr(words, "Svaret blir forsinket"));
    assert_non_null(strstr(words, "Vi klarer ikke datoen vi lovet. Ny dato er 6. november 2026"));
    assert_int_equal(intake_reply_letter(db, opened.case_, first, &pdf), ERR_OK);
    words = words_of(database, pdf);
    assert_null(strstr(words, "Svaret blir forsinket")); /* the first stands as it was sent */
    assert_non_null(strstr(words, "7. oktober 2026"));
    town_commit(db);
}

/* trace: FVL-12 FVL-11a EFV-1 */
static void whoever_acts_for_her_is_addressed_and_greeted_and_told_whom_it_is_about(void **state) {
    const struct test_database *database = *state;
    struct opened opened = opened_in(database, LANGUAGE_NB);
    struct provisional_reply_id reply = {0};
    struct blob pdf = {0};
    struct case_brief brief;
    intake_on_address(relation_address_all);
    struct db *db = town_write(database, HOT, 2000);
    assert_int_equal(reply_by(db, &opened, 30, &reply), ERR_OK);
    assert_int_equal(intake_reply_letter(db, opened.case_, reply, &pdf), ERR_OK);
    const char *words = words_of(database, pdf);
    assert_non_null(strstr(words, "Hei, Ane. Takk for at du tok kontakt."));
    assert_non_null(strstr(words, "Kirkegata 4"));
    town_commit(db);
    db = town_write(database, HOT, 20 * MS_PER_DAY);
    assert_true(work_case(db, opened.case_, &brief));
    agent_acts(db, opened.case_, brief.person);
    assert_int_equal(reply_by(db, &opened, 40, &reply), ERR_OK);
    assert_int_equal(intake_reply_letter(db, opened.case_, reply, &pdf), ERR_OK);
    words = words_of(database, pdf);
    assert_non_null(strstr(words, "Kari Lie"));
    assert_non_null(strstr(words, "for Ane Berg"));
    assert_null(strstr(words, "Hei, Ane"));
    const struct letter *receipt = intake_receipt(db, opened.contact, LANG_NN);
    assert_string_equal(receipt->recipient[0], "Kari Lie");
    assert_int_equal(receipt->lang, LANG_NB); /* hers */
    town_commit(db);
    intake_on_address(NULL);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_provisional_reply_moves_the_day_and_keeps_its_letter),
        RULE(the_promised_day_is_after_today_and_within_half_a_year),
        RULE(an_answer_that_was_given_ends_the_task_and_stands_once),
        RULE(a_request_for_a_home_is_not_answered_by_a_talk_when_nothing_else_has_a_day),
        RULE(whoever_acts_for_her_is_addressed_and_greeted_and_told_whom_it_is_about),
        RULE(a_promise_that_cannot_be_kept_is_a_letter_of_its_own_with_the_new_day),
    };
    return run_rules("reply", rules, sizeof rules / sizeof *rules);
}
