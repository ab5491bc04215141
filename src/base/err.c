/* The words for error codes, in English, for logs and the command line. Never shown to a reader of a page. */
#include "base/err.h"

const char *err_text(int err) {
    if (err >= 0) return "success";
    switch ((enum err)err) {
    case ERR_OK: return "success";
    case ERR_NOT_FOUND: return "not found";
    case ERR_INVALID: return "invalid input";
    case ERR_CONFLICT: return "conflict with another change";
    case ERR_DENIED: return "access denied";
    case ERR_IO: return "input or output failed";
    case ERR_CRYPTO: return "wrong key or altered bytes";
    case ERR_UNSUPPORTED: return "not supported";
    }
    return "unknown error";
}
