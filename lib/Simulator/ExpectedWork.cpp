//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Datapath.h"

#include <algorithm>
#include <cmath>

using namespace a3;
using namespace a3::isa;

/// Half of the rows have a positive greedy score in the end; the first
/// iterations find a new one each (docs/timing.md measures it).
static int64_t expectedCandidates(int64_t iterations, int64_t rows) {
  if (rows == 0)
    return 0;
  double share = -std::expm1(-2.0 * double(iterations) / double(rows)) / 2;
  return std::clamp<int64_t>(std::llround(share * double(rows)), 1, rows);
}

namespace {
/// A datapath without data: masks in memory hide nothing, all candidates stay.
class ExpectedWork final : public Datapath {
public:
  explicit ExpectedWork(const Buffers &buffers) : buffers(buffers) {}

  std::vector<QueryWork> execute(const Operation &operation) override {
    std::vector<QueryWork> works;
    if (operation.instruction->opcode != Opcode::Attend)
      return works;
    int64_t queries = operation.instruction->fields[attend::queries];
    int64_t iterations = buffers.iterations();
    for (int64_t query = 0; query < queries; ++query) {
      int64_t visible = buffers.visibleRows(operation, query);
      int64_t candidates =
          iterations ? expectedCandidates(iterations, visible) : visible;
      works.push_back({iterations, buffers.rows(), candidates, candidates});
    }
    return works;
  }

  int64_t saturations() const override { return 0; }

private:
  const Buffers &buffers;
};
} // namespace

std::unique_ptr<Datapath> a3::createExpectedWork(const Buffers &buffers) {
  return std::make_unique<ExpectedWork>(buffers);
}
