/* Sealing: what was sealed opens again, in its own place, with its own keys, and in no other way. */
#include "platform/audit/audit.h"
#include "platform/crypt/crypt.h"
#include "platform/db/test_database.h"
#include "platform/db/walk.h"
#include "platform/platform_sql.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct person_id kari = {11}, ola = {12};

static struct db *begin_with_persons(const struct test_database *database) {
    struct db *db = test_write(database);
    person_key_create(db, kari);
    person_key_create(db, ola);
    audit_add(db, "person_registered", "person", kari.v, NULL);
    assert_false(db_failed(db));
    return db;
}

static struct blob key_of(struct db *db, struct person_id person) {
    struct person_keyring_get_row row = {0};
    assert_true(person_keyring_get(db, person, &row));
    return row.wrapped;
}

static struct blob changed(struct db *db, struct blob bytes, size_t at) {
    uint8_t *copy = arena_alloc(db_arena(db), bytes.size);
    memcpy(copy, bytes.data, bytes.size);
    copy[at] ^= 1;
    return (struct blob){copy, bytes.size};
}

/* trace: PJL-5 GDPR-4 */
static void a_sealed_text_opens_again(void **state) {
    struct db *db = begin_with_persons(*state);
    struct blob first = seal(db, kari, "note.text", "Vil helst ha hybel nær butikken. æøå");
    struct blob second = seal(db, kari, "note.text", "Vil helst ha hybel nær butikken. æøå");
    assert_true(first.size == second.size && memcmp(first.data, second.data, first.size) != 0);
    assert_string_equal(unseal(db, key_of(db, kari), "note.text", first), "Vil helst ha hybel nær butikken. æøå");
    assert_string_equal(unseal(db, key_of(db, kari), "note.text", seal(db, kari, "note.text", "")), "");
    assert_null(unseal(db, key_of(db, kari), "note.text", (struct blob){0}));
    assert_null(seal(db, kari, "note.text", NULL).data);
    assert_int_equal(db_commit(db), DB_OK);
}

struct opening {
    struct db *db;
    struct blob key, sealed;
    int opened;
};

static void open_once(void *context, const struct walk_row *row) {
    (void)row;
    struct opening *opening = context;
    memset(arena_alloc(db_arena(opening->db), 4096), 0xa5, 4096);
    const char *text = unseal(opening->db, opening->key, "note.text", opening->sealed);
    opening->opened += text && strcmp(text, "Vil helst ha hybel") == 0;
    memset(arena_alloc(db_arena(opening->db), 4096), 0xa5, 4096);
}

/* trace: PJL-5 */
/* The key that was opened last is kept by the transaction, and a walk empties its arena from row to row. */
static void a_key_stays_open_while_the_arena_is_emptied(void **state) {
    struct db *db = begin_with_persons(*state);
    struct opening opening = {db, key_of(db, kari), seal(db, kari, "note.text", "Vil helst ha hybel"), 0};
    db_walk(db, "person_keyring", 0, open_once, &opening);
    assert_int_equal(opening.opened, 2);
    assert_int_equal(db_commit(db), DB_OK);
}

static void every_changed_byte_fails_the_transaction(void **state) {
    struct test_database *database = *state;
    struct db *db = begin_with_persons(database);
    struct blob sealed = seal(db, kari, "note.text", "x"), key = key_of(db, kari);
    assert_int_equal(db_commit(db), DB_OK);
    for (size_t i = 0; i < sealed.size; i++) {
        db = test_read(database);
        assert_null(unseal(db, key, "note.text", changed(db, sealed, i)));
        assert_int_equal(db_commit(db), DB_FAILED);
    }
    for (size_t i = 0; i < key.size; i++) {
        db = test_read(database);
        assert_null(unseal(db, changed(db, key, i), "note.text", sealed));
        assert_int_equal(db_commit(db), DB_FAILED);
    }
    db = test_read(database);
    assert_null(unseal(db, key, "note.text", (struct blob){sealed.data, 10}));
    assert_int_equal(db_commit(db), DB_FAILED);
}

static void bytes_moved_to_another_place_or_person_do_not_open(void **state) {
    struct test_database *database = *state;
    struct db *db = begin_with_persons(database);
    struct blob sealed = seal(db, kari, "note.text", "secret"), own = key_of(db, kari), other = key_of(db, ola);
    assert_int_equal(db_commit(db), DB_OK);
    db = test_read(database);
    assert_null(unseal(db, own, "letter.text", sealed));
    assert_int_equal(db_commit(db), DB_FAILED);
    db = test_read(database);
    assert_null(unseal(db, other, "note.text", sealed));
    assert_int_equal(db_commit(db), DB_FAILED);
}

static void a_key_moved_to_another_person_seals_nothing(void **state) {
    struct test_database *database = *state;
    assert_int_equal(db_commit(begin_with_persons(database)), DB_OK);
    test_script(database,
                "UPDATE person_keyring SET wrapped = (SELECT wrapped FROM person_keyring WHERE person_id = 11) WHERE person_id = 12");
    struct db *db = test_read(database);
    assert_null(seal(db, ola, "note.text", "secret").data);
    assert_int_equal(db_commit(db), DB_FAILED);
}

static void a_key_file_of_another_database_is_refused_at_the_door(void **state) {
    struct test_database *database = *state;
    assert_int_equal(db_commit(begin_with_persons(database)), DB_OK);
    const char *other = arena_printf(database->arena, "%s/other.key", database->folder), *reason = "";
    assert_int_equal(master_key_create(other, &reason), ERR_OK);
    struct db_store *store = NULL;
    struct db_config config = {.url = database->url, .key_file = other};
    assert_int_equal(db_store_open(&config, database->arena, &store, &reason), ERR_CRYPTO);
    assert_string_equal(reason, "the key file does not belong to this database");
}

static void without_a_key_file_nothing_sealed_is_written_or_read(void **state) {
    struct test_database *database = *state;
    struct db *db = begin_with_persons(database);
    struct blob sealed = seal(db, kari, "note.text", "secret"), key = key_of(db, kari);
    assert_int_equal(db_commit(db), DB_OK);
    struct test_database keyless = *database;
    keyless.key_file = NULL;
    keyless.store = test_open(&keyless);
    db = test_read(&keyless);
    assert_null(unseal(db, key, "note.text", sealed));
    assert_int_equal(db_commit(db), DB_FAILED);
    db = test_read(&keyless);
    assert_null(seal(db, kari, "note.text", "secret").data);
    assert_int_equal(db_commit(db), DB_FAILED);
    db_store_close(keyless.store);
}

/* trace: PJL-7 */
static void an_erased_persons_texts_are_gone_and_others_are_not(void **state) {
    struct test_database *database = *state;
    struct db *db = begin_with_persons(database);
    struct blob karis = seal(db, kari, "note.text", "secret"), olas = seal(db, ola, "note.text", "kept");
    assert_int_equal(db_commit(db), DB_OK);
    db = test_write(database);
    person_key_destroy(db, kari);
    audit_add(db, "person_erased", "person", kari.v, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    db = test_read(database);
    struct person_keyring_get_row row;
    assert_false(person_keyring_get(db, kari, &row));
    assert_null(unseal(db, (struct blob){0}, "note.text", karis));
    assert_string_equal(unseal(db, key_of(db, ola), "note.text", olas), "kept");
    assert_false(db_failed(db));
    assert_null(seal(db, kari, "note.text", "more").data);
    assert_int_equal(db_commit(db), DB_FAILED);
}

static void a_lookup_hash_is_steady_and_depends_on_domain_text_and_key(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    struct blob hash = keyed_hash(db, "national_id", "01010112345");
    assert_int_equal(hash.size, 32);
    assert_memory_equal(hash.data, keyed_hash(db, "national_id", "01010112345").data, 32);
    assert_memory_not_equal(hash.data, keyed_hash(db, "email", "01010112345").data, 32);
    assert_memory_not_equal(hash.data, keyed_hash(db, "national_id", "01010112346").data, 32);
    assert_int_equal(db_commit(db), DB_OK);
    struct test_database other = *database;
    const char *reason = "";
    other.key_file = arena_printf(database->arena, "%s/other.key", database->folder);
    assert_int_equal(master_key_create(other.key_file, &reason), ERR_OK);
    other.store = test_open(&other);
    db = test_read(&other);
    assert_memory_not_equal(hash.data, keyed_hash(db, "national_id", "01010112345").data, 32);
    assert_int_equal(db_commit(db), DB_OK);
    db_store_close(other.store);
}

static void what_belongs_to_no_person_is_sealed_by_the_master_key(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    struct blob sealed = seal_with_master(db, "credential.totp", "JBSWY3DP");
    assert_string_equal(unseal_with_master(db, "credential.totp", sealed), "JBSWY3DP");
    assert_null(unseal_with_master(db, "credential.other", sealed));
    assert_int_equal(db_commit(db), DB_FAILED);
}

/* ── another wrapping key ── */

static struct db_store *open_under(const struct test_database *database, const char *key_file, int *ret_result) {
    struct db_store *store = NULL;
    const char *reason = "";
    struct db_config config = {.url = database->url, .key_file = key_file};
    *ret_result = db_store_open(&config, database->arena, &store, &reason);
    return store;
}

static const char *rotate(struct test_database *database) {
    const char *next = arena_printf(database->arena, "%s/next.key", database->folder), *reason = "";
    int64_t persons = 0;
    must(master_key_renew(database->key_file, next, &reason), reason);
    struct db *db = test_write(database);
    must(person_keys_wrap_anew(db, next, &persons, &reason), reason);
    assert_int_equal(persons, 2);
    assert_int_equal(db_commit(db), DB_OK);
    return next;
}

/* trace: PJL-5 GDPR-4 */
static void a_new_wrapping_key_opens_the_same_texts_and_hashes_and_the_former_none(void **state) {
    struct test_database *database = *state;
    struct db *db = begin_with_persons(database);
    struct blob sealed = seal(db, kari, "note.text", "secret"), own = seal_with_master(db, "credential.totp", "JBSWY3DP");
    struct blob hash = keyed_hash(db, "national_id", "01010112345");
    assert_int_equal(db_commit(db), DB_OK);
    int result;
    struct test_database after = *database;
    after.key_file = rotate(database);
    after.store = open_under(database, after.key_file, &result);
    assert_int_equal(result, ERR_OK);
    db = test_read(&after);
    assert_string_equal(unseal(db, key_of(db, kari), "note.text", sealed), "secret");
    assert_string_equal(unseal_with_master(db, "credential.totp", own), "JBSWY3DP");
    assert_memory_equal(keyed_hash(db, "national_id", "01010112345").data, hash.data, 32);
    assert_int_equal(db_commit(db), DB_OK);
    db_store_close(after.store);
    open_under(database, database->key_file, &result);
    assert_int_equal(result, ERR_CRYPTO);
}

/* A program that was not stopped goes on holding the former key: it may neither read nor, above all, make a key that nobody can open later. */
static void a_program_with_the_former_key_makes_no_person(void **state) {
    struct test_database *database = *state;
    assert_int_equal(db_commit(begin_with_persons(database)), DB_OK);
    rotate(database);
    struct db *db = test_write(database);
    person_key_create(db, (struct person_id){13});
    audit_add(db, "person_registered", "person", 13, NULL);
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring"), 2);
}

/* Broken off before it was written: the former key is in use, and the same command may begin again with the file that lies there. */
static void a_rotation_broken_off_changes_nothing(void **state) {
    struct test_database *database = *state;
    assert_int_equal(db_commit(begin_with_persons(database)), DB_OK);
    const char *next = arena_printf(database->arena, "%s/next.key", database->folder), *reason = "";
    int64_t persons = 0;
    int result;
    must(master_key_renew(database->key_file, next, &reason), reason);
    struct db *db = test_write(database);
    must(person_keys_wrap_anew(db, next, &persons, &reason), reason);
    db_abort(db);
    db_store_close(open_under(database, database->key_file, &result));
    assert_int_equal(result, ERR_OK);
    open_under(database, next, &result);
    assert_int_equal(result, ERR_CRYPTO);
    assert_int_equal(master_key_renew(database->key_file, next, &reason), ERR_CONFLICT);
}

static int load(const char *path) {
    struct master_key *key = NULL;
    const char *reason = "";
    int result = master_key_load(path, &key, &reason);
    if (result == ERR_OK) master_key_free(key);
    return result;
}

static void write_file(const char *path, const char *bytes, size_t size, mode_t mode) {
    unlink(path);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_int_equal(write(file, bytes, size), (int)size);
    assert_int_equal(fchmod(file, mode), 0);
    close(file);
}

static void a_key_file_that_others_may_read_or_that_is_no_key_is_refused(void **state) {
    struct test_database *database = *state;
    static const char hex[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
    const char *path = arena_printf(database->arena, "%s/some.key", database->folder), *reason = "";
    write_file(path, hex, 65, 0600);
    assert_int_equal(load(path), ERR_OK);
    write_file(path, hex, 64, 0400);
    assert_int_equal(load(path), ERR_OK);
    write_file(path, hex, 32, 0600); /* 32 bytes of any kind are a key */
    assert_int_equal(load(path), ERR_OK);
    write_file(path, hex, 65, 0640);
    assert_int_equal(load(path), ERR_DENIED);
    write_file(path, hex, 65, 0604);
    assert_int_equal(load(path), ERR_DENIED);
    write_file(path, hex, 63, 0600);
    assert_int_equal(load(path), ERR_INVALID);
    write_file(path, "", 0, 0600);
    assert_int_equal(load(path), ERR_INVALID);
    assert_int_equal(load("/nonexistent/key"), ERR_NOT_FOUND);
    assert_int_equal(load(database->folder), ERR_INVALID);
    assert_int_equal(master_key_create(path, &reason), ERR_CONFLICT);
    struct stat about;
    assert_int_equal(stat(database->key_file, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_sealed_text_opens_again),
        RULE(a_key_stays_open_while_the_arena_is_emptied),
        RULE(every_changed_byte_fails_the_transaction),
        RULE(bytes_moved_to_another_place_or_person_do_not_open),
        RULE(a_key_moved_to_another_person_seals_nothing),
        RULE(a_key_file_of_another_database_is_refused_at_the_door),
        RULE(without_a_key_file_nothing_sealed_is_written_or_read),
        RULE(an_erased_persons_texts_are_gone_and_others_are_not),
        RULE(a_lookup_hash_is_steady_and_depends_on_domain_text_and_key),
        RULE(what_belongs_to_no_person_is_sealed_by_the_master_key),
        RULE(a_new_wrapping_key_opens_the_same_texts_and_hashes_and_the_former_none),
        RULE(a_program_with_the_former_key_makes_no_person),
        RULE(a_rotation_broken_off_changes_nothing),
        RULE(a_key_file_that_others_may_read_or_that_is_no_key_is_refused),
    };
    return run_rules("crypt", rules, sizeof rules / sizeof *rules);
}
