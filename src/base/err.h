/* Error codes: 0 or more is success, negative says what went wrong. */
#pragma once

enum err {
    ERR_OK = 0,
    ERR_NOT_FOUND = -1, /* no such thing, or none that the caller may know of */
    ERR_INVALID = -2,   /* input that breaks a rule */
    ERR_CONFLICT = -3,  /* someone else got there first */
    ERR_DENIED = -4,    /* no right, zone or ground */
    ERR_IO = -5,        /* file, network or database */
    ERR_CRYPTO = -6,    /* wrong key, or bytes that were changed */
    ERR_UNSUPPORTED = -7,
};
const char *err_text(int err); /* English, for logs and the command line */
