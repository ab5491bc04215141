/* Where things stand on a map of one municipality: degrees laid flat, since the earth is as good as flat over some miles. Pure. */
#include "domain/dwelling/map.h"

#include <math.h>

void map_add(struct map *map, double latitude, double longitude, int vacant, size_t index) {
    static const double near = 0.00005;
    for (size_t i = 0; i < map->n; i++) {
        struct map_spot *spot = &map->v[i];
        if (fabs(spot->latitude - latitude) > near || fabs(spot->longitude - longitude) > near * 2) continue;
        spot->n++;
        spot->vacant += vacant;
        return;
    }
    map->v[map->n++] = (struct map_spot){.latitude = latitude, .longitude = longitude, .n = 1, .vacant = vacant, .first = index};
}

void map_draw(struct map *map) {
    map->height = MAP_HEIGHT_LEAST;
    if (!map->n) return;
    double south = 90, north = -90, west = 180, east = -180;
    for (size_t i = 0; i < map->n; i++) {
        south = fmin(south, map->v[i].latitude);
        north = fmax(north, map->v[i].latitude);
        west = fmin(west, map->v[i].longitude);
        east = fmax(east, map->v[i].longitude);
    }
    double narrow = cos((south + north) / 2 * M_PI / 180), wide = (east - west) * narrow, high = north - south;
    double across = MAP_WIDTH - 2 * MAP_MARGIN, down = MAP_HEIGHT_MOST - 2 * MAP_MARGIN;
    double scale = fmin(wide > 0 ? across / wide : 1e9, high > 0 ? down / high : 1e9);
    if (scale >= 1e9) scale = 0; /* all at one place: in the middle */
    map->height = (int64_t)fmax(MAP_HEIGHT_LEAST, ceil(high * scale) + 2 * MAP_MARGIN);
    for (size_t i = 0; i < map->n; i++) {
        double from_middle = (map->v[i].longitude - (west + east) / 2) * narrow * scale, below = ((north + south) / 2 - map->v[i].latitude) * scale;
        map->v[i].x = (int64_t)lround(MAP_WIDTH / 2.0 + from_middle);
        map->v[i].y = (int64_t)lround((double)map->height / 2 + below);
    }
}
