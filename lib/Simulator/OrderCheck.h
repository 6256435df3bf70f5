//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_SIMULATOR_ORDERCHECK_H
#define A3_LIB_SIMULATOR_ORDERCHECK_H

#include "a3/ISA/Fetch.h"
#include "a3/Simulator/Simulator.h"

#include <vector>

namespace a3 {

/// Checks that what `load_sorted` reads is the order of the key bank's columns,
/// which the machine takes for granted.
class OrderCheck {
public:
  explicit OrderCheck(std::span<const Memory> memory) : memory(memory) {}

  /// Takes the operations that the buffers accepted, those of the load queue in
  /// their order. Without memory there is nothing to check.
  Expected<void> execute(const isa::Operation &operation);

private:
  /// Where a bank's keys come from.
  struct Keys {
    const uint8_t *data = nullptr;
    int64_t pitch = 0;
    float factor = 1;

    float at(int64_t row, int64_t column) const;
  };

  Expected<void> check(const isa::Operation &operation);
  const uint8_t *place(const isa::Operation &operation) const {
    return memory[operation.address.slot].data() + operation.address.offset;
  }

  std::span<const Memory> memory;
  float keyFactor = 1;
  std::array<Keys, 2> banks;
  std::vector<bool> seen; ///< By row, while a column is checked.
};

} // namespace a3

#endif // A3_LIB_SIMULATOR_ORDERCHECK_H
