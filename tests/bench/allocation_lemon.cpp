// LEMON's network simplex as a peer of the allocation engine. Who is housed is asked with the weight n - rank, which is exact for dwellings and
// intake limits, times a number larger than all wishes together.
#include "tests/bench/allocation_peers.h"

#include <ctime>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <vector>

using namespace lemon;
using Graph = SmartDigraph;

static double now() {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

template <typename Number> struct Network {
    Graph graph;
    Graph::ArcMap<Number> cap{graph}, cost{graph};
    std::vector<Graph::Node> row, dwelling, area;
    Graph::Node end;

    Graph::Arc arc(Graph::Node from, Graph::Node to, Number most, Number price) {
        Graph::Arc arc = graph.addArc(from, to);
        cap[arc] = most;
        cost[arc] = price;
        return arc;
    }
    explicit Network(const peer_instance *in) {
        graph.reserveNode(in->n_rows + in->n_dwellings + in->n_areas + 2);
        graph.reserveArc(static_cast<int>(in->first[in->n_rows]) + in->n_rows + in->n_dwellings + in->n_areas + 1);
        for (int32_t i = 0; i < in->n_rows; i++) row.push_back(graph.addNode());
        for (int32_t i = 0; i < in->n_dwellings; i++) dwelling.push_back(graph.addNode());
        for (int32_t i = 0; i < in->n_areas; i++) area.push_back(graph.addNode());
        end = graph.addNode();
        for (int32_t i = 0; i < in->n_rows; i++)
            for (int64_t e = in->first[i]; e < in->first[i + 1]; e++) arc(row[i], dwelling[in->edge[e] >> 4], 1, in->edge[e] & 15);
        for (int32_t d = 0; d < in->n_dwellings; d++) arc(dwelling[d], area[in->area[d]], 1, 0);
        for (int32_t a = 0; a < in->n_areas; a++) arc(area[a], end, in->intake[a] < in->n_dwellings ? in->intake[a] : in->n_dwellings, 0);
    }
};

double lemon_wishes(const peer_instance *in, int64_t *ret_cost) {
    Network<int> net(in);
    Graph::NodeMap<int> supply(net.graph, 0);
    for (auto node : net.row) supply[node] = 1;
    supply[net.end] = -in->n_rows;
    double begun = now();
    NetworkSimplex<Graph, int, int> simplex(net.graph);
    simplex.upperMap(net.cap).costMap(net.cost).supplyMap(supply);
    bool best = simplex.run() == NetworkSimplex<Graph, int, int>::OPTIMAL;
    *ret_cost = best ? simplex.template totalCost<long long>() : -1;
    return now() - begun;
}

double lemon_one_shot(const peer_instance *in, int64_t *ret_rank_weight, int64_t *ret_cost) {
    Network<long long> net(in);
    long long weight = 15LL * in->n_dwellings + 1;
    Graph::Node start = net.graph.addNode();
    std::vector<Graph::Arc> housed;
    for (int32_t i = 0; i < in->n_rows; i++) housed.push_back(net.arc(start, net.row[i], 1, -weight * (in->n_rows - i)));
    net.arc(net.end, start, in->n_dwellings, 0);
    double begun = now();
    NetworkSimplex<Graph, long long, long long> simplex(net.graph);
    simplex.upperMap(net.cap).costMap(net.cost);
    bool best = simplex.run() == NetworkSimplex<Graph, long long, long long>::OPTIMAL;
    double taken = now() - begun;
    long long sum = 0;
    for (int32_t i = 0; i < in->n_rows; i++) sum += simplex.flow(housed[i]) * (in->n_rows - i);
    *ret_rank_weight = best ? sum : -1;
    *ret_cost = simplex.totalCost() + weight * sum;
    return taken;
}
