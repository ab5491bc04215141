/* The connections there are. libmicrohttpd ends those that are silent; this ends those that send or take a byte now and then, so that
 * a few visitors cannot hold every place. Knows nothing of what is said. */
#include "platform/http/server.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct visit {
    struct visit *previous, *next;
    MHD_socket socket;
    int64_t until_ms; /* 0: we are the ones to act */
};
struct visits {
    pthread_mutex_t lock; /* between the epoll thread and the one that ends the slow */
    struct visit *first;
    int64_t limit_ms;
};

struct visits *visits_create(int seconds) {
    struct visits *visits = calloc(1, sizeof *visits);
    if (!visits) return NULL;
    pthread_mutex_init(&visits->lock, NULL);
    visits->limit_ms = seconds * INT64_C(1000);
    return visits;
}

void visits_destroy(struct visits *visits) {
    if (!visits) return;
    pthread_mutex_destroy(&visits->lock);
    free(visits);
}

static void begin(struct visits *visits, struct MHD_Connection *connection, void **context) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct visit *visit = calloc(1, sizeof *visit);
    if (!info || !visit) {
        free(visit);
        return;
    }
    *visit = (struct visit){.next = visits->first, .socket = info->connect_fd, .until_ms = monotonic_ms() + visits->limit_ms};
    if (visits->first) visits->first->previous = visit;
    visits->first = visit;
    *context = visit;
}

static void end(struct visits *visits, void **context) {
    struct visit *visit = *context;
    if (!visit) return;
    if (visit->previous) visit->previous->next = visit->next;
    else visits->first = visit->next;
    if (visit->next) visit->next->previous = visit->previous;
    free(visit);
    *context = NULL;
}

/* The socket is closed after this, so under the lock a socket in the list is the visitor's own. */
void visits_notify(void *cls, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what) {
    struct visits *visits = cls;
    pthread_mutex_lock(&visits->lock);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) begin(visits, connection, context);
    else end(visits, context);
    pthread_mutex_unlock(&visits->lock);
}

static void set_until(struct visits *visits, struct MHD_Connection *connection, int64_t until_ms) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct visit *visit = info ? info->socket_context : NULL;
    if (!visit) return;
    pthread_mutex_lock(&visits->lock);
    visit->until_ms = until_ms;
    pthread_mutex_unlock(&visits->lock);
}

void visits_expect(struct visits *visits, struct MHD_Connection *connection, size_t bytes) {
    set_until(visits, connection, monotonic_ms() + visits->limit_ms + (int64_t)(bytes / LIMIT_SLOWEST) * 1000);
}

void visits_wait(struct visits *visits, struct MHD_Connection *connection) { set_until(visits, connection, 0); }

void visits_end_slow(struct visits *visits) {
    int64_t now = monotonic_ms();
    pthread_mutex_lock(&visits->lock);
    for (struct visit *visit = visits->first; visit; visit = visit->next)
        if (visit->until_ms && now > visit->until_ms) shutdown(visit->socket, SHUT_RDWR);
    pthread_mutex_unlock(&visits->lock);
}
