/* The master key: made, read from its file, held in locked memory. May not write a key anywhere but to its own file. */
#include "platform/crypt/master_key.h"
#include "platform/db/backend.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEX_SIZE = 2 * KEY_SIZE };

/* What a key file holds: the base, and since a rotation the wrapping key's own root; before the first one the base is the root too. */
struct key_bytes {
    uint8_t base[KEY_SIZE], wrapping[KEY_SIZE];
};

static void derive(struct master_key *key, const struct key_bytes *bytes) {
    static const char context[crypto_kdf_CONTEXTBYTES] = {'f', 'e', 'l', 'l', 'e', 's', 'v', '1'};
    crypto_kdf_derive_from_key(key->wrapping, KEY_SIZE, 1, context, bytes->wrapping);
    crypto_kdf_derive_from_key(key->sealing, KEY_SIZE, 2, context, bytes->base);
    crypto_kdf_derive_from_key(key->hashing, KEY_SIZE, 3, context, bytes->base);
}

static bool decode_hex(const uint8_t *text, uint8_t ret_bytes[KEY_SIZE]) {
    size_t decoded = 0;
    return sodium_hex2bin(ret_bytes, KEY_SIZE, (const char *)text, HEX_SIZE, NULL, &decoded, NULL) == 0 && decoded == KEY_SIZE;
}

/* 32 bytes as they are, or one or two lines of 64 hexadecimal digits. */
static bool decode(const uint8_t *text, size_t size, struct key_bytes *ret_bytes) {
    if (size == KEY_SIZE) {
        memcpy(ret_bytes->base, text, KEY_SIZE);
        memcpy(ret_bytes->wrapping, text, KEY_SIZE);
        return true;
    }
    while (size > HEX_SIZE && (text[size - 1] == '\n' || text[size - 1] == '\r')) size--;
    bool two = size == 2 * HEX_SIZE + 1 && text[HEX_SIZE] == '\n';
    if (size != HEX_SIZE && !two) return false;
    return decode_hex(text, ret_bytes->base) && decode_hex(two ? text + HEX_SIZE + 1 : text, ret_bytes->wrapping);
}

static int read_file(const char *path, uint8_t *ret_text, size_t *ret_size, const char **ret_reason) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        *ret_reason = reason_text("the key file %s cannot be opened: %s", path, strerror(errno));
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    }
    struct stat about;
    int result = ERR_OK;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        *ret_reason = reason_text("the key file %s is not a file", path);
        result = ERR_INVALID;
    } else if (about.st_mode & (S_IRWXG | S_IRWXO)) {
        *ret_reason = reason_text("the key file %s may be read by others than its owner: give it mode 0600", path);
        result = ERR_DENIED;
    } else {
        ssize_t size = read(file, ret_text, *ret_size);
        if (size < 0) {
            *ret_reason = reason_text("the key file %s cannot be read: %s", path, strerror(errno));
            result = ERR_IO;
        }
        *ret_size = size < 0 ? 0 : (size_t)size;
    }
    close(file);
    return result;
}

static int read_key(const char *path, struct key_bytes *ret_bytes, const char **ret_reason) {
    uint8_t text[2 * HEX_SIZE + 8];
    size_t size = sizeof text;
    if (sodium_init() < 0) {
        *ret_reason = "libsodium cannot start";
        return ERR_CRYPTO;
    }
    int result = read_file(path, text, &size, ret_reason);
    bool good = result == ERR_OK && decode(text, size, ret_bytes);
    sodium_memzero(text, sizeof text);
    if (result != ERR_OK) return result;
    if (good) return ERR_OK;
    *ret_reason = reason_text("the key file %s must hold 32 bytes, or 64 hexadecimal digits", path);
    return ERR_INVALID;
}

int master_key_load(const char *path, struct master_key **ret_key, const char **ret_reason) {
    struct key_bytes bytes;
    int result = read_key(path, &bytes, ret_reason);
    if (result != ERR_OK) return result;
    struct master_key *key = sodium_malloc(sizeof *key);
    if (!key) {
        sodium_memzero(&bytes, sizeof bytes);
        *ret_reason = "no memory for the master key";
        return ERR_IO;
    }
    if (sodium_mlock(key, sizeof *key) != 0)
        log_line(LOG_WARNING, "the master key could not be locked in memory (see ulimit -l): it may reach swap");
    derive(key, &bytes);
    sodium_memzero(&bytes, sizeof bytes);
    sodium_mprotect_readonly(key);
    *ret_key = key;
    return ERR_OK;
}

static bool sync_folder(const char *path) {
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 1;
    if (length >= sizeof folder) return false;
    memcpy(folder, slash ? path : ".", length);
    folder[length] = '\0';
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    return good;
}

/* A new file that only its owner reads, or none at all. */
static int write_key(const char *path, const char *text, size_t size, const char **ret_reason) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        *ret_reason = reason_text("the key file %s cannot be made: %s", path, strerror(errno));
        return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
    }
    bool good = write(file, text, size) == (ssize_t)size && fsync(file) == 0;
    good = close(file) == 0 && sync_folder(path) && good;
    if (good) return ERR_OK;
    unlink(path);
    *ret_reason = reason_text("the key file %s cannot be written", path);
    return ERR_IO;
}

static void put_line(char line[HEX_SIZE + 1], const uint8_t bytes[KEY_SIZE]) {
    sodium_bin2hex(line, HEX_SIZE + 1, bytes, KEY_SIZE);
    line[HEX_SIZE] = '\n';
}

int master_key_create(const char *path, const char **ret_reason) {
    if (sodium_init() < 0) {
        *ret_reason = "libsodium cannot start";
        return ERR_CRYPTO;
    }
    uint8_t master[KEY_SIZE];
    char line[HEX_SIZE + 1];
    randombytes_buf(master, sizeof master);
    put_line(line, master);
    sodium_memzero(master, sizeof master);
    int result = write_key(path, line, sizeof line, ret_reason);
    sodium_memzero(line, sizeof line);
    return result;
}

int master_key_renew(const char *from, const char *to, const char **ret_reason) {
    struct key_bytes bytes;
    char lines[2][HEX_SIZE + 1];
    int result = read_key(from, &bytes, ret_reason);
    if (result != ERR_OK) return result;
    randombytes_buf(bytes.wrapping, sizeof bytes.wrapping);
    put_line(lines[0], bytes.base);
    put_line(lines[1], bytes.wrapping);
    sodium_memzero(&bytes, sizeof bytes);
    result = write_key(to, lines[0], sizeof lines, ret_reason);
    sodium_memzero(lines, sizeof lines);
    return result;
}

void master_key_mark(const struct master_key *master, uint8_t ret_mark[MARK_SIZE]) {
    static const char about[] = "felles wrapping key";
    crypto_generichash(ret_mark, MARK_SIZE, (const uint8_t *)about, sizeof about - 1, master->wrapping, KEY_SIZE);
}

void master_key_free(struct master_key *key) { sodium_free(key); /* wipes, unlocks; NULL is fine */ }
