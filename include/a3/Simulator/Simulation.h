//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_SIMULATION_H
#define A3_SIMULATOR_SIMULATION_H

#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Inspection.h"
#include "a3/Simulator/Observer.h"
#include "a3/Simulator/Simulator.h"
#include "a3/Support/ThreadPool.h"

#include <memory>
#include <optional>

namespace a3 {

/// A stream that runs one operation at a time, in the order in which the
/// operations of all queues start. `simulate` is a loop over `step`.
class Simulation {
public:
  /// An operation, and the cycle in which it starts.
  struct Start {
    isa::Operation operation;
    int64_t cycle;
  };

  /// The stream, the slots' bytes and the machine must outlive the simulation.
  /// Refuses loops that do not nest or expand to too much. `rangeBytes` is that
  /// of `simulate`.
  static Expected<Simulation>
  create(std::span<const isa::Instruction> stream,
         std::span<const Memory> memory, const Machine &machine,
         Arithmetic arithmetic, Observer *observer = nullptr,
         std::span<const RangeBytes> rangeBytes = {});

  /// One that runs ahead of the clock on the threads of `pool` (which may be
  /// null), where the arithmetic and the machine allow it: many times faster,
  /// with the same results. The stream must have passed `checkStream`.
  static Expected<Simulation>
  createAhead(std::span<const isa::Instruction> stream,
              std::span<const Memory> memory, const Machine &machine,
              Arithmetic arithmetic, ThreadPool *pool,
              Observer *observer = nullptr,
              std::span<const RangeBytes> rangeBytes = {});

  /// One without data (see `checkStream`): banks have shapes but no contents,
  /// and an `attend` takes no time.
  static Expected<Simulation>
  createWithoutData(std::span<const isa::Instruction> stream,
                    std::span<const int64_t> slotSizes, const Machine &machine);

  /// One without data in which an `attend` takes the time that is expected of
  /// it (see `predict`).
  static Expected<Simulation>
  createPrediction(std::span<const isa::Instruction> stream,
                   std::span<const int64_t> slotSizes, const Machine &machine,
                   std::span<const RangeBytes> rangeBytes);

  Simulation(Simulation &&) noexcept;
  Simulation &operator=(Simulation &&) noexcept;
  ~Simulation();

  /// What `step` executes, or none at the end of the stream. An error where
  /// the machine can make no progress: it says which queue waits for what.
  Expected<std::optional<Start>> next() const;

  /// Executes the next operation; false at the end of the stream. After an
  /// error, nothing more may be executed.
  Expected<bool> step();

  /// Of what was executed so far.
  Statistics statistics() const;

  QueueContents queue(isa::Queue queue) const;
  /// Cycles in which the tokens that are on their way were signalled.
  std::vector<int64_t> tokens(isa::Queue from, isa::Queue to) const;
  std::vector<Stall> stalls() const;
  Registers registers() const;
  /// Without data, only its shape.
  BankContents bank(BankKind kind, unsigned bank) const;
  /// The rows that masks admit for a query of the `attend` that was executed
  /// last, ascending. Needs data.
  std::vector<int32_t> admittedRows(const isa::Operation &attend,
                                    int64_t query) const;

private:
  struct State;

  explicit Simulation(std::unique_ptr<State> state);

  std::unique_ptr<State> state;
};

} // namespace a3

#endif // A3_SIMULATOR_SIMULATION_H
