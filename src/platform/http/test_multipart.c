/* Forms with files: what is read, and what is refused. */
#include "base/err.h"
#include "platform/http/body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char type[] = "multipart/form-data; boundary=----xyz";
static const char good[] = "------xyz\r\nContent-Disposition: form-data; name=\"alt\"\r\n\r\nKjøkken\r\nmed benk\r\n"
                           "------xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\r\n\0x\r\n"
                           "------xyz\r\nContent-Disposition: form-data; name=\"more\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
                           "------xyz--\r\n";

static int parse(const char *media_type, const char *bytes, size_t length, struct form **ret_form) {
    static struct arena *arena;
    if (arena) arena_destroy(arena);
    arena = arena_create();
    return multipart_parse(arena, media_type, bytes, length, ret_form);
}

static void texts_and_files_are_read(void **state) {
    (void)state;
    struct form *form;
    assert_int_equal(parse(type, good, sizeof good - 1, &form), ERR_OK);
    assert_int_equal(form->n, 3);
    assert_string_equal(form->v[0].raw, "Kjøkken\nmed benk");
    assert_null(form->v[0].file.data);
    assert_string_equal(form->v[1].name, "file");
    assert_int_equal(form->v[1].file.size, 6);
    assert_memory_equal(form->v[1].file.data, "\xff\xd8\r\n\0x", 6);
    assert_null(form->v[2].file.data);
    assert_int_equal(parse("multipart/form-data; boundary=\"----xyz\"", good, sizeof good - 1, &form), ERR_OK);
}

static void what_is_cut_off_is_refused(void **state) {
    (void)state;
    struct form *form;
    for (size_t length = 0; length < sizeof good - 3; length++) {
        if (parse(type, good, length, &form) != ERR_INVALID) fail_msg("cut at %zu", length);
    }
}

static void what_is_malformed_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "------xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n------xyz--",
        "------xyz\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n------xyz--",
        "------xyz\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n------xyz--",
        "------xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n------xyz--",
        "------xyz\nContent-Disposition: form-data; name=\"a\"\n\nx\n------xyz--",
        "x------xyz--",
    };
    struct form *form;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_int_equal(parse(type, bad[i], strlen(bad[i]), &form), ERR_INVALID);
    assert_int_equal(parse("multipart/form-data", good, sizeof good - 1, &form), ERR_INVALID);
    assert_int_equal(parse("multipart/form-data; boundary=", good, sizeof good - 1, &form), ERR_INVALID);
    assert_int_equal(parse("multipart/form-data; boundary=other", good, sizeof good - 1, &form), ERR_INVALID);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_files_are_read),
        cmocka_unit_test(what_is_cut_off_is_refused),
        cmocka_unit_test(what_is_malformed_is_refused),
    };
    return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}
