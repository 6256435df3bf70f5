//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Report.h"

#include <nlohmann/json.hpp>

using namespace a3;
using nlohmann::ordered_json;

namespace {

/// A mean over queries; 0 where none ran.
double mean(int64_t sum, int64_t count) {
  return count ? double(sum) / double(count) : 0;
}

/// A name from one of the simulator's tables.
std::string text(std::string_view name) { return std::string(name); }

ordered_json energyByModule(const Account &account) {
  ordered_json modules;
  for (size_t i = 0; i < numModules; ++i)
    modules[text(moduleNames[i])] = account.modules[i].energy();
  modules["port"] = account.portEnergy;
  return modules;
}

ordered_json moduleJson(const ModuleAccount &module) {
  return {{"busy_cycles", module.busy},
          {"dynamic_nj", module.dynamicEnergy},
          {"static_nj", module.staticEnergy}};
}

ordered_json modulesJson(const Account &account) {
  ordered_json modules;
  for (size_t i = 0; i < numModules; ++i)
    modules[text(moduleNames[i])] = moduleJson(account.modules[i]);
  return modules;
}

ordered_json stagesJson(const Account &account) {
  ordered_json stages;
  for (size_t i = 0; i < numStages; ++i) {
    const StageTime &stage = account.stages[i];
    stages[text(stageNames[i])] = {{"busy", stage.busy},
                                   {"waits_for_query", stage.waiting},
                                   {"blocked_by_next", stage.blocked}};
  }
  return stages;
}

template <size_t Count>
ordered_json activitiesJson(const std::array<std::string_view, Count> &names,
                            const std::array<int64_t, Count> &cycles) {
  ordered_json activities;
  for (size_t i = 0; i < Count; ++i)
    activities[text(names[i])] = cycles[i];
  return activities;
}

ordered_json queuesJson(const Statistics &statistics) {
  const QueueTimes &times = statistics.times;
  ordered_json queues;
  queues["fetch"] = activitiesJson(fetchActivityNames, times.fetch);
  for (size_t i = 0; i < isa::numQueues; ++i)
    queues[text(isa::queueNames[i])] =
        activitiesJson(queueActivityNames, times.queues[i]);
  int64_t cycles = statistics.full.cycles;
  queues["port"] = {{"busy", times.port}, {"empty", cycles - times.port}};
  queues["sorter"] = {{"busy", times.sorter}, {"empty", cycles - times.sorter}};
  return queues;
}

/// The bins that are not empty.
ordered_json histogramJson(const Histogram &histogram) {
  auto bins = ordered_json::array();
  for (size_t bin = 0; bin < histogram.bins.size(); ++bin)
    if (histogram.bins[bin])
      bins.push_back({{"from", Histogram::least(bin)},
                      {"to", Histogram::most(bin)},
                      {"queries", histogram.bins[bin]}});
  return bins;
}

/// What totals and sites have in common.
void addStatistics(ordered_json &json, const Statistics &statistics) {
  const Account &paper = statistics.paper, &full = statistics.full;
  json["cycles"] = {{"paper", paper.cycles}, {"full", full.cycles}};
  json["energy_nj"] = {{"paper", paper.energy()}, {"full", full.energy()}};
  json["energy_by_module_nj"] = {{"paper", energyByModule(paper)},
                                 {"full", energyByModule(full)}};
  json["modules"] = {{"paper", modulesJson(paper)},
                     {"full", modulesJson(full)}};
  json["stages"] = {{"paper", stagesJson(paper)}, {"full", stagesJson(full)}};
  json["queues"] = queuesJson(statistics);
  json["refill_stalls"] = statistics.refillStalls;
  json["candidates_histogram"] = histogramJson(statistics.candidateCounts);
  json["kept_histogram"] = histogramJson(statistics.keptCounts);
  json["saturations"] = statistics.saturations;
  json["bytes_loaded"] = statistics.bytesLoaded;
  json["bytes_stored"] = statistics.bytesStored;
}

/// Null where no launch told it.
ordered_json sizeJson(int64_t size) {
  return size == unknownSize ? ordered_json() : ordered_json(size);
}

ordered_json iterationsJson(const Approximation &approximation) {
  if (approximation.thousandthsOfRows)
    return describeIterations(approximation);
  return approximation.iterations;
}

/// Of all heads, or a list with an entry a head.
void addApproximations(ordered_json &json,
                       const Approximations &approximations) {
  auto m = ordered_json::array(), t = ordered_json::array();
  for (const Approximation &approximation : approximations) {
    m.push_back(iterationsJson(approximation));
    t.push_back(approximation.threshold);
  }
  if (approximations.empty())
    return;
  json["m"] = m.size() == 1 ? m.front() : m;
  json["t"] = t.size() == 1 ? t.front() : t;
}

ordered_json siteJson(const Site &site, const SiteReport &report,
                      const Machine &machine) {
  const Statistics &statistics = report.statistics;
  double candidates = mean(statistics.candidates, statistics.queries);
  double kept = mean(statistics.kept, statistics.queries);
  ordered_json json = {{"name", site.name},
                       {"location", site.location},
                       {"n", sizeJson(site.rows)},
                       {"d", site.depth},
                       {"dv", site.valueDepth},
                       {"heads", sizeJson(site.heads)},
                       {"queries", sizeJson(site.queries)},
                       {"mask", site.mask},
                       {"m", nullptr},
                       {"t", nullptr},
                       {"launches", report.launches},
                       {"candidates_mean", candidates},
                       {"kept_mean", kept},
                       {"utilisation", utilisation(site, statistics, machine)},
                       {"predicted_cycles", report.predictedCycles}};
  addApproximations(json, site.approximations);
  if (report.lostMass)
    json["lost_mass"] = {{"mean", report.lostMass->mean()},
                         {"largest", report.lostMass->largest}};
  addStatistics(json, statistics);
  json["formats"] = ordered_json::array();
  for (size_t i = 0; i + 4 <= report.formats.size(); i += 4)
    json["formats"].push_back(
        std::vector<float>(&report.formats[i], &report.formats[i] + 4));
  return json;
}

} // namespace

double a3::utilisation(const Site &site, const Statistics &statistics,
                       const Machine &machine) {
  double used = double(statistics.candidates) * double(site.depth) +
                double(statistics.kept) * double(site.valueDepth);
  auto offered = 2.0 * double(machine.units) * double(machine.lanes) *
                 double(statistics.paper.cycles);
  return offered > 0 ? used / offered : 0;
}

std::string a3::statisticsJson(const Program &program, const Machine &machine,
                               const RunReport &report) {
  ordered_json json = {{"machine", machine.name},
                       {"units", machine.units},
                       {"clock_mhz", machine.clock},
                       {"area_mm2", machine.area()}};
  addStatistics(json, report.total);
  json["sites"] = ordered_json::array();
  for (size_t i = 0; i < report.sites.size(); ++i)
    json["sites"].push_back(siteJson(*report.sites[i].sized(&program.sites[i]),
                                     report.sites[i], machine));
  json["host_seconds"] = report.hostSeconds;
  json["simulation_seconds"] = report.simulationSeconds;
  // Names come from the model and may hold any bytes.
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

static void addQueries(ordered_json &json, const Statistics &statistics) {
  json["queries"] = statistics.queries;
  json["candidates_mean"] = mean(statistics.candidates, statistics.queries);
  json["kept_mean"] = mean(statistics.kept, statistics.queries);
}

std::string a3::streamStatisticsJson(const Machine &machine,
                                     std::span<const StreamReport> reports) {
  Statistics total;
  ordered_json sites = ordered_json::array();
  for (const StreamReport &report : reports) {
    total += report.statistics;
    ordered_json site = {{"name", report.site}};
    addStatistics(site, report.statistics);
    addQueries(site, report.statistics);
    sites.push_back(std::move(site));
  }
  ordered_json json = {{"machine", machine.name}};
  addStatistics(json, total);
  addQueries(json, total);
  json["sites"] = std::move(sites);
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}
