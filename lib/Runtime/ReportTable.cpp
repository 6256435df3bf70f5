//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Report.h"

#include <fmt/format.h>

using namespace a3;

namespace {

double mean(int64_t sum, int64_t count) {
  return count ? double(sum) / double(count) : 0;
}

/// `used` is empty for the totals, as the other columns of a site are.
std::string row(const Site *site, const Statistics &statistics,
                int64_t predicted, const std::string &used) {
  return fmt::format(
      "{:24.24} {:>6} {:>6} {:>8.1f} {:>12} {:>12} {:>12} {:>12.1f} "
      "{:>6}\n",
      site ? site->name : "total", site ? describeSizes({&site->rows, 1}) : "",
      site ? describeSizes({&site->heads, 1}) : "",
      mean(statistics.kept, statistics.queries), statistics.paper.cycles,
      statistics.full.cycles, predicted, statistics.full.energy(), used);
}

/// One line of a table: a name and shares of `whole`, each with its cycles.
template <typename Range>
std::string shares(std::string_view name, const Range &cycles, int64_t whole) {
  std::string line = fmt::format("  {:20.20}", name);
  for (int64_t part : cycles)
    line += fmt::format(" {:>12} {:>3.0f}%", part,
                        whole ? 100 * double(part) / double(whole) : 0);
  return line + "\n";
}

template <typename Range>
std::string headings(std::string_view name, const Range &columns) {
  std::string line = fmt::format("  {:20.20}", name);
  for (std::string_view column : columns)
    line += fmt::format(" {:>17}", column);
  return line + "\n";
}

std::string stageTable(const Account &account, std::string_view name,
                       const Machine &machine) {
  std::string text = headings(name, std::array<std::string_view, 3>{
                                        "busy", "waits for query", "blocked"});
  for (size_t i = 0; i < numStages; ++i) {
    const StageTime &stage = account.stages[i];
    text += shares(stageNames[i],
                   std::array{stage.busy, stage.waiting, stage.blocked},
                   machine.units * account.cycles);
  }
  return text;
}

std::string queueTable(const Statistics &statistics) {
  const QueueTimes &times = statistics.times;
  int64_t cycles = statistics.full.cycles;
  std::string text = headings("queue, full account", queueActivityNames);
  for (size_t i = 0; i < isa::numQueues; ++i)
    text += shares(isa::queueNames[i], times.queues[i], cycles);
  text += shares("port", std::array{times.port, cycles - times.port}, cycles);
  text +=
      shares("sorter", std::array{times.sorter, cycles - times.sorter}, cycles);
  return text + headings("fetch unit", fetchActivityNames) +
         shares("fetch", times.fetch, cycles);
}

std::string moduleTable(const Statistics &statistics, const Machine &machine) {
  std::string text =
      fmt::format("  {:20} {:>10} {:>12} {:>12} {:>12} {:>12} {:>12}\n",
                  "module", "area mm2", "busy cycles", "paper dyn nJ",
                  "paper sta nJ", "full dyn nJ", "full sta nJ");
  for (size_t i = 0; i < numModules; ++i) {
    const ModuleAccount &paper = statistics.paper.modules[i];
    const ModuleAccount &full = statistics.full.modules[i];
    text += fmt::format(
        "  {:20} {:>10.3f} {:>12} {:>12.1f} {:>12.1f} {:>12.1f} {:>12.1f}\n",
        moduleNames[i], double(machine.units) * machine.modules[i].area,
        full.busy, paper.dynamicEnergy, paper.staticEnergy, full.dynamicEnergy,
        full.staticEnergy);
  }
  return text + fmt::format("  {:20} {:>10} {:>12} {:>12} {:>12} {:>12.1f}\n",
                            "port", "", statistics.times.port, "", "",
                            statistics.full.portEnergy);
}

std::string histogramTable(const Statistics &statistics) {
  std::string text = fmt::format("  {:20} {:>12} {:>12}\n", "rows of a query",
                                 "candidates", "kept");
  for (size_t bin = 0; bin < statistics.keptCounts.bins.size(); ++bin) {
    int64_t candidates = statistics.candidateCounts.bins[bin];
    int64_t kept = statistics.keptCounts.bins[bin];
    if (candidates || kept)
      text += fmt::format(
          "  {:20} {:>12} {:>12}\n",
          fmt::format("{} to {}", Histogram::least(bin), Histogram::most(bin)),
          candidates, kept);
  }
  return text;
}

std::string detailsOf(std::string_view name, const Statistics &statistics,
                      const Machine &machine) {
  return fmt::format("\n{}\n", name) +
         stageTable(statistics.paper, "stage, paper account", machine) +
         stageTable(statistics.full, "stage, full account", machine) +
         queueTable(statistics) + moduleTable(statistics, machine) +
         histogramTable(statistics);
}

std::string lostMassLine(const LostMass &lost) {
  return fmt::format("  softmax mass of rows that were not kept: {:.3f} % on "
                     "average, at most {:.3f} %\n",
                     100 * lost.mean(), 100 * lost.largest);
}

} // namespace

std::string a3::summary(const Program &program, const Machine &machine,
                        const RunReport &report) {
  std::string text =
      fmt::format("{:24} {:>6} {:>6} {:>8} {:>12} {:>12} {:>12} {:>12} "
                  "{:>6}\n",
                  "site", "n", "heads", "kept", "cycles", "full cycles",
                  "predicted", "full nJ", "used");
  int64_t predicted = 0;
  for (size_t i = 0; i < report.sites.size(); ++i) {
    const Site &site = *report.sites[i].sized(&program.sites[i]);
    const Statistics &statistics = report.sites[i].statistics;
    predicted += report.sites[i].predictedCycles;
    text += row(
        &site, statistics, report.sites[i].predictedCycles,
        fmt::format("{:.0f}%", 100 * utilisation(site, statistics, machine)));
  }
  text += row(nullptr, report.total, predicted, "");
  return text + fmt::format("{} values saturated; host {:.3f} s, simulation "
                            "{:.3f} s\n",
                            report.total.saturations, report.hostSeconds,
                            report.simulationSeconds);
}

std::string a3::details(const Program &program, const Machine &machine,
                        const RunReport &report) {
  std::string text = fmt::format(
      "{}: {} {} of {:.3f} mm2 in all at {} MHz\n", machine.name, machine.units,
      machine.units == 1 ? "unit" : "units", machine.area(), machine.clock);
  for (size_t i = 0; i < report.sites.size(); ++i) {
    const SiteReport &site = report.sites[i];
    text += detailsOf(program.sites[i].name, site.statistics, machine);
    if (site.lostMass)
      text += lostMassLine(*site.lostMass);
  }
  if (report.sites.size() != 1)
    text += detailsOf("total", report.total, machine);
  return text;
}

std::string a3::streamSummary(const Machine &machine,
                              std::span<const StreamReport> reports) {
  std::string text;
  for (const StreamReport &report : reports) {
    const Statistics &statistics = report.statistics;
    const Account &paper = statistics.paper, &full = statistics.full;
    text += fmt::format(
        "{:24.24} {:>14} {:>14}\n"
        "cycles                   {:>14} {:>14}\n"
        "energy, nJ               {:>14.3f} {:>14.3f}\n"
        "{} queries, {:.1f} candidates and {:.1f} rows kept a query, {} values "
        "saturated\n{} bytes loaded, {} stored\n",
        report.site.empty() ? machine.name : report.site, "paper", "full",
        paper.cycles, full.cycles, paper.energy(), full.energy(),
        statistics.queries, mean(statistics.candidates, statistics.queries),
        mean(statistics.kept, statistics.queries), statistics.saturations,
        statistics.bytesLoaded, statistics.bytesStored);
  }
  return text;
}
