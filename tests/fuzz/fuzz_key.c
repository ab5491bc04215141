/* Fuzzes the key file and what a key has sealed: any bytes are a key or refused with a reason, and no bytes open as sealed that were not. */
#include "base/err.h"
#include "platform/crypt/master_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *key_path(const uint8_t *data, size_t size) {
    static char path[40];
    static int file = -1;
    if (file < 0) {
        file = memfd_create("master.key", 0);
        CHECK(fchmod(file, 0600) == 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    CHECK(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct master_key *key = NULL;
    const char *reason = NULL;
    int result = master_key_load(key_path(data, size), &key, &reason);
    CHECK(result < 0 ? !key && reason && *reason : key != NULL);
    if (!key) {
        static const uint8_t plain[KEY_SIZE] = "a key of thirty-two bytes ......";
        CHECK(master_key_load(key_path(plain, sizeof plain), &key, &reason) == ERR_OK);
    }
    struct person_id person = {0};
    uint8_t opened[KEY_SIZE];
    CHECK(!person_key_unwrap(key, (struct blob){data, size}, &person, opened));
    master_key_free(key);
    return 0;
}
