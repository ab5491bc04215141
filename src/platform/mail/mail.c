/* Composing and sending one message. The body is base64, so that no line of it can end the message or be too long for a server. */
#include "platform/mail/mail.h"

#include "base/str.h"

#include <curl/curl.h>
#include <sodium.h>
#include <string.h>
#include <time.h>

enum { CONNECT_SECONDS = 10, TOTAL_SECONDS = 30, LINE = 76, RECEIPT_MOST = 200 };

bool mail_address_valid(const char *address) {
    const char *at = address ? strchr(address, '@') : NULL;
    if (!at || at == address || !at[1] || strchr(at + 1, '@') || strlen(address) > 254) return false;
    for (const char *c = address; *c; c++)
        if (*c <= ' ' || *c >= 127 || strchr("<>()[]\\,;:\"", *c)) return false;
    return true;
}

const char *mail_server_fault(const struct mail_server *server) {
    if (!server->url) return NULL;
    bool starts = strncmp(server->url, "smtp://", 7) == 0, whole = strncmp(server->url, "smtps://", 8) == 0;
    if (!starts && !whole) return "--smtp takes smtp://HOST:PORT or smtps://HOST:PORT";
    if (!mail_address_valid(server->from)) return "--smtp needs --smtp-from with the address that notices come from";
    if ((server->user != NULL) != (server->secret != NULL)) return "--smtp-user and --smtp-secret-file go together";
    if (server->plain && strncmp(server->url, "smtp://127.0.0.1:", 17) != 0 && strncmp(server->url, "smtp://localhost:", 17) != 0)
        return "--smtp-plain is for a mail server on this machine (smtp://127.0.0.1:PORT)";
    return NULL;
}

static const char *base64(struct arena *arena, const char *text, size_t length) {
    size_t size = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
    char *out = arena_alloc(arena, size);
    return sodium_bin2base64(out, size, (const unsigned char *)text, length, sodium_base64_VARIANT_ORIGINAL);
}

const char *mail_header_text(struct arena *arena, const char *text) {
    bool plain = true;
    for (const char *c = text; *c; c++) plain = plain && *c >= ' ' && *c < 127;
    return plain ? text : arena_printf(arena, "=?UTF-8?B?%s?=", base64(arena, text, strlen(text)));
}

static const char *date_header(struct arena *arena, struct instant at) {
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(at.ms / 1000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    return arena_printf(arena, "%s, %02d %s %d %02d:%02d:%02d +0000", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
                        utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

const char *mail_compose(struct arena *arena, const char *from, const struct mail *mail) {
    struct str out = str_in(arena);
    const char *domain = strchr(from, '@');
    str_addf(&out, "Date: %s\r\nFrom: Felles <%s>\r\nTo: <%s>\r\nSubject: %s\r\nMessage-ID: <%s%s>\r\n", date_header(arena, mail->at), from,
             mail->to, mail_header_text(arena, mail->subject), mail->message_id, domain ? domain : "@felles");
    str_add(&out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\n");
    const char *body = base64(arena, mail->body, strlen(mail->body));
    for (size_t left = strlen(body); left > 0; left = strlen(body)) {
        size_t n = left < LINE ? left : LINE;
        str_add_n(&out, body, n);
        str_add(&out, "\r\n");
        body += n;
    }
    return str_text(&out);
}

/* ── sending ──────────────────────────────────────────────────────────── */

struct upload {
    const char *at;
    size_t left;
};

static size_t give(char *into, size_t size, size_t n, void *from) {
    struct upload *upload = from;
    size_t take = size * n < upload->left ? size * n : upload->left;
    memcpy(into, upload->at, take);
    upload->at += take;
    upload->left -= take;
    return take;
}

/* The server's replies come as header lines; the last is what it said of the message. */
static size_t hear(char *line, size_t size, size_t n, void *into) {
    char *last = into;
    size_t length = size * n < RECEIPT_MOST ? size * n : RECEIPT_MOST;
    memcpy(last, line, length);
    last[length] = '\0';
    last[strcspn(last, "\r\n")] = '\0';
    return size * n;
}

static void set_options(CURL *curl, const struct mail_server *server) {
    curl_easy_setopt(curl, CURLOPT_URL, server->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TOTAL_SECONDS);
    if (!server->plain) curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    if (server->ca_file) curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_file);
    if (server->user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->secret);
    }
}

enum mail_outcome mail_send(struct arena *arena, const struct mail_server *server, const struct mail *mail, const char **ret_receipt) {
    if (!mail_address_valid(mail->to)) {
        *ret_receipt = "the address is none that mail can go to";
        return MAIL_NEVER;
    }
    CURL *curl = curl_easy_init();
    struct curl_slist *to = curl_slist_append(NULL, arena_printf(arena, "<%s>", mail->to));
    char *last = arena_array(arena, RECEIPT_MOST + 1, 1);
    if (!curl || !to) {
        curl_easy_cleanup(curl);
        curl_slist_free_all(to);
        *ret_receipt = "out of memory";
        return MAIL_TRY_AGAIN;
    }
    const char *message = mail_compose(arena, server->from, mail);
    struct upload upload = {message, strlen(message)};
    set_options(curl, server);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_printf(arena, "<%s>", server->from));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, last);
    CURLcode result = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(to);
    if (result == CURLE_OK) {
        *ret_receipt = last;
        return MAIL_SENT;
    }
    *ret_receipt = arena_printf(arena, "%s%s%s", curl_easy_strerror(result), *last ? ": " : "", last);
    bool refused = status >= 500 && status < 600 && (result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY);
    return refused ? MAIL_NEVER : MAIL_TRY_AGAIN;
}
