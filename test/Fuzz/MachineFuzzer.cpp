//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"

#include "a3/Machine/Machine.h"

#include <cmath>

using namespace a3;
using namespace a3::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Expected<Machine> machine = parseMachine(text(data, size));
  if (!machine) {
    requireMessage(machine.error());
    return 0;
  }
  require(machine->rows >= 1 && machine->lanes >= 1 && machine->units >= 1,
          "a machine has rows, lanes and units");
  require(machine->integerBits + machine->fractionBits <= 14,
          "tables of exponents have a bound");
  require(std::isfinite(machine->area()) && machine->area() >= 0,
          "the area is a number");
  return 0;
}
