/* libcurl, one easy handle a call. */
#include "platform/auth/oidc_fetch.h"

#include "base/err.h"
#include "base/log.h"
#include "base/str.h"

#include <curl/curl.h>

enum { MAX_BODY = 512 * 1024, CONNECT_SECONDS = 4, TOTAL_SECONDS = 8 };

static size_t take(char *bytes, size_t size, size_t n, void *into) {
    struct str *body = into;
    if (body->length + size * n > MAX_BODY) return 0;
    str_add_n(body, bytes, size * n);
    return size * n;
}

static void set_options(CURL *curl, const struct fetch *fetch, struct str *body) {
    curl_easy_setopt(curl, CURLOPT_URL, fetch->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, fetch->plain_http ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)TOTAL_SECONDS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    if (fetch->form) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, fetch->form);
    if (fetch->user) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, fetch->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, fetch->secret ? fetch->secret : "");
    }
}

int fetch_text(struct arena *arena, const struct fetch *fetch, const char **ret_body) {
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    if (!curl || !headers) {
        curl_easy_cleanup(curl);
        curl_slist_free_all(headers);
        return ERR_IO;
    }
    struct str body = str_in(arena);
    long status = 0;
    set_options(curl, fetch, &body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    if (result != CURLE_OK) {
        log_line(LOG_WARNING, "sign-in provider: %s", curl_easy_strerror(result));
        return ERR_IO;
    }
    if (status != 200) {
        log_line(LOG_WARNING, "sign-in provider: answered %ld", status);
        return status >= 400 && status < 500 ? ERR_DENIED : ERR_IO;
    }
    *ret_body = str_text(&body);
    return ERR_OK;
}
