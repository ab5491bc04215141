/* From a handler's reply to bytes with headers. */
#include "platform/http/turn.h"

#include "platform/http/body.h"

#include <string.h>

static void add_file_name(struct turn *turn, struct MHD_Response *response, const char *file_name) {
    struct str value = str_in(turn->rq.arena);
    str_add(&value, "attachment; filename*=UTF-8''");
    percent_encode(&value, file_name);
    headers_add(response, "Content-Disposition", str_text(&value));
}

void answer_reply(struct turn *turn, const struct reply *reply) {
    struct exchange *exchange = turn->exchange;
    const void *bytes = reply->body.data ? (const void *)reply->body.data : "";
    struct MHD_Response *response = MHD_create_response_from_buffer(reply->body.size, (void *)(uintptr_t)bytes, MHD_RESPMEM_MUST_COPY);
    exchange->response = response;
    exchange->status = (unsigned)reply->status;
    exchange->response_size = reply->body.size;
    if (!response) return;
    headers_add(response, "Cache-Control", "no-store");
    if (reply->type) headers_add(response, "Content-Type", reply->type);
    if (reply->location) headers_add(response, "Location", reply->location);
    if (reply->file_name) add_file_name(turn, response, reply->file_name);
    if (reply->cookie) headers_add(response, "Set-Cookie", reply->cookie);
    if (reply->notice) headers_add(response, "Set-Cookie", notice_cookie(turn, reply->notice));
    else if (turn->rq.notice && reply->status == 200) headers_add(response, "Set-Cookie", notice_cookie(turn, 0));
    if (turn->allow) headers_add(response, "Allow", turn->allow);
    headers_add_common(response, exchange);
}
