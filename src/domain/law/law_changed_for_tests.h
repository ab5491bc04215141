/* The law of the repository with one change, as a new act or a wrong line would be. For tests only. */
#pragma once
#include "base/str.h"
#include "domain/law/law.h"
#include "platform/yaml/yaml_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct law_change {
    const char *file, *from, *to;
};

static inline const char *law_file_text(struct arena *arena, const char *path) {
    struct yaml_file file;
    const char *reason = NULL;
    if (yaml_file_read(path, arena, &file, &reason) < 0) fail_msg("%s", reason);
    return file.text;
}

static inline void law_file_write(const char *path, const char *text) {
    FILE *stream = fopen(path, "we");
    assert_non_null(stream);
    assert_int_equal(fputs(text, stream) >= 0, 1);
    assert_int_equal(fclose(stream), 0);
}

static inline const char *law_replaced(struct arena *arena, const char *text, const char *from, const char *to) {
    const char *found = strstr(text, from);
    if (!found) fail_msg("\"%s\" is not in the file", from);
    return arena_printf(arena, "%.*s%s%s", (int)(found - text), text, to, found + strlen(from));
}

/* Loads law/ with `from` in one file replaced by `to`; the folder's name is taken out of the reason. */
static inline int law_load_changed(struct arena *arena, const struct law_change *change, struct law **ret_law, const char **ret_reason) {
    static const char *const files[] = {"rules.yaml",      "deadlines.yaml", "holidays.yaml",      "letter_blocks.yaml",
                                        "part_kinds.yaml", "grounds.yaml",   "reader_matrix.yaml", "words.yaml"};
    const size_t n = sizeof files / sizeof *files;
    char *folder = arena_strdup(arena, P_tmpdir "/law-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < n; i++) {
        const char *text = law_file_text(arena, arena_printf(arena, "law/%s", files[i]));
        bool changed = strcmp(files[i], change->file) == 0;
        law_file_write(arena_printf(arena, "%s/%s", folder, files[i]), changed ? law_replaced(arena, text, change->from, change->to) : text);
    }
    const char *reason = NULL;
    int err = law_load(folder, arena, ret_law, &reason);
    for (size_t i = 0; i < n; i++) (void)unlink(arena_printf(arena, "%s/%s", folder, files[i]));
    (void)rmdir(folder);
    *ret_reason = reason && text_starts(reason, folder) ? reason + strlen(folder) + 1 : reason;
    return err;
}
