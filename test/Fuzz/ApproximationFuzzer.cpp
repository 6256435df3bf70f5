//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/Program/Approximation.h"

using namespace a3;
using namespace a3::fuzz;

static void check(const Approximation &approximation) {
  require(isInRange(approximation), "what is read is in range");
  if (!approximation.selects())
    return;
  Approximation again;
  require(parseIterations(describeIterations(approximation), again).has_value(),
          "M as text is read");
  again.threshold = approximation.threshold;
  require(again == approximation, "M as text is the same M");
  for (int64_t rows : {int64_t(1), int64_t(1) << 31})
    require(approximation.resolve(rows).iterations >= 1,
            "M of any n is at least 1");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Expected<ApproximationTable> table = parseApproximations(text(data, size));
  if (!table) {
    requireMessage(table.error());
    return 0;
  }
  for (const auto &[name, heads] : *table) {
    require(simplify(heads) == heads, "a table is simplified");
    std::ranges::for_each(heads, check);
  }
  return 0;
}
