/* A map of the stock, drawn from coordinates alone: no picture from anybody else, so that nobody learns where we look. Pure. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { MAP_WIDTH = 960, MAP_HEIGHT_LEAST = 240, MAP_HEIGHT_MOST = 720, MAP_MARGIN = 40 };

struct map_spot {
    double latitude, longitude;
    int64_t n, vacant;
    size_t first; /* the first of its dwellings in what was given */
    int64_t x, y; /* where it is drawn */
};
struct map {
    struct map_spot *v; /* room for one spot a place */
    size_t n;
    int64_t height;
};
/* Adds one dwelling: to the spot at the same place, to a few metres, or to a new one. */
void map_add(struct map *map, double latitude, double longitude, int vacant, size_t index);
/* Gives every spot its place on the drawing. */
void map_draw(struct map *map);
