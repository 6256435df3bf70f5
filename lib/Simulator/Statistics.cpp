//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Simulator/Statistics.h"

using namespace a3;

/// Adds element by element.
template <typename T, size_t Count>
static void addTo(std::array<T, Count> &sum,
                  const std::array<T, Count> &other) {
  for (size_t i = 0; i < Count; ++i)
    sum[i] += other[i];
}

double Account::energy() const {
  double sum = portEnergy;
  for (const ModuleAccount &module : modules)
    sum += module.energy();
  return sum;
}

Account &Account::operator+=(const Account &other) {
  cycles += other.cycles;
  portEnergy += other.portEnergy;
  addTo(stages, other.stages);
  for (size_t i = 0; i < numModules; ++i) {
    modules[i].busy += other.modules[i].busy;
    modules[i].dynamicEnergy += other.modules[i].dynamicEnergy;
    modules[i].staticEnergy += other.modules[i].staticEnergy;
  }
  return *this;
}

QueueTimes &QueueTimes::operator+=(const QueueTimes &other) {
  addTo(fetch, other.fetch);
  for (size_t queue = 0; queue < queues.size(); ++queue)
    addTo(queues[queue], other.queues[queue]);
  port += other.port;
  sorter += other.sorter;
  return *this;
}

Histogram &Histogram::operator+=(const Histogram &other) {
  addTo(bins, other.bins);
  return *this;
}

Statistics &Statistics::operator+=(const Statistics &other) {
  paper += other.paper;
  full += other.full;
  times += other.times;
  queries += other.queries;
  candidates += other.candidates;
  kept += other.kept;
  candidateCounts += other.candidateCounts;
  keptCounts += other.keptCounts;
  postScored += other.postScored;
  saturations += other.saturations;
  bytesLoaded += other.bytesLoaded;
  bytesStored += other.bytesStored;
  refillStalls += other.refillStalls;
  return *this;
}

void a3::accountModules(Account &account, const Machine &machine,
                        int64_t postScored, int64_t sorted) {
  auto busy = [&](Stage stage) { return account.stages[size_t(stage)].busy; };
  auto module = [&](Module module) -> int64_t & {
    return account.modules[size_t(module)].busy;
  };
  module(Module::CandidateSelection) =
      busy(Stage::Selection) + busy(Stage::Scan);
  module(Module::SortedKeyMemory) =
      busy(Stage::Selection) + machine.units * sorted;
  module(Module::PostScoring) = postScored;
  module(Module::DotProduct) = module(Module::KeyMemory) =
      busy(Stage::DotProduct);
  module(Module::Exponent) = busy(Stage::Exponent);
  module(Module::Output) = module(Module::ValueMemory) = busy(Stage::Output);
  double always = double(machine.units) * double(account.cycles);
  for (size_t i = 0; i < numModules; ++i) {
    ModuleAccount &part = account.modules[i];
    part.dynamicEnergy =
        machine.modules[i].dynamic * double(part.busy) / machine.clock;
    part.staticEnergy = machine.modules[i].statics * always / machine.clock;
  }
}
