//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_MACHINE_MACHINE_H
#define A3_MACHINE_MACHINE_H

#include "a3/Support/Expected.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace a3 {

/// When the output is divided by the sum of exponents: before weights meet
/// values, as in the paper, or once at the end.
enum class Normalisation { Weights, Late };

/// The rows of section 3's table, in its order.
enum class Module {
  DotProduct,
  Exponent,
  Output,
  CandidateSelection,
  PostScoring,
  KeyMemory,
  ValueMemory,
  SortedKeyMemory
};
inline constexpr unsigned numModules = 8;
extern const std::array<std::string_view, numModules> moduleNames;

struct ModuleCost {
  double area = 0;    ///< mm².
  double dynamic = 0; ///< mW while busy.
  double statics = 0; ///< mW always.
};

/// A checked machine description. Units and sources of the parameters stand
/// beside them in the built-in description, from which docs/machine.md is made.
struct Machine {
  std::string name;
  double clock = 0;
  int64_t rows = 0;
  int64_t lanes = 0;
  int64_t units = 0;
  int64_t integerBits = 0;
  int64_t fractionBits = 0;
  Normalisation normalisation = Normalisation::Weights;
  int64_t fill = 0;
  int64_t stageBuffers = 0;
  int64_t queryRows = 0;
  int64_t queueDepth = 0;
  int64_t portBytes = 0;
  int64_t portLatency = 0;
  double portEnergy = 0;
  bool biasPort = false;
  int64_t selectionFill = 0;
  int64_t prefetchDepth = 0;
  int64_t refillCycles = 0;
  int64_t scanRows = 0;
  bool skipMinSide = false;
  int64_t sortElements = 0;
  int64_t keyBits = 0;
  int64_t valueBits = 0;
  int64_t sortedEntryBits = 0;
  std::array<ModuleCost, numModules> modules;

  /// Cycles, or lines of a buffer, that a row of `columns` elements takes.
  int64_t lines(int64_t columns) const { return (columns + lanes - 1) / lanes; }

  /// mm² of all units.
  double area() const;

  const ModuleCost &cost(Module module) const {
    return modules[static_cast<size_t>(module)];
  }
};

/// The text of the description `a3-hpca20`, with every parameter explained.
std::string_view builtinMachineText();

/// Reads and checks a description; errors have the place in `text`.
Expected<Machine> parseMachine(std::string_view text);

/// The description that a built-in name or a file stands for, not yet checked.
Expected<std::string> readMachineText(const std::string &nameOrFile);

/// A built-in name or a file. Errors of a file are rendered with its name.
Expected<Machine> loadMachine(const std::string &nameOrFile);

} // namespace a3

#endif // A3_MACHINE_MACHINE_H
