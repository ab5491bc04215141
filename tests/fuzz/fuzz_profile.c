/* libFuzzer target: any bytes as a profile are either a checked profile or refused with one line that names the file; nothing else happens.
 * Dictionary: fuzz_profile.dict; first corpus: tests/fixtures/profiles and profiles. */
#include "domain/organisation/profile.h"
#include "platform/yaml/yaml_file.h"

#include <stdlib.h>
#include <string.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena *arena = arena_create();
    struct profile *profile = NULL;
    const char *reason = NULL;
    struct yaml_file file = {.name = "fuzz.yaml", .text = (const char *)bytes, .size = size, .arena = arena};
    int err = profile_parse(&file, &profile, &reason);
    if (err < 0) {
        CHECK(!profile && reason && strncmp(reason, "fuzz.yaml:", 10) == 0);
    } else {
        CHECK(profile && profile->units_count > 0);
        CHECK(profile_unit(profile, profile->leases.owner) && profile_unit(profile, profile->letters.sender_unit));
    }
    arena_destroy(arena);
    return 0;
}
