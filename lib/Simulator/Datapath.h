//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_SIMULATOR_DATAPATH_H
#define A3_SIMULATOR_DATAPATH_H

#include "Buffers.h"
#include "a3/Simulator/Inspection.h"
#include "a3/Simulator/Observer.h"
#include "a3/Simulator/Simulator.h"

#include <memory>

namespace a3 {

/// Factors of a format record, in the order of its four f32 (load_format).
struct Format {
  float query = 1, key = 1, value = 1, output = 1;
};

/// The rows of a `load_mask`, one after another, from where they begin.
std::vector<uint8_t> readMask(const isa::Operation &operation,
                              const uint8_t *source);

/// The contents of the machine's buffers and what operations do to them; knows
/// no time.
class Datapath {
public:
  virtual ~Datapath() = default;

  /// Executes an operation that `Buffers` has accepted and applied. Returns
  /// what each query of an `attend` asks of the pipeline.
  virtual std::vector<QueryWork> execute(const isa::Operation &operation) = 0;

  virtual int64_t saturations() const = 0;

  /// Adds a bank's elements to `contents`, which has its rows and columns. A
  /// datapath that keeps no banks as they are at this time has none to add.
  virtual void inspect(BankKind, unsigned, BankContents &) const {}

  /// The format record of the last `load_format`.
  virtual std::array<float, 4> format() const { return {1, 1, 1, 1}; }
};

/// Tells `observer`, which may be null, the rows of each query.
std::unique_ptr<Datapath> createDatapath(const Machine &machine,
                                         const Buffers &buffers,
                                         std::span<const Memory> memory,
                                         Arithmetic arithmetic,
                                         Observer *observer = nullptr);

/// One that says what queries are expected to ask, from shapes alone.
std::unique_ptr<Datapath> createExpectedWork(const Buffers &buffers);

} // namespace a3

#endif // A3_SIMULATOR_DATAPATH_H
