//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using namespace a3;
using nlohmann::ordered_json;

namespace {

/// A mean over queries; 0 where none ran.
double mean(int64_t sum, int64_t count) {
  return count ? double(sum) / double(count) : 0;
}

ordered_json energyByModule(const Account &account) {
  ordered_json modules;
  for (size_t i = 0; i < numModules; ++i)
    modules[std::string(moduleNames[i])] = account.moduleEnergy[i];
  modules["port"] = account.portEnergy;
  return modules;
}

/// What totals and sites have in common.
void addStatistics(ordered_json &json, const Statistics &statistics) {
  const Account &paper = statistics.paper, &full = statistics.full;
  json["cycles"] = {{"paper", paper.cycles}, {"full", full.cycles}};
  json["energy_nj"] = {{"paper", paper.energy()}, {"full", full.energy()}};
  json["energy_by_module_nj"] = {{"paper", energyByModule(paper)},
                                 {"full", energyByModule(full)}};
  json["saturations"] = statistics.saturations;
  json["bytes_loaded"] = statistics.bytesLoaded;
  json["bytes_stored"] = statistics.bytesStored;
}

ordered_json siteJson(const Site &site, const SiteReport &report,
                      const Machine &machine) {
  const Statistics &statistics = report.statistics;
  double candidates = mean(statistics.candidates, statistics.queries);
  double kept = mean(statistics.kept, statistics.queries);
  ordered_json json = {{"name", site.name},
                       {"location", site.location},
                       {"n", site.rows},
                       {"d", site.depth},
                       {"dv", site.valueDepth},
                       {"heads", site.heads},
                       {"queries", site.queries},
                       {"mask", site.mask},
                       {"m", nullptr},
                       {"t", nullptr},
                       {"launches", report.launches},
                       {"candidates_mean", candidates},
                       {"kept_mean", kept},
                       {"utilisation", utilisation(site, statistics, machine)}};
  if (site.approximation) {
    json["m"] = site.approximation->iterations;
    json["t"] = site.approximation->threshold;
  }
  addStatistics(json, statistics);
  json["formats"] = ordered_json::array();
  for (size_t i = 0; i + 4 <= report.formats.size(); i += 4)
    json["formats"].push_back(
        std::vector<float>(&report.formats[i], &report.formats[i] + 4));
  return json;
}

/// `used` is empty for the totals, as the other columns of a site are.
std::string row(const Site *site, const Statistics &statistics,
                const std::string &used) {
  return fmt::format(
      "{:24.24} {:>6} {:>6} {:>8.1f} {:>12} {:>12} {:>12.1f} "
      "{:>6}\n",
      site ? site->name : "total", site ? std::to_string(site->rows) : "",
      site ? std::to_string(site->heads) : "",
      mean(statistics.kept, statistics.queries), statistics.paper.cycles,
      statistics.full.cycles, statistics.full.energy(), used);
}

} // namespace

double a3::utilisation(const Site &site, const Statistics &statistics,
                       const Machine &machine) {
  double used = double(statistics.candidates) * double(site.depth) +
                double(statistics.kept) * double(site.valueDepth);
  auto offered = 2.0 * double(machine.lanes) * double(statistics.paper.cycles);
  return offered > 0 ? used / offered : 0;
}

std::string a3::statisticsJson(const Program &program, const Machine &machine,
                               const RunReport &report) {
  ordered_json json = {{"machine", machine.name}};
  addStatistics(json, report.total);
  json["sites"] = ordered_json::array();
  for (size_t i = 0; i < report.sites.size(); ++i)
    json["sites"].push_back(
        siteJson(program.sites[i], report.sites[i], machine));
  json["host_seconds"] = report.hostSeconds;
  json["simulation_seconds"] = report.simulationSeconds;
  // Names come from the model and may hold any bytes.
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

std::string a3::summary(const Program &program, const Machine &machine,
                        const RunReport &report) {
  std::string text = fmt::format("{:24} {:>6} {:>6} {:>8} {:>12} {:>12} {:>12} "
                                 "{:>6}\n",
                                 "site", "n", "heads", "kept", "cycles",
                                 "full cycles", "full nJ", "used");
  for (size_t i = 0; i < report.sites.size(); ++i) {
    const Site &site = program.sites[i];
    const Statistics &statistics = report.sites[i].statistics;
    text += row(
        &site, statistics,
        fmt::format("{:.0f}%", 100 * utilisation(site, statistics, machine)));
  }
  text += row(nullptr, report.total, "");
  return text + fmt::format("{} values saturated; host {:.3f} s, simulation "
                            "{:.3f} s\n",
                            report.total.saturations, report.hostSeconds,
                            report.simulationSeconds);
}
