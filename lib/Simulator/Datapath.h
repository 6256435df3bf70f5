//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_DATAPATH_H
#define A3_SIMULATOR_DATAPATH_H

#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Simulator.h"

#include <memory>

namespace a3 {

/// What an operation costs, for the model of time.
struct Work {
  int64_t bytes = 0;         ///< Through the off-chip port.
  std::vector<int64_t> rows; ///< Rows of each query of an `attend`.
  int64_t depth = 0, valueDepth = 0;
};

/// The machine's buffers and what operations do to them; knows no time.
class Datapath {
public:
  virtual ~Datapath() = default;

  /// Executes one operation; an error says what is out of bounds.
  virtual Expected<Work> execute(const isa::Operation &operation) = 0;

  virtual int64_t saturations() const = 0;
};

std::unique_ptr<Datapath> createDatapath(const Machine &machine,
                                         std::span<const Memory> memory,
                                         Arithmetic arithmetic);

} // namespace a3

#endif // A3_SIMULATOR_DATAPATH_H
