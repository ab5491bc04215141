/* The replies handlers make. A page that says no tells who, what and what to do; nothing here decides whether to say no. */
#include "platform/http/http.h"

#include "http_views.h"
#include "platform/http/body.h"
#include "platform/http/pages.h"
#include "texts.h"

#include <stdarg.h>

struct reply reply_html(struct request *rq, struct html *html) {
    (void)rq;
    const char *text = str_text(&html->out);
    return (struct reply){.status = 200, .type = "text/html; charset=utf-8", .body = {(const uint8_t *)text, html->out.length}};
}

struct reply reply_file(struct request *rq, const char *type, const char *file_name, struct blob body) {
    (void)rq;
    return (struct reply){.status = 200, .type = type, .file_name = file_name, .body = body};
}

/* Only places in this application: an address that comes from a browser must never lead elsewhere. */
struct reply reply_see_other(struct request *rq, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *location = arena_vprintf(rq->arena, format, args);
    va_end(args);
    return (struct reply){.status = 303, .location = path_is_local(location) ? location : "/"};
}

struct reply reply_with_notice(struct reply reply, text_key notice) {
    reply.notice = notice;
    return reply;
}

struct reply reply_invalid(struct request *rq) {
    if (rq->form) rq->form->refused = true;
    return (struct reply){.status = 422, .from_form = true};
}

struct reply page_of_error(struct request *rq, int status, const struct error_texts *texts) {
    struct html *html = html_new(rq);
    bool framed = rq->session && rq->db && !db_failed(rq->db);
    page_begin(html, &(struct page){.kind = framed ? PAGE_STAFF : PAGE_BARE, .title = texts->title});
    http_error_page(html, &(struct http_error){.title = texts->title, .what = texts->what, .why = texts->why, .to_do = texts->to_do});
    page_end(html);
    struct reply reply = reply_html(rq, html);
    reply.status = status;
    return reply;
}

struct reply reply_not_found(struct request *rq) {
    return page_of_error(rq, 404, &(struct error_texts){T_http_not_found_title, T_http_not_found_what, 0, T_http_not_found_to_do});
}

struct reply reply_denied(struct request *rq, text_key why) {
    return page_of_error(rq, 403, &(struct error_texts){T_http_denied_title, T_http_denied_what, why, T_http_denied_to_do});
}

struct reply reply_conflict(struct request *rq, text_key why) {
    return page_of_error(rq, 409, &(struct error_texts){T_http_conflict_title, T_http_conflict_what, why, T_http_conflict_to_do});
}
