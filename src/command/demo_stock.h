/* Private to the demonstration: what is told of its dwellings. */
#pragma once
#include "command/demo_parts.h"
#include "domain/dwelling/dwelling.h"

enum { STOCK_AREAS = 4 };
struct stock_demo {
    struct db *db;
    const struct profile *profile;
    struct chance chance;
    double latitude, longitude; /* the middle of the town */
    struct dwelling_area_id areas[STOCK_AREAS];
    double place[STOCK_AREAS][2];
    struct unit_id manager;
    struct staff_id keeper;
    struct date until;
    int area; /* of the building being told of */
    double north, east;
    struct dwelling_cluster_id cluster;
    int64_t clusters, told;
};
void demo_stock_begin(struct stock_demo *demo, struct db *db, const struct demo_wish *wish, const struct profile *profile);
void demo_stock_building(struct stock_demo *demo, const char *street, int house_number, int homes);
void demo_stock_tell(struct stock_demo *demo, const struct dwelling_new *d, int floor);
void demo_upkeep(struct stock_demo *demo); /* after all are told of, by an actor who takes care of them */
