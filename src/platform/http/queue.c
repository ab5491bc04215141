/* The bounded queue: a ring under one mutex. It knows nothing of HTTP. */
#include "platform/http/queue.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    size_t capacity, first, length;
    bool closed;
    void *items[];
};

struct queue *queue_create(size_t capacity) {
    struct queue *queue = calloc(1, sizeof *queue + capacity * sizeof(void *));
    if (!queue) return NULL;
    queue->capacity = capacity;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->filled, NULL);
    return queue;
}

void queue_destroy(struct queue *queue) {
    if (!queue) return;
    pthread_cond_destroy(&queue->filled);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}

bool queue_push(struct queue *queue, void *item) {
    pthread_mutex_lock(&queue->lock);
    bool taken = !queue->closed && queue->length < queue->capacity;
    if (taken) {
        queue->items[(queue->first + queue->length++) % queue->capacity] = item;
        pthread_cond_signal(&queue->filled);
    }
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

bool queue_has_room(struct queue *queue) {
    pthread_mutex_lock(&queue->lock);
    bool room = !queue->closed && queue->length < queue->capacity;
    pthread_mutex_unlock(&queue->lock);
    return room;
}

void *queue_pop(struct queue *queue) {
    pthread_mutex_lock(&queue->lock);
    while (queue->length == 0 && !queue->closed) pthread_cond_wait(&queue->filled, &queue->lock);
    void *item = NULL;
    if (queue->length > 0) {
        item = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->capacity;
        queue->length--;
    }
    pthread_mutex_unlock(&queue->lock);
    return item;
}

void queue_close(struct queue *queue) {
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->filled);
    pthread_mutex_unlock(&queue->lock);
}

size_t queue_length(struct queue *queue) {
    pthread_mutex_lock(&queue->lock);
    size_t length = queue->length;
    pthread_mutex_unlock(&queue->lock);
    return length;
}
